//! The report: its figures, its page in a frame, its files.

use std::fs;
use std::path::{Path as FilePath, PathBuf};

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use maud::html;
use model::figures::Persons;
use model::shown;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tokio::io::AsyncReadExt;

use super::frame::{self, Page, Tab, Waits, at};
use super::open::folder_argument;
use super::reports::compare::page_of;
use super::{Look, Opened, sent};
use crate::desk::Shared;
use crate::folder::{self, FORMER, REPORTS};
use crate::url;

/// What a page of a report may do: run its own script (its own policy says which) and nothing else; nothing of the desk is within its
/// reach, for it may be somebody else's.
const POLICY: &str = "sandbox allow-scripts; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; \
    img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
/// Bytes of the largest file that is looked into.
const LARGEST: u64 = 64 << 20;
/// Files of a report that are listed.
const LISTED: usize = 5000;

/// The folder of the report.
pub(super) fn folder(opened: &Opened) -> Option<PathBuf> {
    opened.case.report(&opened.id())
}

/// A file of the report, if it is there and reads as what it should be.
pub(super) fn json<T: DeserializeOwned>(opened: &Opened, path: &str) -> Option<T> {
    let file = folder::within(&folder(opened)?, FilePath::new(path))?;
    if fs::metadata(&file).ok()?.len() > LARGEST {
        return None;
    }
    serde_json::from_slice(&fs::read(file).ok()?).ok()
}

/// The persons concerned, if there is a report.
pub(super) fn figures(opened: &Opened) -> Option<Persons> {
    let report: Value = json(opened, "report.json")?;
    let persons = |figure: &str| report["totals"]["persons"][figure].as_u64();
    Some(Persons { low: persons("low")?, estimate: persons("estimate")?, high: persons("high")? })
}

pub(crate) async fn page(look: Look, opened: Opened) -> Response {
    let w = look.words;
    let here = at(&opened.case, Tab::Report);
    let body = match (folder(&opened), figures(&opened)) {
        (Some(folder), figures) => html! {
            @if let Some(figures) = figures {
                p.figure { strong { (w.number(figures.estimate)) } " " (w.persons_concerned(figures.estimate)) }
                p.note { (w.interval_of(figures)) }
            }
            div.actions {
                a.button href={ (here) "/report.html" } target="_blank" rel="noopener" { (w.report_open()) }
                a.button href={ (here) "#files" } { (w.report_files()) }
            }
            iframe.report src={ (here) "/report.html" } title=(w.report_frame()) {}
            @if opened.case.former(&opened.id()).is_some() {
                section aria-labelledby="changes" {
                    h2 id="changes" { (w.changes()) }
                    p.note { (w.changes_more()) }
                    iframe.report src={ (at(&opened.case, Tab::Overview)) "/changes" } title=(w.changes()) loading="lazy" {}
                }
            }
            (sent::section(&look, &opened))
            h2 id="files" { (w.report_files()) }
            ul.tree {
                @for path in listed(&folder) {
                    li { a href={ (here) "/" (url::path(&path)) } { (path) } }
                }
            }
        },
        (None, _) => html! {
            section.empty {
                h2 { (w.report_none()) }
                p { (w.report_none_more()) }
                p { a.button.first href=(at(&opened.case, Tab::Assess)) { (w.tab_assess()) } }
            }
        },
    };
    Page {
        look: &look,
        title: w.tab_report(),
        of: Some((&opened.case, &opened.title(), Tab::Report)),
        waits: Waits::No,
        body,
    }
    .show()
}

/// The files of a report, by path. Links are not followed.
pub(super) fn listed(report: &FilePath) -> Vec<String> {
    let (mut paths, mut folders) = (Vec::new(), vec![report.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(path),
                Ok(kind) if kind.is_file() && paths.len() < LISTED => {
                    paths
                        .extend(path.strip_prefix(report).ok().filter(|path| path.to_str().is_some()).map(shown::path));
                }
                _ => {}
            }
        }
    }
    paths.sort_by(|a, b| (a.matches('/').count() > 0, a).cmp(&(b.matches('/').count() > 0, b)));
    paths
}

/// A file of the report: a page as a page, anything else to be saved.
pub(crate) async fn file(look: Look, opened: Opened, Path((_, path)): Path<(String, String)>) -> Response {
    match folder(&opened) {
        Some(folder) => sent(&look, &folder, &path).await,
        None => frame::missing(&look),
    }
}

/// What changed since the report that was replaced, as the program compares them.
pub(crate) async fn changes(State(desk): State<Shared>, look: Look, opened: Opened) -> Response {
    let id = opened.id();
    let (before, after) = (opened.case.former(&id), folder(&opened));
    let within = |folder: &str| format!("{}/{folder}/{id}", folder_argument(&opened.case));
    let lang = look.words.lang().code();
    let args = |out: &str| {
        let args = ["compare", "--quiet", "--lang", lang, "--out", out, "--", &within(FORMER), &within(REPORTS)];
        args.map(str::to_owned).to_vec()
    };
    match (before, after) {
        (Some(_), Some(_)) => match page_of(&desk, args).await {
            Ok(bytes) => shown(bytes),
            Err(said) => frame::refusal(
                &look,
                StatusCode::CONFLICT,
                look.words.not_compared(),
                &said,
                &at(&opened.case, Tab::Report),
            ),
        },
        _ => frame::missing(&look),
    }
}

/// A page that the program wrote.
pub(super) fn shown(bytes: Vec<u8>) -> Response {
    under_policy(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], bytes).into_response())
}

fn under_policy(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

/// A file as it is read, piece by piece.
pub(super) fn streamed(file: tokio::fs::File) -> Body {
    Body::from_stream(stream::unfold(Some(file), |file| async {
        let mut file = file?;
        let mut bytes = vec![0; 64 << 10];
        match file.read(&mut bytes).await {
            Ok(0) => None,
            Ok(n) => {
                bytes.truncate(n);
                Some((Ok(Bytes::from(bytes)), Some(file)))
            }
            Err(e) => Some((Err(e), None)),
        }
    }))
}

/// A file of a report's folder.
pub(super) async fn sent(look: &Look, folder: &FilePath, path: &str) -> Response {
    let is_plain = path.split('/').all(|part| !part.is_empty() && part != "." && part != "..");
    let found = is_plain.then(|| folder::within(folder, FilePath::new(path))).flatten();
    let Some(found) = found.filter(|found| found.is_file()) else { return frame::missing(look) };
    let Ok(file) = tokio::fs::File::open(&found).await else { return frame::missing(look) };
    let extension = found.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let kind = match extension {
        "html" => "text/html; charset=utf-8",
        "json" => "application/json",
        "pdf" => "application/pdf",
        "csv" => "text/csv; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        _ => "application/octet-stream",
    };
    let body = streamed(file);
    let mut response = under_policy((StatusCode::OK, [(header::CONTENT_TYPE, kind)], body).into_response());
    if extension != "html" {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    }
    response
}
