//! The list of whom letters go to, encrypted for who sends them. The page shows how many, and nobody.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use maud::{Markup, html};
use serde_json::Value;
use tempfile::NamedTempFile;

use super::super::frame::Waits;
use super::super::open::folder_argument;
use super::super::{Look, Opened};
use super::asked::{self, Told};
use super::read::Dossier;
use crate::desk::Desk;
use crate::folder::{self, LISTS, TEMPORARY};
use crate::sheet::Values;

fn question(opened: &Opened, dossier: &Dossier) -> String {
    format!("list {} {}", opened.case.name, dossier.id)
}

/// The list that is there: its encrypted file, and how many lines it has.
pub(super) fn encrypted(opened: &Opened, dossier: &Dossier) -> Option<(PathBuf, u64)> {
    let lists = folder::within(&opened.case.folder, &Path::new(LISTS).join(&dossier.id))?;
    let record = fs::read(folder::within(&lists, Path::new("notified.json"))?).ok()?;
    let record: Value = serde_json::from_slice(&record).ok()?;
    let name = record["list"]["file"].as_str().filter(|name| name.ends_with(".age"))?;
    let file = folder::within(&lists, Path::new(name)).filter(|file| file.is_file())?;
    Some((file, record["list"]["rows"].as_u64()?))
}

pub(super) async fn draw(
    desk: &Desk,
    look: &Look,
    opened: &Opened,
    dossier: &Dossier,
    problem: Option<&str>,
) -> (Waits, Markup) {
    let w = look.words;
    let words = Told { done: w.list_made(), refused: w.list_refused(), running: w.list_running() };
    let (waits, asked) = asked::draw(desk, look, &question(opened, dossier), words).await;
    let there = encrypted(opened, dossier);
    let body = html! {
        p { (w.list_intro()) }
        (asked)
        @if let Some(why) = problem { p.notice.grave role="alert" { (why) } }
        @if let Some((file, rows)) = &there {
            p { (w.list_there()) " " strong { (w.number_of_persons(*rows)) } ". " code { (LISTS) "/" (dossier.id) "/" (file.file_name().and_then(|name| name.to_str()).unwrap_or_default()) } }
        }
        form.sheet method="post" action=(dossier.at(opened, "list")) {
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
            button.first type="submit" { (if there.is_some() { w.list_again() } else { w.list_make() }) }
        }
    };
    (waits, body)
}

/// Has the list made. Why not, if it cannot be begun.
pub(super) fn make(desk: &Desk, look: &Look, opened: &Opened, dossier: &Dossier, sent: &Values) -> Result<(), String> {
    let (recipient, passphrase) = (sent.get("recipient"), sent.all("passphrase").first().map_or("", String::as_str));
    let out = format!("--out={}/{LISTS}", folder_argument(&opened.case));
    let lang = look.words.lang().code();
    let mut args = ["notify", "--quiet", "--lang", lang, &out].map(str::to_owned).to_vec();
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
    let question = question(opened, dossier);
    desk.work.ask_anew(&question, args.into_iter().map(Into::into).collect(), Vec::new(), secret);
    Ok(())
}
