//! Texts that are not ours, such as headers, names of files and of sheets, as a terminal may show them: what would move its cursor, change
//! its colours, turn the direction of writing or begin a line of its own is written out, as `\u001b`.

use std::borrow::Cow;
use std::fmt::Write;
use std::path::{MAIN_SEPARATOR, Path};

/// A path with the separator that reports and incident files have on every system.
pub fn path(path: &Path) -> String {
    path.display().to_string().replace(MAIN_SEPARATOR, "/")
}

/// A column by its place, counted from 1, where its header may not be shown.
pub fn column(place: usize) -> String {
    format!("column {place}")
}

/// The number in a text that says a place, or could be taken for it.
pub fn number(text: &str) -> Option<&str> {
    let number = text.strip_prefix("column ").or_else(|| text.strip_prefix("sheet "))?;
    number.bytes().all(|byte| byte.is_ascii_digit()).then_some(number)
}

/// A French text with its places in French, which stand there by number and in backquotes.
pub fn places_in_french(text: &str) -> String {
    // Between two backquotes is every second piece.
    let pieces = text.split('`').enumerate().map(|(piece, text)| match number(text) {
        Some(number) if piece % 2 == 1 && text.starts_with("column") => format!("colonne {number}"),
        Some(number) if piece % 2 == 1 => format!("feuille {number}"),
        _ => text.to_owned(),
    });
    pieces.collect::<Vec<_>>().join("`")
}

/// Whether a text says a place, or could be taken for it.
pub fn is_place(text: &str) -> bool {
    number(text).is_some()
}

/// A column as an incident file names it: its header, or the number of its place.
pub fn declared(column: &str) -> String {
    number(column).map_or_else(|| format!("\"{column}\""), str::to_owned)
}

/// A text of several lines.
pub fn plain(text: &str) -> Cow<'_, str> {
    written_out(text, |c| matches!(c, '\n' | '\t'))
}

/// A text on one line.
pub fn line(text: &str) -> Cow<'_, str> {
    written_out(text, |_| false)
}

fn written_out(text: &str, may_stay: impl Fn(char) -> bool) -> Cow<'_, str> {
    let acts = |c: char| acts(c) && !may_stay(c);
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match acts(c) {
            // Valid in JSON as well.
            true => write!(shown, "\\u{:04x}", u32::from(c)).unwrap_or(()),
            false => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Number of hexadecimal digits of a key.
const KEY_DIGITS: usize = 64;

/// A text without what could be a key: hexadecimal digits as many as one has, or more.
pub fn without_key(text: String) -> String {
    let is_digit = |c: char| c.is_ascii_hexdigit();
    let has_one = |text: &str| text.split(|c| !is_digit(c)).any(|digits| digits.len() >= KEY_DIGITS);
    if !has_one(&text) {
        return text;
    }
    let mut shown = String::with_capacity(text.len());
    let mut rest = &text[..];
    while !rest.is_empty() {
        let (digits, others) = rest.split_at(rest.find(|c| !is_digit(c)).unwrap_or(rest.len()));
        shown.push_str(if digits.len() >= KEY_DIGITS { "…" } else { digits });
        let (between, later) = others.split_at(others.find(is_digit).unwrap_or(others.len()));
        shown.push_str(between);
        rest = later;
    }
    shown
}

/// Control characters (C0, DEL, C1), separators of lines, and marks of the direction of writing (Unicode, UAX 9).
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_could_be_a_key_is_left_out() {
        let key = "5f0C1d9be3a74268905d1b7e2c84fa6339e1d07c5ab2846f10d93ec75b68a2f4";
        assert_eq!(super::without_key(format!("the variable `{key}` is bad")), "the variable `…` is bad");
        assert_eq!(super::without_key(format!("é{key}{key}é, {key}")), "é…é, …");
        assert_eq!(super::without_key(key[1..].to_owned()), key[1..]);
    }

    #[test]
    fn a_column_is_declared_by_its_header_or_by_its_place() {
        assert_eq!(super::declared("N° SS"), "\"N° SS\"");
        assert_eq!(super::declared(&super::column(12)), "12");
        assert!(super::is_place("sheet 2") && !super::is_place("Sheet2") && !super::is_place("column names"));
    }

    #[test]
    fn a_place_is_french_in_french() {
        let said =
            super::places_in_french("les dates de `column 3`, feuille `sheet 2`, colonne `column names` : column 4");
        assert_eq!(said, "les dates de `colonne 3`, feuille `feuille 2`, colonne `column names` : column 4");
    }

    #[test]
    fn what_acts_on_a_terminal_is_written_out() {
        assert_eq!(super::line("Né(e) le\u{a0}: 1er"), "Né(e) le\u{a0}: 1er");
        assert_eq!(super::line("a\u{1b}[31m\nb\u{9b}2J\u{202e}"), "a\\u001b[31m\\u000ab\\u009b2J\\u202e");
        assert_eq!(super::plain("a\n\tb\r"), "a\n\tb\\u000d");
    }
}
