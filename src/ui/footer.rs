//! The foot of the screen: the input line with what is wrong in it, or the keys, a notice and the progress.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use super::line::{Parts, put};
use super::theme::Theme;
use crate::app::action::{Action, Scope};
use crate::app::bar::Bar;
use crate::app::message::Progress;
use crate::app::{Focus, Model, act};
use crate::text::numbers::grouped;
use crate::text::width::{fit, width};

pub fn draw(model: &Model, theme: &Theme, frame: &mut Frame, hint: Rect, footer: Rect) {
    match &model.bar {
        Some(bar) => {
            draw_hint(bar, theme, frame, hint);
            draw_bar(model, bar, theme, frame, footer);
        }
        None => draw_keys(model, theme, frame, footer),
    }
}

fn draw_bar(model: &Model, bar: &Bar, theme: &Theme, frame: &mut Frame, area: Rect) {
    let prompt = bar.prompt();
    let right = match &model.reader.find {
        Some(find) if bar.purpose == crate::app::bar::Purpose::Find => format!("{} found ", find.hits.len()),
        // Where there is room for both.
        _ if width(bar.line.text()) + width(prompt) + width(bar.hint()) + 4 < area.width as usize => bar.hint().into(),
        _ => String::new(),
    };
    let room = (area.width as usize).saturating_sub(width(prompt) + 2 + width(&right));
    let (text, cursor) = bar.line.view(room);
    let mut parts = Parts::new();
    parts
        .push(" ", theme.accent)
        .push(prompt, theme.accent)
        .push(text, if bar.replaces { theme.selected } else { Style::new() });
    parts.fill((area.width as usize).saturating_sub(width(&right)), Style::new()).push(right, theme.dim);
    put(frame.buffer_mut(), &parts.line(), area);
    let x = area.x + (1 + width(prompt) + cursor) as u16;
    frame.set_cursor_position(Position::new(x.min(area.right().saturating_sub(1)), area.y));
}

/// The first mistake, with the words that it is about.
fn draw_hint(bar: &Bar, theme: &Theme, frame: &mut Frame, area: Rect) {
    let Some(issue) = bar.issues.first().filter(|_| area.height > 0) else { return };
    let word = issue.span.of(bar.line.text());
    let text = if word.is_empty() { issue.message.clone() } else { format!("{word}: {}", issue.message) };
    let text = format!(" {}", fit(&text, area.width.saturating_sub(2) as usize));
    put(frame.buffer_mut(), &Line::styled(text, theme.warning), area);
}

/// What to press next in each pane: the actions whose keys the footer names, in its words.
fn hints(model: &Model) -> &'static [(Action, &'static str)] {
    match model.scope() {
        Scope::Issues => {
            return &[
                (Action::Back, "back"),
                (Action::Unfold, "open"),
                (Action::CopyPath, "copy path"),
                (Action::Help, "help"),
            ];
        }
        Scope::Compare => {
            return &[
                (Action::Back, "back"),
                (Action::NextDifference, "next difference"),
                (Action::PreviousDifference, "previous"),
                (Action::PageDown, "page"),
                (Action::NextVersion, "other version"),
                (Action::Help, "help"),
            ];
        }
        Scope::Timeline => {
            return &[
                (Action::Back, "back"),
                (Action::FilterBin, "filter"),
                (Action::Finer, "finer"),
                (Action::Coarser, "coarser"),
                (Action::PartsNext, "by source, people …"),
                (Action::Span, "span"),
                (Action::LaterBar, "next bar"),
                (Action::Help, "help"),
            ];
        }
        Scope::Map => {
            return &[
                (Action::Back, "back"),
                (Action::FilterCountry, "filter"),
                (Action::ExcludeCountry, "exclude"),
                (Action::MapList, "list"),
                (Action::Closer, "closer"),
                (Action::EntityPage, "about"),
                (Action::Help, "help"),
            ];
        }
        Scope::Entity => {
            return &[
                (Action::Back, "back"),
                (Action::ReadHere, "open"),
                (Action::NextPart, "next part"),
                (Action::ShowName, "filter by it"),
                (Action::ShowBoth, "by both"),
                (Action::Help, "help"),
                (Action::Merge, "merge"),
                (Action::Split, "split"),
                (Action::Rename, "rename"),
                (Action::Hide, "hide"),
                (Action::Undo, "undo"),
            ];
        }
        Scope::Stories => {
            return &[
                (Action::Back, "back"),
                (Action::ReadAccount, "read"),
                (Action::Compare, "compare"),
                (Action::ListStory, "list alone"),
                (Action::Help, "help"),
            ];
        }
        Scope::Passage => {
            return &[
                (Action::Highlight, "highlight"),
                (Action::Note, "note"),
                (Action::CopyPassage, "copy"),
                (Action::Down, "more"),
                (Action::Up, "fewer"),
                (Action::NextWord, "word"),
                (Action::OtherEnd, "other end"),
                (Action::Close, "let go"),
            ];
        }
        Scope::Searches => {
            return &[
                (Action::Back, "back"),
                (Action::ApplySearch, "show"),
                (Action::SaveSearch, "save this filter"),
                (Action::RenameSearch, "rename"),
                (Action::DeleteSearch, "delete"),
                (Action::Undo, "undo"),
                (Action::Help, "help"),
            ];
        }
        Scope::Notes => {
            return &[
                (Action::Back, "back"),
                (Action::ReadNote, "read"),
                (Action::EditNote, "edit"),
                (Action::DeleteNote, "delete"),
                (Action::FindNotes, "find"),
                (Action::ShownNotes, "in what is shown"),
                (Action::Help, "help"),
            ];
        }
        Scope::Quotes => {
            return &[
                (Action::ReadQuote, "read"),
                (Action::FocusNext, "by, about"),
                (Action::QuoteWords, "words"),
                (Action::QuoteAbout, "about whom"),
                (Action::CopyQuote, "copy"),
                (Action::Back, "back"),
                (Action::Help, "help"),
            ];
        }
        _ => {}
    }
    match model.focus {
        Focus::List if !model.marked.is_empty() => &[
            (Action::Star, "star"),
            (Action::ToggleRead, "read"),
            (Action::Tag, "tag"),
            (Action::MarkRange, "to here"),
            (Action::MarkAll, "all shown"),
            (Action::Close, "let go"),
            (Action::Help, "help"),
        ],
        Focus::List if has_copies(model) => &[
            (Action::Versions, "versions"),
            (Action::Compare, "compare"),
            (Action::Search, "search"),
            (Action::Filter, "filter"),
            (Action::Help, "help"),
            (Action::PickPeople, "people"),
            (Action::PickCountries, "countries"),
            (Action::Open, "read"),
        ],
        Focus::List if has_story(model) => &[
            (Action::Stories, "story"),
            (Action::Compare, "compare"),
            (Action::Search, "search"),
            (Action::Filter, "filter"),
            (Action::Help, "help"),
            (Action::PickPeople, "people"),
            (Action::PickCountries, "countries"),
            (Action::Open, "read"),
        ],
        Focus::List => &[
            (Action::Search, "search"),
            (Action::Filter, "filter"),
            (Action::Help, "help"),
            (Action::PickPeople, "people"),
            (Action::PickCountries, "countries"),
            (Action::Open, "read"),
        ],
        Focus::Reader if !model.reader.matches().is_empty() => &[
            (Action::Back, "back"),
            (Action::NextMatch, "next match"),
            (Action::Help, "help"),
            (Action::Find, "find"),
            (Action::NextArticle, "next"),
            (Action::PageDown, "page"),
        ],
        Focus::Reader => &[
            (Action::Back, "back"),
            (Action::Help, "help"),
            (Action::Find, "find"),
            (Action::NextArticle, "next"),
            (Action::NextUnread, "unread"),
            (Action::PageDown, "page"),
            (Action::Furniture, "taken out"),
            (Action::Select, "select"),
            (Action::Note, "note"),
        ],
        Focus::Sidebar(_) => &[
            (Action::Toggle, "filter"),
            (Action::Exclude, "exclude"),
            (Action::NextMention, "mention"),
            (Action::EntityPage, "about"),
            (Action::FocusNext, "next pane"),
            (Action::Back, "back"),
            (Action::Help, "help"),
        ],
    }
}

/// Whether the row under the cursor has other versions in the list.
fn has_copies(model: &Model) -> bool {
    model.selected().is_some_and(|n| model.answer.copies(&model.corpus, n).next().is_some())
}

/// Whether the row under the cursor is part of a story.
fn has_story(model: &Model) -> bool {
    model.selected().is_some_and(|n| model.corpus.story(n).is_some())
}

fn draw_keys(model: &Model, theme: &Theme, frame: &mut Frame, area: Rect) {
    let columns = area.width as usize;
    let right = right_side(model);
    let room = columns.saturating_sub(width(&right) + 1);
    let mut parts = Parts::new();
    parts.push(" ", theme.dim);
    if let Some(notice) = &model.notice {
        parts.push_fit(notice, theme.accent, room);
    } else {
        // Read aloud, more would be in the way: ? has them all.
        let help: &[(Action, &str)] = &[(Action::Help, "help")];
        let (first, most) = if theme.plain { (help, 3) } else { (&[][..], usize::MAX) };
        for (action, word) in first.iter().chain(hints(model)).take(most) {
            let Some(key) = model.keymap.keys_of(*action).into_iter().next() else { continue };
            if parts.used() + width(&key) + width(word) + 3 > room {
                break;
            }
            parts.push(key, theme.title).push(format!(" {word}  "), theme.dim);
        }
    }
    parts.fill(room, theme.dim).push(right, theme.dim);
    put(frame.buffer_mut(), &parts.line(), area);
}

/// Progress while there is some, else how much of the article was seen.
fn right_side(model: &Model) -> String {
    if let Some(progress) = &model.progress {
        let key = model.keymap.keys_of(Action::Close).into_iter().next().unwrap_or_default();
        return format!("{} · {key} stops ", progress_text(progress));
    }
    if model.slow {
        return "working … ".into();
    }
    if model.plain {
        return super::plain::place(model);
    }
    if model.rooms.current().is_some() {
        return String::new();
    }
    match (&model.reader.opened, act::reader_height(model)) {
        (Some(_), height) if height > 0 => format!("read {} % ", model.reader.percent(height)),
        _ => String::new(),
    }
}

/// "reading 1,234 of 10,000 · 2,400/s · 4 s left"
fn progress_text(p: &Progress) -> String {
    let mut text = match p.total {
        0 => format!("reading {}", grouped(p.done)),
        total => format!("reading {} of {}", grouped(p.done), grouped(total)),
    };
    if p.per_second >= 1.0 {
        text += &format!(" · {}/s", grouped(p.per_second as u64));
    }
    if let Some(left) = p.left {
        let seconds = left.as_secs();
        let left = if seconds >= 120 { format!("{} min", seconds / 60) } else { format!("{} s", seconds + 1) };
        text += &format!(" · {left} left");
    }
    text
}
