//! The report held against its own manifest, its inputs, or a new assessment.

use std::time::Duration;

use axum::Form;
use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::frame::{self, Page, Tab, Waits, at};
use super::open::folder_argument;
use super::{Look, Opened, report, signing};
use crate::desk::{Desk, Shared};
use crate::folder::REPORTS;
use crate::sheet::Values;
use crate::work::Said;

/// How long the page waits for the answer before it says that it comes.
const PATIENCE: Duration = Duration::from_millis(2500);

/// `ampleur/verified/1`, as far as it is shown.
#[derive(Deserialize)]
struct Verified {
    holds: bool,
    complete: bool,
    subjects: Vec<Verdict>,
}

#[derive(Deserialize)]
struct Verdict {
    subject: String,
    holds: u64,
    faults: Vec<Fault>,
    not_checked: Option<String>,
}

#[derive(Deserialize)]
struct Fault {
    path: String,
    kind: String,
}

pub(crate) async fn page(State(desk): State<Shared>, look: Look, opened: Opened) -> Response {
    let w = look.words;
    let case = &opened.case;
    let mut waits = Waits::No;
    let body = if report::folder(&opened).is_none() {
        html! {
            section.empty {
                h2 { (w.report_none()) }
                p { (w.report_none_more()) }
                p { a.button.first href=(at(case, Tab::Assess)) { (w.tab_assess()) } }
            }
        }
    } else {
        let (now, result) = answer(&desk, &look, &question(&case.name)).await;
        waits = now;
        html! {
            p { (w.verify_intro()) }
            (result)
            form.sheet method="post" action=(at(case, Tab::Verify)) {
                fieldset {
                    legend { (w.verify_what()) }
                    @for (how, word) in [("folder", w.verify_folder()), ("inputs", w.verify_inputs()), ("rerun", w.verify_rerun())] {
                        div.tick {
                            input type="radio" id=(how) name="how" value=(how) checked[how == "folder"];
                            label for=(how) { (word) }
                        }
                    }
                }
                (signing::field(&look, &signing::proposed(&desk)))
                button.first type="submit" { (w.verify_start()) }
            }
        }
    };
    Page { look: &look, title: w.tab_verify(), of: Some((case, &opened.title(), Tab::Verify)), waits, body }.show()
}

/// What came of a verification, if one was asked for.
pub(super) async fn answer(desk: &Desk, look: &Look, question: &str) -> (Waits, Markup) {
    let w = look.words;
    let Some(mut answer) = desk.work.asked(question) else { return (Waits::No, html! {}) };
    let said = tokio::time::timeout(PATIENCE, answer.wait_for(Option::is_some)).await;
    match said.ok().and_then(Result::ok).and_then(|said| said.clone()) {
        Some(said) => (Waits::No, result(look, &said)),
        None => (Waits::ForAnswer, html! { p.notice role="status" { (w.verify_running()) ". " (w.wait_more()) } }),
    }
}

fn question(case: &str) -> String {
    format!("verify {case}")
}

fn result(look: &Look, said: &Said) -> Markup {
    let w = look.words;
    let Ok(verified) = serde_json::from_slice::<Verified>(&said.output) else {
        return html! {
            div.notice.grave role="alert" { p { strong { (w.verify_refused()) } } (frame::quoted(&said.problems)) }
        };
    };
    html! {
        @match (verified.holds, verified.complete) {
            (true, true) => { p.notice.done role="status" { strong { (w.verify_holds()) } } }
            (true, false) => { p.notice role="status" { strong { (w.verify_not_complete()) } } }
            (false, _) => { p.notice.grave role="alert" { strong { (w.verify_fails()) } } }
        }
        div.slide tabindex="0" role="group" aria-label=(w.tab_verify()) {
            table {
                caption { (w.tab_verify()) }
                thead { tr { th scope="col" { (w.subject()) } th scope="col" { (w.result()) } } }
                tbody {
                    @for verdict in &verified.subjects {
                        tr {
                            th scope="row" { (w.verified_subject(&verdict.subject)) }
                            td {
                                @if verdict.faults.is_empty() {
                                    @if verdict.not_checked.is_some() && verdict.holds == 0 { span.note { (w.not_checked()) } }
                                    @else { (w.ok()) " (" (w.number(verdict.holds)) ")" }
                                } @else {
                                    strong.fault { (w.failed()) }
                                    ul {
                                        @for fault in &verdict.faults {
                                            li { code { (fault.path) } (w.colon()) (w.verified_fault(&fault.kind)) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

pub(crate) async fn start(
    State(desk): State<Shared>,
    look: Look,
    opened: Opened,
    Form(sent): Form<Vec<(String, String)>>,
) -> Response {
    if report::folder(&opened).is_some() {
        let report = format!("{}/{REPORTS}/{}", folder_argument(&opened.case), opened.id());
        let lang = look.words.lang().code();
        let mut args = ["verify", "--json", "--allow-unchecked", "--lang", lang].map(str::to_owned).to_vec();
        let sent = Values::from(sent);
        let Ok(signed_by) = signing::wanted(&sent) else {
            return signing::no_key(&look, &at(&opened.case, Tab::Verify));
        };
        args.extend(signed_by);
        match sent.get("how") {
            "inputs" => args.push(format!("--inputs={}", opened.argument())),
            "rerun" => args.push(format!("--rerun={}", opened.argument())),
            _ => {}
        }
        args.extend(["--".to_owned(), report]);
        let question = question(&opened.case.name);
        desk.work.forget(&question);
        desk.work.ask(&question, "", args.into_iter().map(Into::into).collect());
    }
    look.go(&at(&opened.case, Tab::Verify))
}
