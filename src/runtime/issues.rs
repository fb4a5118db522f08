//! What the library reports of files, as the screen shows it.

use crate::app::issues::{Group, Issues, News, Row};
use crate::library::Report;

/// The reasons with their files, those first for which something was not read, then the most frequent.
pub fn issues(report: &Report) -> Issues {
    let mut groups: Vec<Group> = report
        .reasons
        .iter()
        .map(|reason| Group {
            title: reason.text.clone(),
            count: reason.count,
            bad: reason.is_bad(),
            rows: Vec::with_capacity(reason.listed as usize),
            more: reason.count.saturating_sub(reason.listed),
        })
        .collect();
    for listed in &report.issues {
        let Some(group) = groups.get_mut(listed.reason) else { continue };
        let issue = &listed.issue;
        let said = group.title.ends_with(&issue.message) || group.title.starts_with("cannot be read");
        group.rows.push(Row {
            text: listed.path.clone(),
            place: issue.place(),
            message: if said { String::new() } else { issue.message.clone() },
            serials: listed.serials.clone(),
            is_file: true,
        });
    }
    let passed = report.passed.parts().into_iter().map(|text| Row { text, ..Row::default() }).collect::<Vec<_>>();
    groups.sort_by_key(|g| (!g.bad, std::cmp::Reverse(g.count)));
    if !passed.is_empty() {
        groups.push(Group {
            title: "passed by: no format that is read, links, hidden files".into(),
            count: report.passed.count() + report.passed.hidden,
            rows: passed,
            ..Group::default()
        });
    }
    Issues::new(groups)
}

/// What a refresh has changed.
pub fn news(report: &Report) -> News {
    News {
        new: report.new,
        changed: report.changed,
        deleted: report.deleted,
        bad: report.bad_files,
        first: report.new == report.files,
    }
}
