//! CSV for spreadsheets with French settings.

/// A writer of semicolon-separated values with a byte-order mark, as French spreadsheets expect.
pub fn writer() -> csv::Writer<Vec<u8>> {
    let end = csv::Terminator::Any(b'\n');
    csv::WriterBuilder::new().delimiter(b';').terminator(end).from_writer(Vec::from("\u{feff}"))
}

/// Adds an apostrophe before text that a spreadsheet would take for a formula.
pub fn harmless(text: &str) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}
