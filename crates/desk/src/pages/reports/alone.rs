//! A report that somebody sent, without its incident: read and verified, never changed.

use std::path::PathBuf;

use axum::extract::{Path, State};
use axum::response::Response;
use maud::html;

use super::super::frame::{self, Page};
use super::super::{Look, report, verify};
use crate::desk::{Desk, Shared};
use crate::url;

fn folder(desk: &Desk, name: &str) -> Option<PathBuf> {
    desk.folder.reports().into_iter().find(|(known, _)| known == name).map(|(_, folder)| folder)
}

fn question(name: &str) -> String {
    format!("verify alone {name}")
}

pub(crate) async fn page(State(desk): State<Shared>, look: Look, Path(name): Path<String>) -> Response {
    let w = look.words;
    let Some(folder) = folder(&desk, &name) else { return frame::missing(&look) };
    let here = format!("reports/{}", url::part(&name));
    let (waits, result) = verify::answer(&desk, &look, &question(&name)).await;
    let body = html! {
        p { (w.alone_intro()) }
        (result)
        form.sheet method="post" action={ (here) "/verify" } { button.first type="submit" { (w.verify_start()) } }
        iframe.report src={ (here) "/file/report.html" } title=(w.report_frame()) {}
        h2 { (w.report_files()) }
        ul.tree { @for path in report::listed(&folder) { li { a href={ (here) "/file/" (url::path(&path)) } { (path) } } } }
    };
    Page { look: &look, title: &name, of: None, waits, body }.show()
}

pub(crate) async fn verify(State(desk): State<Shared>, look: Look, Path(name): Path<String>) -> Response {
    if folder(&desk, &name).is_none() {
        return frame::missing(&look);
    }
    let args =
        ["verify", "--json", "--allow-unchecked", "--lang", look.words.lang().code(), "--", &format!("./{name}")];
    desk.work.forget(&question(&name));
    desk.work.ask(&question(&name), "", args.map(Into::into).to_vec());
    look.go(&format!("reports/{}", url::part(&name)))
}

pub(crate) async fn file(
    State(desk): State<Shared>,
    look: Look,
    Path((name, path)): Path<(String, String)>,
) -> Response {
    match folder(&desk, &name) {
        Some(folder) => report::sent(&look, &folder, &path).await,
        None => frame::missing(&look),
    }
}
