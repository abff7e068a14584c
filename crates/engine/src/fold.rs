//! How headers, codes and the words of files are compared.

use unicode_normalization::UnicodeNormalization;

/// Folds a text for comparison: accents off, lower case, letters and digits only.
pub fn fold(written: &str) -> String {
    written.nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
