//! What `ampleur pseudonymise` says, in 80 columns.

use std::fmt::Write;
use std::path::Path;

use super::wrap;
use crate::run::Exchanged;
use crate::words::Words;

/// A line for each file, and what its receiver writes. Of digests under the published key, that they hide nothing.
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
