//! For tests: the sample articles beside the project, where they are there.

/// The sample articles' file names and bytes, sorted by name; `None`, with a word on stderr, where there are none.
pub fn articles() -> Option<Vec<(String, Vec<u8>)>> {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/seeds");
    let Ok(entries) = std::fs::read_dir(dir) else {
        eprintln!("skipped: the sample articles are not here");
        return None;
    };
    let mut files: Vec<(String, Vec<u8>)> = entries
        .flatten()
        .filter_map(|e| Some((e.file_name().into_string().ok()?, std::fs::read(e.path()).ok()?)))
        .collect();
    files.sort();
    Some(files)
}
