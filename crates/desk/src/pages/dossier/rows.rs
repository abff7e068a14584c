//! Rows that no rule settles: the list of them, encrypted, and what a person decided of each. Whom a decision is about stands in the incident
//! file and is not shown.

use maud::{Markup, html};
use model::incident::DecidedRow;
use serde_json::Value;

use super::super::asked::{self, Told};
use super::super::frame::Waits;
use super::super::{Look, Opened, report};
use super::encrypted::{Found, List};
use super::read::Dossier;
use crate::desk::Desk;
use crate::sheet::{OfRow, Values};
use crate::words::Words;

pub(super) const ROWS: List =
    List { part: "rows", suffix: "-doubtful", record: "worklist.json", argument: Some("--doubtful") };

/// What leaves a row in doubt, as the record of the list counts it.
const WHY: [&str; 4] = ["doubtful", "ambiguous", "household", "near"];

pub(super) async fn draw(
    desk: &Desk,
    look: &Look,
    opened: &Opened,
    dossier: &Dossier,
    sent: Option<(&Values, &str)>,
) -> (Waits, Markup) {
    let w = look.words;
    let words = Told { done: w.list_made(), refused: w.list_refused(), running: w.list_running() };
    let (waits, asked) = asked::draw(desk, look, &ROWS.question(opened, dossier), words).await;
    let there = ROWS.find(opened, dossier);
    let action = dossier.at(opened, ROWS.part);
    let problem = |of: &str| {
        html! { @if let Some((values, why)) = sent { @if values.get("what") == of { p.notice.grave role="alert" { (why) } } } }
    };
    let typed = |of: &str| sent.map(|(values, _)| values).filter(|values| values.get("what") == of);
    let body = html! {
        p.note { (w.rows_intro()) }
        section aria-labelledby="worklist" {
            h2 id="worklist" { (w.rows_list()) }
            p { (w.rows_list_more()) }
            div id="asked" data-live="" {
                (asked)
                @if let Some(found) = &there { (counted(w, dossier, found)) }
            }
            (problem("list"))
            (ROWS.form(look, opened, dossier, if there.is_some() { w.list_again() } else { w.list_make() }))
        }
        section aria-labelledby="decided" {
            h2 id="decided" { (w.rows_decided()) }
            (decided(w, &action, &opened.sheet.decided_rows(&dossier.id)))
            (problem("take-back"))
            h3 { (w.rows_decide()) }
            (problem("row"))
            (one(w, &action, &files(opened), typed("row")))
            h3 { (w.rows_several()) }
            (problem("lines"))
            (several(w, &action))
        }
    };
    // Somebody may be deciding meanwhile.
    (if waits == Waits::No { Waits::No } else { Waits::ForParts }, body)
}

/// How many rows the list has, by what leaves them in doubt.
fn counted(w: Words, dossier: &Dossier, found: &Found) -> Markup {
    let rows = |why: &str| found.record["rows"][why].as_u64().unwrap_or_default();
    html! {
        p { (w.list_there()) " " code { (ROWS.place(dossier, found)) } }
        ul { @for why in WHY { @if rows(why) > 0 { li { (w.counts([rows(why), 0, 0])[0]) (w.colon()) (w.in_doubt(why)) } } } }
    }
}

fn decided(w: Words, action: &str, rows: &[OfRow]) -> Markup {
    html! {
        @if rows.is_empty() { p { (w.rows_none_decided()) } } @else {
            ul.findings {
                @for (place, OfRow { mark, file, row, same_person, why }) in rows.iter().enumerate() {
                    li {
                        span {
                            code { (file) } " – " (w.row_number(*row)) (w.colon()) strong { (w.same_person(*same_person)) }
                            @if !why.is_empty() { br; (why) }
                        }
                        form method="post" action=(action) {
                            input type="hidden" name="what" value="take-back";
                            input type="hidden" name="place" value=(place);
                            input type="hidden" name="mark" value=(mark);
                            button.quiet type="submit" aria-label={ (w.take_back()) " – " (file) ", " (w.row_number(*row)) } { (w.take_back()) }
                        }
                    }
                }
            }
        }
    }
}

/// A form for one row.
fn one(w: Words, action: &str, files: &[String], typed: Option<&Values>) -> Markup {
    let typed = |name: &str| typed.map_or("", |values| values.get(name));
    html! {
        form.sheet method="post" action=(action) {
            input type="hidden" name="what" value="row";
            div.row {
                div.field {
                    label for="file" { (w.rows_file()) }
                    select id="file" name="file" { @for file in files { option value=(file) selected[file == typed("file")] { (file) } } }
                }
                div.field {
                    label for="row" { (w.rows_number()) }
                    input id="row" name="row" type="text" inputmode="numeric" required autocomplete="off" value=(typed("row"));
                }
            }
            div.row {
                div.field {
                    label for="member_id" { (w.rows_member()) }
                    input id="member_id" name="member_id" type="text" required autocomplete="off" spellcheck="false";
                }
                div.field {
                    label for="same_person" { (w.your_decision()) }
                    select id="same_person" name="same_person" {
                        @for (code, is_same) in [("true", true), ("false", false)] {
                            option value=(code) selected[code == typed("same_person")] { (w.same_person(is_same)) }
                        }
                    }
                }
            }
            div.field {
                label for="row-why" { (w.why()) }
                textarea.prose id="row-why" name="why" rows="2" { "\n" (typed("why")) }
            }
            button type="submit" { (w.save()) }
        }
    }
}

/// A form for many, as the list has them.
fn several(w: Words, action: &str) -> Markup {
    html! {
        form.sheet method="post" action=(action) {
            input type="hidden" name="what" value="lines";
            div.field {
                label for="lines" { (w.rows_lines()) }
                textarea id="lines" name="lines" rows="5" spellcheck="false" autocomplete="off" required aria-describedby="lines-hint" {}
                p.hint id="lines-hint" { (w.rows_lines_hint()) }
            }
            button type="submit" { (w.save()) }
        }
    }
}

/// The leaked files of the report.
fn files(opened: &Opened) -> Vec<String> {
    let manifest: Option<Value> = report::json(opened, "manifest.json");
    let inputs = manifest.as_ref().and_then(|manifest| manifest["inputs"].as_array());
    let leaks = inputs.into_iter().flatten().filter(|input| input["side"] == "leaks");
    leaks.filter_map(|input| input["path"].as_str().map(str::to_owned)).collect()
}

/// Brings what was sent into the incident file, which the caller saves; why not, if not.
pub(super) fn save(look: &Look, opened: &mut Opened, dossier: &Dossier, sent: &Values) -> Result<(), String> {
    let (w, files) = (look.words, files(opened));
    match sent.get("what") {
        "take-back" => {
            let place = sent.get("place").parse().map_err(|_| w.rows_changed().to_owned())?;
            let is_back = opened.sheet.undecide_row(&dossier.id, place, sent.get("mark"));
            if is_back { Ok(()) } else { Err(w.rows_changed().to_owned()) }
        }
        "lines" => {
            let text = sent.all("lines").first().map_or("", String::as_str);
            let lines = text.lines().map(str::trim).zip(1..).filter(|(line, _)| !line.is_empty());
            let rows: Vec<(Option<DecidedRow>, usize)> =
                lines.map(|(line, at)| (DecidedRow::from_line(line).and_then(|row| known(&files, row)), at)).collect();
            let wrong: Vec<usize> = rows.iter().filter(|(row, _)| row.is_none()).map(|(_, at)| *at).collect();
            match () {
                () if rows.is_empty() => Err(w.rows_empty().to_owned()),
                () if !wrong.is_empty() => Err(w.rows_no_line(&wrong)),
                () => decide(w, opened, &dossier.id, rows.into_iter().filter_map(|(row, _)| row).collect()),
            }
        }
        _ => {
            let (row, same_person) = (sent.get("row").parse(), sent.get("same_person").parse());
            let (Ok(row), Ok(same_person)) = (row, same_person) else { return Err(w.rows_incomplete().to_owned()) };
            let [file, member_id] = ["file", "member_id"].map(|name| sent.get(name).to_owned());
            let why = Some(sent.get("why").replace("\r\n", "\n")).filter(|why| !why.is_empty());
            match known(&files, DecidedRow { file, row, member_id, same_person, why }) {
                Some(row) => decide(w, opened, &dossier.id, vec![row]),
                None => Err(w.rows_incomplete().to_owned()),
            }
        }
    }
}

/// A decision on a row that there may be, of a file of the report, about somebody.
fn known(files: &[String], row: DecidedRow) -> Option<DecidedRow> {
    let row = DecidedRow { member_id: row.member_id.trim().to_owned(), ..row };
    let is_row = (1..=i64::MAX as u64).contains(&row.row) && !row.member_id.is_empty();
    (is_row && files.contains(&row.file)).then_some(row)
}

/// Writes decisions, all of them or none. A row is about one person at most.
fn decide(w: Words, opened: &mut Opened, insurer: &str, rows: Vec<DecidedRow>) -> Result<(), String> {
    let here = rows.iter().filter(|row| row.same_person);
    let is_twice = |row: &DecidedRow| {
        opened.sheet.is_anothers(insurer, row)
            || here.clone().any(|of| (&of.file, of.row) == (&row.file, row.row) && of.member_id != row.member_id)
    };
    if let Some(row) = here.clone().find(|row| is_twice(row)) {
        return Err(w.rows_two_persons(&row.file, row.row));
    }
    rows.iter().for_each(|row| opened.sheet.decide_row(insurer, row));
    Ok(())
}
