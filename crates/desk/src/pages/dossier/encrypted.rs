//! Lists that name persons by the controller's own identifiers: made by the program, encrypted for whom they are for. The page shows how many
//! lines they have.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use maud::{Markup, html};
use serde_json::Value;
use tempfile::NamedTempFile;

use super::super::open::folder_argument;
use super::super::{Look, Opened};
use super::read::Dossier;
use crate::desk::Desk;
use crate::folder::{self, LISTS, TEMPORARY};
use crate::sheet::Values;

/// A list: what distinguishes it.
pub(super) struct List {
    /// The page that it is made on.
    pub part: &'static str,
    /// What follows the insurer's id in the name of its folder.
    pub suffix: &'static str,
    /// Its record.
    pub record: &'static str,
    /// What the program is asked besides.
    pub argument: Option<&'static str>,
}

/// A list that is there.
pub(super) struct Found {
    pub file: PathBuf,
    pub record: Value,
}

impl Found {
    /// How many lines it has.
    pub(super) fn lines(&self) -> u64 {
        self.record["list"]["rows"].as_u64().unwrap_or_default()
    }
}

impl List {
    /// The list that is there, if it is encrypted.
    pub(super) fn find(&self, opened: &Opened, dossier: &Dossier) -> Option<Found> {
        let folder = folder::within(&opened.case.folder, &Path::new(LISTS).join(self.folder(dossier)))?;
        let record = fs::read(folder::within(&folder, Path::new(self.record))?).ok()?;
        let record: Value = serde_json::from_slice(&record).ok()?;
        record["list"]["rows"].as_u64()?;
        let name = record["list"]["file"].as_str().filter(|name| name.ends_with(".age"))?;
        let file = folder::within(&folder, Path::new(name)).filter(|file| file.is_file())?;
        Some(Found { file, record })
    }

    fn folder(&self, dossier: &Dossier) -> String {
        format!("{}{}", dossier.id, self.suffix)
    }

    /// Where it is, from the incident's folder.
    pub(super) fn place(&self, dossier: &Dossier, found: &Found) -> String {
        let name = found.file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        format!("{LISTS}/{}/{name}", self.folder(dossier))
    }

    /// What the program is asked under.
    pub(super) fn question(&self, opened: &Opened, dossier: &Dossier) -> String {
        format!("{} {} {}", self.part, opened.case.name, dossier.id)
    }

    /// Fields that say for whom it is.
    pub(super) fn form(&self, look: &Look, opened: &Opened, dossier: &Dossier, button: &str) -> Markup {
        let w = look.words;
        html! {
            form.sheet method="post" action=(dossier.at(opened, self.part)) {
                input type="hidden" name="what" value="list";
                div.field {
                    label for="recipient" { (w.recipient()) }
                    input id="recipient" name="recipient" type="text" autocomplete="off" spellcheck="false" aria-describedby="recipient-hint";
                    p.hint id="recipient-hint" { (w.recipient_hint()) }
                }
                div.field {
                    label for="passphrase" { (w.passphrase()) }
                    input id="passphrase" name="passphrase" type="password" autocomplete="new-password" aria-describedby="passphrase-hint";
                    p.hint id="passphrase-hint" { (w.passphrase_hint()) }
                }
                button.first type="submit" { (button) }
            }
        }
    }

    /// Has it made. Why not, if it cannot be begun.
    pub(super) fn make(
        &self,
        desk: &Desk,
        look: &Look,
        opened: &Opened,
        dossier: &Dossier,
        sent: &Values,
    ) -> Result<(), String> {
        let (recipient, passphrase) =
            (sent.get("recipient"), sent.all("passphrase").first().map_or("", String::as_str));
        let out = format!("--out={}/{LISTS}", folder_argument(&opened.case));
        let lang = look.words.lang().code();
        let mut args = ["notify", "--quiet", "--lang", lang, &out].map(str::to_owned).to_vec();
        args.extend(self.argument.map(str::to_owned));
        args.push(format!("--insurer={}", dossier.id));
        // Read by its owner alone, and gone with the answer.
        let secret = match (recipient, passphrase) {
            ("", "") => return Err(look.words.list_for_whom().to_owned()),
            ("", passphrase) => {
                let mut file = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(&opened.case.folder);
                let written = file.as_mut().map_err(|e| e.to_string()).and_then(|file| {
                    file.write_all(passphrase.as_bytes()).and_then(|()| file.flush()).map_err(|e| e.to_string())
                });
                written?;
                file.ok()
            }
            (recipients, _) => {
                args.extend(recipients.split_whitespace().map(|one| format!("--recipient={one}")));
                None
            }
        };
        args.extend(secret.iter().map(|file: &NamedTempFile| format!("--passphrase-file={}", file.path().display())));
        args.extend(["--".to_owned(), opened.argument()]);
        let args = args.into_iter().map(Into::into).collect();
        desk.work.ask_anew(&self.question(opened, dossier), args, Vec::new(), secret);
        Ok(())
    }
}
