//! The incident file as text, for whoever knows it.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

use super::Look;
use super::frame::{self, Page, Tab, Waits, at};
use super::look::SAVED;
use crate::desk::Shared;
use crate::folder::Case;
use crate::sheet::{self, Sheet, Values};

pub(crate) async fn page(State(desk): State<Shared>, look: Look, Path(name): Path<String>) -> Response {
    let Some(case) = desk.folder.case(&name) else { return frame::missing(&look) };
    match sheet::read(&case.real_file()) {
        Ok(text) => form(&look, &case, &text, &sheet::mark(&text), &html! {}),
        Err(said) => frame::refusal(&look, StatusCode::CONFLICT, look.words.cannot_be_read(), &said, ""),
    }
}

fn form(look: &Look, case: &Case, text: &str, mark: &str, problem: &Markup) -> Response {
    let w = look.words;
    let body = html! {
        p { (w.text_intro()) }
        (problem)
        form.text method="post" action=(at(case, Tab::Text)) {
            input type="hidden" name="mark" value=(mark);
            label for="text" { (w.text_label()) }
            // A first line break is not part of the text.
            textarea id="text" name="text" rows="32" spellcheck="false" autocomplete="off" { "\n" (text) }
            button.first type="submit" { (w.save()) }
        }
    };
    let title = Sheet::open(&case.real_file()).ok().and_then(|sheet| sheet.text(&["title"]));
    let title = title.as_deref().unwrap_or(&case.name);
    Page { look, title: w.tab_text(), of: Some((case, title, Tab::Text)), waits: Waits::No, body }.show()
}

pub(crate) async fn save(
    State(desk): State<Shared>,
    look: Look,
    Path(name): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Response {
    let Some(case) = desk.folder.case(&name) else { return frame::missing(&look) };
    let w = look.words;
    let values = Values::from(sent);
    let mark = values.get("mark");
    // Browsers send lines as mail has them.
    let text = values.all("text").first().map(|text| text.replace("\r\n", "\n")).unwrap_or_default();
    let refused =
        |status: StatusCode, problem: Markup| (status, form(&look, &case, &text, mark, &problem)).into_response();
    let there = sheet::read(&case.real_file()).unwrap_or_default();
    if sheet::mark(&there) != mark {
        return refused(
            StatusCode::CONFLICT,
            html! {
                div.notice.grave role="alert" {
                    p { (w.text_changed()) }
                    p { a.button href=(at(&case, Tab::Text)) { (w.text_reopen()) } }
                }
            },
        );
    }
    if let Err(said) = sheet::parse(&text) {
        let problem = html! { div.notice.grave role="alert" { p { (w.text_no_toml()) } (frame::quoted(&said)) } };
        return refused(StatusCode::UNPROCESSABLE_ENTITY, problem);
    }
    let text = if there.contains("\r\n") { text.replace('\n', "\r\n") } else { text };
    match sheet::write(&case.real_file(), &text) {
        Ok(()) => look.go(&format!("{}{SAVED}", at(&case, Tab::Files))),
        Err(said) => frame::refusal(&look, StatusCode::CONFLICT, w.cannot_write(), &said, &at(&case, Tab::Text)),
    }
}
