//! What a dossier page reads of the report: documents that name nobody.

use std::collections::BTreeSet;
use std::fs;
use std::time::UNIX_EPOCH;

use ::report::dossier::cnil::Notification;
use ::report::dossier::letter::Points;
use model::figures::Assessment;
use model::severity::Severity;
use serde_json::Value;

use super::super::frame::{Tab, at};
use super::super::open::{argument, folder_argument};
use super::super::signing::{self, Signed};
use super::super::{Look, Opened, report, sent};
use crate::desk::Desk;
use crate::folder::REPORTS;
use crate::sheet;
use crate::url;

/// An insurer that has a dossier.
pub(super) struct Dossier {
    pub id: String,
    pub name: String,
    /// The form of the authority.
    pub form: Notification,
    /// What the letter should contain; none as long as nobody is known to be concerned.
    pub points: Option<Points>,
}

impl Dossier {
    pub(super) fn open(opened: &Opened, id: &str) -> Option<Dossier> {
        let is_there = opened.sheet.names(&["insurers"]).iter().any(|known| known == id);
        let form: Notification = is_there.then(|| report::json(opened, &format!("insurers/{id}/cnil.json")))??;
        let name = opened.sheet.text(&["insurers", id, "name"]).unwrap_or_else(|| id.to_owned());
        Some(Dossier {
            id: id.to_owned(),
            name,
            form,
            points: report::json(opened, &format!("insurers/{id}/letter.json")),
        })
    }

    /// Every insurer that has one, in the order of the incident file.
    pub(super) fn all(opened: &Opened) -> Vec<Dossier> {
        opened.sheet.names(&["insurers"]).iter().filter_map(|id| Dossier::open(opened, id)).collect()
    }

    /// Points that the letters lack, in one language or another.
    pub(super) fn points_open(&self) -> usize {
        let languages = self.points.iter().flat_map(|points| points.languages.values());
        let open = languages.flatten().filter(|point| !point.met).map(|point| &point.id);
        open.collect::<BTreeSet<_>>().len()
    }

    /// The severity for its persons.
    pub(super) fn severity(&self, opened: &Opened) -> Option<Severity> {
        let report: Assessment = report::json(opened, "report.json")?;
        let mut all = report.severity.into_iter().chain(report.not_established);
        all.find(|severity| severity.insurer == self.id)
    }

    /// The folder of its files in the report.
    pub(super) fn folder(&self) -> String {
        format!("insurers/{}", self.id)
    }

    /// The address of a part of it.
    pub(super) fn at(&self, opened: &Opened, part: &str) -> String {
        format!("{}/{}/{part}", at(&opened.case, Tab::Dossier), url::part(&self.id))
    }
}

/// Why documents are not of what is declared now.
pub(super) enum Undrawn {
    /// The program refuses, and says why.
    Refused(String),
    /// An assessment is under way, of what was declared when it began.
    Assessed,
}

/// Has the documents written again if something was declared since.
pub(super) async fn drawn(desk: &Desk, look: &Look, opened: &Opened) -> Option<Undrawn> {
    report::folder(opened)?;
    if desk.work.assessment(&opened.case.name).is_some_and(|assessment| assessment.is_running()) {
        return Some(Undrawn::Assessed);
    }
    let signed = signing::signed(desk, opened);
    if matches!(signed, Signed::Elsewhere) {
        return Some(Undrawn::Refused(look.words.signed_elsewhere().to_owned()));
    }
    let lang = look.words.lang().code();
    let out = format!("{}/{REPORTS}", folder_argument(&opened.case));
    // A report that completes one that was sent is written again from both; the program knows which one it is.
    let completes = report::json::<Value>(opened, "manifest.json").is_some_and(|it| !it["previous"].is_null());
    let mut since: Vec<Option<String>> = sent::all(opened).filter(|_| completes).map(Some).collect();
    if since.is_empty() {
        since.push(None);
    }
    let args = since.into_iter().map(|since| {
        let mut args = ["redraw", "--quiet", "--lang", lang, "--out", &out].map(str::to_owned).to_vec();
        args.extend(since);
        args.extend(signing::argument(desk, matches!(signed, Signed::Here)));
        args.extend(["--".to_owned(), argument(&opened.case)]);
        args.into_iter().map(Into::into).collect()
    });
    let args = args.collect();
    desk.work.redraw(&opened.case.name, || state(opened, lang), args).await.map(Undrawn::Refused)
}

/// What the documents depend on, and whether somebody wrote them since.
fn state(opened: &Opened, lang: &str) -> String {
    let text = sheet::read(&opened.case.real_file()).unwrap_or_default();
    let profiles = opened.sheet.names(&["insurers"]);
    let profiles = profiles.iter().filter_map(|id| opened.sheet.text(&["insurers", id, "profile"]));
    let profiles = profiles.map(|profile| opened.case.folder.join(profile));
    let files = profiles.chain(report::folder(opened).map(|report| report.join("manifest.json")));
    let mut state = format!("{lang} {}", sheet::mark(&text));
    for file in files {
        let metadata = fs::metadata(&file).ok();
        let time = metadata.as_ref().and_then(|metadata| metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok());
        let length = metadata.map_or(0, |metadata| metadata.len());
        state.push_str(&format!(" {length} {}", time.map_or(0, |time| time.as_nanos())));
    }
    state
}
