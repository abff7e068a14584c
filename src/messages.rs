//! All words of the program, gathered for the snapshot that is reviewed.

use crate::{check, compare, notify, pseudonymise, verify};

/// All words of the program and of reports without placeholders: name, French, English.
pub fn fixed() -> impl Iterator<Item = &'static (&'static str, &'static str, &'static str)> {
    let own = [
        check::words::FIXED,
        compare::words::FIXED,
        compare::words::operators::FIXED,
        notify::words::FIXED,
        pseudonymise::words::FIXED,
        verify::words::FIXED,
    ];
    report::Words::fixed().chain(own.into_iter().flatten())
}
