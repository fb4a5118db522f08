//! The pictures of the README, made from the real program: it runs on a terminal of its own with the starter corpus
//! and an empty home, keys are pressed, and what the screen shows then is drawn.
//!
//! `cargo build --release && cargo run --release --example screens`; with names, only the pictures of these names.
//! `SCREENS=FOLDER` puts them elsewhere than into `assets/screens`.

mod svg;
mod terminal;

use std::path::PathBuf;

use anyhow::{Context, bail};
use terminal::Terminal;

/// A picture.
struct Shot {
    /// Of the file, without `-dark.svg`.
    name: &'static str,
    size: (u16, u16),
    /// As `Terminal::keys` reads them.
    keys: &'static str,
    /// What it shows, for those who do not see it.
    about: &'static str,
}

const fn shot(name: &'static str, size: (u16, u16), keys: &'static str, about: &'static str) -> Shot {
    Shot { name, size, keys, about }
}

/// Wide enough for three panes, and to be read where pages are narrow.
const WIDE: (u16, u16) = (120, 32);

const SHOTS: &[Shot] = &[
    shot(
        "reading",
        WIDE,
        "p 'putin' Enter j Tab",
        "Three panes: the articles that name Vladimir Putin, one of them, and the people, countries and organisations \
         in them with their counts",
    ),
    shot(
        "search",
        WIDE,
        "/ 'ceasefire talks'",
        "A search: the best articles first, each with the sentence that was found",
    ),
    shot("quotes", WIDE, "g q", "Quotes filed by who said them, newest first"),
    shot("timeline", WIDE, "g t", "Articles over time as bars, and the titles of the bar under the cursor"),
    shot("map", WIDE, "g m", "The world with its countries by how often they are named, and the same as a list"),
    shot("compare", WIDE, "g d '2025-04-17' Enter g c", "Two accounts of one day side by side, with what differs"),
    shot(
        "name",
        WIDE,
        "p 'macron' Enter g e",
        "All about a name: its spellings, roles, who it appears with, its quotes and articles",
    ),
    shot("tour", (80, 24), ": 'tour' Enter", "The tour: a few lines above the footer say what to press next"),
    shot("narrow", (40, 20), "p 'putin' Enter", "One pane at a time on a narrow screen"),
];

fn main() -> anyhow::Result<()> {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if let Some(unknown) = wanted.iter().find(|w| !SHOTS.iter().any(|s| s.name == w.as_str())) {
        bail!("there is no picture {unknown}");
    }
    let folder = std::env::var_os("SCREENS").map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/screens")));
    let here = std::env::current_exe()?;
    let built = here.parent().and_then(|examples| examples.parent()).context("nothing is built here")?;
    let program = built.join(format!("newsprint{}", std::env::consts::EXE_SUFFIX));
    if !program.exists() {
        bail!("{} is not there: cargo build --release makes it", program.display());
    }
    std::fs::create_dir_all(&folder)?;
    for shot in SHOTS.iter().filter(|s| wanted.is_empty() || wanted.iter().any(|w| w == s.name)) {
        let home = tempfile::tempdir()?;
        let mut terminal = Terminal::start(&program, &[], home.path(), shot.size)?;
        terminal.wait_for("61 articles")?;
        terminal.keys(shot.keys).with_context(|| format!("the picture {}", shot.name))?;
        let cells = terminal.cells();
        for palette in [svg::DARK, svg::LIGHT] {
            let picture = svg::draw(&cells, shot.about, &palette);
            let path = folder.join(format!("{}-{}.svg", shot.name, palette.name));
            println!("{} {} KB", path.display(), picture.len() / 1024);
            std::fs::write(path, picture)?;
        }
    }
    Ok(())
}
