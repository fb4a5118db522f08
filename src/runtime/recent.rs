//! The archives opened last, as the popup shows them.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::app::archives::Recent;
use crate::library::sessions::{self, Visit};
use crate::text::sanitise;

/// Those that are kept in the state folder, the last one first.
pub fn archives(state: &Path) -> Vec<Recent> {
    let home = etcetera::home_dir().ok();
    sessions::recent(state).into_iter().map(|visit| recent(visit, home.as_deref())).collect()
}

fn recent(visit: Visit, home: Option<&Path>) -> Recent {
    let shown = |path: &PathBuf| {
        // As people write it.
        let below = home.and_then(|home| path.strip_prefix(home).ok()).map(|below| Path::new("~").join(below));
        sanitise::line(&below.as_ref().unwrap_or(path).to_string_lossy()).text
    };
    let name = visit.paths.iter().map(shown).collect::<Vec<_>>().join(", ");
    let gone = visit.paths.iter().any(|path| !path.exists());
    let left = day(&visit);
    Recent { name, articles: visit.articles, left, gone, paths: visit.paths }
}

fn day(visit: &Visit) -> Option<Date> {
    let time = Timestamp::try_from(visit.time()).ok()?;
    Some(TimeZone::UTC.to_datetime(time).date())
}
