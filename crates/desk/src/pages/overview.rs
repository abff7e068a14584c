//! An incident at a glance: its clocks, and what to do next.

use axum::response::Response;
use maud::{Markup, html};
use model::incident::{Incident, Notification, document};
use model::severity;

use super::frame::{Page, Tab, Waits, at};
use super::{Look, Opened, key, report};
use crate::sheet::Side;

pub(crate) async fn page(look: Look, opened: Opened) -> Response {
    let w = look.words;
    let (sheet, case) = (&opened.sheet, &opened.case);
    let named = [Side::Leaks, Side::Members].map(|side| {
        let paths = sheet.names(&[side.parties()]).into_iter().flat_map(move |party| sheet.files(side, &party));
        paths.collect::<Vec<_>>()
    });
    let named = named.concat();
    // What a pattern stands for is told by the check.
    let there = named.iter().filter(|path| path.contains(['*', '?', '[']) || case.folder.join(path).exists()).count();
    let figures = report::figures(&opened);
    let names = |table: &str| {
        let ids = sheet.names(&[table]);
        ids.iter()
            .map(|id| sheet.text(&[table, id, "name"]).unwrap_or_else(|| id.clone()))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let body = html! {
        (clocks(&look, &opened))
        h2 { (w.steps()) }
        ol.steps {
            li {
                h3 { (w.step_declare()) }
                p { (names("operators")) " · " (names("insurers")) }
                p { a.button href=(at(case, Tab::Declare)) { (w.look()) } }
            }
            li {
                h3 { (w.step_key()) }
                div { (key::state(&look, &opened)) }
            }
            li {
                h3 { (w.step_files()) }
                p { (if named.is_empty() { w.files_none().to_owned() } else { w.files_there(there, named.len()) }) }
                p { a.button href=(at(case, Tab::Files)) { (if there > 0 { w.look() } else { w.go() }) } }
            }
            li {
                h3 { (w.step_assess()) }
                @match &figures {
                    Some(figures) => {
                        p.figure { strong { (w.number(figures.estimate)) } " " (w.persons_concerned(figures.estimate)) }
                        p.note { (w.interval_of(*figures)) }
                        p { a.button.first href=(at(case, Tab::Report)) { (w.see_report()) } }
                    }
                    None => {
                        p { (w.assess_none()) }
                        p { a.button href=(at(case, Tab::Assess)) { (w.go()) } }
                    }
                }
            }
        }
    };
    Page {
        look: &look,
        title: w.tab_overview(),
        of: Some((case, &opened.title(), Tab::Overview)),
        waits: Waits::No,
        body,
    }
    .show()
}

/// The hours of each insurer for each operator, from what is declared. The script shows what is left.
fn clocks(look: &Look, opened: &Opened) -> Markup {
    let w = look.words;
    let text = crate::sheet::read(&opened.case.real_file()).unwrap_or_default();
    // What does not parse yet is told where it is checked.
    let Ok(incident) = document::parse::<Incident>(crate::folder::FILE, &text) else { return html! {} };
    let mut rows = Vec::new();
    for (id, insurer) in &incident.insurers {
        let hours = severity::hours(insurer.trade);
        let sent = insurer.notification.as_ref().and_then(Notification::first_sent_on);
        for operator in incident.operators.keys().filter(|operator| insurer.may_be_served_by(operator)) {
            let aware = insurer.aware_of(operator.as_str());
            let end = aware.and_then(|aware| Some((aware.after_hours(hours)?, aware.end_of_hours(hours)?)));
            let (Some(aware), Some((target, until))) = (aware, end) else { continue };
            let told = incident.operators.get(operator).map_or(operator.as_str(), |operator| &*operator.name);
            let name = model::incident::written(&insurer.name).unwrap_or(id.as_str());
            rows.push((
                until.instant(),
                name.to_owned(),
                told.to_owned(),
                [aware, &target, &until].map(ToString::to_string),
                sent,
            ));
        }
    }
    rows.sort_by(|a, b| (a.0, &a.1, &a.2).cmp(&(b.0, &b.1, &b.2)));
    html! {
        section.clocks aria-labelledby="clocks" {
            h2 id="clocks" { (w.clocks()) }
            @if rows.is_empty() {
                p { (w.no_clocks()) }
                p { a.button href=(at(&opened.case, Tab::Declare)) { (w.tab_declare()) } }
            } @else {
                p.note { (w.clocks_more()) }
                ul.cards {
                    @for (_, insurer, operator, [aware, target, until], sent) in &rows {
                        li {
                            div.card.clock {
                                h3 { (insurer) " – " (operator) }
                                @match sent {
                                    Some(sent) => { p.left { (w.notified()) " " (w.moment(&sent.to_string())) } }
                                    None => { p.left { strong data-until=(until) { (w.left_needs_script()) } } }
                                }
                                dl {
                                    div { dt { (w.aware_on()) } dd { time datetime=(aware) { (w.moment(aware)) } } }
                                    div { dt { (w.target()) } dd { time datetime=(target) { (w.moment(target)) } } }
                                    div { dt { (w.legal_end()) } dd { time datetime=(until) { (w.moment(until)) } } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
