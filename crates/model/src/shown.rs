//! Texts that are not ours, such as headers, names of files and of sheets, as a terminal may show them: what would move its cursor, change
//! its colours, turn the direction of writing or begin a line of its own is written out, as `\u001b`.

use std::borrow::Cow;
use std::fmt::Write;

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

/// Control characters (C0, DEL, C1), separators of lines, and marks of the direction of writing (Unicode, UAX 9).
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_acts_on_a_terminal_is_written_out() {
        assert_eq!(super::line("Né(e) le\u{a0}: 1er"), "Né(e) le\u{a0}: 1er");
        assert_eq!(super::line("a\u{1b}[31m\nb\u{9b}2J\u{202e}"), "a\\u001b[31m\\u000ab\\u009b2J\\u202e");
        assert_eq!(super::plain("a\n\tb\r"), "a\n\tb\\u000d");
    }
}
