//! Contradictions in an incident file that is well-formed.

use crate::index;
use model::error::{self, Problem, nearest};
use model::incident::{self, Id, Incident, Insurer};

pub(super) fn incoherences(shown: &str, incident: &Incident) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut wrong = |what: String, hint: String| problems.push(error::incident(shown, what, hint));
    if incident.schema != incident::SCHEMA {
        wrong(
            "this version of ampleur does not read the schema of this incident file".into(),
            format!("write `schema = \"{}\"`", incident::SCHEMA),
        );
    }
    let parties = incident.operators.keys().chain(incident.insurers.keys()).chain(incident.managers.keys());
    for id in parties.chain([&incident.id]) {
        if !id.is_valid() {
            wrong(
                format!("`{id}` is not a valid id"),
                "use up to 64 lower-case letters, digits and hyphens, not starting with a hyphen".into(),
            );
        }
    }
    let operators = incident.operators.iter().map(|(id, operator)| (format!("operators.{id}.name"), &operator.name));
    let insurers = incident.insurers.iter().map(|(id, insurer)| (format!("insurers.{id}.name"), &insurer.name));
    for (key, text) in operators.chain(insurers).chain([("title".to_owned(), &incident.title)]) {
        if matches!(text.trim(), "" | "…") {
            wrong(format!("`{key}` is not filled in"), "it is printed in reports: write it out".into());
        }
    }
    if !(0.0..=1.0).contains(&incident.max_rejects) {
        wrong(
            "`max_rejects` must be a share from 0 to 1".into(),
            "write, e.g., `max_rejects = 0.01` for 1% of the rows".into(),
        );
    }
    if !(0.0..=1.0).contains(&incident.max_chance) {
        wrong(
            "`max_chance` must be a share from 0 to 1".into(),
            "write, e.g., `max_chance = 0.05` for 5% of the rows".into(),
        );
    }
    let sources = [incident.key.file.is_some(), incident.key.env.is_some(), incident.key.published];
    let given = sources.iter().filter(|s| **s).count();
    if given != 1 {
        problems.push(error::key_choice(shown, given));
    }
    let mut wrong = |what: String, hint: String| problems.push(error::incident(shown, what, hint));
    let of_operators = incident.operators.iter().map(|(id, operator)| (format!("operators.{id}."), &operator.occurred));
    for (table, occurred) in [(String::new(), &incident.occurred)].into_iter().chain(of_operators) {
        let Some(occurred) = occurred else { continue };
        if occurred.ends_before_it_begins() {
            wrong(format!("`{table}occurred` ends before it begins"), "swap `from` and `to`".into());
        }
        if occurred.to.is_some() && occurred.ongoing == Some(true) {
            wrong(
                format!("`{table}occurred` has an end, and is said to go on"),
                "remove `to`, or write `ongoing = false`".into(),
            );
        }
    }
    for (id, operator) in &incident.operators {
        for field in operator.exposed.iter().filter(|f| operator.not_exposed.contains(f)) {
            wrong(
                format!("operator `{id}` lists `{}` both as exposed and as not exposed", word(field)),
                "keep it in one list, or in neither if it is not known".into(),
            );
        }
        for file in operator.leaks.iter().chain(&incident.members) {
            for id in file.insurer_codes.values().filter(|id| !incident.insurers.contains_key(id)) {
                wrong(
                    format!("`insurer_codes` names an insurer `{id}` that is not in the incident file"),
                    did_you_mean(id, incident.insurers.keys(), "add it under [insurers]"),
                );
            }
        }
    }
    for (id, insurer) in &incident.insurers {
        for operator in insurer.operators.iter().filter(|o| !incident.operators.contains_key(o)) {
            wrong(
                format!("insurer `{id}` names an operator `{operator}` that is not in the incident file"),
                did_you_mean(operator, incident.operators.keys(), "add it under [operators]"),
            );
        }
        if insurer.siren.as_ref().is_some_and(|s| s.len() != 9 || !s.bytes().all(|b| b.is_ascii_digit())) {
            wrong(format!("the `siren` of insurer `{id}` is not nine digits"), "write it without spaces".into());
        }
        // One that does not serve the insurer is no contradiction: it may have been told, and then not concerned.
        for operator in insurer.aware.keys().filter(|operator| !incident.operators.contains_key(operator)) {
            wrong(
                format!(
                    "insurer `{id}` is aware of a breach at an operator `{operator}` that is not in the incident file"
                ),
                did_you_mean(operator, incident.operators.keys(), "add it under [operators]"),
            );
        }
        problems_of_duties(id, insurer, &mut wrong);
        let writer = insurer.communication.as_ref().and_then(|communication| communication.written_by.as_ref());
        if let Some(manager) = writer.filter(|manager| !incident.managers.contains_key(manager)) {
            wrong(
                format!(
                    "`communication.written_by` of insurer `{id}` names a manager `{manager}` that is not in the incident file"
                ),
                did_you_mean(manager, incident.managers.keys(), &format!("add `[managers.{manager}]` with a `name`")),
            );
        }
        if insurer.judgement.data_context.as_ref().is_some_and(|judged| !(1..=4).contains(&judged.value)) {
            wrong(
                format!("`judgement.data_context` of insurer `{id}` is not on ENISA's scale"),
                "the scale goes from 1 to 4: `data_context = { value = 2, reason = \"…\" }`".into(),
            );
        }
        if insurer.members.iter().any(|file| !file.insurer_codes.is_empty()) {
            wrong(
                format!("`insurer_codes` does not apply to a member file of insurer `{id}`"),
                "remove it: all rows of this file belong to that insurer; codes are for leaks and for `[[members]]`"
                    .into(),
            );
        }
    }
    problems
}

/// Lists with more entries than can be numbered.
pub(super) fn too_many(shown: &str, lists: impl IntoIterator<Item = (&'static str, usize)>) -> Vec<Problem> {
    let long = lists.into_iter().filter(|(_, entries)| *entries > index::MOST);
    long.map(|(noun, _)| error::too_many(shown, noun, index::MOST)).collect()
}

/// Checks that both sides have files. An assessment needs both; pseudonymisation does not.
pub(super) fn missing_sides(shown: &str, incident: &Incident) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut wrong = |what: String, hint: String| problems.push(error::incident(shown, what, hint));
    let perimeters = || incident.insurers.values().flat_map(|i| &i.perimeters);
    let has_exposed = perimeters().any(|perimeter| perimeter.status == incident::Status::Exposed);
    if incident.operators.values().all(|o| o.leaks.is_empty()) && !has_exposed {
        wrong(
            "no operator has a leaked file".into(),
            "add `[[operators.ID.leaks]]` with a `path`, or an exposed `[[insurers.ID.perimeters]]`".into(),
        );
    }
    if incident.members.is_empty() && incident.insurers.values().all(|i| i.members.is_empty()) {
        wrong("no insurer has a member file".into(), "add `members = [{ path = \"…\" }]` to an insurer".into());
    }
    problems
}

/// Contradictions in the declared duties of an insurer.
fn problems_of_duties(id: &Id, insurer: &Insurer, wrong: &mut impl FnMut(String, String)) {
    let judgement = &insurer.judgement;
    let reasons = [
        ("data_context", judgement.data_context.as_ref().map(|judged| &judged.reason)),
        ("identification", judgement.identification.as_ref().map(|judged| &judged.reason)),
        ("gravity", judgement.gravity.as_ref().map(|judged| &judged.reason)),
        ("tell_authority", judgement.tell_authority.as_ref().map(|judged| &judged.reason)),
        ("tell_persons", judgement.tell_persons.as_ref().map(|judged| &judged.reason)),
    ];
    for (key, _) in reasons.into_iter().filter(|(_, reason)| reason.is_some_and(|r| matches!(r.trim(), "" | "…"))) {
        wrong(
            format!("`judgement.{key}` of insurer `{id}` has no reason"),
            "a decision that departs from the proposal is printed with its reason: add one".into(),
        );
    }
    if judgement.exemption.is_some() && judgement.tell_persons.as_ref().is_none_or(|judged| judged.value) {
        wrong(
            format!("insurer `{id}` claims an `exemption`, but does not decide against informing its persons"),
            "add `tell_persons = { value = false, reason = \"…\" }`, or remove it".into(),
        );
    }
    for (place, decision) in (1..).zip(&insurer.decisions) {
        if incident::written(&decision.by).is_none() || incident::written(&decision.decided).is_none() {
            wrong(
                format!("decision {place} of insurer `{id}` does not say who decided, or what"),
                "a decision is printed with both: fill in `by` and `decided`".into(),
            );
        }
        let digest = decision.manifest_sha256.as_deref();
        if digest.is_some_and(|digest| digest.len() != 64 || !digest.bytes().all(|b| b.is_ascii_hexdigit())) {
            wrong(
                format!("`manifest_sha256` of decision {place} of insurer `{id}` is not a SHA-256"),
                "write the 64 hexadecimal digits that `sha256sum manifest.json` prints".into(),
            );
        }
    }
    let sent_on = insurer.notification.as_ref().and_then(|notification| notification.first_sent_on());
    let learned = insurer.aware.values().map(|aware| &aware.on).chain(&insurer.informed_on);
    if let (Some(informed_on), Some(sent_on)) = (learned.min_by_key(|on| on.instant()), sent_on)
        && sent_on.instant() < informed_on.instant()
    {
        wrong(
            format!("insurer `{id}` is declared to have notified the authority before it was informed"),
            "correct `informed_on` or `aware`, or `sent_on` or `initial_sent_on` under `notification`".into(),
        );
    }
}

/// A value of a closed list, as the incident file spells it.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_else(|| "?".into())
}

pub(super) fn did_you_mean<'a>(written: &Id, known: impl Iterator<Item = &'a Id>, otherwise: &str) -> String {
    match nearest(written.as_str(), known.map(Id::as_str)) {
        Some(name) => format!("did you mean `{name}`?"),
        None => otherwise.to_owned(),
    }
}
