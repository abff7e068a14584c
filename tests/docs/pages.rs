//! Links, anchors, and the table of contents.

use std::path::{Component, Path, PathBuf};

use super::markdown::{anchors, fences, links};
use super::{Page, all, book};

#[test]
fn every_link_leads_somewhere() {
    let mut wrong = Vec::new();
    let mut followed = 0;
    for page in all() {
        for link in links(&page.text).iter().filter(|link| !is_elsewhere(link)) {
            followed += 1;
            if let Some(why) = dead(&page, link) {
                wrong.push(format!("{}: {link} {why}", page.path));
            }
        }
    }
    assert!(followed > 60, "only {followed} links were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A link that leads nowhere is seen, be it a file, an anchor or a page's own.
#[test]
fn a_dead_link_is_seen() {
    let page = Page { path: "docs/src/linking.md".into(), text: "# Here\n".into() };
    for dead_link in ["none.md", "report.md#none", "#none", "../../none/"] {
        assert!(dead(&page, dead_link).is_some(), "{dead_link}");
    }
    for link in ["report.md", "report.md#findings", "#here", "../../CONTRIBUTING.md"] {
        assert!(dead(&page, link).is_none(), "{link}");
    }
}

/// Other sites are not asked: tests open no connection.
fn is_elsewhere(link: &str) -> bool {
    link.starts_with("https://")
}

/// Why a link leads nowhere, if it does.
fn dead(page: &Page, link: &str) -> Option<String> {
    let (path, anchor) = match link.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (link, None),
    };
    let target = if path.is_empty() { None } else { Some(normal(&page.folder().join(path))) };
    if let Some(target) = target.as_ref().filter(|target| !target.exists()) {
        return Some(format!("is not there ({})", target.display()));
    }
    let anchor = anchor?;
    let text = match target {
        Some(target) => std::fs::read_to_string(target).ok()?,
        None => page.text.clone(),
    };
    (!anchors(&text).iter().any(|known| known == anchor)).then(|| "has no such heading".to_owned())
}

/// A path without `..`, so that what is on the way need not exist.
fn normal(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut normal, part| {
        match part {
            Component::ParentDir => drop(normal.pop()),
            part => normal.push(part),
        }
        normal
    })
}

#[test]
fn every_page_is_in_the_contents_and_every_entry_has_a_page() {
    let pages = book();
    let summary = pages.iter().find(|page| page.path.ends_with("SUMMARY.md")).expect("SUMMARY.md");
    let mut listed = links(&summary.text);
    let mut there: Vec<String> = pages
        .iter()
        .map(|page| page.path.trim_start_matches("docs/src/").to_owned())
        .filter(|path| path != "SUMMARY.md")
        .collect();
    listed.sort();
    there.sort();
    assert_eq!(listed, there);
}

/// What a book includes is read from another folder: a relative link in it would lead elsewhere in the book.
#[test]
fn what_is_included_exists_and_has_no_relative_links() {
    let mut included = 0;
    for page in book() {
        for name in
            page.text.split("{{#include ").skip(1).filter_map(|after| after.split_once("}}")).map(|(name, _)| name)
        {
            included += 1;
            let path = normal(&page.folder().join(name));
            let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {name}: {e}", page.path));
            let relative: Vec<String> = links(&text).into_iter().filter(|link| !is_elsewhere(link)).collect();
            assert!(relative.is_empty(), "{name}: {relative:?}");
        }
    }
    assert!(included > 0);
}

/// A block without a kind would be looked at by no test.
#[test]
fn every_block_says_what_it_is() {
    for page in all() {
        for fence in fences(&page.text).0 {
            assert!(
                ["sh", "toml", "text"].contains(&fence.info.as_str()),
                "{}, line {}: {}",
                page.path,
                fence.line,
                fence.info
            );
        }
    }
}

/// What opens first is read whole, or not at all.
#[test]
fn the_readme_is_short() {
    for path in ["README.md", "README.fr.md"] {
        let length = Page::read(path).text.len();
        assert!(length < 7_500, "{path} has {length} bytes: say it in the docs, and link there");
    }
}
