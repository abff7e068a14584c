//! Which reports there are.

use std::path::PathBuf;

use super::super::frame::{Tab, at};
use crate::desk::Desk;
use crate::folder::{FORMER, REPORTS};
use crate::sheet::Sheet;
use crate::url;
use crate::words::Words;

/// A report of the folder.
pub(super) struct Known {
    /// What addresses call it.
    pub code: String,
    pub name: String,
    /// Which of several it is.
    pub note: String,
    /// Where it is shown.
    pub address: String,
    /// Without links.
    pub folder: PathBuf,
    /// As the program is to find it, from the folder of the incidents.
    pub argument: String,
}

impl Known {
    /// What tells it apart comes first, for menus are narrow.
    pub(super) fn told(&self) -> String {
        format!("{} – {}", self.note, self.name)
    }
}

/// The reports of incidents, each after the one that it replaced; then folders without an incident.
pub(super) fn all(desk: &Desk, w: Words) -> Vec<Known> {
    let mut known = Vec::new();
    for case in desk.folder.cases() {
        let Ok(sheet) = Sheet::open(&case.real_file()) else { continue };
        let Some(id) = sheet.text(&["id"]) else { continue };
        let name = sheet.text(&["title"]).unwrap_or_else(|| case.name.clone());
        let within = |folder: &str| {
            if case.is_itself() { format!("./{folder}/{id}") } else { format!("./{}/{folder}/{id}", case.name) }
        };
        let address = at(&case, Tab::Report);
        if let Some(folder) = case.former(&id) {
            let (code, argument) = (format!("former-{}", case.name), within(FORMER));
            known.push(Known {
                code,
                name: name.clone(),
                note: w.is_former().to_owned(),
                address: format!("{address}#changes"),
                folder,
                argument,
            });
        }
        if let Some(folder) = case.report(&id) {
            let code = format!("report-{}", case.name);
            known.push(Known {
                code,
                name,
                note: w.is_current().to_owned(),
                address,
                folder,
                argument: within(REPORTS),
            });
        }
    }
    for (name, folder) in desk.folder.reports() {
        let (code, argument) = (format!("alone-{name}"), format!("./{name}"));
        let address = format!("reports/{}", url::part(&name));
        known.push(Known { code, name, note: w.is_alone().to_owned(), address, folder, argument });
    }
    known
}
