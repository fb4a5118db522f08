//! What ARCHITECTURE.md promises and a script can hold: import direction, module docs, who may print.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::fs;
use std::path::{Path, PathBuf};

/// Each layer and the layers it may import from.
const LAYERS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("corpus", &["text"]),
    ("export", &["text", "corpus"]),
    ("clean", &["text", "corpus"]),
    ("entities", &["text", "corpus"]),
    ("ingest", &["text", "corpus"]),
    ("query", &["text", "corpus"]),
    ("index", &["text", "corpus", "query"]),
    ("library", &["text", "corpus", "clean", "entities", "ingest", "query", "index"]),
    ("app", &["text", "corpus", "export", "query"]),
    ("ui", &["text", "corpus", "export", "query", "app"]),
    ("config", &["text", "app", "ui"]),
    ("runtime", &["text", "corpus", "export", "query", "index", "library", "app", "ui"]),
    (
        "cli",
        &[
            "text", "corpus", "export", "clean", "entities", "ingest", "query", "index", "library", "app", "ui",
            "config", "runtime",
        ],
    ),
];

fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Tests beside the code may use whatever they need.
        if name == "tests" || name == "tests.rs" || name == "samples.rs" {
            continue;
        }
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
    files
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn code_of(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().filter(|l| !l.trim_start().starts_with("//")).map(|l| format!("{l}\n")).collect()
}

#[test]
fn imports_only_go_down() {
    let names: Vec<&str> = LAYERS.iter().map(|(n, _)| *n).collect();
    for (layer, may) in LAYERS {
        for file in rust_files(&src().join(layer)) {
            let code = code_of(&file);
            for other in names.iter().filter(|n| *n != layer && !may.contains(n)) {
                let uses = code.contains(&format!("crate::{other}::")) || code.contains(&format!("crate::{{{other}"));
                assert!(!uses, "{} imports {other}, which lies above {layer}", file.display());
            }
        }
    }
}

#[test]
fn every_layer_is_named_here() {
    for entry in fs::read_dir(src()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            assert!(LAYERS.iter().any(|(n, _)| *n == name), "{name} is in no layer");
        }
    }
}

#[test]
fn every_module_says_what_it_is_for() {
    for file in rust_files(&src()) {
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("//!"), "{} does not begin with //!", file.display());
    }
}

#[test]
fn the_core_does_no_io() {
    for layer in ["text", "corpus", "export", "clean", "entities", "ingest", "query", "app", "ui", "config"] {
        for file in rust_files(&src().join(layer)) {
            let code = code_of(&file);
            for word in
                ["std::fs", "std::net", "std::process", "std::thread", "Instant::now", "SystemTime::now", "std::env::"]
            {
                assert!(!code.contains(word), "{} uses {word}", file.display());
            }
        }
    }
}

#[test]
fn one_module_names_the_search_engine() {
    for file in rust_files(&src()) {
        let inside = file.starts_with(src().join("index"));
        assert!(inside || !code_of(&file).contains("tantivy"), "{} names tantivy", file.display());
    }
}

#[test]
fn only_the_command_line_and_the_terminal_print() {
    for file in rust_files(&src()) {
        let allowed = ["cli", "runtime"].iter().any(|l| file.starts_with(src().join(l))) || file.ends_with("main.rs");
        let code = code_of(&file);
        for word in ["println!", "print!", "eprintln!", "stdout()", "stderr()", "set_symbol("] {
            assert!(allowed || !code.contains(word), "{} uses {word}", file.display());
        }
    }
}
