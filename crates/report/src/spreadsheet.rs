//! CSV for spreadsheets with French settings.

/// A writer of semicolon-separated values with a byte-order mark, as French spreadsheets expect.
pub fn writer() -> csv::Writer<Vec<u8>> {
    let end = csv::Terminator::Any(b'\n');
    csv::WriterBuilder::new().delimiter(b';').terminator(end).from_writer(Vec::from("\u{feff}"))
}

/// Adds an apostrophe before text that a spreadsheet would take for a formula: also behind blanks and line ends, which some take away, and
/// in the wide letters of East Asian keyboards, which some take for the same.
pub fn harmless(text: &str) -> String {
    let shows_nothing =
        |c: char| c.is_whitespace() || c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}');
    let acts = |c: char| matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠');
    let is_formula = text.trim_start_matches(shows_nothing).starts_with(acts) || text.starts_with(['\t', '\r', '\n']);
    if is_formula { format!("'{text}") } else { text.to_owned() }
}
