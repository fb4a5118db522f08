//! The distinct names of one kind as articles give them, counted.

use std::collections::HashMap;

use jiff::civil::Date;

use super::roles::Roles;
use crate::corpus::Named;

/// More than so many different short forms of one name tell nothing new, and would make counting slow.
const KEPT: usize = 64;

#[derive(Default)]
pub struct Forms {
    numbers: HashMap<String, u32>,
    list: Vec<Form>,
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
    pub fn list(&self) -> &[Form] {
        &self.list
    }

    /// Counts a name of an article; gives the number of its form.
    pub fn add(&mut self, named: &Named, date: Option<Date>) -> u32 {
        let number = match self.numbers.get(&named.name) {
            Some(number) => *number,
            None => {
                let number = self.list.len() as u32;
                self.numbers.insert(named.name.clone(), number);
                self.list.push(Form { name: named.name.clone(), ..Form::default() });
                number
            }
        };
        if let Some(form) = self.list.get_mut(number as usize) {
            form.count += 1;
            named.aliases.iter().for_each(|a| tally(&mut form.aliases, a, 1));
            form.roles.add(named.roles.iter().map(String::as_str), date);
        }
        number
    }
}

pub fn tally(list: &mut Vec<(String, u32)>, item: &str, n: u32) {
    let room = list.len() < KEPT;
    match list.iter_mut().find(|(i, _)| i == item) {
        Some((_, count)) => *count += n,
        None if room => list.push((item.to_string(), n)),
        None => {}
    }
}
