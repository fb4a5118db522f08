//! How well names, countries, quotes and dates are found, measured on the labelled articles of tests/labelled:
//! `cargo run --release --example evaluate`.
//!
//! `--errors` lists what is wrong in the half that rules are tuned on. What is wrong in the half that is held back is
//! only for those who do not work on the rules: `--held-errors`.

mod measure;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use measure::scores::{Row, head};

const USAGE: &str = "usage: evaluate [--errors] [--held-errors]";

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
    let (mut errors, mut held_errors) = (false, false);
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--errors" => errors = true,
            "--held-errors" => held_errors = true,
            _ => return Err(USAGE.to_string()),
        }
    }
    let labelled = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/labelled");
    let mut out = std::io::stdout().lock();
    for (half, listed) in [("tuned", errors), ("held", held_errors)] {
        let rows = measure::folder(&labelled.join(half))?;
        print(&mut out, half, &rows, listed).map_err(|e| e.to_string())?;
    }
    Ok(())
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
