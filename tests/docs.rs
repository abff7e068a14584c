//! What a reader opens first is true: links lead somewhere, commands run, incident files are accepted, generated pages are fresh,
//! and CONTRIBUTING names what exists.
//!
//! `AMPLEUR_BLESS=1` rewrites the generated pages instead of comparing them.

mod commands;
mod generated;
mod markdown;
mod names;
mod pages;
mod pieces;

use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::files_under;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The pages of the book.
const BOOK: &str = "docs/src";

/// A Markdown file, by its path from the root.
struct Page {
    path: String,
    text: String,
}

impl Page {
    fn read(path: &str) -> Page {
        let text = fs::read_to_string(Path::new(ROOT).join(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
        Page { path: path.to_owned(), text }
    }

    /// The folder from which its relative links start.
    fn folder(&self) -> PathBuf {
        Path::new(ROOT).join(&self.path).parent().unwrap().to_owned()
    }
}

/// The pages of the book, `SUMMARY.md` included.
fn book() -> Vec<Page> {
    let files = files_under(&Path::new(ROOT).join(BOOK));
    let paths = files.iter().map(|file| file.strip_prefix(ROOT).unwrap().display().to_string());
    let pages: Vec<Page> = paths.filter(|path| path.ends_with(".md")).map(|path| Page::read(&path)).collect();
    assert!(pages.len() > 10, "the book was not found");
    pages
}

/// Everything that a user reads.
fn all() -> Vec<Page> {
    let others = ["README.md", "README.fr.md", "CONTRIBUTING.md", "CHANGELOG.md", "benches/README.md"];
    others.into_iter().map(Page::read).chain(book()).collect()
}
