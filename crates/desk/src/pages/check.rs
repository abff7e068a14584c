//! What `ampleur check` says: of it, only what its JSON holds, in which there is no value.

use std::collections::BTreeSet;
use std::fs::{self, Metadata};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use model::error::Told;
use model::finding::{Finding, Level};
use model::remedy::Remedy;
use report::Detail;
use serde::Deserialize;

use super::frame::{Tab, at, missing, quoted};
use super::{Look, Opened, remedy};
use crate::desk::{Desk, Shared};
use crate::folder::{OURS, TEMPORARY, elsewhere};
use crate::sheet::{self, Side};
use crate::words::Words;
use crate::work::Said;

/// How long a page waits for the answer before it says that it comes.
const PATIENCE: Duration = Duration::from_millis(2500);
/// Files and folders that are looked at, at most, to see whether something changed.
const SEEN: usize = 20_000;

/// `ampleur/check/1`, as far as it is shown.
#[derive(Deserialize)]
pub(super) struct Checked {
    pub files: Vec<FileChecked>,
    pub perimeters: Vec<PerimeterChecked>,
    problems: Vec<Told>,
    advice: Vec<Advice>,
    verdict: Verdict,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Verdict {
    Ready,
    ReadyBut,
    NotReady,
}

#[derive(Deserialize)]
pub(super) struct FileChecked {
    pub side: String,
    pub party: Option<String>,
    pub path: String,
    format: String,
    encoding: Option<String>,
    delimiter: Option<String>,
    sheet: Option<String>,
    rows: u64,
    rejected: u64,
    duplicates: u64,
    columns: Vec<ColumnChecked>,
    ignored: Vec<String>,
}

/// A perimeter: who is in it, and how many member rows, if that is known.
#[derive(Deserialize)]
pub(super) struct PerimeterChecked {
    pub insurer: String,
    pub number: u64,
    pub who: String,
    pub rows: Option<u64>,
}

#[derive(Deserialize)]
struct ColumnChecked {
    column: String,
    header: String,
    filled: u64,
    readable: u64,
    shapes: Vec<String>,
}

#[derive(Deserialize)]
struct Advice {
    #[serde(flatten)]
    finding: Finding,
    write: Option<String>,
    remedy: Option<Remedy>,
}

/// What came of a check.
pub(super) enum Answer {
    /// It is under way.
    Waits,
    /// It said this.
    Checked(Box<Checked>),
    /// It could not begin: why, as the program says it.
    Refused(String),
}

/// What a check of an incident says. The answer is kept as long as neither the incident file nor another file in its folder changes.
pub(super) async fn ask(desk: &Desk, words: Words, opened: &Opened) -> Answer {
    let lang = words.lang().code();
    let args = ["check", "--json", "--lang", lang, "--", &opened.argument()].map(Into::into).to_vec();
    let mut answer = desk.work.ask(&name(&opened.case.name), &state(opened, lang), args);
    let said = tokio::time::timeout(PATIENCE, answer.wait_for(Option::is_some)).await;
    let said: Option<Arc<Said>> = said.ok().and_then(Result::ok).and_then(|said| said.clone());
    match said {
        None => Answer::Waits,
        Some(said) => match serde_json::from_slice(&said.output) {
            Ok(checked) => Answer::Checked(checked),
            Err(_) => Answer::Refused(said.problems.clone()),
        },
    }
}

fn name(case: &str) -> String {
    format!("check {case}")
}

/// Everything that the answer depends on: the incident file, the sizes and times of the files beside it and of those that it names
/// elsewhere, the language.
fn state(opened: &Opened, lang: &str) -> String {
    let text = sheet::read(&opened.case.real_file()).unwrap_or_default();
    let mut state = format!("{lang} {}", sheet::mark(&text));
    let mut add = |path: PathBuf, metadata: &Metadata| {
        let time = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        state.push_str(&format!(" {path:?} {} {}", metadata.len(), time.unwrap_or_default().as_nanos()));
    };
    let mut named: Vec<String> = opened.sheet.shared_files();
    for side in Side::ALL {
        let parties = opened.sheet.names(&[side.parties()]);
        named.extend(parties.iter().flat_map(|party| opened.sheet.files(side, party)));
    }
    let mut folders = vec![opened.case.folder.clone()];
    for path in named.iter().filter_map(|path| elsewhere(&opened.case.folder, path)) {
        match fs::metadata(&path) {
            Ok(metadata) if metadata.is_dir() => folders.push(path),
            Ok(metadata) => add(path, &metadata),
            Err(_) => {}
        }
    }
    // What is in one of our own folders is looked at if it is named.
    let first = named.iter().filter_map(|path| path.split('/').find(|part| *part != "."));
    let ours: BTreeSet<&str> = first.filter(|name| OURS.contains(name)).collect();
    folders.extend(ours.into_iter().map(|name| opened.case.folder.join(name)));
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        let mut entries: Vec<_> = fs::read_dir(&folder).into_iter().flatten().flatten().collect();
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            seen += 1;
            let is_ours =
                entry.file_name().to_str().is_some_and(|name| OURS.contains(&name) || name.starts_with(TEMPORARY));
            let Ok(metadata) = entry.metadata() else { continue };
            if is_ours || seen > SEEN {
                continue;
            }
            if metadata.is_dir() {
                folders.push(entry.path());
            } else {
                add(entry.path(), &metadata);
            }
        }
    }
    state
}

/// Checks anew, for files that are elsewhere.
pub(crate) async fn again(State(desk): State<Shared>, look: Look, Path(case): Path<String>) -> Response {
    let Some(case) = desk.folder.case(&case) else { return missing(&look) };
    desk.work.forget(&name(&case.name));
    look.go(&at(&case, Tab::Files))
}

/// What would stop an assessment, in short, where something else is declared.
pub(super) fn stops(look: &Look, opened: &Opened, answer: &Answer) -> Markup {
    let w = look.words;
    match answer {
        Answer::Waits => html! {},
        Answer::Refused(said) => html! { div.notice.grave { p { strong { (w.stopped()) } } (quoted(said)) } },
        Answer::Checked(checked) => problems(look, opened, checked),
    }
}

/// The problems that stop an assessment, as the program says them.
fn problems(look: &Look, opened: &Opened, checked: &Checked) -> Markup {
    let w = look.words;
    html! {
        @if !checked.problems.is_empty() {
            div.notice.grave {
                p { strong { (w.stopped()) } }
                @for problem in &checked.problems {
                    (quoted(&problem.lines(look.words.lang())))
                    @if let Some(remedy) = &problem.remedy { (remedy::buttons(look, opened, remedy)) }
                }
            }
        }
    }
}

/// The verdict, what stops an assessment, and the findings about no file in particular.
pub(super) fn whole(look: &Look, opened: &Opened, checked: &Checked) -> Markup {
    let w = look.words;
    let verdict = match checked.verdict {
        _ if !checked.problems.is_empty() => html! {},
        Verdict::Ready => html! { p.notice.done { (w.ready()) } },
        Verdict::ReadyBut => html! { p.notice { (w.ready_but()) } },
        Verdict::NotReady => html! { p.notice.grave { (w.not_ready()) } },
    };
    html! {
        (problems(look, opened, checked))
        (verdict)
        (findings(look, opened, checked, &|finding| !checked.files.iter().any(|file| finding.file.as_ref() == Some(&file.path))))
    }
}

/// The findings that are asked for, most severe first.
fn findings(look: &Look, opened: &Opened, checked: &Checked, about: &dyn Fn(&Finding) -> bool) -> Markup {
    let w = look.words;
    let found: Vec<&Advice> = checked.advice.iter().filter(|advice| about(&advice.finding)).collect();
    html! {
        @if !found.is_empty() {
            ul.findings aria-label=(w.findings_title()) {
                @for advice in found {
                    @let finding = &advice.finding;
                    @let place = w.finding_place(&Finding { file: None, party: None, ..finding.clone() }, Detail::Rows);
                    li class=(level(finding.level)) {
                        span.level { (w.level_word(finding.level)) }
                        span {
                            (w.finding(finding))
                            @if !place.is_empty() { span.note { " – " (place) } }
                            @if let Some(remedy) = &advice.remedy { (remedy::buttons(look, opened, remedy)) } @else if let Some(line) = &advice.write {
                                br;
                                span.note { (w.write_line()) (w.colon()) } code { (line) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Grave => "grave",
        Level::Warning => "warning",
        Level::Info => "info",
    }
}

impl FileChecked {
    /// The headers of a file as they may be shown: those that are not recognised first.
    pub(super) fn headers(&self) -> impl Iterator<Item = &str> {
        self.ignored.iter().map(String::as_str).chain(self.columns.iter().map(|column| &*column.header))
    }
}

/// What the check says of a file.
pub(super) fn file(look: &Look, opened: &Opened, checked: &Checked, file: &FileChecked) -> Markup {
    let w = look.words;
    let facts = [Some(&file.format), file.encoding.as_ref(), file.sheet.as_ref()];
    let facts = facts.into_iter().flatten().cloned();
    let delimiter = file.delimiter.iter().map(|delimiter| w.quoted(delimiter));
    let counts = w.counts([file.rows, file.rejected, file.duplicates]);
    let facts = facts.chain(delimiter).chain(counts).collect::<Vec<_>>().join(" · ");
    html! {
        p.facts { (facts) }
        @if !file.columns.is_empty() {
            details {
                summary { (w.columns()) (w.colon()) (file.columns.len()) }
                p.hint { (w.shapes_hint()) }
                div.slide tabindex="0" role="group" aria-label=(w.columns()) {
                    table {
                        caption { (file.path) }
                        thead {
                            tr {
                                th scope="col" { (w.column()) }
                                th scope="col" { (w.header()) }
                                th.n scope="col" { (w.filled()) }
                                th.n scope="col" { (w.readable()) }
                                th scope="col" { (w.shapes()) }
                            }
                        }
                        tbody {
                            @for column in &file.columns {
                                tr {
                                    th scope="row" { (w.column_word(&column.column)) }
                                    td { (column.header) }
                                    td.n { (w.part_of(column.filled, file.rows)) }
                                    td.n { (w.part_of(column.readable, column.filled)) }
                                    td { @for shape in &column.shapes { code { (shape) } " " } }
                                }
                            }
                        }
                    }
                }
                @if !file.ignored.is_empty() { p.note { (w.ignored()) (w.colon()) (file.ignored.join(", ")) } }
            }
        }
        (findings(look, opened, checked, &|finding| finding.file.as_ref() == Some(&file.path)))
    }
}
