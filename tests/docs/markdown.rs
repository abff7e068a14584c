//! As much Markdown as the pages use: fences, headings and their anchors, links, code in backquotes.

use std::collections::BTreeMap;

/// A fenced block.
pub struct Fence {
    /// What follows the backquotes: `sh`, `toml`, `text`.
    pub info: String,
    pub text: String,
    /// The line of the page on which the fence opens, from 1.
    pub line: usize,
}

/// The fenced blocks of a page, in order, and the page without them: a blank line stands for each of their lines.
pub fn fences(text: &str) -> (Vec<Fence>, String) {
    let (mut fences, mut rest) = (Vec::new(), String::new());
    let mut open: Option<(usize, Fence)> = None;
    for (i, line) in text.lines().enumerate() {
        let indent = line.len() - line.trim_start().len();
        match (&mut open, line.trim_start().strip_prefix("```")) {
            (None, Some(info)) => {
                open = Some((indent, Fence { info: info.trim().to_owned(), text: String::new(), line: i + 1 }));
            }
            (Some(_), Some("")) => fences.extend(open.take().map(|(_, fence)| fence)),
            (Some((indent, fence)), _) => {
                // A block in a list stands as far to the right as its fence.
                fence.text.push_str(line.get(*indent..).unwrap_or(line.trim_start()));
                fence.text.push('\n');
            }
            (None, None) => rest.push_str(line),
        }
        rest.push('\n');
    }
    assert!(open.is_none(), "a fence is never closed");
    (fences, rest)
}

/// The anchors of a page's headings, as mdBook and repository viewers make them.
pub fn anchors(text: &str) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let (_, rest) = fences(text);
    let headings = rest.lines().filter_map(|line| {
        let title = line.trim_start_matches('#');
        (title.len() < line.len()).then(|| title.strip_prefix(' ')).flatten()
    });
    headings
        .map(|title| {
            let slug = slug(title);
            let count = seen.entry(slug.clone()).or_default();
            *count += 1;
            if *count > 1 { format!("{slug}-{}", *count - 1) } else { slug }
        })
        .collect()
}

/// Lower case, a hyphen for a blank, nothing else but letters, digits, hyphens and low lines.
pub fn slug(title: &str) -> String {
    let kept = title.trim().chars().filter_map(|c| match c {
        c if c.is_alphanumeric() || c == '_' || c == '-' => Some(c.to_lowercase().to_string()),
        c if c.is_whitespace() => Some("-".to_owned()),
        _ => None,
    });
    kept.collect()
}

/// Where the links and pictures of a page lead, code left out: `[text](target)` and `[name]: target`.
pub fn links(text: &str) -> Vec<String> {
    let (_, rest) = fences(text);
    let plain: String = without_code(&rest);
    let inline = plain.split("](").skip(1).filter_map(|after| after.split_once(')'));
    let mut links: Vec<String> = inline.map(|(target, _)| target.trim().to_owned()).collect();
    for line in plain.lines().filter(|line| line.starts_with('[')) {
        links.extend(line.split_once("]: ").map(|(_, target)| target.trim().to_owned()));
    }
    links
}

/// What stands between backquotes, fences left out.
pub fn code(text: &str) -> Vec<String> {
    let (_, rest) = fences(text);
    // Paragraph by paragraph, so that an odd backquote harms one only.
    let spans = rest.split("\n\n").flat_map(|paragraph| {
        assert!(paragraph.matches('`').count().is_multiple_of(2), "an odd backquote in: {paragraph}");
        paragraph.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<String>>()
    });
    spans.collect()
}

fn without_code(text: &str) -> String {
    text.split('`').step_by(2).collect()
}

#[test]
fn headings_have_the_anchors_that_viewers_give_them() {
    let text = "# A, b & c\n```text\n# none\n```\n## `insurers.ID`: a table\n## A, b & c\n##None\n";
    assert_eq!(anchors(text), ["a-b--c", "insurersid-a-table", "a-b--c-1"]);
}

#[test]
fn links_and_code_are_told_apart() {
    let text = "[a](b.md#c) `[no](x.md)` ![p](q.png)\n\n```text\n[no](y.md)\n```\n[d]: e.md\n";
    assert_eq!(links(text), ["b.md#c", "q.png", "e.md"]);
    assert_eq!(code(text), ["[no](x.md)"]);
}

#[test]
fn a_block_in_a_list_loses_its_indent() {
    let (fences, rest) = fences("1. x\n\n   ```sh\n   a\n     b\n   ```\n");
    assert_eq!((fences[0].info.as_str(), fences[0].text.as_str(), fences[0].line), ("sh", "a\n  b\n", 3));
    assert_eq!(rest.trim(), "1. x");
}
