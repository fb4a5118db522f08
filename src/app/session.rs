//! How an archive was left: what is kept of the model at the end, and laid over it when the archive is opened again.

use serde::{Deserialize, Serialize};

use super::filter::Chip;
use super::fold::Chosen;
use super::layout::Widths;
use super::reader::WIDTHS;
use super::{Focus, Model};
use crate::corpus::{ArticleId, Kind};
use crate::query::{By, Order};

/// What is kept. Each part may be missing, and what cannot be understood is as if it were.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Session {
    /// Each chip as it was typed, and whether it is a search.
    pub chips: Vec<(String, bool)>,
    /// By what the list was sorted by hand, and whether the other way round.
    pub order: Option<(String, bool)>,
    /// Content and serial of the article under the cursor.
    pub article: Option<(String, u32)>,
    /// So many rows of the list stood above it.
    pub above: usize,
    /// `list`, `reader`, or a section of the sidebar by the field of its names.
    pub focus: String,
    pub zen: bool,
    pub theme: Option<Changed<String>>,
    pub width: Option<Changed<u16>>,
    pub sidebar: Option<Changed<bool>>,
    /// Widths of list and sidebar, where the mouse has set them.
    pub panes: [Option<u16>; 2],
}

/// What is not as it is settled: it holds until something else is settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed<T> {
    pub is: T,
    pub settled: T,
}

impl<T: PartialEq> Changed<T> {
    fn of(is: T, settled: T) -> Option<Changed<T>> {
        (is != settled).then_some(Changed { is, settled })
    }

    fn now(self, settled: &T) -> Option<T> {
        (self.settled == *settled).then_some(self.is)
    }
}

const ORDERS: [By; 5] = [By::Date, By::Source, By::Title, By::Story, By::Relevance];

/// What an order is called.
fn order_name(by: By) -> &'static str {
    match by {
        By::Date => "date",
        By::Source => "source",
        By::Title => "title",
        By::Story => "story",
        By::Relevance => "relevance",
    }
}

/// More chips than this nobody has.
const CHIPS: usize = 32;

impl Session {
    /// Of the program as it is.
    pub fn of(model: &Model) -> Session {
        let theme = |theme| model.settings.theme_name(theme).to_string();
        let order = |order: Order| (order_name(order.by).to_string(), order.reverse);
        // Where an article was chosen that the filters leave out, it is not what was seen last.
        let article = model.selected().map(|n| Chosen::of(&model.corpus, n)).or(model.list.wanted);
        Session {
            chips: model.filter.chips.iter().map(|c| (c.text.clone(), c.search)).collect(),
            order: model.filter.order.map(order),
            article: article.map(|chosen| (chosen.id.to_string(), chosen.serial)),
            above: model.list.cursor.saturating_sub(model.list.top),
            focus: match model.focus {
                Focus::Reader => "reader".into(),
                Focus::Sidebar(kind) => kind.field().into(),
                Focus::List => "list".into(),
            },
            zen: model.zen,
            // Read aloud, the theme is none of the reader's choice.
            theme: Changed::of(theme(model.theme), theme(model.settings.theme)).filter(|_| !model.plain),
            width: Changed::of(model.reader.width, model.settings.width),
            panes: [model.widths.list, model.widths.sidebar],
            sidebar: Changed::of(!model.sidebar.hidden, model.settings.sidebar),
        }
    }

    /// Lays it over a program that has not begun.
    pub fn lay(self, model: &mut Model) {
        let chip = |(text, search): &(String, bool)| Chip::new(text, *search);
        model.filter.chips = self.chips.iter().take(CHIPS).map(chip).collect();
        model.filter.order = self.order.and_then(|(name, reverse)| {
            let by = ORDERS.into_iter().find(|by| order_name(*by) == name)?;
            Some(Order { by, reverse })
        });
        let article = self.article.and_then(|(id, serial)| Some(Chosen { id: ArticleId::parse(&id)?, serial }));
        model.list.wanted = article;
        // Kept by the list when its article has been found.
        model.list.cursor = self.above.min(usize::from(u16::MAX));
        let section = Kind::ALL.into_iter().find(|kind| kind.field() == self.focus);
        model.focus = match (self.focus.as_str(), section) {
            ("reader", _) => Focus::Reader,
            (_, Some(kind)) => Focus::Sidebar(kind),
            _ => Focus::List,
        };
        model.zen = self.zen && model.focus == Focus::Reader;
        let settled = model.settings.theme_name(model.settings.theme).to_string();
        let theme = self.theme.and_then(|t| t.now(&settled)).and_then(|name| model.settings.theme(&name));
        model.theme = theme.filter(|_| !model.plain).unwrap_or(model.theme);
        let width = self.width.and_then(|w| w.now(&model.settings.width));
        model.reader.width = width.map_or(model.reader.width, |w| w.clamp(*WIDTHS.start(), *WIDTHS.end()));
        let sidebar = self.sidebar.and_then(|s| s.now(&model.settings.sidebar));
        model.sidebar.hidden = sidebar.map_or(model.sidebar.hidden, |shown| !shown);
        let [list, sidebar] = self.panes;
        model.widths = Widths { list, sidebar };
        if !model.filter.chips.is_empty() {
            let key = model.keymap.keys_of(super::Action::DropAll).into_iter().next();
            model.notice = Some(match key {
                Some(key) => format!("as you left it; {key} drops the filters"),
                None => "as you left it".to_string(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::model::ThemeName;

    fn model() -> Model {
        Model::new((120, 30), "archive".into(), ThemeName::Terminal)
    }

    #[test]
    fn a_session_goes_there_and_back() {
        let mut left = model();
        left.filter.chips = vec![Chip::new("person:putin", false), Chip::new("talks", true)];
        left.filter.order = Some(Order { by: By::Source, reverse: true });
        left.list.wanted = Some(Chosen { id: ArticleId([7; 16]), serial: 9 });
        (left.focus, left.zen, left.theme) = (Focus::Reader, true, ThemeName::Dark);
        (left.reader.width, left.sidebar.hidden) = (90, true);
        let session = Session::of(&left);
        let text = serde_json::to_string(&session).unwrap();
        let read: Session = serde_json::from_str(&text).unwrap();
        assert_eq!(read, session);
        let mut opened = model();
        read.lay(&mut opened);
        assert_eq!((&opened.filter, opened.list.wanted), (&left.filter, left.list.wanted));
        assert_eq!((opened.focus, opened.zen, opened.theme), (Focus::Reader, true, ThemeName::Dark));
        assert_eq!((opened.reader.width, opened.sidebar.hidden), (90, true));
    }

    #[test]
    fn what_is_settled_anew_holds() {
        let mut left = model();
        (left.theme, left.reader.width) = (ThemeName::Dark, 90);
        let session = Session::of(&left);
        let mut opened = model();
        opened.settings.theme = ThemeName::Light;
        (opened.theme, opened.settings.width, opened.reader.width) = (ThemeName::Light, 60, 60);
        session.lay(&mut opened);
        assert_eq!((opened.theme, opened.reader.width), (ThemeName::Light, 60));
    }

    #[test]
    fn every_order_is_kept() {
        for by in ORDERS {
            let mut left = model();
            left.filter.order = Some(Order { by, reverse: true });
            let mut opened = model();
            Session::of(&left).lay(&mut opened);
            assert_eq!(opened.filter.order, left.filter.order);
        }
    }

    #[test]
    fn reading_aloud_leaves_the_theme_alone() {
        let plain = model().plainly(true);
        assert_eq!(Session::of(&plain).theme, None);
        let mut left = model();
        left.theme = ThemeName::Dark;
        let mut plain = model().plainly(true);
        Session::of(&left).lay(&mut plain);
        assert_eq!(plain.theme, ThemeName::Mono);
    }

    #[test]
    fn nonsense_is_passed_by() {
        let text = r#"{"chips": [["(", false], ["", true]], "order": ["size", true], "article": ["xy", 3], "focus": "moon",
            "zen": true, "width": {"is": 9999, "settled": 72}, "theme": {"is": "none", "settled": "terminal"}}"#;
        let session: Session = serde_json::from_str(text).unwrap();
        let mut opened = model();
        session.lay(&mut opened);
        assert_eq!((opened.focus, opened.zen, opened.theme), (Focus::List, false, ThemeName::Terminal));
        assert_eq!((opened.reader.width, opened.list.wanted, opened.filter.order), (160, None, None));
    }
}
