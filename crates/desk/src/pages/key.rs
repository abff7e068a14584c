//! The secret key: made by the program, never shown.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::frame::{self, Tab, at};
use super::look::SAVED;
use super::open::folder_argument;
use super::{Look, Opened};
use crate::desk::Shared;
use crate::folder;

/// What there is of the key, in words, with the button that makes it.
pub(crate) fn state(look: &Look, opened: &Opened) -> Markup {
    let w = look.words;
    let sheet = &opened.sheet;
    let is_published = sheet.get(&["key", "published"]).is_some_and(|item| item.as_bool() == Some(true));
    let file = sheet.text(&["key", "file"]);
    html! {
        @match file {
            _ if is_published => { (w.key_published()) }
            Some(file) if opened.case.folder.join(&file).is_file() => { (w.key_there()) }
            Some(_) => {
                (w.key_missing())
                form method="post" action={ "i/" (crate::url::part(&opened.case.name)) "/key" } { button type="submit" { (w.key_make()) } }
            }
            None => { (w.key_elsewhere()) }
        }
    }
}

/// Makes the key where the incident file says, if that is in the incident's folder.
pub(crate) async fn make(State(desk): State<Shared>, look: Look, opened: Opened) -> Response {
    let back = at(&opened.case, Tab::Overview);
    let file = opened.sheet.text(&["key", "file"]).filter(|file| folder::safe(file).as_deref() == Some(file));
    let Some(file) = file else {
        return frame::refusal(&look, StatusCode::CONFLICT, look.words.no_name(), "", &back);
    };
    let path = format!("{}/{file}", folder_argument(&opened.case));
    let said = desk.work.run(["key", "new", "--lang", look.words.lang().code(), &path].map(Into::into).to_vec()).await;
    match said.is_done() {
        true => look.go(&format!("{back}{SAVED}")),
        false => frame::refusal(&look, StatusCode::CONFLICT, look.words.cannot_write(), &said.problems, &back),
    }
}
