//! The browser, opened on the first address.

use std::path::Path;
use std::process::Stdio;

use maud::{DOCTYPE, html};
use model::system;
use tempfile::NamedTempFile;

use crate::folder::TEMPORARY;

/// Opens a file that leads to the address, and gives the file, which is removed with it. The address itself is in no argument: every
/// user of the machine sees those.
pub(crate) fn open(address: &str, folder: &Path) -> Option<NamedTempFile> {
    let mut command = system::opener()?;
    let page = html! {
        (DOCTYPE)
        html lang="fr" {
            head { meta charset="utf-8"; meta http-equiv="refresh" content=(format!("0;url={address}")); title { "ampleur" } }
            body { p { a href=(address) { "ampleur desk" } } }
        }
    };
    let file = tempfile::Builder::new().prefix(TEMPORARY).suffix(".html").tempfile_in(folder).ok()?;
    file.as_file().lock().ok()?;
    std::fs::write(file.path(), page.into_string()).ok()?;
    command.arg(file.path()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().ok()?;
    Some(file)
}
