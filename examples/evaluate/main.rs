//! How well names, countries, quotes and dates are found, measured on the labelled articles of tests/labelled:
//! `cargo run --release --example evaluate`. With a folder of labelled sets (`.xz` files of one token and IOB2 tag a
//! line) their names are scored, too: `cargo run --release --example evaluate -- FOLDER`. How well articles are taken out
//! of saved pages is measured by `evaluate -- pages FOLDER`; see [`pages`].
//!
//! `--errors` lists what is wrong in the half that rules are tuned on. What is wrong in the half that is held back is
//! only for those who do not work on the rules: `--held-errors`.

mod measure;
mod pages;
mod spans;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use measure::scores::{Row, head};

const USAGE: &str = "usage: evaluate [--errors] [--held-errors] [FOLDER]\n       evaluate pages FOLDER [--worst]";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.first().is_some_and(|a| a == "pages") {
        let (worst, folders): (Vec<_>, Vec<_>) = arguments.iter().skip(1).partition(|a| *a == "--worst");
        let [folder] = folders[..] else { return Err(USAGE.to_string()) };
        let print = pages::print(Path::new(folder), !worst.is_empty(), &mut std::io::stdout().lock());
        return print.map_err(|e| format!("{e:#}"));
    }
    let (mut errors, mut held_errors, mut sets) = (false, false, None);
    for argument in &arguments {
        match argument.as_str() {
            "--errors" => errors = true,
            "--held-errors" => held_errors = true,
            folder if !folder.starts_with('-') && sets.is_none() => sets = Some(PathBuf::from(folder)),
            _ => return Err(USAGE.to_string()),
        }
    }
    let labelled = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/labelled");
    let mut out = std::io::stdout().lock();
    for (half, listed) in [("tuned", errors), ("held", held_errors)] {
        let rows = measure::folder(&labelled.join(half))?;
        print(&mut out, half, &rows, listed).map_err(|e| e.to_string())?;
    }
    sets.map_or(Ok(()), |folder| spans::print(&folder, &mut out)).map_err(|e| format!("{e:#}"))
}

fn print(out: &mut impl Write, half: &str, rows: &[Row], errors: bool) -> std::io::Result<()> {
    writeln!(out, "{}", head(&format!("labelled articles, {half}")))?;
    rows.iter().try_for_each(|row| writeln!(out, "{row}"))?;
    for row in rows.iter().filter(|r| errors && !r.errors.is_empty()) {
        writeln!(out, "\n{}", row.name)?;
        row.errors.iter().try_for_each(|e| writeln!(out, "  {e}"))?;
    }
    writeln!(out)
}
