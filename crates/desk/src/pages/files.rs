//! The files of an incident: added, and what the check says of each.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::check::{self, Answer, Checked};
use super::frame::{self, Page, Tab, Waits, at};
use super::look::SAVED;
use super::{Look, Opened, exchange, reading};
use crate::desk::{Desk, Shared};
use crate::folder::Nearby;
use crate::sheet::{Side, Values};
use crate::url;

pub(crate) async fn page(State(desk): State<Shared>, look: Look, opened: Opened) -> Response {
    let w = look.words;
    let answer = check::ask(&desk, w, &opened).await;
    let checked = if let Answer::Checked(checked) = &answer { Some(&**checked) } else { None };
    // Exchange files that were asked for.
    let (mut handed, mut is_writing) = (BTreeMap::new(), false);
    for side in Side::ALL {
        for party in opened.sheet.names(&[side.parties()]) {
            if !opened.sheet.files(side, &party).is_empty() {
                let (waits, form) = exchange::form(&desk, &look, &opened, side, &party).await;
                is_writing |= waits != Waits::No;
                handed.insert((side.name(), party), form);
            }
        }
    }
    let has_parties = Side::ALL.iter().any(|side| !opened.sheet.names(&[side.parties()]).is_empty());
    let again = format!("{}/check", at(&opened.case, Tab::Overview));
    let body = html! {
        p { (w.files_intro()) }
        section aria-labelledby="checked" {
            h2 id="checked" { (w.checked()) }
            @match &answer {
                Answer::Waits => { p.notice role="status" { (w.checking()) " " (w.wait_more()) } }
                Answer::Refused(said) => { div.notice.grave { p { strong { (w.stopped()) } } (frame::quoted(said)) } }
                Answer::Checked(checked) => { (check::whole(&look, &opened, checked)) }
            }
            form method="post" action=(again) { button.quiet type="submit" { (w.check_again()) } }
        }
        @if has_parties {
            @let nearby = desk.folder.nearby();
            @for (one, title) in Side::ALL.into_iter().zip([w.of_operators(), w.of_insurers()]) {
                (side(&look, &opened, checked, (one, title), &desk, &nearby, &handed))
            }
            (shared(&look, &opened, checked))
        } @else {
            p { (w.no_parties()) }
            p { a.button href=(at(&opened.case, Tab::Declare)) { (w.tab_declare()) } }
        }
    };
    let waits = if is_writing || matches!(answer, Answer::Waits) { Waits::ForAnswer } else { Waits::No };
    Page { look: &look, title: w.tab_files(), of: Some((&opened.case, &opened.title(), Tab::Files)), waits, body }
        .show()
}

/// The parties of a side, each with its files.
fn side(
    look: &Look,
    opened: &Opened,
    checked: Option<&Checked>,
    (side, title): (Side, &str),
    desk: &Desk,
    nearby: &Nearby,
    handed: &BTreeMap<(&str, String), Markup>,
) -> Markup {
    html! {
        section aria-labelledby=(side.parties()) {
            h2 id=(side.parties()) { (title) }
            @for party in opened.sheet.names(&[side.parties()]) {
                @let handed = handed.get(&(side.name(), party.clone()));
                (of_party(look, opened, checked, (side, &party), desk, nearby, handed))
            }
        }
    }
}

fn of_party(
    look: &Look,
    opened: &Opened,
    checked: Option<&Checked>,
    (side, party): (Side, &str),
    desk: &Desk,
    nearby: &Nearby,
    handed: Option<&Markup>,
) -> Markup {
    let w = look.words;
    let name = opened.sheet.text(&[side.parties(), party, "name"]).unwrap_or_else(|| party.to_owned());
    let paths = opened.sheet.files(side, party);
    let action = format!("{}/{}/{}", at(&opened.case, Tab::Files), side.name(), url::part(party));
    let of_party = |file: &&check::FileChecked| file.side == side.name() && file.party.as_deref() == Some(party);
    let files: Vec<_> = checked.iter().flat_map(|checked| &checked.files).filter(of_party).collect();
    let id = format!("{}-{party}", side.name());
    html! {
        section.party aria-labelledby=(id) {
            h3 id=(id) { (name) }
            @if paths.is_empty() { p.note { (w.no_files()) } }
            @for path in &paths {
                @let is_pattern = path.contains(['*', '?', '[']);
                @let is_there = is_pattern || opened.case.folder.join(path).exists();
                div.file {
                    div.head {
                        h4 { code { (path) } }
                        form method="post" action={ (action) "/drop" } {
                            input type="hidden" name="path" value=(path);
                            button.quiet type="submit" aria-label={ (w.take_off()) " " (path) } { (w.take_off()) }
                        }
                    }
                    @if !is_there { p.note { (w.not_there()) } }
                    @for file in files.iter().filter(|file| file.path == *path) {
                        @if let Some(checked) = checked { (check::file(look, opened, checked, file)) }
                    }
                    @if is_there {
                        @let file = files.iter().find(|file| file.path == *path).copied();
                        (reading::form(look, opened, side, party, path, file))
                    }
                }
            }
            // Those that a pattern or a folder stands for.
            @for file in files.iter().filter(|file| !paths.contains(&file.path)) {
                div.file {
                    h4 { code { (file.path) } }
                    @if let Some(checked) = checked { (check::file(look, opened, checked, file)) }
                }
            }
            form.upload method="post" action=(action) enctype="multipart/form-data" data-limit=(desk.max_upload) data-too-large=(w.too_large()) data-cut=(w.cut_short()) {
                label for={ (id) "-choose" } { (w.choose()) " (" (name) ")" }
                input id={ (id) "-choose" } type="file" name="file" multiple required;
                span.drop hidden { (w.or_drop()) }
                button type="submit" { (w.send()) }
                progress max="1" value="0" hidden aria-label=(w.send()) {}
                p.problem role="alert" hidden {}
            }
            @let offered = nearby.files.iter().filter(|file| !paths.contains(&desk.folder.from(&opened.case.folder, file)));
            (from_nearby(look, &action, &id, offered, nearby.is_cut))
            @if let Some(handed) = handed { (handed) }
        }
    }
}

/// A menu of the files that are there already.
fn from_nearby<'a>(
    look: &Look,
    action: &str,
    id: &str,
    files: impl Iterator<Item = &'a String>,
    is_cut: bool,
) -> Markup {
    let w = look.words;
    let files: Vec<&String> = files.collect();
    html! {
        @if !files.is_empty() {
            details {
                summary { (w.already_there()) }
                form method="post" action={ (action) "/name" } {
                    div.field {
                        label for={ (id) "-there" } { (w.which_file()) }
                        select id={ (id) "-there" } name="path" { @for file in files { option value=(file) { (file) } } }
                        @if is_cut { p.hint { (w.more_files()) } }
                    }
                    button type="submit" { (w.add()) }
                }
            }
        }
    }
}

/// Names a file that is there already.
pub(crate) async fn name(
    State(desk): State<Shared>,
    look: Look,
    mut opened: Opened,
    Path((_, side, party)): Path<(String, String, String)>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Response {
    let side = Side::of(&side).filter(|side| opened.sheet.names(&[side.parties()]).contains(&party));
    let sent = Values::from(sent);
    let file = desk.folder.nearby().files.into_iter().find(|file| file == sent.get("path"));
    let (Some(side), Some(file)) = (side, file) else { return frame::missing(&look) };
    let folder = opened.case.folder.clone();
    opened.sheet.add_file(side, &party, &desk.folder.from(&folder, &file), &folder);
    saved(&look, &opened, side, &party)
}

fn saved(look: &Look, opened: &Opened, side: Side, party: &str) -> Response {
    let there = at(&opened.case, Tab::Files);
    match opened.sheet.save() {
        Ok(()) => look.go(&format!("{there}{SAVED}#{}-{party}", side.name())),
        Err(said) => frame::refusal(look, StatusCode::CONFLICT, look.words.cannot_write(), &said, &there),
    }
}

/// Files of several insurers, which the incident file names at its top.
fn shared(look: &Look, opened: &Opened, checked: Option<&Checked>) -> Markup {
    let files: Vec<_> = checked.iter().flat_map(|checked| &checked.files).filter(|file| file.party.is_none()).collect();
    html! {
        @if !files.is_empty() {
            section.party aria-labelledby="several" {
                h3 id="several" { (look.words.several_insurers()) }
                @for file in files {
                    div.file {
                        h4 { code { (file.path) } }
                        @if let Some(checked) = checked { (check::file(look, opened, checked, file)) }
                    }
                }
            }
        }
    }
}

/// Takes a file off the list; it stays on the disk.
pub(crate) async fn take_off(
    look: Look,
    mut opened: Opened,
    Path((_, side, party)): Path<(String, String, String)>,
    Form(sent): Form<Vec<(String, String)>>,
) -> Response {
    let Some(side) = Side::of(&side) else { return frame::missing(&look) };
    opened.sheet.drop_file(side, &party, Values::from(sent).get("path"));
    saved(&look, &opened, side, &party)
}
