//! The result of `ampleur sql`, for the terminal.

use std::fmt::Write;
use std::path::Path;

use super::{RUN, RowsFile};
use crate::terminal::wrap;
use crate::words::Words;

/// One line per file of rows, then the command that links them.
pub(crate) fn scripts(written: &[RowsFile], target: &Path, w: Words) -> String {
    let mut text = String::new();
    for file in written {
        let told = [w.rows_of(file.rows), w.rejected_of(file.rejected)].join(" · ");
        let path = target.join(&file.path);
        let _ = writeln!(text, "{}", wrap(&format!("{}{}{told}", path.display(), w.colon()), ""));
    }
    let _ = writeln!(text, "\n{}", wrap(w.run_sql(), ""));
    let _ = writeln!(text, "  python3 {} --report {}", target.join(RUN).display(), w.report_folder());
    let _ = writeln!(text, "\n{}", wrap(w.rows_are_personal(), ""));
    text
}
