//! Answers to persons who ask what was lost of them (GDPR art. 15). Who asks goes to the program by its standard input, stands in no file
//! and is not shown again; the page knows lines.

use std::fs;
use std::path::{Path, PathBuf};

use maud::{Markup, html};
use model::standing::Standing;
use serde::Deserialize;
use zip::CompressionMethod;

use super::super::asked::{self, Stand, Told};
use super::super::frame::Waits;
use super::super::open::folder_argument;
use super::super::{Look, Opened};
use super::packs::Packed;
use super::read::Dossier;
use crate::desk::Desk;
use crate::folder::{self, ANSWERS};
use crate::sheet::Values;

/// The record beside the answers.
const RECORD: &str = "answered.json";

/// `ampleur/answered/1`, as far as it is shown.
#[derive(Deserialize)]
pub(super) struct Answered {
    pub answers: Vec<Answer>,
}

#[derive(Deserialize)]
pub(super) struct Answer {
    line: u64,
    standing: Standing,
    #[serde(default)]
    operators: Vec<String>,
}

fn question(opened: &Opened, dossier: &Dossier) -> String {
    format!("answers {} {}", opened.case.name, dossier.id)
}

fn folder(opened: &Opened, dossier: &Dossier) -> Option<PathBuf> {
    folder::within(&opened.case.folder, &Path::new(ANSWERS).join(&dossier.id))
}

/// The answers that are there.
pub(super) fn answered(opened: &Opened, dossier: &Dossier) -> Option<Answered> {
    let record = folder::within(&folder(opened, dossier)?, Path::new(RECORD))?;
    serde_json::from_slice(&fs::read(record).ok()?).ok()
}

/// The answers, if they are those of the last request and of what is declared now: line 1 of another request is another person.
fn current(desk: &Desk, opened: &Opened, dossier: &Dossier) -> Option<Answered> {
    let stands = asked::stand(desk, &question(opened, dossier));
    let record = folder(opened, dossier)?.join(RECORD);
    let written = |path: &Path| fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
    let is_newer = written(&record)? >= written(&opened.case.real_file())?;
    answered(opened, dossier).filter(|_| is_newer && [Stand::NotAsked, Stand::Done].contains(&stands))
}

pub(super) async fn draw(
    desk: &Desk,
    look: &Look,
    opened: &Opened,
    dossier: &Dossier,
    problem: Option<&str>,
) -> (Waits, Markup) {
    let w = look.words;
    let words = Told { done: w.answers_written(), refused: w.answers_refused(), running: w.answers_running() };
    let (waits, told) = asked::draw(desk, look, &question(opened, dossier), words).await;
    let there = current(desk, opened, dossier);
    let is_old = there.is_none() && waits == Waits::No && answered(opened, dossier).is_some();
    let name = |id: &String| opened.sheet.text(&["operators", id, "name"]).unwrap_or_else(|| id.clone());
    let body = html! {
        p { (w.answers_intro()) }
        (told)
        @if let Some(why) = problem { p.notice.grave role="alert" { (why) } }
        @if is_old { p.notice { (w.answers_old()) } }
        @if let Some(there) = &there {
            p.notice { (w.answers_identify()) }
            div.slide tabindex="0" role="group" aria-label=(w.part_answers()) {
                table {
                    caption { (w.part_answers()) }
                    thead { tr { th.n scope="col" { (w.answers_line()) } th scope="col" { (w.answers_standing()) } th scope="col" { (w.operator()) } } }
                    tbody {
                        @for answer in &there.answers {
                            tr {
                                th.n scope="row" { (answer.line) }
                                td { (w.standing_word(answer.standing)) }
                                td { (answer.operators.iter().map(name).collect::<Vec<_>>().join(", ")) }
                            }
                        }
                    }
                }
            }
            p { a.button href={ (dossier.at(opened, PACK)) ".zip" } { (w.answers_in_one()) } }
        }
        form.sheet method="post" action=(dossier.at(opened, "answers")) {
            div.field {
                label for="member_ids" { (w.who_asks()) }
                textarea id="member_ids" name="member_ids" rows="6" autocomplete="off" spellcheck="false" aria-describedby="member_ids-hint" {}
                p.hint id="member_ids-hint" { (w.who_asks_hint()) }
            }
            button.first type="submit" { (w.answers_write()) }
        }
    };
    (waits, body)
}

/// Has answers written. Why not, if it cannot be begun.
pub(super) fn make(desk: &Desk, look: &Look, opened: &Opened, dossier: &Dossier, sent: &Values) -> Result<(), String> {
    let typed = sent.all("member_ids").first().map_or("", String::as_str);
    if typed.trim().is_empty() {
        return Err(look.words.nobody_asks().to_owned());
    }
    let out = format!("--out={}/{ANSWERS}", folder_argument(&opened.case));
    let insurer = format!("--insurer={}", dossier.id);
    let lang = look.words.lang().code();
    let args = ["answer", "--quiet", "--lang", lang, "--member-ids=-", &insurer, &out, "--", &opened.argument()];
    desk.work.ask_anew(&question(opened, dossier), args.map(Into::into).to_vec(), typed.as_bytes().to_vec(), ());
    Ok(())
}

/// What addresses and files call the answers in one file.
pub(super) const PACK: &str = "answers";

/// The files of the answers, without the record.
pub(super) fn contents(desk: &Desk, opened: &Opened, dossier: &Dossier) -> Option<Vec<Packed>> {
    let folder = folder(opened, dossier)?;
    current(desk, opened, dossier)?;
    let mut names: Vec<String> =
        fs::read_dir(&folder).ok()?.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.retain(|name| [".html", ".docx"].iter().any(|kind| name.ends_with(kind)));
    names.sort();
    let file = |path: String| {
        let file = folder::within(&folder, Path::new(&path))?;
        Some(Packed { path, file, method: CompressionMethod::Deflated })
    };
    Some(names.into_iter().filter_map(file).collect())
}
