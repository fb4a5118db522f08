//! Everything a key can do: the one table that the default keymap, the help and the palette are made from.

mod table;

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    Down,
    Up,
    PageDown,
    PageUp,
    HalfDown,
    HalfUp,
    Top,
    Bottom,
    GoToDate,
    Open,
    Toggle,
    Exclude,
    FocusLeft,
    FocusRight,
    FocusNext,
    FocusPrevious,
    ScrollReaderDown,
    ScrollReaderUp,
    NextArticle,
    PreviousArticle,
    NextUnread,
    PreviousUnread,
    Search,
    Find,
    NextMatch,
    PreviousMatch,
    NextMention,
    PreviousMention,
    Filter,
    PickPeople,
    PickCountries,
    PickOrganisations,
    EntityPage,
    ReadHere,
    ShowName,
    ShowBoth,
    NextPart,
    PreviousPart,
    Merge,
    Split,
    Rename,
    Hide,
    SaveAs,
    Pipe,
    OpenSource,
    Edit,
    Links,
    CopyText,
    CopyLink,
    CopyCitation,
    Issues,
    Unfold,
    CopyPath,
    Quotes,
    Timeline,
    Map,
    Stories,
    Earlier,
    Later,
    EarlierBar,
    LaterBar,
    Finer,
    Coarser,
    PartsNext,
    PartsPrevious,
    Span,
    FilterBin,
    MapLeft,
    MapRight,
    FilterCountry,
    ExcludeCountry,
    MapList,
    Closer,
    WholeWorld,
    ReadQuote,
    QuoteWords,
    QuoteAbout,
    CopyQuote,
    NextDifference,
    PreviousDifference,
    ReadAccount,
    ListStory,
    NextVersion,
    CompareWords,
    PreviousVersion,
    Close,
    DropAll,
    ShowAll,
    ShowUnread,
    ShowStarred,
    SortDate,
    SortDateReverse,
    SortSource,
    SortSourceReverse,
    SortTitle,
    SortTitleReverse,
    SortStory,
    SortStoryReverse,
    SortRelevance,
    SortRelevanceReverse,
    Star,
    ToggleRead,
    AllRead,
    MarkRow,
    MarkRange,
    MarkAll,
    Note,
    Select,
    NextWord,
    PreviousWord,
    OtherEnd,
    Highlight,
    CopyPassage,
    MarkPlace,
    GoToPlace,
    Searches,
    ApplySearch,
    SaveSearch,
    RenameSearch,
    DeleteSearch,
    Notes,
    ReadNote,
    EditNote,
    DeleteNote,
    FindNotes,
    ShownNotes,
    Tag,
    Undo,
    Furniture,
    Zen,
    Sidebar,
    GoBack,
    GoForward,
    Archives,
    Versions,
    Compare,
    Wider,
    Narrower,
    ResetWidth,
    Help,
    Palette,
    Tour,
    SkipTour,
    Theme,
    Rescan,
    Redraw,
    Suspend,
    Back,
    Quit,
}

/// Where a binding holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    Everywhere,
    List,
    Reader,
    Sidebar,
    /// The entity page.
    Entity,
    /// A passage of the open article is selected.
    Passage,
    Issues,
    Compare,
    Quotes,
    Timeline,
    Map,
    Stories,
    /// Saved searches.
    Searches,
    Notes,
}

impl Scope {
    /// As the help says it; nothing for everywhere.
    pub fn name(self) -> &'static str {
        match self {
            Scope::Everywhere => "",
            Scope::List => "list",
            Scope::Reader => "reader",
            Scope::Sidebar => "sidebar",
            Scope::Entity => "entity page",
            Scope::Passage => "passage",
            Scope::Issues => "issues",
            Scope::Compare => "compare",
            Scope::Quotes => "quotes",
            Scope::Timeline => "timeline",
            Scope::Map => "map",
            Scope::Stories => "stories",
            Scope::Searches => "saved searches",
            Scope::Notes => "notes",
        }
    }
}

/// A row of the table.
#[derive(Debug)]
pub struct Entry {
    pub action: Action,
    /// As in a keymap file: `next-unread`.
    pub name: &'static str,
    pub scope: Scope,
    /// Default keys, each a sequence as [`super::Key::parse_sequence`] reads it.
    pub keys: &'static [&'static str],
    /// What it does, for help and palette: starts lower case, no full stop.
    pub about: &'static str,
}

/// A heading of the help and its rows.
pub type Group = (&'static str, &'static [Entry]);

pub use table::GROUPS;

/// All rows, in the order of the help.
pub fn entries() -> impl Iterator<Item = &'static Entry> {
    GROUPS.iter().flat_map(|(_, rows)| rows.iter())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn names_are_unique_and_written_alike() {
        let mut seen = HashSet::new();
        for entry in entries() {
            assert!(seen.insert(entry.name), "{} twice", entry.name);
            assert!(entry.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", entry.name);
            // More is cut off in the help.
            assert!(entry.about.chars().count() <= 50, "{}", entry.name);
            assert!(!entry.about.ends_with('.') && !entry.about.is_empty(), "{}", entry.name);
        }
    }
}
