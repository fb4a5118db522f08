//! Pages that a browser saved: what such a page needs lies in a folder beside it, `Page_files` beside `Page.html`, and
//! is no article, be it called `frame.html` or `data.txt`.

use std::collections::HashSet;

use super::registry::extension_of;

/// What is put behind the page's name: the browsers' word for files, in the language of whoever saved the page.
const FOLDERS: [&str; 24] = [
    "_files",
    ".files",
    "_file",
    "-dateien",
    "_dateien",
    "_fichiers",
    "_archivos",
    "_arquivos",
    "_ficheiros",
    "_bestanden",
    "_pliki",
    "-filer",
    "_soubory",
    "_tiedostot",
    "_elemei",
    "_dosyalar",
    "_fitxers",
    "_fitxategiak",
    "_datoteke",
    "_fajlovi",
    "_bylos",
    "_fails",
    "_failid",
    "_subory",
];

/// The pages of a folder or of an archive.
#[derive(Default)]
pub struct Pages {
    /// Their paths without the extension, in small letters.
    stems: HashSet<String>,
}

impl Pages {
    /// To be told of every file before any is asked about.
    pub fn see(&mut self, path: &str) {
        let is_page = |ext: &str| matches!(ext, "html" | "htm" | "xhtml" | "mhtml" | "mht" | "shtml" | "php" | "aspx");
        if extension_of(path).is_some_and(|ext| is_page(&ext))
            && let Some((stem, _)) = path.rsplit_once('.')
        {
            self.stems.insert(stem.to_ascii_lowercase());
        }
    }

    /// Whether the file at this path belongs to one of the pages that were seen.
    pub fn need(&self, path: &str) -> bool {
        !self.stems.is_empty() && is_below(path, |stem| self.stems.contains(stem))
    }
}

/// Whether the file at this path looks as if it belonged to a page, where it is not known which pages there are.
pub fn may_be_needed(path: &str) -> bool {
    is_below(path, |stem| !stem.is_empty() && !stem.ends_with('/'))
}

/// Whether one of the folders that a file is in is called as that of a page with a stem that `has` knows.
fn is_below(path: &str, has: impl Fn(&str) -> bool) -> bool {
    let path = path.to_ascii_lowercase();
    path.match_indices('/').any(|(at, _)| {
        let folder = path.get(..at).unwrap_or_default();
        FOLDERS.iter().any(|end| folder.strip_suffix(end).is_some_and(&has))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_belongs_to_the_page_beside_it() {
        let mut pages = Pages::default();
        ["x/One.html", "Two.HTM", "x/Drei.xhtml", "Vier.mhtml", "x/five.txt"].iter().for_each(|path| pages.see(path));
        for path in
            ["x/One_files/a.txt", "x/one_FILES/deep/a.html", "Two_file/a", "x/Drei-Dateien/a.md", "Vier_pliki/b"]
        {
            assert!(pages.need(path) && may_be_needed(path), "{path}");
        }
        for path in ["One_files/a.txt", "x/five_files/a.txt", "x/One.html", "x/One_files", "_files/a.txt", "x/_files/a"]
        {
            assert!(!pages.need(path), "{path}");
        }
        assert!(!may_be_needed("_files/a.txt") && !may_be_needed("x/_files/a") && may_be_needed("x/five_files/a.txt"));
    }
}
