//! The incidents of the folder.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use model::said::Lang;

use super::Look;
use super::frame::{self, Page, Tab, Waits, at};
use crate::desk::{Desk, Shared};
use crate::folder::Case;
use crate::sheet::Sheet;

/// The incident that the demo is.
const DEMO: &str = "tiers-payant-2024";

pub(crate) async fn page(State(desk): State<Shared>, look: Look) -> Response {
    let w = look.words;
    let cases = desk.folder.cases();
    let has_demo = cases.iter().any(|case| case.name == DEMO);
    let body = html! {
        @if cases.is_empty() {
            section.empty {
                h2 { (w.none_yet()) }
                p { (w.none_yet_more()) }
                (beginnings(&look, true))
            }
        } @else {
            ul.cards { @for case in &cases { li { (card(&look, case)) } } }
            (beginnings(&look, !has_demo))
        }
    };
    Page { look: &look, title: w.incidents(), of: None, waits: Waits::No, body }.show()
}

/// The two ways to begin.
fn beginnings(look: &Look, with_demo: bool) -> Markup {
    let w = look.words;
    html! {
        div.actions {
            a.button.first href="new" { (w.new_incident()) }
            @if with_demo {
                form method="post" action="demo" { button type="submit" aria-describedby="demo-more" { (w.try_demo()) } }
            }
        }
        @if with_demo { p.note id="demo-more" { (w.try_demo_more()) } }
    }
}

fn card(look: &Look, case: &Case) -> Markup {
    let w = look.words;
    let sheet = Sheet::open(&case.real_file());
    let (title, date, has_report) = match &sheet {
        Ok(sheet) => {
            let has_report = sheet.text(&["id"]).is_some_and(|id| case.report(&id).is_some());
            (sheet.text(&["title"]), sheet.datetime(&["reference_date"]), has_report)
        }
        Err(_) => (None, None, false),
    };
    html! {
        a.card href=(at(case, Tab::Overview)) {
            strong { (title.as_deref().unwrap_or(&case.name)) }
            span.note {
                @if let Some(date) = date { (w.as_of()) " " (w.date(&date)) " · " }
                @if sheet.is_err() { (w.cannot_be_read()) } @else if has_report { (w.has_report()) } @else { (w.has_no_report()) }
            }
        }
    }
}

/// Writes the incident of the demo, with its files, for somebody to try everything on.
pub(crate) async fn demo(State(desk): State<Shared>, look: Look) -> Response {
    match demo_case(&desk, look.words.lang()).await {
        Ok(case) => look.go(&at(&case, Tab::Overview)),
        Err(said) => frame::refusal(&look, StatusCode::CONFLICT, look.words.exists(), &said, ""),
    }
}

async fn demo_case(desk: &Desk, lang: Lang) -> Result<Case, String> {
    if desk.folder.new_case(DEMO).is_none() {
        return Err(String::new());
    }
    let said = desk.work.run(["synth", "--lang", lang.code(), "--out", DEMO].map(Into::into).to_vec()).await;
    desk.folder.case(DEMO).filter(|_| said.is_done()).ok_or(said.problems)
}
