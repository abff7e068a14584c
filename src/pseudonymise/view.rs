//! The result of `ampleur pseudonymise`, for the terminal.

use std::fmt::Write;
use std::path::Path;

use super::Exchanged;
use crate::terminal::wrap;
use crate::words::Words;

/// One line per file, then the lines that the receiver adds to its incident file, and a warning about the key.
pub(crate) fn exchanged(written: &[Exchanged], target: &Path, published_key: bool, w: Words) -> String {
    let mut text = String::new();
    for file in written {
        let path = target.join(&file.path);
        let told = [w.rows_of(file.rows), w.rejected_of(file.rejected)].join(" · ");
        let _ = writeln!(text, "{}", wrap(&format!("{}{}{told}", path.display(), w.colon()), ""));
    }
    let _ = writeln!(text, "\n{}", wrap(w.receiver_writes(), ""));
    for file in written {
        let line = match (file.side, &file.party) {
            ("leaks", Some(id)) => format!("[operators.{id}]  leaks = [{{ path = \"{}\" }}]", file.path),
            (_, Some(id)) => format!("[insurers.{id}]  members = [{{ path = \"{}\" }}]", file.path),
            (_, None) => format!("members = [{{ path = \"{}\" }}]", file.path),
        };
        let _ = writeln!(text, "  {line}");
    }
    let key = if published_key { w.published_key_exchanged() } else { w.hand_over_apart() };
    let _ = writeln!(text, "\n{}", wrap(key, ""));
    text
}
