//! Decisions: what is proposed and why, what was decided otherwise and why, and the log of who decided what.

use maud::{Markup, html};
use model::incident::{About, Exemption, Gravity};
use model::severity::Severity;
use toml_edit::Value;

use super::super::choices::{Choices, pairs, yes_no};
use super::super::{Look, Opened};
use super::read::Dossier;
use crate::sheet::{self, Logged, Values};
use crate::words::Words;

/// What may be decided otherwise than proposed: its key in the incident file.
const JUDGED: [&str; 3] = ["gravity", "tell_authority", "tell_persons"];

pub(super) fn draw(look: &Look, opened: &Opened, dossier: &Dossier, sent: Option<(&Values, &str)>) -> Markup {
    let w = look.words;
    let Some(severity) = dossier.severity(opened) else { return html! { p.notice { (w.no_severity()) } } };
    let action = dossier.at(opened, "decisions");
    let problem = |of: &str| {
        html! { @if let Some((values, why)) = sent { @if values.get("what") == of { p.notice.grave role="alert" { (why) } } } }
    };
    html! {
        p.note { (w.decisions_intro()) }
        @for about in JUDGED {
            @let (proposed, why) = proposal(w, &severity, about);
            @let judged = opened.sheet.judged(&dossier.id, about);
            @let typed = |name: &str| sent.filter(|(values, _)| values.get("what") == about).map(|(values, _)| values.get(name).to_owned());
            @let (value, reason) = judged.clone().unwrap_or_default();
            @let (value, reason) = (typed("value").unwrap_or(value), typed("reason").unwrap_or(reason));
            section.party aria-labelledby=(about) {
                h2 id=(about) { (w.judged(about)) }
                p { (w.proposal()) (w.colon()) strong { (proposed) } ". " (why) }
                (problem(about))
                form.sheet method="post" action=(action) {
                    input type="hidden" name="what" value=(about);
                    div.field {
                        label for={ (about) "-value" } { (w.your_decision()) }
                        select id={ (about) "-value" } name="value" {
                            option value="" { (w.as_proposed()) }
                            @for (code, word) in values(w, about) { option value=(code) selected[code == value] { (word) } }
                        }
                    }
                    @if about == "tell_persons" {
                        @let exemption = opened.sheet.text(&["insurers", &dossier.id, "judgement", "exemption"]).unwrap_or_default();
                        div.field {
                            label for="exemption" { (w.exemption_if_not()) }
                            select id="exemption" name="exemption" {
                                option value="" { (w.none_of_these()) }
                                @for (code, word) in exemptions(w) { option value=(code) selected[code == exemption] { (word) } }
                            }
                        }
                    }
                    div.field {
                        label for={ (about) "-reason" } { (w.why()) }
                        textarea.prose id={ (about) "-reason" } name="reason" rows="2" { "\n" (reason) }
                    }
                    button type="submit" { (w.save()) }
                }
            }
        }
        section aria-labelledby="log" {
            h2 id="log" { (w.log_of_decisions()) }
            (log(look, opened, dossier))
            (problem("log"))
            (new(look, &action, sent.filter(|(values, _)| values.get("what") == "log").map(|(values, _)| values)))
        }
    }
}

fn log(look: &Look, opened: &Opened, dossier: &Dossier) -> Markup {
    let w = look.words;
    let logged = opened.sheet.decisions(&dossier.id);
    let about = |code: &str| {
        let about = serde_json::from_value::<About>(code.into());
        about.map_or_else(|_| code.to_owned(), |about| w.about_word(about).to_owned())
    };
    html! {
        @if logged.is_empty() { p { (w.no_decisions()) } } @else {
            ul.findings {
                @for Logged { on, by, about: code, decided } in &logged {
                    li { span { strong { (w.moment_or_day(on)) " – " (about(code)) } br; (decided) br; span.hint { (by) } } }
                }
            }
        }
    }
}

fn new(look: &Look, action: &str, sent: Option<&Values>) -> Markup {
    let w = look.words;
    let typed = |name: &str| sent.map(|values| values.get(name)).unwrap_or_default();
    html! {
        h3 { (w.log_one()) }
        form.sheet method="post" action=(action) {
            input type="hidden" name="what" value="log";
            div.row {
                div.field { label for="on" { (w.decided_on()) } input id="on" name="on" type="date" required value=(typed("on")) autocomplete="off"; }
                div.field { label for="by" { (w.decided_by()) } input id="by" name="by" type="text" required value=(typed("by")) autocomplete="off"; }
            }
            div.field {
                label for="about" { (w.decided_about()) }
                select id="about" name="about" {
                    @for (code, word) in abouts(w) { option value=(code) selected[code == typed("about")] { (word) } }
                }
            }
            div.field { label for="decided" { (w.decided_what()) } textarea.prose id="decided" name="decided" rows="3" required { "\n" (typed("decided")) } }
            button type="submit" { (w.log_it()) }
        }
    }
}

/// The proposal in words, and its reason.
fn proposal(w: Words, severity: &Severity, about: &str) -> (&'static str, String) {
    let duties = &severity.duties;
    match about {
        "gravity" => (w.gravity_word(severity.gravity.proposed), w.gravity_reason(severity.gravity.because).to_owned()),
        "tell_authority" => {
            (w.yes_no(duties.authority.proposed), w.authority_ground(duties.authority.because).to_owned())
        }
        _ => (w.yes_no(duties.persons.proposed), w.persons_ground(duties.persons.because).to_owned()),
    }
}

fn values(w: Words, about: &str) -> Choices {
    match about {
        "gravity" => {
            pairs([Gravity::Negligible, Gravity::Limited, Gravity::Important, Gravity::Maximal], |g| w.gravity_word(g))
        }
        _ => yes_no(w),
    }
}

fn exemptions(w: Words) -> Choices {
    pairs([Exemption::Protected, Exemption::Averted, Exemption::Disproportionate], |e| w.exemption_word(e))
}

fn abouts(w: Words) -> Choices {
    let all =
        [About::Gravity, About::Authority, About::Persons, About::FinancialSupervisor, About::Complaint, About::Other];
    pairs(all, |about| w.about_word(about))
}

/// Brings what was sent into the incident file, which the caller saves; why not, if not.
pub(super) fn save(look: &Look, opened: &mut Opened, dossier: &Dossier, sent: &Values) -> Result<(), &'static str> {
    let w = look.words;
    let sheet = &mut opened.sheet;
    let what = sent.get("what");
    if what == "log" {
        let known = abouts(w).iter().any(|(code, _)| code == sent.get("about"));
        let Some(on) = sheet::date(sent.get("on")).filter(|_| known) else { return Err(w.no_day()) };
        let [by, about, decided] = ["by", "about", "decided"].map(|name| sent.get(name).replace("\r\n", "\n"));
        if by.is_empty() || decided.is_empty() {
            return Err(w.who_and_what());
        }
        sheet.log_decision(&dossier.id, on, &Logged { on: String::new(), by, about, decided });
        return Ok(());
    }
    let Some(about) = JUDGED.into_iter().find(|about| *about == what) else { return Err(w.no_day()) };
    let (value, reason) = (sent.get("value"), sent.get("reason").replace("\r\n", "\n"));
    let is_known = value.is_empty() || values(w, about).iter().any(|(code, _)| code == value);
    if !is_known || (!value.is_empty() && reason.is_empty()) {
        return Err(w.reason_needed());
    }
    let judged: Option<Value> = match value {
        "" => None,
        "yes" => Some(true.into()),
        "no" => Some(false.into()),
        level => Some(level.into()),
    };
    sheet.judge(&dossier.id, about, judged.map(|value| (value, &*reason)));
    if about == "tell_persons" {
        let exemption = Some(sent.get("exemption")).filter(|_| value == "no");
        let exemption = exemption.filter(|code| exemptions(w).iter().any(|(known, _)| known == code));
        sheet.set(&["insurers", &dossier.id, "judgement", "exemption"], exemption.map(Value::from));
    }
    Ok(())
}
