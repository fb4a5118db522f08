//! The foot of the screen: the keys to press next, and where each of them stands.

use std::ops::Range;

use super::action::{Action, Scope};
use super::message::Progress;
use super::room::Room;
use super::{Focus, Model, act};
use crate::text::numbers::grouped;
use crate::text::width::width;

/// A key that the footer names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The columns that the key and its word take.
    pub columns: Range<u16>,
    pub action: Action,
    pub key: String,
    pub word: &'static str,
}

/// The keys that there is room for, and what stands at the right end.
pub fn keys(model: &Model) -> (Vec<Named>, String) {
    let right = right_side(model);
    let room = (model.size.0 as usize).saturating_sub(width(&right) + 1);
    // Read aloud, more would be in the way: ? has them all.
    let most = if model.plain { 4 } else { usize::MAX };
    let (mut named, mut used) = (Vec::new(), 1);
    for (action, word) in hints(model).into_iter().take(most) {
        let Some(key) = model.keymap.keys_of(action).into_iter().next() else { continue };
        let to = used + width(&key) + 1 + width(word);
        if to + 2 > room {
            break;
        }
        named.push(Named { columns: used as u16..to as u16, action, key, word });
        used = to + 2;
    }
    (named, right)
}

/// What the key does that stands in a column of the footer.
pub(super) fn action_at(model: &Model, column: u16) -> Option<Action> {
    let bare = model.bar.is_none() && model.notice.is_none();
    let named = if bare { keys(model).0 } else { Vec::new() };
    named.into_iter().find(|named| named.columns.contains(&column)).map(|named| named.action)
}

/// What to press next where one is: the actions whose keys the footer names, in its words. The way out and the help come
/// first, so that the narrowest screen has them; keys that would do nothing are left out.
fn hints(model: &Model) -> Vec<(Action, &'static str)> {
    let leaving = match model.scope() {
        Scope::Passage => (Action::Close, "let go"),
        Scope::List if !model.marked.is_empty() => (Action::Close, "let go"),
        Scope::List => (Action::Back, "quit"),
        _ => (Action::Back, "back"),
    };
    let mut all = vec![leaving, (Action::Help, "help")];
    all.extend(match model.rooms.current() {
        Some(room) => in_room(model, room),
        None => in_pane(model),
    });
    all
}

fn in_room(model: &Model, room: &Room) -> Vec<(Action, &'static str)> {
    match room {
        Room::Issues(_) if model.issues.as_ref().is_none_or(|issues| issues.groups.is_empty()) => {
            vec![(Action::Rescan, "look again")]
        }
        Room::Issues(_) => vec![(Action::Unfold, "open"), (Action::CopyPath, "copy path")],
        Room::Compare(compare) => {
            let mut keys = vec![
                (Action::NextDifference, "next difference"),
                (Action::PreviousDifference, "previous"),
                (Action::CompareWords, "words"),
                (Action::PageDown, "page"),
            ];
            if compare.place().1 > 1 {
                keys.push((Action::NextVersion, "other version"));
            }
            keys
        }
        Room::Timeline(_) => vec![
            (Action::FilterBin, "filter"),
            (Action::Finer, "finer"),
            (Action::Coarser, "coarser"),
            (Action::PartsNext, "by source, people …"),
            (Action::Span, "span"),
            (Action::LaterBar, "next bar"),
        ],
        Room::Map(_) => vec![
            (Action::FilterCountry, "filter"),
            (Action::ExcludeCountry, "exclude"),
            (Action::MapList, "list"),
            (Action::Closer, "closer"),
            (Action::EntityPage, "about"),
        ],
        Room::Entity(_) => vec![
            (Action::ReadHere, "open"),
            (Action::NextPart, "next part"),
            (Action::ShowName, "filter by it"),
            (Action::ShowBoth, "by both"),
            (Action::Merge, "merge"),
            (Action::Split, "split"),
            (Action::Rename, "rename"),
            (Action::Hide, "hide"),
            (Action::Undo, "undo"),
        ],
        Room::Stories(_) => {
            vec![(Action::ReadAccount, "read"), (Action::Compare, "compare"), (Action::ListStory, "list alone")]
        }
        Room::Searches(_) => {
            let mut keys = Vec::new();
            let some = !model.marks.searches.is_empty();
            if some {
                keys.push((Action::ApplySearch, "show"));
            }
            if !model.filter.chips.is_empty() {
                keys.push((Action::SaveSearch, "save this filter"));
            }
            if some {
                keys.extend([(Action::RenameSearch, "rename"), (Action::DeleteSearch, "delete")]);
            }
            if !model.undo.is_empty() {
                keys.push((Action::Undo, "undo"));
            }
            keys
        }
        Room::Notes(pane) => {
            let mut keys = Vec::new();
            if !pane.rows.is_empty() {
                keys.extend([(Action::ReadNote, "read"), (Action::EditNote, "edit"), (Action::DeleteNote, "delete")]);
            }
            if !model.marks.notes.is_empty() {
                keys.extend([(Action::FindNotes, "find"), (Action::ShownNotes, "in what is shown")]);
            }
            keys
        }
        Room::Quotes(_) => vec![
            (Action::ReadQuote, "read"),
            (Action::FocusNext, "by, about"),
            (Action::QuoteWords, "words"),
            (Action::SaveAs, "save"),
            (Action::QuoteAbout, "about whom"),
            (Action::CopyQuote, "copy"),
        ],
    }
}

fn in_pane(model: &Model) -> Vec<(Action, &'static str)> {
    let usual = [
        (Action::Search, "search"),
        (Action::Filter, "filter"),
        (Action::PickPeople, "people"),
        (Action::PickCountries, "countries"),
        (Action::Open, "read"),
    ];
    if model.visual.is_some() {
        return vec![
            (Action::Highlight, "highlight"),
            (Action::Note, "note"),
            (Action::CopyPassage, "copy"),
            (Action::Down, "more"),
            (Action::Up, "fewer"),
            (Action::NextWord, "word"),
            (Action::OtherEnd, "other end"),
        ];
    }
    match model.focus {
        Focus::List if !model.marked.is_empty() => vec![
            (Action::Star, "star"),
            (Action::ToggleRead, "read"),
            (Action::Tag, "tag"),
            (Action::MarkRange, "to here"),
            (Action::MarkAll, "all shown"),
        ],
        Focus::List => {
            let own = match (has_copies(model), has_story(model)) {
                (true, _) => vec![(Action::Versions, "versions"), (Action::Compare, "compare")],
                (false, true) => vec![(Action::Stories, "story"), (Action::Compare, "compare")],
                (false, false) => Vec::new(),
            };
            own.into_iter().chain(usual).collect()
        }
        Focus::Reader if !model.reader.matches().is_empty() => vec![
            (Action::NextMatch, "next match"),
            (Action::Find, "find"),
            (Action::NextArticle, "next"),
            (Action::PageDown, "page"),
        ],
        Focus::Reader => vec![
            (Action::Find, "find"),
            (Action::NextArticle, "next"),
            (Action::NextUnread, "unread"),
            (Action::PageDown, "page"),
            (Action::Furniture, "taken out"),
            (Action::Select, "select"),
            (Action::Note, "note"),
        ],
        Focus::Sidebar(_) => vec![
            (Action::Toggle, "filter"),
            (Action::Exclude, "exclude"),
            (Action::NextMention, "mention"),
            (Action::EntityPage, "about"),
            (Action::FocusNext, "next pane"),
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
        return place(model);
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

/// Where one is: "2 of 61", "line 3 of 40".
fn place(model: &Model) -> String {
    let of = |what: &str, at: usize, all: usize| match all {
        0 => String::new(),
        all => format!("{what}{} of {} ", grouped(at as u64 + 1), grouped(all as u64)),
    };
    match model.focus {
        _ if model.rooms.current().is_some() => String::new(),
        Focus::List => of("", model.list.cursor, model.answer.articles.len()),
        Focus::Reader => of("line ", model.reader.top, model.reader.page.lines.len()),
        Focus::Sidebar(kind) => {
            let section = model.sidebar.section(kind);
            of("", section.cursor, section.rows.len())
        }
    }
}
