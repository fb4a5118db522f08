//! The timeline: keys in, what is shown and asked for out. The worker's part is played by the functions it calls.

use std::sync::Arc;

use jiff::civil::date;

use super::*;
use crate::app::model::ThemeName;
use crate::app::update::{start, update};
use crate::app::{Key, Message};
use crate::corpus::{ArticleId, Bits, Builder, Corpus, Entry, Listing, Marks};
use crate::query::Answer;

fn corpus(days: &[Option<Date>]) -> Arc<Corpus> {
    let mut builder = Builder::default();
    for (date, serial) in days.iter().zip(0u32..) {
        builder.push(Entry { id: ArticleId([serial as u8; 16]), serial, date: *date, ..Entry::default() });
    }
    Arc::new(Corpus::open(builder.freeze()).unwrap())
}

/// A program on a corpus, with the worker's part.
struct Room {
    model: Model,
    corpus: Arc<Corpus>,
    /// Bins are not answered.
    slow: bool,
    /// How often it was asked for counts.
    counts: usize,
}

impl Room {
    fn open(days: &[Option<Date>], size: (u16, u16)) -> Room {
        let mut model = Model::new(size, "archive".into(), ThemeName::Terminal);
        let effects = start(&mut model);
        let mut room = Room { model, corpus: corpus(days), slow: false, counts: 0 };
        room.perform(effects);
        room.keys("g t");
        room
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let corpus = Arc::clone(&self.corpus);
            let rows = self.model.answer.articles.set(corpus.len());
            let message = match effect {
                Effect::Select { generation, .. } => {
                    let articles = Listing::all(corpus.len(), None);
                    let answer = Answer { articles, ..Answer::default() };
                    let marks = Arc::new(Marks::none(corpus.len()));
                    Message::Answered { generation, view: crate::app::message::View { corpus, marks, answer } }
                }
                Effect::Timeline { generation, parts, .. } => {
                    self.counts += 1;
                    let all = corpus.days().count(&rows);
                    Message::Timeline { generation, parts, counted: Arc::new(Counted { all, parts: Vec::new() }) }
                }
                Effect::Bin { generation, days, .. } if !self.slow => {
                    let range = corpus.between(days.0, days.1);
                    let count = Bits::all(corpus.len()).count_in(range.clone());
                    let bin = Bin { days, count, articles: range.collect(), names: Vec::new() };
                    Message::Bin { generation, bin }
                }
                _ => continue,
            };
            let effects = update(&mut self.model, message);
            self.perform(effects);
        }
    }

    fn keys(&mut self, keys: &str) -> &mut Room {
        for key in keys.split_whitespace() {
            let effects = update(&mut self.model, Message::Key(Key::parse(key).unwrap()));
            self.perform(effects);
        }
        self
    }

    fn pane(&self) -> &Pane {
        pane(&self.model).unwrap()
    }

    /// What the bin or the span is called, and how many rows lie in it.
    fn at(&self) -> (String, u32) {
        let pane = self.pane();
        assert_eq!(pane.bin.as_ref().map(|bin| (bin.days, bin.count)), Some((pane.days(), pane.count())));
        (days_text(pane.days(), pane.unit), pane.count())
    }

    fn chips(&self) -> Vec<&str> {
        self.model.filter.chips.iter().map(|chip| chip.text.as_str()).collect()
    }
}

/// Newest first: two in June, one in May, one in January, one without a date.
fn spring() -> Vec<Option<Date>> {
    let day = |month, day| Some(date(2025, month, day));
    vec![day(6, 3), day(6, 3), day(5, 20), day(1, 15), None]
}

fn check(room: &Room, bin: &str, count: u32) {
    assert_eq!(room.at(), (bin.to_string(), count));
}

#[test]
fn it_opens_with_the_finest_that_fits_where_the_list_is() {
    check(&Room::open(&spring(), (200, 40)), "3 Jun 2025", 2);
    check(&Room::open(&spring(), (100, 40)), "2 – 8 Jun 2025", 2);
    assert_eq!(Room::open(&spring(), (100, 40)).pane().counted.all.undated, 1);
    check(&Room::open(&spring(), (24, 20)), "June 2025", 2);
}

#[test]
fn one_walks_by_bins_and_by_bars_and_no_further_than_there_are_any() {
    let mut room = Room::open(&spring(), (100, 40));
    check(room.keys("h"), "26 May – 1 Jun 2025", 0);
    check(room.keys("h"), "19 – 25 May 2025", 1);
    check(room.keys("N"), "13 – 19 Jan 2025", 1);
    check(room.keys("h N Home"), "13 – 19 Jan 2025", 1);
    check(room.keys("n n n n l"), "2 – 8 Jun 2025", 2);
}

#[test]
fn zoom_stays_on_its_days() {
    let mut room = Room::open(&spring(), (100, 40));
    check(room.keys("-"), "June 2025", 2);
    check(room.keys("h"), "May 2025", 1);
    check(room.keys("+"), "19 – 25 May 2025", 1);
    check(room.keys("+"), "20 May 2025", 1);
    check(room.keys("+"), "20 May 2025", 1);
    assert_eq!(room.model.notice.as_deref(), Some("days are the finest"));
    check(room.keys("- - -"), "2025", 4);
}

#[test]
fn days_that_do_not_fit_are_scrolled() {
    let mut room = Room::open(&spring(), (60, 30));
    room.keys("+ + +");
    let plan = Plan::of(&room.model).unwrap();
    assert!(plan.bins < 100 && plan.wide == 1);
    for keys in ["Home", "n", "End", "PgUp", "C-d"] {
        let pane = room.keys(keys).pane();
        assert!(plan.column_of(pane.left, pane.cursor).is_some(), "{keys}");
        let column = plan.column_of(pane.left, pane.cursor).unwrap();
        assert_eq!(plan.bin_at(pane.left, column), Some(pane.cursor));
    }
}

#[test]
fn a_bin_filters_and_leads_to_the_list() {
    let mut room = Room::open(&spring(), (100, 40));
    room.keys("- Enter");
    assert_eq!(room.chips(), ["date:2025-06"]);
    assert!(room.model.rooms.current().is_none() && room.model.focus == Focus::List);
}

#[test]
fn a_span_filters_from_its_first_day_to_its_last() {
    let mut room = Room::open(&spring(), (100, 40));
    check(room.keys("v N"), "19 May – 8 Jun 2025", 3);
    check(room.keys("Esc"), "19 – 25 May 2025", 1);
    room.keys("v n Enter");
    assert_eq!(room.chips(), ["date:2025-05-19..2025-06-08"]);
}

#[test]
fn days_narrow_the_days_that_were_asked_for_before() {
    let mut room = Room::open(&spring(), (100, 40));
    room.model.filter.add_terms("date:2025-06-01..2025-06-05 after:2025-01");
    room.keys("Enter");
    assert_eq!(room.chips(), ["date:2025-06-02..2025-06-05"], "one chip, and nothing that was left out before");
}

#[test]
fn titles_are_gone_down_to_and_read() {
    let mut room = Room::open(&spring(), (100, 40));
    room.keys("j j j");
    assert_eq!(room.pane().title, Some(1), "two are in this week");
    room.keys("k k");
    assert_eq!(room.pane().title, None);
    room.keys("j Esc");
    assert!(room.pane().title.is_none());
    room.keys("j Enter");
    assert!(room.model.rooms.current().is_none() && room.model.rooms.waits(crate::app::Focus::Reader));
    assert_eq!(room.model.focus, Focus::Reader);
    room.keys("q");
    assert!(pane(&room.model).is_some(), "back to the timeline");
}

#[test]
fn nothing_to_show_does_no_harm() {
    for days in [vec![], vec![None, None]] {
        let mut room = Room::open(&days, (80, 24));
        room.keys("l h n N + - v Enter j k PgDn Home End Tab Tab Tab Tab");
        assert!(room.chips().is_empty());
    }
}

#[test]
fn what_is_in_a_bin_is_not_taken_for_what_is_in_the_next() {
    let mut room = Room::open(&spring(), (100, 40));
    room.slow = true;
    room.keys("h j Enter");
    assert_eq!(room.chips(), ["date:2025-05-26..2025-06-01"], "not an article of June");
    // Another answer, and nothing is left of the bins of the one before.
    let mut room = Room::open(&spring(), (100, 40));
    room.slow = true;
    room.corpus = corpus(&[None, None, None]);
    let effects = update(&mut room.model, Message::Refreshed);
    room.perform(effects);
    assert_eq!((room.pane().bin.as_ref(), room.pane().article()), (None, None));
}

#[test]
fn one_comes_back_to_what_one_left() {
    let mut room = Room::open(&spring(), (100, 40));
    check(room.keys("v N"), "19 May – 8 Jun 2025", 3);
    room.keys("j j Enter");
    assert!(room.model.rooms.waits(room.model.focus));
    let counts = room.counts;
    check(room.keys("q"), "19 May – 8 Jun 2025", 3);
    assert_eq!((room.counts, room.pane().title), (counts, Some(1)));
    // In other parts the span stays, too.
    check(room.keys("Tab"), "19 May – 8 Jun 2025", 3);
    // What came while one was away is asked for again.
    room.slow = true;
    room.keys("Esc h j");
    room.keys("g m");
    room.slow = false;
    check(room.keys("q"), "12 – 18 May 2025", 0);
}
