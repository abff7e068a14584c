//! The assessment: begun, followed, stopped.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use maud::{Markup, html};
use model::said::Lang;
use serde_json::json;

use super::frame::{self, Page, Tab, Waits, at};
use super::open::folder_argument;
use super::{Look, Opened, report, sent, signing};
use crate::desk::Shared;
use crate::folder::REPORTS;
use crate::options::lang_of;
use crate::sheet::Values;
use crate::words::Words;
use crate::work::{Assessment, State as Stage};

pub(crate) async fn page(State(desk): State<Shared>, look: Look, opened: Opened) -> Response {
    let w = look.words;
    let case = &opened.case;
    let last = desk.work.assessment(&case.name).map(|assessment| assessment.state());
    let is_running = last.as_ref().is_some_and(|state| state.ended.is_none());
    let body = match &last {
        Some(state) if is_running => running(&look, &at(case, Tab::Assess), state),
        _ => html! {
            p { (w.assess_intro()) }
            @if let Some(state) = &last { (ended(&look, &at(case, Tab::Report), state)) }
            form.sheet method="post" action=(at(case, Tab::Assess)) {
                div.field {
                    label for="lang" { (w.assess_lang()) }
                    select id="lang" name="lang" {
                        option value="fr" selected { (w.french()) }
                        option value="en" { (w.english()) }
                    }
                }
                (sent::choice(&look, &opened))
                (signing::choice(&look, &desk))
                button.first type="submit" { (if report::figures(&opened).is_some() { w.assess_again() } else { w.assess_start() }) }
            }
            (signing::section(&look, &desk, &opened))
        },
    };
    let waits = if is_running { Waits::ForEvents } else { Waits::No };
    Page { look: &look, title: w.tab_assess(), of: Some((case, &opened.title(), Tab::Assess)), waits, body }.show()
}

/// How far it is.
fn running(look: &Look, action: &str, state: &Stage) -> Markup {
    let w = look.words;
    let told = told(w, state);
    html! {
        section.running data-events={ (action) "/events" } {
            h2 { (w.assess_running()) }
            p role="status" { strong.stage { (told.stage) } }
            progress.bar max="1" value=[told.share] aria-label=(w.assess_running()) {}
            p.note.detail { (told.detail) }
            form method="post" action={ (action) "/stop" } {
                button type="submit" disabled[state.is_stopped] { (w.assess_stop()) }
            }
        }
    }
}

/// A state in words.
struct Told {
    stage: &'static str,
    share: Option<f64>,
    detail: String,
}

fn told(w: Words, state: &Stage) -> Told {
    let stage = if state.is_stopped { w.assess_stopping() } else { w.stage(&state.stage) };
    let share = state.of.filter(|of| *of > 0).map(|of| (state.rows as f64 / of as f64).min(1.0));
    // What is left of the stage, once enough of it is done to tell.
    let left = share.filter(|share| *share > 0.02 && *share < 1.0 && state.seconds > 2.0);
    let left = left.map(|share| (state.seconds / share * (1.0 - share)).ceil());
    let left = left.map(|left| w.left_of_stage(left as u64));
    let rows = Some(w.rows_done(state.rows, state.of)).filter(|rows| !rows.is_empty());
    let whole = state.expected.map(|seconds| {
        let about = w.about(seconds.max(1));
        w.pick(format!("en tout {about}"), format!("{about} in all"))
    });
    Told { stage, share, detail: [rows, left, whole].into_iter().flatten().collect::<Vec<_>>().join(" · ") }
}

/// How it ended.
fn ended(look: &Look, report: &str, state: &Stage) -> Markup {
    let w = look.words;
    let has_findings = state.ended == Some(Some(3));
    html! {
        @if state.is_written() {
            div.notice.done role="status" {
                p { strong { (if has_findings { w.assess_done_findings() } else { w.assess_done() }) } }
                p { a.button.first href=(report) { (w.see_report()) } }
            }
        } @else if state.is_stopped {
            p.notice role="status" { (w.assess_stopped()) }
        } @else {
            div.notice.grave role="alert" {
                p { strong { (w.assess_refused()) } }
                @if !state.said.trim().is_empty() { (frame::quoted(&state.said)) }
                p { (w.settled_in()) }
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
    let values = Values::from(sent);
    let lang = lang_of(values.get("lang")).unwrap_or(Lang::Fr).code();
    let out = format!("{}/{REPORTS}", folder_argument(&opened.case));
    let mut args = ["assess", "--json", "--lang", lang, "--out", &out].map(str::to_owned).to_vec();
    args.extend(sent::newest(&opened).filter(|_| values.has("since", "sent")));
    args.extend(signing::argument(&desk, values.has("sign", "yes")));
    args.extend(["--".to_owned(), opened.argument()]);
    let there = at(&opened.case, Tab::Assess);
    // What the report says now is what the next one is compared with.
    let kept = match opened.case.keep(&opened.id()) {
        Ok(kept) => kept,
        Err(e) => {
            return frame::refusal(&look, StatusCode::CONFLICT, look.words.cannot_write(), &e.to_string(), &there);
        }
    };
    let settle = move |is_written: bool| {
        if let Some(kept) = kept.filter(|_| is_written) {
            // The new report is written either way; without the former one, nothing is told of what changed.
            let _ = kept.settle();
        }
    };
    match desk.work.assess(&opened.case.name, args.into_iter().map(Into::into).collect(), settle) {
        Ok(()) => look.go(&there),
        Err(running) if running == opened.case.name => look.go(&there),
        Err(_) => frame::refusal(&look, StatusCode::CONFLICT, look.words.assess_other(), "", &there),
    }
}

pub(crate) async fn stop(State(desk): State<Shared>, look: Look, Path(name): Path<String>) -> Response {
    let Some(case) = desk.folder.case(&name) else { return frame::missing(&look) };
    if let Some(assessment) = desk.work.assessment(&case.name) {
        assessment.stop();
    }
    look.go(&at(&case, Tab::Assess))
}

/// The states of an assessment, one after the other, until it has ended.
pub(crate) async fn events(State(desk): State<Shared>, look: Look, Path(name): Path<String>) -> Response {
    let assessment: Option<Arc<Assessment>> = desk.work.assessment(&name);
    let Some(assessment) = assessment else { return frame::missing(&look) };
    let w = look.words;
    let mut states = assessment.states();
    states.mark_changed();
    let events = stream::unfold(Some((states, desk)), move |going| async move {
        let (mut states, desk) = going?;
        let changed = tokio::select! {
            changed = states.changed() => changed.is_ok(),
            () = desk.life.over() => false,
        };
        if !changed {
            return None;
        }
        let state = states.borrow_and_update().clone();
        let told = told(w, &state);
        let event = Event::default().data(
            json!({ "stage": told.stage, "share": told.share, "detail": told.detail, "ended": state.ended.is_some() })
                .to_string(),
        );
        let next = state.ended.is_none().then_some((states, desk));
        Some((Ok::<_, Infallible>(event), next))
    });
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}
