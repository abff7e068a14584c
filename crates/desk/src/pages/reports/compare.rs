//! Two reports compared, or two operators of one.

use axum::extract::{RawQuery, State};
use axum::response::Response;
use maud::{Markup, html};

use super::super::choices::Choices;
use super::super::{Look, frame, report};
use super::known::{Known, all};
use super::operators;
use crate::desk::{Desk, Shared};
use crate::url;

/// What is to be compared.
pub(super) struct Asked<'a> {
    what: What<'a>,
    /// The same as an address says it.
    query: String,
}

enum What<'a> {
    Reports(&'a Known, &'a Known),
    Operators(&'a Known, [String; 2]),
}

impl<'a> Asked<'a> {
    /// What a query asks for, of reports that there are and operators that they have.
    pub(super) fn of(query: Option<&str>, reports: &'a [Known]) -> Option<Asked<'a>> {
        let asked = |name: &str| url::asked(query, name).map(url::plain);
        let report = |name: &str| {
            let code = asked(name)?;
            reports.iter().find(|report| report.code == code)
        };
        let what = match (report("before"), report("after"), report("report")) {
            (Some(before), Some(after), _) => What::Reports(before, after),
            (_, _, Some(report)) => {
                let known = operators(&report.folder);
                let operator = |name: &str| asked(name).filter(|id| known.iter().any(|(known, _)| known == id));
                What::Operators(report, [operator("first")?, operator("second")?])
            }
            _ => return None,
        };
        Some(Asked { what, query: query.unwrap_or_default().to_owned() })
    }

    fn args(&self, lang: &str, out: &str) -> Vec<String> {
        let mut args = ["compare", "--quiet", "--lang", lang, "--out", out].map(str::to_owned).to_vec();
        match &self.what {
            What::Reports(before, after) => {
                args.extend(["--".to_owned(), before.argument.clone(), after.argument.clone()])
            }
            What::Operators(report, [first, second]) => {
                args.extend([
                    "--operators".to_owned(),
                    first.clone(),
                    second.clone(),
                    "--".to_owned(),
                    report.argument.clone(),
                ]);
            }
        }
        args
    }
}

/// The page that the program writes of a comparison; why there is none, as it says it.
pub(in super::super) async fn page_of(desk: &Desk, args: impl FnOnce(&str) -> Vec<String>) -> Result<Vec<u8>, String> {
    let room = tempfile::tempdir().map_err(|e| e.to_string())?;
    let out = room.path().join("compared.html");
    let said = desk.work.run(args(&out.display().to_string()).into_iter().map(Into::into).collect()).await;
    if said.is_done() { std::fs::read(&out).map_err(|e| e.to_string()) } else { Err(said.problems) }
}

/// What can be asked for.
pub(super) fn forms(look: &Look, reports: &[Known], asked: Option<&Asked<'_>>) -> Markup {
    let w = look.words;
    let named: Choices = reports.iter().map(|report| (report.code.clone(), report.told())).collect();
    let select = |name: &str, label: &str, choices: &Choices, chosen: Option<&str>| {
        html! {
            div.field {
                label for=(name) { (label) }
                select id=(name) name=(name) { @for (code, word) in choices { option value=(code) selected[Some(&**code) == chosen] { (word) } } }
            }
        }
    };
    let (before, after, one) = match asked.map(|asked| &asked.what) {
        Some(What::Reports(before, after)) => (Some(&*before.code), Some(&*after.code), None),
        Some(What::Operators(report, _)) => (None, None, Some(&*report.code)),
        None => (None, named.get(1).map(|(code, _)| &**code), None),
    };
    html! {
        @if reports.len() > 1 {
            section aria-labelledby="two-reports" {
                h2 id="two-reports" { (w.compare_reports()) }
                form.sheet method="get" action="reports" {
                    div.row { (select("before", w.earlier(), &named, before)) (select("after", w.later(), &named, after)) }
                    button type="submit" { (w.compare()) }
                }
            }
        }
        section aria-labelledby="two-operators" {
            h2 id="two-operators" { (w.compare_operators()) }
            @for report in reports {
                @let all = operators(&report.folder);
                @if all.len() > 1 {
                    details open[one == Some(&*report.code)] {
                        summary { (report.told()) }
                        form.sheet method="get" action="reports" {
                            input type="hidden" name="report" value=(report.code);
                            div.row {
                                @for (place, name) in ["first", "second"].into_iter().enumerate() {
                                    div.field {
                                        label for={ (name) "-" (report.code) } { (w.operator()) }
                                        select id={ (name) "-" (report.code) } name=(name) {
                                            @for (at, (id, word)) in all.iter().enumerate() { option value=(id) selected[at == place] { (word) } }
                                        }
                                    }
                                }
                            }
                            button type="submit" { (w.compare()) }
                        }
                    }
                }
            }
        }
    }
}

/// The comparison in a frame, or why there is none.
pub(super) async fn result(desk: &Desk, look: &Look, asked: &Asked<'_>) -> Markup {
    let w = look.words;
    let lang = w.lang().code();
    match page_of(desk, |out| asked.args(lang, out)).await {
        Ok(_) => html! {
            section aria-labelledby="compared" {
                h2 id="compared" { (w.compared()) }
                iframe.report src={ "reports/compared?" (asked.query) } title=(w.compared()) {}
            }
        },
        Err(said) => {
            html! { div.notice.grave role="alert" { p { strong { (w.not_compared()) } } (frame::quoted(&said)) } }
        }
    }
}

/// The page in the frame.
pub(crate) async fn page(State(desk): State<Shared>, look: Look, RawQuery(query): RawQuery) -> Response {
    let reports = all(&desk, look.words);
    let Some(asked) = Asked::of(query.as_deref(), &reports) else { return frame::missing(&look) };
    match page_of(&desk, |out| asked.args(look.words.lang().code(), out)).await {
        Ok(bytes) => report::shown(bytes),
        Err(_) => frame::missing(&look),
    }
}
