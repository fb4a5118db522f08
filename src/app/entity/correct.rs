//! What the reader knows better of a name: merging, splitting, renaming, hiding.

use std::sync::Arc;

use super::parts::{Item, Part};
use super::{page, page_mut};
use crate::app::bar::{Bar, Purpose as BarPurpose};
use crate::app::picker::{Picker, Purpose};
use crate::app::update::settle;
use crate::app::{Effect, Model, Overlay};
use crate::corpus::{Correcting, Correction, EntityNo, Kind};

/// Lets the reader pick whom the name is one with.
pub fn pick_other(model: &mut Model) -> Vec<Effect> {
    let Some(page) = page(model) else { return Vec::new() };
    if page.kind == Kind::Country {
        model.notice = Some("countries are not merged".into());
        return Vec::new();
    }
    let picker = Picker::new(page.kind, Purpose::Merge(page.entity));
    model.overlay = Some(Overlay::Picker(picker));
    settle(model)
}

pub fn merge(model: &mut Model, one: EntityNo, other: EntityNo) -> Vec<Effect> {
    let corpus = Arc::clone(&model.corpus);
    let key = |entity| corpus.key(entity).to_string();
    correct(model, Correction::Merge { kind: corpus.kind(one), one: key(one), other: key(other) })
}

/// Parts the spelling under the cursor from the name.
pub fn split(model: &mut Model) -> Vec<Effect> {
    let corpus = Arc::clone(&model.corpus);
    let Some(page) = page_mut(model) else { return Vec::new() };
    let others = |text: &str| corpus.spellings(page.entity).find(|s| s.named > 0 && s.text != text);
    let spelling = match page.cursor {
        Item::Row(Part::Names, n) => corpus.spellings(page.entity).nth(n),
        _ => None,
    };
    let refused = match spelling {
        None => "choose a spelling first, below Names",
        Some(s) if s.named == 0 => "that stands beside a full name in its articles and goes with it",
        Some(s) => match others(s.text) {
            None => "that is its only full name",
            Some(other) => {
                if corpus.key(page.entity) == s.text {
                    page.key = other.text.to_string();
                }
                let (kind, form) = (page.kind, s.text.to_string());
                return correct(model, Correction::Split { kind, form });
            }
        },
    };
    model.notice = Some(refused.into());
    Vec::new()
}

/// Opens the line in which another name is typed.
pub fn ask_name(model: &mut Model) -> Vec<Effect> {
    let Some(page) = page(model) else { return Vec::new() };
    let name = model.corpus.name(page.entity).to_string();
    model.bar = Some(Bar::new(BarPurpose::Rename, &name));
    settle(model)
}

pub fn rename(model: &mut Model, name: &str) -> Vec<Effect> {
    let Some(page) = page(model) else { return settle(model) };
    let name = name.trim();
    if name.is_empty() || name == model.corpus.name(page.entity) {
        return settle(model);
    }
    let (kind, of) = (page.kind, model.corpus.key(page.entity).to_string());
    let mut effects = correct(model, Correction::Rename { kind, of, name: name.to_string() });
    effects.extend(settle(model));
    effects
}

pub fn hide(model: &mut Model) -> Vec<Effect> {
    let Some(page) = page(model) else { return Vec::new() };
    let of = model.corpus.key(page.entity).to_string();
    correct(model, Correction::Hide { kind: page.kind, of })
}

fn correct(model: &mut Model, correction: Correction) -> Vec<Effect> {
    model.notice = Some("a moment …".into());
    vec![Effect::Correct(Correcting::Add(correction))]
}
