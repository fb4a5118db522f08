//! The map: keys in, the country under the cursor and the filters out.

use std::sync::Arc;

use super::*;
use crate::app::message::View;
use crate::app::model::ThemeName;
use crate::app::update::{start, update};
use crate::app::{Key, Message};
use crate::corpus::{ArticleId, Builder, Corpus, Counts, Entity, Entry, Listing, Marks};
use crate::query::Answer;

/// An archive whose articles name these countries: the first three times, the second twice, the others once.
fn open(size: (u16, u16)) -> Model {
    let names = [("France", "FR"), ("Japan", "JP"), ("Spain", "ES"), ("Brazil", "BR"), ("Nowhere", "")];
    let entity = |(name, code): (&str, &str)| Entity {
        kind: Kind::Country,
        name: name.into(),
        key: name.into(),
        code: code.into(),
        spellings: Vec::new(),
        roles: Vec::new(),
        hidden: false,
    };
    let mut builder = Builder::new(names.into_iter().map(entity).collect());
    for (serial, entities) in [vec![0, 1, 2, 3, 4], vec![0, 1], vec![0]].into_iter().enumerate() {
        let id = ArticleId([serial as u8; 16]);
        builder.push(Entry { id, serial: serial as u32, entities, ..Entry::default() });
    }
    let corpus = Arc::new(Corpus::open(builder.freeze()).unwrap());
    let mut model = Model::new(size, "archive".into(), ThemeName::Terminal);
    start(&mut model);
    let answer = Answer { articles: Listing::all(3, None), counts: Counts::whole(), ..Answer::default() };
    let view = View { corpus, marks: Arc::new(Marks::none(3)), answer };
    let generation = model.generation;
    update(&mut model, Message::Answered { generation, view });
    keys(&mut model, "g m");
    model
}

fn keys(model: &mut Model, keys: &str) {
    for key in keys.split_whitespace() {
        update(model, Message::Key(Key::parse(key).unwrap()));
    }
}

fn check(model: &mut Model, pressed: &str, expected: &str) {
    keys(model, pressed);
    assert_eq!(model.corpus.name(name(model).unwrap()), expected, "{pressed}");
}

#[test]
fn arrows_lead_to_the_nearest_country() {
    let mut model = open((120, 40));
    check(&mut model, "", "France");
    check(&mut model, "j", "Spain");
    check(&mut model, "l", "France");
    check(&mut model, "Right", "Japan");
    check(&mut model, "h", "Spain");
    check(&mut model, "Down", "Brazil");
    check(&mut model, "h", "Brazil");
}

#[test]
fn the_list_is_walked_by_rank() {
    let mut model = open((120, 40));
    check(&mut model, "Tab j", "Japan");
    check(&mut model, "j k G", "Nowhere");
    check(&mut model, "Tab l", "France");
    check(&mut model, "G", "Nowhere");
}

#[test]
fn where_there_is_no_room_for_a_map_the_list_is_left() {
    let mut model = open((30, 9));
    assert!(Plan::of(&model).unwrap().map.is_empty());
    check(&mut model, "j", "Japan");
}

#[test]
fn a_country_is_asked_for_and_left_out() {
    let mut model = open((120, 40));
    let chips = |model: &Model| model.filter.chips.iter().map(|c| c.text.clone()).collect::<Vec<_>>();
    keys(&mut model, "j Enter");
    assert_eq!(chips(&model), ["country:Spain"]);
    keys(&mut model, "Enter");
    assert!(chips(&model).is_empty());
    keys(&mut model, "-");
    assert_eq!(chips(&model), ["-country:Spain"]);
    assert!(model.rooms.current().is_some(), "the map stays");
}

#[test]
fn closer_ends_where_it_began() {
    let mut model = open((120, 40));
    let closer = |model: &Model| pane(model).unwrap().closer;
    keys(&mut model, "+ +");
    assert_eq!(closer(&model), 2);
    keys(&mut model, "=");
    assert_eq!(closer(&model), 0);
    keys(&mut model, "+ Esc");
    assert_eq!(closer(&model), 0);
    keys(&mut model, "+ + + +");
    assert_eq!(closer(&model), 0);
}

#[test]
fn it_opens_on_the_chosen_country() {
    let mut model = open((120, 40));
    keys(&mut model, "q Tab Tab Tab j");
    assert_eq!(model.focus, crate::app::Focus::Sidebar(Kind::Country));
    check(&mut model, "g m", "Japan");
}
