//! Contract and member numbers: text, whatever they look like.

use compact_str::CompactString;

use super::Fault;
use super::nir::is_spreadsheet_number;

/// Capitals and digits, leading zeros kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Number(CompactString);

impl Number {
    /// The number with its leading zeros.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number without them, if it has any and something is left: what a spreadsheet makes of it.
    pub fn without_zeros(&self) -> Option<&str> {
        let short = self.0.trim_start_matches('0');
        (short.len() < self.0.len() && !short.is_empty()).then_some(short)
    }
}

/// Reads a number: blanks, dots, slashes and hyphens off, upper case.
pub fn parse(written: &str) -> Result<Option<Number>, Fault> {
    if is_spreadsheet_number(written) {
        return Err(Fault::Spreadsheet);
    }
    let number: CompactString = written
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '/' | '-' | '\'' | '\u{feff}'))
        .flat_map(char::to_uppercase)
        .collect();
    Ok((!number.is_empty()).then_some(Number(number)))
}
