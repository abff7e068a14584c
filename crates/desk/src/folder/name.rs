//! Names of files that a browser sends.

use std::path::Path;

use model::shown;

/// Bytes of the longest name.
const LONGEST: usize = 120;

/// The name without folders, leading dots, and characters that act on a terminal or make a pattern of it; bounded. `None` if
/// nothing is left.
pub(crate) fn safe(given: &str) -> Option<String> {
    let last = given.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_fit = |c: char| {
        !c.is_control() && !"*?[]{}<>:\"|\u{0}".contains(c) && shown::line(c.encode_utf8(&mut [0; 4])) == c.to_string()
    };
    let name: String = last.chars().map(|c| if is_fit(c) { c } else { '_' }).collect();
    let name = name.trim().trim_start_matches('.').trim();
    let (stem, extension) = split(name);
    let stem = cut(stem, LONGEST.saturating_sub(extension.len()));
    let name = format!("{stem}{extension}");
    (!stem.trim_matches(['_', '.', ' ']).is_empty()).then_some(name)
}

/// The same name with a number before its extension.
pub(crate) fn numbered(name: &str, number: u32) -> String {
    let (stem, extension) = split(name);
    format!("{stem}-{number}{extension}")
}

/// The name, and its extension with the dot; both of `.csv.gz` are one.
fn split(name: &str) -> (&str, &str) {
    let extension = |name: &str| Path::new(name).extension().map_or(0, |extension| extension.len() + 1);
    let outer = extension(name);
    let inner = match &name[name.len() - outer..] {
        ".gz" | ".zst" => extension(&name[..name.len() - outer]),
        _ => 0,
    };
    match outer + inner {
        length if length > 24 => (name, ""),
        length => name.split_at(name.len() - length),
    }
}

/// The beginning, of so many bytes at most.
fn cut(text: &str, bytes: usize) -> &str {
    let end = (0..=bytes.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    &text[..end]
}
