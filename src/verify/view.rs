//! The result of `ampleur verify`, for the terminal.

use std::fmt::Write;

use crate::terminal::wrap;
use crate::verify::{Difference, Fault, Verified};
use crate::words::Words;

/// A line or two per subject, followed by its failed checks.
pub(crate) fn verdict(verified: &Verified, w: Words) -> String {
    let mut text = String::new();
    for verdict in &verified.subjects {
        let mut line = |mark: &str, result: &str| {
            let line = format!("{} – {result}", w.subject_word(verdict.subject));
            let _ = writeln!(text, "{}", wrap(&line, &format!("[{mark}]")));
        };
        // Part of a subject can fail, and another part be out of reach.
        match (verdict.not_checked, verdict.faults.is_empty()) {
            (_, false) => line(w.fails(), &w.failing(verdict.subject, verdict.faults.len() as u64)),
            (None, true) => line(w.holds(), &w.holding(verdict.subject, verdict.holds)),
            (Some(_), true) => {}
        }
        if let Some(reason) = verdict.not_checked {
            line(w.not_checked(), w.reason_word(reason));
        }
        for fault in &verdict.faults {
            let _ = writeln!(text, "{}", wrap(&self::fault(fault, w), "   "));
        }
        for path in &verdict.unchecked {
            let _ = writeln!(text, "{}", wrap(&format!("{path}{}{}", w.colon(), w.not_checked()), "   "));
        }
    }
    let end = match (verified.holds, verified.complete) {
        (false, _) => w.not_all_holds(),
        (true, false) => w.not_complete(),
        (true, true) => w.all_holds(),
    };
    let _ = writeln!(text, "\n{end}");
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
