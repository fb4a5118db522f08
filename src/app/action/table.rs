//! The table of actions: what each is called, where it holds, its default keys and what it does.

use super::{Action, Entry, Group, Scope};

const fn row(
    action: Action,
    name: &'static str,
    scope: Scope,
    keys: &'static [&'static str],
    about: &'static str,
) -> Entry {
    Entry { action, name, scope, keys, about }
}

use Action as A;
use Scope::{Compare, Entity, Everywhere, Issues, List, Passage, Quotes, Reader, Searches, Sidebar, Stories};
use Scope::{Map as OnMap, Timeline as InTime};

/// All actions by group, in the order of the help.
pub const GROUPS: &[Group] = &[
    (
        "Move",
        &[
            row(A::Down, "down", Everywhere, &["j", "Down"], "a line down"),
            row(A::Up, "up", Everywhere, &["k", "Up"], "a line up"),
            row(A::PageDown, "page-down", Everywhere, &["Space", "C-f", "PgDn"], "a page down"),
            row(A::PageUp, "page-up", Everywhere, &["b", "C-b", "PgUp"], "a page up"),
            row(A::HalfDown, "half-page-down", Everywhere, &["C-d"], "half a page down"),
            row(A::HalfUp, "half-page-up", Everywhere, &["C-u"], "half a page up"),
            row(A::Top, "top", Everywhere, &["g g", "Home"], "to the top"),
            row(A::Bottom, "bottom", Everywhere, &["G", "End"], "to the bottom"),
            row(A::GoToDate, "go-to-date", Everywhere, &["g d"], "to a date in the list"),
            row(A::GoBack, "history-back", Everywhere, &["H"], "back to where one jumped from"),
            row(A::GoForward, "history-forward", Everywhere, &["L"], "forward again"),
            row(A::FocusLeft, "focus-left", Everywhere, &["h", "Left"], "to the pane on the left"),
            row(A::FocusRight, "focus-right", Everywhere, &["l", "Right"], "to the pane on the right"),
            row(A::FocusNext, "focus-next", Everywhere, &["Tab"], "to the next pane"),
            row(A::FocusPrevious, "focus-previous", Everywhere, &["S-Tab"], "to the previous pane"),
        ],
    ),
    (
        "Read",
        &[
            row(A::Open, "open", List, &["Enter"], "open the article"),
            row(A::ScrollReaderDown, "scroll-reader-down", List, &["J"], "scroll the article down from the list"),
            row(A::ScrollReaderUp, "scroll-reader-up", List, &["K"], "scroll the article up from the list"),
            row(A::NextArticle, "next-article", Reader, &["J"], "next article"),
            row(A::PreviousArticle, "previous-article", Reader, &["K"], "previous article"),
            row(A::NextUnread, "next-unread", Everywhere, &["]"], "next unread article"),
            row(A::PreviousUnread, "previous-unread", Everywhere, &["["], "previous unread article"),
            row(A::NextMention, "next-mention", Everywhere, &["}"], "next mention of the chosen name"),
            row(A::PreviousMention, "previous-mention", Everywhere, &["{"], "previous mention of the chosen name"),
            row(A::Furniture, "furniture", Everywhere, &["x"], "show what was taken out of the page"),
            row(A::Versions, "versions", Everywhere, &["Z"], "show its other versions, or fold them"),
            row(A::Compare, "compare", Everywhere, &["g c"], "beside another account or version: what differs"),
            row(A::Sidebar, "sidebar", Everywhere, &["E"], "the sidebar beside the article, or not"),
            row(A::Zen, "zen", Everywhere, &["z"], "the article alone"),
            row(A::Wider, "wider", Everywhere, &["+"], "wider column"),
            row(A::Narrower, "narrower", Everywhere, &["-"], "narrower column"),
            row(A::ResetWidth, "reset-width", Everywhere, &["="], "usual column"),
        ],
    ),
    (
        "Search and filter",
        &[
            row(A::Search, "search", Everywhere, &["/"], "search the archive"),
            row(A::Find, "find", Reader, &["/"], "find in this article"),
            row(A::NextMatch, "next-match", Everywhere, &["n"], "next match in the article"),
            row(A::PreviousMatch, "previous-match", Everywhere, &["N"], "previous match in the article"),
            row(A::Filter, "filter", Everywhere, &["f"], "narrow what is shown, live"),
            row(A::PickPeople, "pick-people", Everywhere, &["p"], "pick people"),
            row(A::PickCountries, "pick-countries", Everywhere, &["c"], "pick countries"),
            row(A::PickOrganisations, "pick-organisations", Everywhere, &["i"], "pick institutions"),
            row(A::Toggle, "toggle", Sidebar, &["Enter"], "filter by this name, or no longer"),
            row(A::Exclude, "exclude", Sidebar, &["-"], "leave out articles with this name"),
            row(A::Close, "close", Everywhere, &["Esc"], "close, else drop the last filter"),
            row(A::DropAll, "drop-all", Everywhere, &["X"], "drop all filters"),
            row(A::ShowAll, "show-all", Everywhere, &["1"], "read and unread alike"),
            row(A::ShowUnread, "show-unread", Everywhere, &["2"], "unread only"),
            row(A::ShowStarred, "show-starred", Everywhere, &["3"], "starred only"),
        ],
    ),
    (
        "See",
        &[
            row(A::Quotes, "quotes", Everywhere, &["g q"], "who said what"),
            row(A::Timeline, "timeline", Everywhere, &["g t"], "when: articles over time"),
            row(A::Map, "map", Everywhere, &["g m"], "where: the countries on a map"),
            row(A::Stories, "stories", Everywhere, &["g s"], "its story and similar articles"),
            row(A::Notes, "notes", Everywhere, &["g n"], "your notes and highlights"),
            row(A::Searches, "searches", Everywhere, &["F"], "saved searches, and what is new in them"),
        ],
    ),
    (
        "Timeline",
        &[
            row(A::Earlier, "earlier", InTime, &["h", "Left"], "the time before"),
            row(A::Later, "later", InTime, &["l", "Right"], "the time after"),
            row(A::EarlierBar, "earlier-bar", InTime, &["N"], "the bar before"),
            row(A::LaterBar, "later-bar", InTime, &["n"], "the next bar"),
            row(A::Finer, "finer", InTime, &["+"], "weeks for months, days for weeks"),
            row(A::Coarser, "coarser", InTime, &["-"], "weeks for days, months for weeks"),
            row(A::PartsNext, "parts-next", InTime, &["Tab"], "by source, people, countries, or all in one"),
            row(A::PartsPrevious, "parts-previous", InTime, &["S-Tab"], "the same the other way round"),
            row(A::Span, "span", InTime, &["v"], "begin a span, or give it up"),
            row(A::FilterBin, "filter-bin", InTime, &["Enter"], "filter by these days; on a title, read it"),
        ],
    ),
    (
        "Map",
        &[
            row(A::MapLeft, "map-left", OnMap, &["h", "Left"], "the nearest country to the west"),
            row(A::MapRight, "map-right", OnMap, &["l", "Right"], "the nearest country to the east"),
            row(A::FilterCountry, "filter-country", OnMap, &["Enter"], "filter by this country, or no longer"),
            row(A::ExcludeCountry, "exclude-country", OnMap, &["-"], "leave out articles with this country"),
            row(A::MapList, "map-list", OnMap, &["Tab", "S-Tab"], "to the list beside the map, or back"),
            row(A::Closer, "closer", OnMap, &["+"], "closer, in the end far away again"),
            row(A::WholeWorld, "whole-world", OnMap, &["="], "the whole world"),
        ],
    ),
    (
        "Story",
        &[
            row(A::ReadAccount, "read-account", Stories, &["Enter"], "read the article under the cursor"),
            row(A::ListStory, "list-story", Stories, &["z"], "the articles of this story alone in the list"),
        ],
    ),
    (
        "Quotes",
        &[
            row(A::ReadQuote, "read-quote", Quotes, &["Enter"], "to the quotes of a speaker; to a quote's place"),
            row(A::QuoteWords, "quote-words", Quotes, &["/"], "only quotes with these words"),
            row(A::QuoteAbout, "quote-about", Quotes, &["a"], "only quotes that name somebody"),
            row(A::CopyQuote, "copy-quote", Everywhere, &["y q"], "copy the quote, with who said it and where"),
        ],
    ),
    (
        "Compare",
        &[
            row(A::NextDifference, "next-difference", Compare, &["n"], "next difference"),
            row(A::PreviousDifference, "previous-difference", Compare, &["N"], "previous difference"),
            row(A::CompareWords, "compare-words", Compare, &["d"], "word by word, or what each has alone"),
            row(A::NextVersion, "next-version", Compare, &["Tab"], "the next version"),
            row(A::PreviousVersion, "previous-version", Compare, &["S-Tab"], "the version before"),
        ],
    ),
    (
        "Who it is",
        &[
            row(A::EntityPage, "entity-page", Everywhere, &["g e"], "all about the chosen name"),
            row(A::ReadHere, "read-here", Entity, &["Enter"], "read it; to a name's page; unfold"),
            row(A::NextPart, "next-part", Entity, &["]", "Tab"], "to the next part of the page"),
            row(A::PreviousPart, "previous-part", Entity, &["[", "S-Tab"], "to the previous part of the page"),
            row(A::ShowName, "show-name", Entity, &["f"], "list the articles that name it"),
            row(A::ShowBoth, "show-both", Entity, &["B"], "list those that also name the one under the cursor"),
            row(A::Merge, "merge", Entity, &["m"], "one with another name"),
            row(A::Split, "split", Entity, &["s"], "the spelling under the cursor is somebody else"),
            row(A::Rename, "rename", Entity, &["r"], "another name for it"),
            row(A::Hide, "hide", Entity, &["D"], "do not show it any more"),
        ],
    ),
    (
        "Sort",
        &[
            row(A::SortDate, "sort-date", Everywhere, &[", d"], "by date, newest first"),
            row(A::SortSource, "sort-source", Everywhere, &[", s"], "by source"),
            row(A::SortTitle, "sort-title", Everywhere, &[", t"], "by title"),
            row(A::SortStory, "sort-story", Everywhere, &[", g"], "by story: one event together"),
            row(A::SortRelevance, "sort-relevance", Everywhere, &[", r"], "by relevance"),
            row(A::SortDateReverse, "sort-date-reverse", Everywhere, &[", D"], "by date, oldest first"),
            row(A::SortSourceReverse, "sort-source-reverse", Everywhere, &[", S"], "by source, Z to A"),
            row(A::SortTitleReverse, "sort-title-reverse", Everywhere, &[", T"], "by title, Z to A"),
            row(A::SortStoryReverse, "sort-story-reverse", Everywhere, &[", G"], "by story, oldest first"),
            row(A::SortRelevanceReverse, "sort-relevance-reverse", Everywhere, &[", R"], "least relevant first"),
        ],
    ),
    (
        "Mark",
        &[
            row(A::Star, "star", Everywhere, &["s"], "star, or no longer"),
            row(A::ToggleRead, "toggle-read", Everywhere, &["r"], "read or unread"),
            row(A::AllRead, "all-read", Everywhere, &["A"], "all shown are read, or all marked"),
            row(A::Tag, "tag", Everywhere, &["t"], "give or take tags"),
            row(A::MarkRow, "mark-row", List, &["v"], "mark the row: s r t A act on all marked"),
            row(A::MarkRange, "mark-range", List, &["V"], "mark all rows from the one marked last"),
            row(A::MarkAll, "mark-all", List, &["C-a"], "mark all shown, or none of them"),
            row(A::Note, "note", Everywhere, &["a"], "note on the article, or on the match or mention"),
            row(A::MarkPlace, "mark-place", Everywhere, &["m"], "mark the place with a letter"),
            row(A::GoToPlace, "go-to-place", Everywhere, &["'"], "go to the place of a letter"),
            row(A::Undo, "undo", Everywhere, &["U"], "undo the last mark or correction"),
        ],
    ),
    (
        "Select a passage",
        &[
            row(A::Select, "select", Reader, &["v"], "select a sentence; j k take in more, or fewer"),
            row(A::NextWord, "next-word", Passage, &["w", "e", "l", "Right"], "a word more"),
            row(A::PreviousWord, "previous-word", Passage, &["b", "h", "Left"], "a word fewer"),
            row(A::OtherEnd, "other-end", Passage, &["o"], "move its other end"),
            row(A::Highlight, "highlight", Passage, &["Enter", "M"], "highlight it, or no longer"),
            row(A::CopyPassage, "copy-passage", Passage, &["y"], "copy it"),
        ],
    ),
    (
        "Saved searches",
        &[
            row(A::ApplySearch, "apply-search", Searches, &["Enter"], "show what it finds"),
            row(A::SaveSearch, "save-search", Searches, &["s"], "save what narrows the list now"),
            row(A::RenameSearch, "rename-search", Searches, &["r"], "another name for it"),
            row(A::DeleteSearch, "delete-search", Searches, &["d"], "delete it"),
        ],
    ),
    (
        "Notes",
        &[
            row(A::ReadNote, "read-note", Scope::Notes, &["Enter"], "to its place in the article"),
            row(A::EditNote, "edit-note", Scope::Notes, &["e"], "change it"),
            row(A::DeleteNote, "delete-note", Scope::Notes, &["d"], "delete it"),
            row(A::FindNotes, "find-notes", Scope::Notes, &["/"], "look for words in them"),
            row(A::ShownNotes, "shown-notes", Scope::Notes, &["Tab"], "only of the articles shown, or all"),
        ],
    ),
    (
        "Take it along",
        &[
            row(A::SaveAs, "save-as", Everywhere, &["S"], "save as Markdown, HTML, a table, a bibliography"),
            row(A::Pipe, "pipe", Everywhere, &["|"], "pipe its text to a program"),
            row(A::OpenSource, "open-source", Everywhere, &["o"], "open its source in the browser, or its file"),
            row(A::Edit, "edit", Everywhere, &["e"], "open its file in the editor"),
            row(A::Links, "links", Everywhere, &["u"], "its links, and where they lead"),
            row(A::CopyText, "copy-text", Everywhere, &["y t"], "copy its text"),
            row(A::CopyLink, "copy-link", Everywhere, &["y l"], "copy its link, or its path"),
            row(A::CopyCitation, "copy-citation", Everywhere, &["y y"], "copy title, source, date and link"),
        ],
    ),
    (
        "What was not read",
        &[
            row(A::Issues, "issues", Everywhere, &["g i"], "files that were skipped, cut or not read"),
            row(A::Unfold, "unfold", Issues, &["Enter"], "show the files of a reason; go to a file's article"),
            row(A::CopyPath, "copy-path", Issues, &["y l"], "copy the file's path"),
        ],
    ),
    (
        "Program",
        &[
            row(A::Help, "help", Everywhere, &["?"], "this help"),
            row(A::Palette, "palette", Everywhere, &[":"], "find an action by name"),
            row(A::Tour, "tour", Everywhere, &[], "the tour: what there is, step by step"),
            row(A::SkipTour, "skip", Everywhere, &[], "the tour's next step"),
            row(A::Theme, "theme", Everywhere, &["T"], "next theme"),
            row(A::Archives, "archives", Everywhere, &["g a"], "the archives opened last"),
            row(A::Rescan, "rescan", Everywhere, &["R"], "look for new and changed files"),
            row(A::Redraw, "redraw", Everywhere, &["C-l"], "draw the screen anew"),
            row(A::Suspend, "suspend", Everywhere, &["C-z"], "to the shell"),
            row(A::Back, "back", Everywhere, &["q"], "back; from the list: quit"),
            row(A::Quit, "quit", Everywhere, &["Q", "C-c"], "quit"),
        ],
    ),
];
