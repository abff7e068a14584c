//! The end, when somebody asks for it.

use axum::extract::State;
use axum::response::Response;
use maud::html;

use super::Look;
use super::frame::{Page, Waits};
use crate::desk::Shared;

pub(crate) async fn end(State(desk): State<Shared>, look: Look) -> Response {
    let w = look.words;
    let body = html! { p { (w.ended_more()) } };
    let page = Page { look: &look, title: w.ended(), of: None, waits: Waits::No, body }.show();
    desk.life.end();
    page
}
