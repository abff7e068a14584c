//! What the program says, gathered for those who review it.

use crate::{check, compare, notify, pseudonymise, verify};

/// Every word of the program and of its reports that has no placeholder: its name, in French, in English.
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
