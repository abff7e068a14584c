//! A report that somebody sent, without its incident: read and verified, never changed.

use std::path::PathBuf;

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use maud::html;

use super::super::frame::{self, Page};
use super::super::{Look, report, signing, verify};
use crate::desk::{Desk, Shared};
use crate::sheet::Values;
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
        form.sheet method="post" action={ (here) "/verify" } { (signing::field(&look, "")) button.first type="submit" { (w.verify_start()) } }
        iframe.report src={ (here) "/file/report.html" } title=(w.report_frame()) {}
        h2 { (w.report_files()) }
        ul.tree { @for path in report::listed(&folder) { li { a href={ (here) "/file/" (url::path(&path)) } { (path) } } } }
    };
    Page { look: &look, title: &name, of: None, waits, body }.show()
}

pub(crate) async fn verify(
    State(desk): State<Shared>,
    look: Look,
    Path(name): Path<String>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Response {
    if folder(&desk, &name).is_none() {
        return frame::missing(&look);
    }
    let here = format!("reports/{}", url::part(&name));
    let Ok(signed_by) = signing::wanted(&Values::from(sent)) else { return signing::no_key(&look, &here) };
    let lang = look.words.lang().code();
    let mut args = ["verify", "--json", "--allow-unchecked", "--lang", lang].map(str::to_owned).to_vec();
    args.extend(signed_by);
    args.extend(["--".to_owned(), format!("./{name}")]);
    desk.work.forget(&question(&name));
    desk.work.ask(&question(&name), "", args.into_iter().map(Into::into).collect());
    look.go(&here)
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
