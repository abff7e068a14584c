//! Reports as an auditor has them: those of the incidents, those that were replaced, and folders that somebody sent.

pub(crate) mod alone;
pub(crate) mod compare;
mod known;

use std::path::Path;

use axum::extract::{RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};
use model::figures::Assessment;

use super::Look;
use super::frame::{Page, Waits};
use crate::desk::Shared;
use crate::folder;
use known::{Known, all};

/// The reports of the folder, and what can be compared.
pub(crate) async fn list(State(desk): State<Shared>, look: Look, RawQuery(query): RawQuery) -> Response {
    let w = look.words;
    let reports = all(&desk, w);
    let asked = compare::Asked::of(query.as_deref(), &reports);
    let body = html! {
        @if reports.is_empty() {
            section.empty { h2 { (w.no_reports()) } p { (w.no_reports_more()) } }
        } @else {
            p { (w.reports_intro()) }
            ul.findings { @for report in &reports { li { (line(report)) } } }
            (compare::forms(&look, &reports, asked.as_ref()))
            @if let Some(asked) = &asked { (compare::result(&desk, &look, asked).await) }
        }
    };
    Page { look: &look, title: w.reports(), of: None, waits: Waits::No, body }.show()
}

fn line(report: &Known) -> Markup {
    html! { span { a href=(report.address) { (report.name) } br; span.hint { (report.note) } } }
}

/// The operators of a report: id and name.
fn operators(folder: &Path) -> Vec<(String, String)> {
    let file = folder::within(folder, Path::new("report.json"));
    let bytes = file.and_then(|file| std::fs::read(file).ok()).unwrap_or_default();
    let report: Option<Assessment> = serde_json::from_slice(&bytes).ok();
    report.into_iter().flat_map(|report| report.operators).map(|operator| (operator.id, operator.name)).collect()
}
