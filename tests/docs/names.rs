//! CONTRIBUTING names what exists, and its recipes are short.

use std::fs;
use std::path::Path;

use super::markdown::code;
use super::{Page, ROOT};
use crate::harness::files_under;

/// Lines that a recipe has at most.
const LINES: usize = 6;

/// And how long a line may be, so that six are six on a screen.
const WIDTH: usize = 150;

/// Options that are cargo's.
const OF_CARGO: [&str; 1] = ["--no-default-features"];

#[test]
fn contributing_names_what_exists() {
    let page = Page::read("CONTRIBUTING.md");
    let sources = Sources::read();
    let mut wrong = Vec::new();
    let mut looked_at = 0;
    for span in code(&page.text) {
        let exists = match Named::of(&span) {
            Named::Path(path) => Path::new(ROOT).join(path).exists(),
            Named::Item(parts) => sources.define(&parts),
            Named::Flag(flag) => OF_CARGO.contains(&flag) || Page::read("docs/src/command-line.md").text.contains(flag),
            Named::Command => continue,
        };
        looked_at += 1;
        if !exists {
            wrong.push(span);
        }
    }
    assert!(looked_at > 40, "only {looked_at} names were found");
    assert!(wrong.is_empty(), "CONTRIBUTING.md names what does not exist: {wrong:?}");
}

/// The walks through the code lead through files that are there.
#[test]
fn the_walks_of_developers_lead_somewhere() {
    let page = Page::read("docs/src/developers.md");
    let is_path =
        |span: &String| ["src/", "crates/", "tests/", "benches/", "docs/"].iter().any(|top| span.starts_with(top));
    let paths: Vec<String> = code(&page.text).into_iter().filter(is_path).collect();
    assert!(paths.len() > 25, "only {} paths were found", paths.len());
    let gone: Vec<&String> = paths.iter().filter(|path| !Path::new(ROOT).join(path).exists()).collect();
    assert!(gone.is_empty(), "docs/src/developers.md names files that do not exist: {gone:?}");
}

/// A name that was never there, or a method of another type, is seen.
#[test]
fn a_name_that_does_not_exist_is_seen() {
    let sources = Sources::read();
    assert!(sources.define(&["Rule", "ALL"]) && sources.define(&["is_contradicted"]));
    assert!(!sources.define(&["no_such_name_anywhere"]) && !sources.define(&["Rule", "no_such_name_anywhere"]));
    assert!(!sources.define(&["Band", "is_contradicted"]), "of another type");
}

#[test]
fn each_recipe_is_short() {
    let text = Page::read("CONTRIBUTING.md").text;
    let recipes: Vec<&str> = text.split("\n## ").filter(|section| section.starts_with("To add ")).collect();
    assert!(recipes.len() >= 5, "{} recipes", recipes.len());
    for recipe in recipes {
        let lines: Vec<&str> = recipe.lines().skip(1).filter(|line| !line.is_empty()).collect();
        assert!(lines.len() <= LINES, "{} lines:\n## {recipe}", lines.len());
        let long = lines.iter().find(|line| line.chars().count() > WIDTH);
        assert!(long.is_none(), "longer than {WIDTH}: {long:?}");
    }
}

/// What stands between backquotes.
enum Named<'a> {
    /// A file or a folder.
    Path(&'a str),
    /// Something that is defined: `Rule::ALL` in its parts.
    Item(Vec<&'a str>),
    /// An option of a command.
    Flag(&'a str),
    /// A line to type, a name outside this repository.
    Command,
}

impl<'a> Named<'a> {
    fn of(span: &'a str) -> Named<'a> {
        let is_name = |part: &str| {
            part.chars().next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
                && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        };
        let parts: Vec<&str> = span.split("::").collect();
        match span {
            _ if span.contains(char::is_whitespace) => Named::Command,
            _ if span.starts_with("--") => Named::Flag(span),
            // A file that a run writes, not one of the tree.
            "report.json" => Named::Item(vec!["report.json"]),
            // Crates and their features.
            "parquet" | "polars-io" | "polars-core" => Named::Item(vec![span]),
            _ if span.contains(['/', '.']) => Named::Path(span),
            _ if parts.iter().all(|part| is_name(part)) => Named::Item(parts),
            _ => Named::Path(span),
        }
    }
}

/// Every source of the program, of its tests and of its benchmarks.
struct Sources(Vec<String>);

impl Sources {
    fn read() -> Sources {
        let folders = ["src", "crates", "tests", "benches"].map(|folder| Path::new(ROOT).join(folder));
        let files = folders.iter().flat_map(|folder| files_under(folder));
        let files = files.filter(|file| matches!(file.extension().and_then(|e| e.to_str()), Some("rs" | "py")));
        // This file names things to show that they are not there.
        let files = files.filter(|file| !file.ends_with("docs/names.rs"));
        let mut sources: Vec<String> = files.map(|file| fs::read_to_string(file).unwrap()).collect();
        assert!(sources.len() > 200, "the sources were not found");
        sources.push(fs::read_to_string(Path::new(ROOT).join("Cargo.toml")).unwrap());
        Sources(sources)
    }

    fn mention(&self, text: &str) -> bool {
        self.0.iter().any(|source| source.contains(text))
    }

    /// Whether a name is defined; of a path, whether its last part is, in a file that also defines the type before it or extends it.
    fn define(&self, parts: &[&str]) -> bool {
        match parts {
            [name] if name.contains(['.', '-']) || *name == "parquet" => self.mention(name),
            [name] => self.0.iter().any(|source| defines(source, name)),
            [owner, name] => self.0.iter().any(|source| {
                let is_here = defines(source, owner) || source.contains(&format!("impl {owner} "));
                is_here && defines(source, name)
            }),
            _ => false,
        }
    }
}

/// Whether a line of the source defines the name: an item, a variant, a field, a name in Python.
fn defines(source: &str, name: &str) -> bool {
    const WORDS: [&str; 11] =
        ["fn ", "struct ", "enum ", "trait ", "type ", "const ", "static ", "mod ", "def ", "class ", "macro_rules! "];
    let follows = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    source.lines().any(|line| {
        let line = line.trim_start();
        let line = line
            .strip_prefix("pub ")
            .or_else(|| line.split_once(") ").filter(|(vis, _)| vis.starts_with("pub(")).map(|(_, rest)| rest))
            .unwrap_or(line);
        let item = WORDS.iter().find_map(|word| line.strip_prefix(word)).or_else(|| line.strip_prefix("const fn "));
        if let Some(rest) = item.and_then(|item| item.strip_prefix(name)) {
            return follows(rest);
        }
        // A variant or a field stands at the start of its line; what is called or matched has something else behind it.
        line.strip_prefix(name).is_some_and(|rest| {
            matches!(rest, "," | " {")
                || rest.starts_with(": ")
                || rest.starts_with(" = ")
                || (rest.starts_with('(') && rest.ends_with("),"))
        })
    })
}
