//! The end, when somebody asks for it.

use std::time::Duration;

use axum::extract::State;
use axum::response::Response;
use maud::html;

use super::Look;
use super::frame::{Page, Waits};
use crate::desk::Shared;

const SOON: Duration = Duration::from_secs(1);

pub(crate) async fn end(State(desk): State<Shared>, look: Look) -> Response {
    let w = look.words;
    let body = html! { p { (w.ended_more()) } };
    let page = Page { look: &look, title: w.ended(), of: None, waits: Waits::No, body }.show();
    // Once the page has its style.
    tokio::spawn(async move {
        tokio::time::sleep(SOON).await;
        desk.life.end();
    });
    page
}
