//! Case- and accent-insensitive comparison of headers, codes and words.

use unicode_normalization::UnicodeNormalization;

/// Folds a text for comparison: removes accents and punctuation, lowers case (NFKD, alphanumeric characters only).
pub fn fold(written: &str) -> String {
    written.nfkd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
