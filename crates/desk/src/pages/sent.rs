//! The report that was sent to the authority: kept as it was, and completed by the next one (GDPR art. 33(4)).

use std::fs;
use std::io;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use serde_json::Value;

use super::frame::{self, Tab, at};
use super::look::SAVED;
use super::open::folder_argument;
use super::{Look, Opened};
use crate::desk::Shared;

/// The date of the report that was sent last, if one was.
fn date(opened: &Opened) -> Option<String> {
    let (_, last) = opened.case.sent(&opened.id()).pop()?;
    let manifest: Value = serde_json::from_slice(&fs::read(last.join("manifest.json")).ok()?).ok()?;
    manifest["plan"]["incident"]["reference_date"].as_str().map(str::to_owned)
}

/// What is kept as sent, and the button that keeps the report.
pub(super) fn section(look: &Look, opened: &Opened) -> Markup {
    let w = look.words;
    html! {
        section aria-labelledby="sent" {
            h2 id="sent" { (w.sent_title()) }
            @match date(opened) {
                Some(date) => { p { (w.sent_there(&w.date(&date))) } }
                None => { p { (w.sent_more()) } }
            }
            form method="post" action={ (at(&opened.case, Tab::Overview)) "/sent" } {
                button type="submit" { (w.sent_keep()) }
            }
        }
    }
}

/// The choice to complete what was sent, if anything was.
pub(super) fn choice(look: &Look, opened: &Opened) -> Markup {
    let w = look.words;
    html! {
        @if let Some(date) = date(opened) {
            div.tick {
                input type="checkbox" id="since" name="since" value="sent" checked;
                label for="since" { (w.sent_complete(&w.date(&date))) }
            }
        }
    }
}

fn argument(opened: &Opened, place: &str) -> String {
    format!("--since={}/{place}", folder_argument(&opened.case))
}

/// The report that was sent last, as the program is to complete it.
pub(super) fn newest(opened: &Opened) -> Option<String> {
    all(opened).next()
}

/// The reports that were sent, the last one first: a report completes one of them.
pub(super) fn all(opened: &Opened) -> impl Iterator<Item = String> {
    opened.case.sent(&opened.id()).into_iter().rev().map(|(place, _)| argument(opened, &place))
}

/// Keeps the report as the one that was sent.
pub(crate) async fn keep(State(desk): State<Shared>, look: Look, opened: Opened) -> Response {
    let there = at(&opened.case, Tab::Report);
    let refused = |why: &str| frame::refusal(&look, StatusCode::CONFLICT, look.words.cannot_write(), why, &there);
    if desk.work.assessment(&opened.case.name).is_some_and(|assessment| assessment.is_running()) {
        return refused(look.words.assess_running());
    }
    let (case, id) = (opened.case.clone(), opened.id());
    let kept = tokio::task::spawn_blocking(move || case.keep_sent(&id)).await;
    match kept.map_err(io::Error::other).and_then(|kept| kept) {
        Ok(true) => look.go(&format!("{there}{SAVED}#sent")),
        Ok(false) => frame::missing(&look),
        Err(e) => refused(&e.to_string()),
    }
}
