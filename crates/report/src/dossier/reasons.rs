//! The reasons of every decision, in sentences: the same in the register and in the forms.

use super::Facts;
use crate::Words;
use model::incident::About;
use model::severity::Decision;

/// Gravity with its score and floors, likelihood, then each duty: the proposal with its reason, and the decision with its
/// own.
pub(super) fn sentences(facts: &Facts<'_>, w: Words) -> Vec<String> {
    let severity = facts.severity;
    let (gravity, duties) = (&severity.gravity, &severity.duties);
    let mut all = vec![format!(
        "{}{}{} ({}{}{}, {}). {}",
        w.proposed_gravity(),
        w.colon(),
        w.gravity_word(gravity.proposed),
        w.pick("score ENISA", "ENISA score"),
        w.colon(),
        w.score(severity.enisa.score_hundredths),
        w.band_named(severity.enisa.band),
        w.gravity_reason(gravity.because)
    )];
    all.extend(gravity.floors.iter().map(|floor| format!("{}.", w.floor_word(*floor))));
    all.extend(gravity.decided.as_ref().map(|reason| decided(w, w.gravity_word(gravity.value), reason)));
    let likelihood = severity.likelihood;
    let chance = w.chance_word(likelihood.level);
    all.push(format!("{}{}{chance}. {}", w.likelihood(), w.colon(), w.chance_reason(likelihood.because)));
    duty(w, w.proposed_authority(), &duties.authority, w.authority_ground(duties.authority.because), &mut all);
    duty(w, w.proposed_persons(), &duties.persons, w.persons_ground(duties.persons.because), &mut all);
    all.extend(duties.exemption.map(|ground| format!("{}{}{}.", w.exemption(), w.colon(), w.exemption_word(ground))));
    all
}

fn duty<G>(w: Words, question: &str, duty: &Decision<G>, ground: &str, all: &mut Vec<String>) {
    all.push(format!("{question}{}{}. {ground}", w.colon(), w.yes_no(duty.proposed)));
    all.extend(duty.decided.as_ref().map(|reason| decided(w, w.yes_no(duty.value), reason)));
}

fn decided(w: Words, value: &str, reason: &str) -> String {
    format!("{}{}{value}, {reason}", w.decided(), w.colon())
}

/// The log of decisions, each with what is proposed beside it.
pub(super) fn decisions(facts: &Facts<'_>, w: Words) -> Vec<String> {
    let (gravity, duties) = (&facts.severity.gravity, &facts.severity.duties);
    let log = facts.declared.decisions.iter().map(|decision| {
        let proposed = match decision.about {
            About::Gravity => Some(w.gravity_word(gravity.proposed)),
            About::Authority => Some(w.yes_no(duties.authority.proposed)),
            About::Persons => Some(w.yes_no(duties.persons.proposed)),
            About::FinancialSupervisor | About::Complaint | About::Other => None,
        };
        let proposed = proposed.map(|proposed| format!(" ({}{}{proposed})", w.proposed(), w.colon()));
        let figures =
            decision.manifest_sha256.as_ref().map(|digest| format!(" {}{}{digest}.", w.on_figures(), w.colon()));
        format!(
            "{}, {}, {}{}{}{}{}",
            w.when(&decision.on),
            decision.by,
            w.about_word(decision.about),
            w.colon(),
            decision.decided,
            proposed.unwrap_or_default(),
            figures.unwrap_or_default()
        )
    });
    log.collect()
}
