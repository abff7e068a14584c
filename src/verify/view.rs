//! The result of `ampleur verify`, for the terminal.

use std::fmt::Write;

use crate::terminal::wrap;
use crate::verify::{Difference, Fault, Verified};
use crate::words::Words;

/// One line per subject, followed by its failed checks.
pub(crate) fn verdict(verified: &Verified, w: Words) -> String {
    let mut text = String::new();
    for verdict in &verified.subjects {
        let (mark, result) = match (verdict.not_checked, verdict.faults.is_empty()) {
            (Some(reason), _) => (w.not_checked(), w.reason_word(reason).to_owned()),
            (None, true) => (w.holds(), w.holding(verdict.subject, verdict.holds)),
            (None, false) => (w.fails(), w.failing(verdict.subject, verdict.faults.len() as u64)),
        };
        let line = format!("{} – {result}", w.subject_word(verdict.subject));
        let _ = writeln!(text, "{}", wrap(&line, &format!("[{mark}]")));
        for fault in &verdict.faults {
            let _ = writeln!(text, "{}", wrap(&self::fault(fault, w), "   "));
        }
    }
    let _ = writeln!(text, "\n{}", if verified.holds { w.all_holds() } else { w.not_all_holds() });
    text
}

fn fault(fault: &Fault, w: Words) -> String {
    let mut line = format!("{}{}{}", fault.path, w.colon(), w.fault_word(fault.kind));
    for difference in &fault.differences {
        let _ = write!(line, " · {}", self::difference(difference, w));
    }
    line
}

fn difference(difference: &Difference, w: Words) -> String {
    let Difference { place, expected, found } = difference;
    match (expected, found) {
        (None, None) => place.clone(),
        (expected, found) => {
            let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| w.nothing_there().to_owned());
            format!("{place}{}{} → {}", w.colon(), shown(expected), shown(found))
        }
    }
}
