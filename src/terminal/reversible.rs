//! How long reversing unkeyed hashes takes on this machine. Measured, so printed on the terminal only and never written
//! to a file.

use std::fmt::Write;

use super::wrap;
use crate::words::Words;
use engine::intake::unkeyed::Algorithm;
use model::finding::Finding;

/// One line per hash algorithm named by a finding; empty if there is none.
pub(crate) fn reversible<'a>(findings: impl Iterator<Item = &'a Finding> + Clone, words: Words) -> String {
    let mut text = String::new();
    for algorithm in Algorithm::ALL {
        if findings.clone().any(|finding| finding.code == algorithm.finding()) {
            let seconds = algorithm.time_to_reverse().as_secs();
            let _ = writeln!(text, "{}", wrap(&words.reversible(algorithm.name(), seconds), ""));
        }
    }
    text
}
