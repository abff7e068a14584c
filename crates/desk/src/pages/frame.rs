//! What every page has around its content.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use super::Look;
use crate::folder::Case;
use crate::url;

/// A part of an incident.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tab {
    Overview,
    Declare,
    Files,
    Assess,
    Report,
    Dossier,
    Verify,
    Text,
}

impl Tab {
    const ALL: [Tab; 8] =
        [Tab::Overview, Tab::Declare, Tab::Files, Tab::Assess, Tab::Report, Tab::Dossier, Tab::Verify, Tab::Text];

    fn path(self) -> &'static str {
        match self {
            Tab::Overview => "",
            Tab::Declare => "/declare",
            Tab::Files => "/files",
            Tab::Assess => "/assess",
            Tab::Report => "/report",
            Tab::Dossier => "/dossier",
            Tab::Verify => "/verify",
            Tab::Text => "/text",
        }
    }

    fn word(self, look: &Look) -> &'static str {
        let w = look.words;
        match self {
            Tab::Overview => w.tab_overview(),
            Tab::Declare => w.tab_declare(),
            Tab::Files => w.tab_files(),
            Tab::Assess => w.tab_assess(),
            Tab::Report => w.tab_report(),
            Tab::Dossier => w.tab_dossier(),
            Tab::Verify => w.tab_verify(),
            Tab::Text => w.tab_text(),
        }
    }
}

/// The address of a part of an incident.
pub(crate) fn at(case: &Case, tab: Tab) -> String {
    format!("i/{}{}", url::part(&case.name), tab.path())
}

/// A page.
pub(crate) struct Page<'a> {
    pub look: &'a Look,
    pub title: &'a str,
    /// The incident that it is about, what that is called, and the part.
    pub of: Option<(&'a Case, &'a str, Tab)>,
    /// Whether it is to be loaded again soon, with a script or without.
    pub waits: Waits,
    pub body: Markup,
}

/// Whether a page shows something that is under way.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Waits {
    No,
    /// It is loaded again until it is there; by a script where there is one, not while a file is chosen or something folded is read.
    ForAnswer,
    /// Its script follows events; without one it is loaded again.
    ForEvents,
    /// It has forms: its script renews the parts that wait, and nothing else.
    ForParts,
}

impl Page<'_> {
    pub(crate) fn show(self) -> Response {
        let Page { look, title, of, waits, body } = self;
        let w = look.words;
        let other = if w.lang().code() == "fr" { "en" } else { "fr" };
        let page = html! {
            (DOCTYPE)
            html lang=(w.lang().code()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (title) " – " (of.map_or(w.desk(), |(_, name, _)| name)) }
                    base href=(look.home);
                    link rel="stylesheet" href="style.css";
                    link rel="icon" href="data:,";
                    @if matches!(waits, Waits::ForAnswer | Waits::ForEvents) { noscript { meta http-equiv="refresh" content="2"; } }
                    script src="script.js" defer {}
                }
                body data-waits[waits == Waits::ForAnswer] data-follows[waits == Waits::ForParts] {
                    header {
                        a.skip href={ (look.path) "#content" } { (w.skip()) }
                        div.top {
                            nav aria-label="ampleur" {
                                a.brand href="./" { (w.desk()) }
                                a href="./" { (w.incidents()) }
                                a href="reports" { (w.reports()) }
                            }
                            div.tools {
                                a lang=(other) hreflang=(other) href={ (look.path) "?lang=" (other) } { (w.other_language()) }
                                form method="post" action="end" { button.quiet type="submit" { (w.end()) } }
                            }
                        }
                        @if let Some((case, name, tab)) = of {
                            div.case {
                                p.kind { (name) }
                                nav.tabs aria-label=(w.sections()) {
                                    ul {
                                        @for one in Tab::ALL {
                                            li { a href=(at(case, one)) aria-current=[(one == tab).then_some("page")] { (one.word(look)) } }
                                        }
                                    }
                                }
                            }
                        }
                    }
                    main id="content" tabindex="-1" {
                        h1 { (title) }
                        @if look.is_saved { p.notice.done role="status" { (w.saved()) } }
                        (body)
                    }
                    footer { p { (w.local()) } }
                }
            }
        };
        Html(page.into_string()).into_response()
    }
}

/// A page that says why something was not done, and what the program or the system says to it.
pub(crate) fn refusal(look: &Look, status: StatusCode, why: &str, said: &str, back: &str) -> Response {
    let w = look.words;
    let look = &Look { path: back.to_owned(), home: look.home.clone(), words: w, is_saved: false };
    let body = html! {
        p.notice.grave.problem role="alert" { (why) }
        @if !said.trim().is_empty() { (quoted(said)) }
        p { a.button href=(if back.is_empty() { "./" } else { back }) { (w.back()) } }
    };
    (status, Page { look, title: w.not_done(), of: None, waits: Waits::No, body }.show()).into_response()
}

/// What the program says, as it is. A language of its own may be in it.
pub(crate) fn quoted(said: &str) -> Markup {
    html! { pre.said tabindex="0" { (model::shown::plain(said.trim())) } }
}

pub(crate) async fn not_found(look: Look) -> Response {
    missing(&look)
}

/// There is no such page, incident or file.
pub(crate) fn missing(look: &Look) -> Response {
    let w = look.words;
    let look = &Look { path: String::new(), home: look.home.clone(), words: w, is_saved: false };
    let body = html! {
        p { (w.not_found_more()) }
        p { a.button href="./" { (w.incidents()) } }
    };
    (StatusCode::NOT_FOUND, Page { look, title: w.not_found(), of: None, waits: Waits::No, body }.show())
        .into_response()
}
