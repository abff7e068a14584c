//! The dossier: what only a person can say is typed where it stands, and every document follows at once.

mod answers;
mod decisions;
mod encrypted;
mod field;
mod form;
mod letters;
mod list;
mod packs;
mod read;
mod rows;

use std::io;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::frame::{self, Page, Tab, Waits, at};
use super::look::SAVED;
use super::{Look, Opened, report};
use crate::desk::{Desk, Shared};
use crate::sheet::{Sheet, Values};
use crate::words::Words;
use field::Refused;
use packs::{Pack, Packed};
use read::{Dossier, Undrawn, drawn};

/// A page of a dossier.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Form,
    Letters,
    List,
    Rows,
    Decisions,
    Answers,
}

impl Part {
    const ALL: [Part; 6] = [Part::Form, Part::Letters, Part::List, Part::Rows, Part::Decisions, Part::Answers];

    /// As addresses call it.
    fn name(self) -> &'static str {
        match self {
            Part::Form => "form",
            Part::Letters => "letters",
            Part::List => list::PERSONS.part,
            Part::Rows => rows::ROWS.part,
            Part::Decisions => "decisions",
            Part::Answers => answers::PACK,
        }
    }

    fn of(name: &str) -> Option<Part> {
        Part::ALL.into_iter().find(|part| part.name() == name)
    }

    fn word(self, look: &Look) -> &'static str {
        match self {
            Part::Form => look.words.part_form(),
            Part::Letters => look.words.part_letters(),
            Part::List => look.words.part_list(),
            Part::Rows => look.words.part_rows(),
            Part::Decisions => look.words.part_decisions(),
            Part::Answers => look.words.part_answers(),
        }
    }
}

/// The insurers, each with what is open, and what leaves.
pub(crate) async fn list(State(desk): State<Shared>, look: Look, opened: Opened) -> Response {
    let w = look.words;
    let undrawn = drawn(&desk, &look, &opened).await;
    let dossiers = Dossier::all(&opened);
    let body = html! {
        @if report::folder(&opened).is_none() {
            section.empty {
                h2 { (w.report_none()) }
                p { (w.dossier_needs_report()) }
                p { a.button.first href=(at(&opened.case, Tab::Assess)) { (w.tab_assess()) } }
            }
        } @else {
            p { (w.dossier_intro()) }
            (state(&look, &opened, undrawn.as_ref(), None))
            @if dossiers.is_empty() { p.notice { (w.no_dossiers()) } }
            @for dossier in &dossiers { (card(&look, &opened, dossier)) }
        }
    };
    Page {
        look: &look,
        title: w.tab_dossier(),
        of: Some((&opened.case, &opened.title(), Tab::Dossier)),
        waits: Waits::No,
        body,
    }
    .show()
}

fn card(look: &Look, opened: &Opened, dossier: &Dossier) -> Markup {
    let w = look.words;
    let title = format!("d-{}", dossier.id);
    html! {
        section.party aria-labelledby=(title) {
            h2 id=(title) { (dossier.name) }
            ul.parts {
                li { a.button.first href=(dossier.at(opened, "form")) { (w.part_form()) } " " (w.to_complete_in_form(dossier.form.to_complete.len())) }
                li { a.button href=(dossier.at(opened, "letters")) { (w.part_letters()) } " " (w.points_missing(dossier.points_open())) }
                li { a.button href=(dossier.at(opened, "list")) { (w.part_list()) } " " (w.list_rows(list::PERSONS.find(opened, dossier).map(|found| found.lines()))) }
                li { a.button href=(dossier.at(opened, "rows")) { (w.part_rows()) } " " (w.rows_settled(opened.sheet.decided_rows(&dossier.id).len())) }
                li { a.button href=(dossier.at(opened, "answers")) { (w.part_answers()) } " " (w.answers_there(answers::answered(opened, dossier).map(|there| there.answers.len()))) }
                li { a.button href=(dossier.at(opened, "decisions")) { (w.part_decisions()) } " " (w.decisions_logged(opened.sheet.decisions(&dossier.id).len())) }
            }
            h3 { (w.what_leaves()) }
            ul.parts {
                @for pack in Pack::ALL {
                    @let files = pack.files(opened, dossier);
                    @if !files.is_empty() {
                        li { a href={ (dossier.at(opened, pack.name())) ".zip" } { (w.pack(pack.name())) } span.hint { (files.join(", ")) } }
                    }
                }
            }
        }
    }
}

/// Whether everything is written, or why not; renewed as fields are saved.
fn state(look: &Look, opened: &Opened, undrawn: Option<&Undrawn>, open: Option<&str>) -> Markup {
    let w = look.words;
    html! {
        div id="state" data-live="" role="status" {
            @if let Some(Undrawn::Refused(said)) = undrawn {
                div.notice.grave {
                    p { strong { (w.not_redrawn()) } }
                    (frame::quoted(said))
                    p { a.button href=(at(&opened.case, Tab::Assess)) { (w.tab_assess()) } }
                }
            } @else if let Some(Undrawn::Assessed) = undrawn {
                p.notice { (w.drawn_later()) }
            } @else if let Some(open) = open {
                p.notice.done { (w.documents_current()) " " (open) }
            }
        }
    }
}

/// What is open on a page on which fields are saved.
fn open(w: Words, part: Part, dossier: &Dossier) -> Option<String> {
    match part {
        Part::Form => Some(w.to_complete_in_form(dossier.form.to_complete.len())),
        Part::Letters => Some(w.points_missing(dossier.points_open())),
        Part::List | Part::Rows | Part::Decisions | Part::Answers => None,
    }
}

pub(crate) async fn page(
    State(desk): State<Shared>,
    look: Look,
    opened: Opened,
    Path((_, insurer, part)): Path<(String, String, String)>,
) -> Response {
    if part == format!("{}.zip", answers::PACK) {
        let dossier = Dossier::open(&opened, &insurer);
        return match dossier.as_ref().and_then(|dossier| answers::contents(&desk, &opened, dossier)) {
            Some(files) => packed(&desk, &look, &opened, format!("{insurer}-{}", answers::PACK), Ok(files)).await,
            None => frame::missing(&look),
        };
    }
    let Some(part) = part.strip_suffix(".zip").map_or_else(|| Part::of(&part).map(Ok), |pack| Pack::of(pack).map(Err))
    else {
        return frame::missing(&look);
    };
    match part {
        Ok(part) => shown(&desk, &look, &opened, &insurer, part, &[], None).await,
        Err(pack) => {
            // Documents that are not of what is declared are not sent out.
            let why = drawn(&desk, &look, &opened).await.map(|undrawn| match undrawn {
                Undrawn::Refused(said) => (look.words.not_redrawn(), said),
                Undrawn::Assessed => (look.words.drawn_later(), String::new()),
            });
            if let Some((why, said)) = why {
                return frame::refusal(&look, StatusCode::CONFLICT, why, &said, &at(&opened.case, Tab::Dossier));
            }
            let Some(dossier) = Dossier::open(&opened, &insurer) else { return frame::missing(&look) };
            let name = format!("{}-{}", dossier.id, pack.name());
            packed(&desk, &look, &opened, name, packs::contents(&opened, &dossier, pack)).await
        }
    }
}

async fn packed(desk: &Desk, look: &Look, opened: &Opened, name: String, files: io::Result<Vec<Packed>>) -> Response {
    let sent = match files {
        Ok(files) => packs::zipped(desk, opened, name, files).await,
        Err(e) => Err(e),
    };
    sent.unwrap_or_else(|e| {
        let back = at(&opened.case, Tab::Dossier);
        frame::refusal(look, StatusCode::CONFLICT, look.words.cannot_write(), &e.to_string(), &back)
    })
}

async fn shown(
    desk: &Desk,
    look: &Look,
    opened: &Opened,
    insurer: &str,
    part: Part,
    refused: &[Refused],
    decision: Option<(&Values, &str)>,
) -> Response {
    let w = look.words;
    let undrawn = drawn(desk, look, opened).await;
    let Some(dossier) = Dossier::open(opened, insurer) else { return frame::missing(look) };
    let action = dossier.at(opened, part.name());
    let saving = |content: Markup| {
        html! {
            form.answers method="post" action=(action) data-saves=(w.not_saved()) {
                (content)
                button.first type="submit" data-unscripted="" { (w.save()) }
            }
        }
    };
    let why = decision.map(|(_, why)| why);
    let (waits, of_persons) = match part {
        Part::List => list::draw(desk, look, opened, &dossier, why).await,
        Part::Rows => rows::draw(desk, look, opened, &dossier, decision).await,
        Part::Answers => answers::draw(desk, look, opened, &dossier, why).await,
        _ => (Waits::No, html! {}),
    };
    let body = html! {
        nav.tabs.inner aria-label=(dossier.name) {
            ul {
                @for one in Part::ALL {
                    li { a href=(dossier.at(opened, one.name())) aria-current=[(one == part).then_some("page")] { (one.word(look)) } }
                }
            }
        }
        (state(look, opened, undrawn.as_ref(), open(w, part, &dossier).as_deref()))
        @if part == Part::Form { (saving(form::draw(look, &opened.sheet, &dossier, refused))) }
        @if part == Part::Letters {
            div.beside {
                (saving(letters::draw(look, opened, &dossier, refused)))
                (letters::preview(look, opened, &dossier))
            }
        }
        (of_persons)
        @if part == Part::Decisions { (decisions::draw(look, opened, &dossier, decision)) }
    };
    let title = format!("{} – {}", part.word(look), dossier.name);
    Page { look, title: &title, of: Some((&opened.case, &opened.title(), Tab::Dossier)), waits, body }.show()
}

pub(crate) async fn save(
    State(desk): State<Shared>,
    look: Look,
    mut opened: Opened,
    Path((_, insurer, part)): Path<(String, String, String)>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Response {
    let Some((part, dossier)) = Part::of(&part).zip(Dossier::open(&opened, &insurer)) else {
        return frame::missing(&look);
    };
    let here = dossier.at(&opened, part.name());
    let values = Values::from(sent.clone());
    let again = async |opened: &Opened, refused: &[Refused], why: Option<&str>| {
        let said = why.map(|why| (&values, why));
        let page = shown(&desk, &look, opened, &insurer, part, refused, said).await;
        (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
    };
    let asked = match part {
        Part::List => Some(list::PERSONS.make(&desk, &look, &opened, &dossier, &values)),
        Part::Rows if values.get("what") == "list" => Some(rows::ROWS.make(&desk, &look, &opened, &dossier, &values)),
        Part::Answers => Some(answers::make(&desk, &look, &opened, &dossier, &values)),
        Part::Form | Part::Letters | Part::Rows | Part::Decisions => None,
    };
    match asked {
        Some(Ok(())) => return look.go(&here),
        Some(Err(why)) => return again(&opened, &[], Some(&why)).await,
        None => {}
    }
    let one = desk.saving.lock().await;
    // What another request saved meanwhile is in it.
    if let Ok(sheet) = Sheet::open(&opened.case.real_file()) {
        opened.sheet = sheet;
    }
    let mut refused = Vec::new();
    let decided = match part {
        Part::Decisions => decisions::save(&look, &mut opened, &dossier, &values).map_err(str::to_owned),
        Part::Rows => rows::save(&look, &mut opened, &dossier, &values),
        _ => {
            for (key, typed) in sent {
                // Browsers send lines as mail has them.
                let typed = typed.replace("\r\n", "\n").trim().to_owned();
                if let Err(fault) = opened.sheet.write_answer(&key, &typed) {
                    refused.push((key, typed, fault));
                }
            }
            Ok(())
        }
    };
    if decided.is_ok()
        && let Err(said) = opened.sheet.save()
    {
        return frame::refusal(&look, StatusCode::CONFLICT, look.words.cannot_write(), &said, &here);
    }
    drop(one);
    match decided {
        Ok(()) if refused.is_empty() => {
            let is_told = matches!(part, Part::Decisions | Part::Rows);
            look.go(&format!("{here}{}", if is_told { SAVED } else { "" }))
        }
        decided => again(&opened, &refused, decided.as_ref().err().map(String::as_str)).await,
    }
}
