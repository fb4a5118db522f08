//! The least that a program of this shape can cost: the same three panes with fixed text and the same keys, and
//! nothing else. newsprint's speed is given as a multiple of this one's, measured in the same run.
//!
//! `cargo run --release --example floor`; j and k move, q quits.

use std::io::{self, Write};

use crossterm::event::{Event, KeyCode, read};
use crossterm::execute;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::layout::{Constraint, Layout};
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;
use ratatui::widgets::{Block, List, ListState, Paragraph};

const ARTICLES: usize = 61;

fn main() -> io::Result<()> {
    let mut terminal = ratatui::try_init()?;
    let rows: Vec<String> = (0..ARTICLES)
        .map(|n| format!("● {:2} Apr 2025  An article with a title of some length, number {n}", n % 30 + 1))
        .collect();
    let text = "A sentence of a plain story that is about as long as sentences in the news are. ".repeat(4);
    let names: Vec<String> = (0..40).map(|n| format!("  Somebody Named {n:<12}{:3}", 40 - n)).collect();
    let mut list = ListState::default().with_selected(Some(0));
    loop {
        execute!(io::stdout(), BeginSynchronizedUpdate)?;
        terminal.draw(|frame| {
            let [header, body, footer] =
                Layout::vertical([Constraint::Length(1), Constraint::Min(0), Constraint::Length(1)])
                    .areas(frame.area());
            let [left, middle, right] =
                Layout::horizontal([Constraint::Percentage(32), Constraint::Min(0), Constraint::Percentage(20)])
                    .areas(body);
            frame.render_widget(Line::from(" floor   61 articles"), header);
            let items = List::new(rows.iter().map(String::as_str))
                .highlight_style(Style::new().add_modifier(Modifier::REVERSED));
            frame.render_stateful_widget(items.block(Block::bordered().title(" Articles ")), left, &mut list);
            let chosen = list.selected().unwrap_or(0);
            let lines: Vec<Line> = (0..12).map(|n| Line::from(format!("{chosen} {n} {text}"))).collect();
            frame.render_widget(Paragraph::new(lines).block(Block::bordered()), middle);
            frame.render_widget(
                List::new(names.iter().map(String::as_str)).block(Block::bordered().title(" People ")),
                right,
            );
            frame.render_widget(Line::from(" / search  p people  c countries  ? help"), footer);
        })?;
        execute!(io::stdout(), EndSynchronizedUpdate)?;
        io::stdout().flush()?;
        if let Event::Key(key) = read()? {
            match key.code {
                KeyCode::Char('j') | KeyCode::Down => {
                    list.select(Some((list.selected().unwrap_or(0) + 1).min(ARTICLES - 1)))
                }
                KeyCode::Char('k') | KeyCode::Up => list.select(Some(list.selected().unwrap_or(0).saturating_sub(1))),
                KeyCode::Char('q') => break,
                _ => {}
            }
        }
    }
    ratatui::try_restore()
}
