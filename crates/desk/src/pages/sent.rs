//! The report that was sent to the authority: kept as it was, and completed by the next one (GDPR art. 33(4)).

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
use crate::folder::SENT;

/// The date of the report that was sent, if one was.
fn date(opened: &Opened) -> Option<String> {
    let manifest = std::fs::read(opened.case.sent(&opened.id())?.join("manifest.json")).ok()?;
    let manifest: Value = serde_json::from_slice(&manifest).ok()?;
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

/// The report that was sent as the program is to find it, if there is one.
pub(super) fn argument(opened: &Opened) -> Option<String> {
    opened.case.sent(&opened.id())?;
    Some(format!("--since={}/{SENT}/{}", folder_argument(&opened.case), opened.id()))
}

/// Keeps the report as the one that was sent.
pub(crate) async fn keep(State(desk): State<Shared>, look: Look, opened: Opened) -> Response {
    let there = at(&opened.case, Tab::Report);
    let refused = |why: &str| frame::refusal(&look, StatusCode::CONFLICT, look.words.cannot_write(), why, &there);
    if desk.work.assessment(&opened.case.name).is_some_and(|assessment| assessment.is_running()) {
        return refused(look.words.assess_running());
    }
    match opened.case.keep(SENT, &opened.id()) {
        Ok(Some(kept)) => match kept.settle() {
            Ok(()) => look.go(&format!("{there}{SAVED}#sent")),
            Err(e) => refused(&e.to_string()),
        },
        Ok(None) => frame::missing(&look),
        Err(e) => refused(&e.to_string()),
    }
}
