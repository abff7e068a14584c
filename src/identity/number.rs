//! Contract and member numbers: text, whatever they look like.

use compact_str::CompactString;

use super::Fault;
use super::nir::is_spreadsheet_number;

/// Capitals and digits, leading zeros kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Number(CompactString);

impl Number {
    /// The number with its leading zeros.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// The number without them, if it has any and something is left: what a spreadsheet makes of it.
    pub fn without_zeros(&self) -> Option<&[u8]> {
        let short = self.0.trim_start_matches('0');
        (short.len() < self.0.len() && !short.is_empty()).then_some(short.as_bytes())
    }
}

/// Reads a number: blanks, dots, slashes and hyphens off, upper case.
pub fn parse(written: &str) -> Result<Option<Number>, Fault> {
    if is_spreadsheet_number(written) {
        return Err(Fault::Spreadsheet);
    }
    // Nearly all: capitals and digits, nothing to take off.
    if written.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()) {
        return Ok((!written.is_empty()).then(|| Number(written.into())));
    }
    let mut number = CompactString::with_capacity(written.len());
    for c in written.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '/' | '-' | '\'' | '\u{feff}')) {
        c.to_uppercase().for_each(|c| number.push(c));
    }
    Ok((!number.is_empty()).then_some(Number(number)))
}
