//! How soon hashes without a key are undone on the machine at hand: measured, so told on a terminal and written nowhere.

use std::fmt::Write;

use super::wrap;
use crate::words::Words;
use engine::intake::unkeyed::Algorithm;
use model::finding::Finding;

/// A line for each kind of hash among the findings; nothing if there is none.
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
