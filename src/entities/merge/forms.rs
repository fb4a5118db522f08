//! The distinct names of one kind as articles give them, counted.

use jiff::civil::Date;

use super::roles::Roles;
use crate::corpus::Role;
use crate::corpus::roster::Entered;

/// More than so many different short forms or roles of one name tell nothing new, and would make counting slow.
const KEPT: usize = 64;

/// No form has this number.
const NONE: u32 = u32::MAX;

/// Counts forms by the numbers of their texts.
#[derive(Default)]
pub struct Forms {
    /// By text, the form's place in `list`.
    places: Vec<u32>,
    list: Vec<Counted>,
}

/// A role, in how many articles, and of the dated ones the first and the last.
type CountedRole = (u32, u32, Option<(Date, Date)>);

#[derive(Default)]
struct Counted {
    text: u32,
    count: u32,
    aliases: Vec<(u32, u32)>,
    roles: Vec<CountedRole>,
}

/// One spelling and what came with it.
#[derive(Default)]
pub struct Form {
    pub name: String,
    /// In how many articles.
    pub count: u32,
    pub aliases: Vec<(String, u32)>,
    pub roles: Roles,
}

impl Forms {
    /// Counts a name of an article.
    pub fn add(&mut self, entered: &Entered, date: Option<Date>) {
        let place = self.place(entered.form);
        let Some(form) = self.list.get_mut(place as usize) else { return };
        form.count += 1;
        for alias in &entered.aliases {
            let room = form.aliases.len() < KEPT;
            match form.aliases.iter_mut().find(|(a, _)| a == alias) {
                Some((_, count)) => *count += 1,
                None if room => form.aliases.push((*alias, 1)),
                None => {}
            }
        }
        for role in &entered.roles {
            let room = form.roles.len() < KEPT;
            match form.roles.iter_mut().find(|(r, ..)| r == role) {
                Some((_, count, dates)) => {
                    *count += 1;
                    *dates = match (*dates, date) {
                        (Some((first, last)), Some(date)) => Some((first.min(date), last.max(date))),
                        (known, date) => known.or(date.map(|d| (d, d))),
                    };
                }
                None if room => form.roles.push((*role, 1, date.map(|d| (d, d)))),
                None => {}
            }
        }
    }

    fn place(&mut self, text: u32) -> u32 {
        let at = text as usize;
        if at >= self.places.len() {
            self.places.resize(at + 1, NONE);
        }
        if self.places[at] == NONE {
            self.places[at] = self.list.len() as u32;
            self.list.push(Counted { text, ..Counted::default() });
        }
        self.places[at]
    }

    /// The forms with their texts, and by text the place of its form among them.
    pub fn spelled<'a>(self, text: &dyn Fn(u32) -> &'a str) -> (Vec<Form>, Places) {
        let role = |(role, count, dates)| Role { text: text(role).to_string(), count, dates };
        let form = |counted: Counted| Form {
            name: text(counted.text).to_string(),
            count: counted.count,
            aliases: counted.aliases.into_iter().map(|(a, n)| (text(a).to_string(), n)).collect(),
            roles: Roles::of(counted.roles.into_iter().map(role)),
        };
        (self.list.into_iter().map(form).collect(), Places(self.places))
    }
}

/// By text, the place of its form.
#[derive(Default)]
pub struct Places(Vec<u32>);

impl Places {
    pub fn of(&self, text: u32) -> Option<usize> {
        self.0.get(text as usize).filter(|place| **place != NONE).map(|place| *place as usize)
    }
}
