//! Contradictions in an incident file that is well-formed.

use crate::index;
use model::error::{self, Problem, nearest};
use model::incident::{self, Id, Incident, Insurer};
use model::said::{Said, both};

pub(super) fn incoherences(shown: &str, incident: &Incident) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut wrong = |what: Said, hint: Said| problems.push(error::incident(shown, what, hint));
    if incident.schema != incident::SCHEMA {
        let ours = incident::SCHEMA;
        wrong(
            both!(
                "cette version d’ampleur ne lit pas le schéma de ce fichier d’incident",
                "this version of ampleur does not read the schema of this incident file"
            ),
            both!("écrivez `schema = \"{ours}\"`", "write `schema = \"{ours}\"`"),
        );
    }
    let parties = incident.operators.keys().chain(incident.insurers.keys()).chain(incident.managers.keys());
    for id in parties.chain([&incident.id]) {
        if !id.is_valid() {
            wrong(
                both!("`{id}` n’est pas un id valide", "`{id}` is not a valid id"),
                both!(
                    "employez jusqu’à 64 lettres minuscules sans accent, chiffres et traits d’union, sans commencer par un trait d’union",
                    "use up to 64 lower-case letters, digits and hyphens, not starting with a hyphen"
                ),
            );
        }
    }
    let operators = incident.operators.iter().map(|(id, operator)| (format!("operators.{id}.name"), &operator.name));
    let insurers = incident.insurers.iter().map(|(id, insurer)| (format!("insurers.{id}.name"), &insurer.name));
    for (key, text) in operators.chain(insurers).chain([("title".to_owned(), &incident.title)]) {
        if matches!(text.trim(), "" | "…") {
            wrong(
                both!("`{key}` n’est pas rempli", "`{key}` is not filled in"),
                both!(
                    "il figure dans les rapports\u{a0}: écrivez-le en entier",
                    "it is printed in reports: write it out"
                ),
            );
        }
    }
    if !(0.0..=1.0).contains(&incident.max_rejects) {
        wrong(
            both!("`max_rejects` doit être une part de 0 à 1", "`max_rejects` must be a share from 0 to 1"),
            both!(
                "écrivez, p. ex., `max_rejects = 0.01` pour 1\u{a0}% des lignes",
                "write, e.g., `max_rejects = 0.01` for 1% of the rows"
            ),
        );
    }
    if !(0.0..=1.0).contains(&incident.max_chance) {
        wrong(
            both!("`max_chance` doit être une part de 0 à 1", "`max_chance` must be a share from 0 to 1"),
            both!(
                "écrivez, p. ex., `max_chance = 0.05` pour 5\u{a0}% des lignes",
                "write, e.g., `max_chance = 0.05` for 5% of the rows"
            ),
        );
    }
    let sources = [incident.key.file.is_some(), incident.key.env.is_some(), incident.key.published];
    let given = sources.iter().filter(|s| **s).count();
    if given != 1 {
        problems.push(error::key_choice(shown, given));
    }
    let mut wrong = |what: Said, hint: Said| problems.push(error::incident(shown, what, hint));
    let of_operators = incident.operators.iter().map(|(id, operator)| (format!("operators.{id}."), &operator.occurred));
    for (table, occurred) in [(String::new(), &incident.occurred)].into_iter().chain(of_operators) {
        let Some(occurred) = occurred else { continue };
        if occurred.ends_before_it_begins() {
            wrong(
                both!("`{table}occurred` finit avant de commencer", "`{table}occurred` ends before it begins"),
                swap(),
            );
        }
        if occurred.to.is_some() && occurred.ongoing == Some(true) {
            wrong(
                both!(
                    "`{table}occurred` a une fin, et dit continuer",
                    "`{table}occurred` has an end, and is said to go on"
                ),
                both!("retirez `to`, ou écrivez `ongoing = false`", "remove `to`, or write `ongoing = false`"),
            );
        }
    }
    for (id, operator) in &incident.operators {
        for field in operator.exposed.iter().filter(|f| operator.not_exposed.contains(f)) {
            let field = word(field);
            wrong(
                both!(
                    "l’opérateur `{id}` donne `{field}` à la fois comme exposé et comme non exposé",
                    "operator `{id}` lists `{field}` both as exposed and as not exposed"
                ),
                both!(
                    "gardez-le dans une liste, ou dans aucune si l’on ne sait pas",
                    "keep it in one list, or in neither if it is not known"
                ),
            );
        }
        for file in operator.leaks.iter().chain(&incident.members) {
            for id in file.insurer_codes.values().filter(|id| !incident.insurers.contains_key(id)) {
                wrong(
                    both!(
                        "`insurer_codes` nomme un assureur `{id}` qui n’est pas dans le fichier d’incident",
                        "`insurer_codes` names an insurer `{id}` that is not in the incident file"
                    ),
                    did_you_mean(
                        id,
                        incident.insurers.keys(),
                        both!("ajoutez-le sous [insurers]", "add it under [insurers]"),
                    ),
                );
            }
        }
    }
    for (id, insurer) in &incident.insurers {
        for operator in insurer.operators.iter().flatten().filter(|o| !incident.operators.contains_key(o)) {
            wrong(
                both!(
                    "l’assureur `{id}` nomme un opérateur `{operator}` qui n’est pas dans le fichier d’incident",
                    "insurer `{id}` names an operator `{operator}` that is not in the incident file"
                ),
                did_you_mean(operator, incident.operators.keys(), add_operator()),
            );
        }
        if insurer.siren.as_ref().is_some_and(|s| s.len() != 9 || !s.bytes().all(|b| b.is_ascii_digit())) {
            wrong(
                both!(
                    "le `siren` de l’assureur `{id}` n’a pas neuf chiffres",
                    "the `siren` of insurer `{id}` is not nine digits"
                ),
                both!("écrivez-le sans espaces", "write it without spaces"),
            );
        }
        // One that does not serve the insurer is no contradiction: it may have been told, and then not concerned.
        for operator in insurer.aware.keys().filter(|operator| !incident.operators.contains_key(operator)) {
            wrong(
                both!(
                    "l’assureur `{id}` a connaissance d’une violation chez un opérateur `{operator}` qui n’est pas dans le fichier d’incident",
                    "insurer `{id}` is aware of a breach at an operator `{operator}` that is not in the incident file"
                ),
                did_you_mean(operator, incident.operators.keys(), add_operator()),
            );
        }
        problems_of_duties(id, insurer, &mut wrong);
        let writer = insurer.communication.as_ref().and_then(|communication| communication.written_by.as_ref());
        if let Some(manager) = writer.filter(|manager| !incident.managers.contains_key(manager)) {
            wrong(
                both!(
                    "`communication.written_by` de l’assureur `{id}` nomme un gestionnaire `{manager}` qui n’est pas dans le fichier d’incident",
                    "`communication.written_by` of insurer `{id}` names a manager `{manager}` that is not in the incident file"
                ),
                did_you_mean(manager, incident.managers.keys(), add_manager(manager)),
            );
        }
        if insurer.judgement.data_context.as_ref().is_some_and(|judged| !(1..=4).contains(&judged.value)) {
            wrong(
                both!(
                    "`judgement.data_context` de l’assureur `{id}` n’est pas sur l’échelle de l’ENISA",
                    "`judgement.data_context` of insurer `{id}` is not on ENISA's scale"
                ),
                both!(
                    "l’échelle va de 1 à 4\u{a0}: `data_context = {{ value = 2, reason = \"…\" }}`",
                    "the scale goes from 1 to 4: `data_context = {{ value = 2, reason = \"…\" }}`"
                ),
            );
        }
        if insurer.members.iter().any(|file| !file.insurer_codes.is_empty()) {
            wrong(
                both!(
                    "`insurer_codes` ne s’applique pas à un fichier d’assurés de l’assureur `{id}`",
                    "`insurer_codes` does not apply to a member file of insurer `{id}`"
                ),
                both!(
                    "retirez-le\u{a0}: toutes les lignes de ce fichier sont de cet assureur\u{202f}; les codes servent aux fuites et à `[[members]]`",
                    "remove it: all rows of this file belong to that insurer; codes are for leaks and for `[[members]]`"
                ),
            );
        }
    }
    problems
}

/// Lists with more entries than can be numbered.
pub(super) fn too_many(shown: &str, lists: impl IntoIterator<Item = (Said, usize)>) -> Vec<Problem> {
    let long = lists.into_iter().filter(|(_, entries)| *entries > index::MOST);
    long.map(|(noun, _)| error::too_many(shown, &noun, index::MOST)).collect()
}

/// Checks that both sides have files. An assessment needs both; pseudonymisation does not.
pub(super) fn missing_sides(shown: &str, incident: &Incident) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut wrong = |what: Said, hint: Said| problems.push(error::incident(shown, what, hint));
    let perimeters = || incident.insurers.values().flat_map(|i| &i.perimeters);
    let has_exposed = perimeters().any(|perimeter| perimeter.status == incident::Status::Exposed);
    if incident.operators.values().all(|o| o.leaks.is_empty()) && !has_exposed {
        wrong(
            both!("aucun opérateur n’a de fichier divulgué", "no operator has a leaked file"),
            both!(
                "ajoutez `[[operators.ID.leaks]]` avec un `path`, ou un `[[insurers.ID.perimeters]]` exposé",
                "add `[[operators.ID.leaks]]` with a `path`, or an exposed `[[insurers.ID.perimeters]]`"
            ),
        );
    }
    if incident.members.is_empty() && incident.insurers.values().all(|i| i.members.is_empty()) {
        wrong(
            both!("aucun assureur n’a de fichier d’assurés", "no insurer has a member file"),
            both!(
                "ajoutez `members = [{{ path = \"…\" }}]` à un assureur",
                "add `members = [{{ path = \"…\" }}]` to an insurer"
            ),
        );
    }
    problems
}

/// Contradictions in the declared duties of an insurer.
fn problems_of_duties(id: &Id, insurer: &Insurer, wrong: &mut impl FnMut(Said, Said)) {
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
            both!(
                "`judgement.{key}` de l’assureur `{id}` n’a pas de motif",
                "`judgement.{key}` of insurer `{id}` has no reason"
            ),
            both!(
                "une décision qui s’écarte de la proposition figure avec son motif\u{a0}: ajoutez-en un dans `reason`",
                "a decision that departs from the proposal is printed with its reason: add one"
            ),
        );
    }
    if judgement.exemption.is_some() && judgement.tell_persons.as_ref().is_none_or(|judged| judged.value) {
        wrong(
            both!(
                "l’assureur `{id}` invoque une `exemption`, mais ne décide pas de ne pas informer ses personnes",
                "insurer `{id}` claims an `exemption`, but does not decide against informing its persons"
            ),
            both!(
                "ajoutez `tell_persons = {{ value = false, reason = \"…\" }}`, ou retirez-la",
                "add `tell_persons = {{ value = false, reason = \"…\" }}`, or remove it"
            ),
        );
    }
    for (place, decision) in (1..).zip(&insurer.decisions) {
        if incident::written(&decision.by).is_none() || incident::written(&decision.decided).is_none() {
            wrong(
                both!(
                    "la décision {place} de l’assureur `{id}` ne dit pas qui a décidé, ou quoi",
                    "decision {place} of insurer `{id}` does not say who decided, or what"
                ),
                both!(
                    "une décision figure avec les deux\u{a0}: remplissez `by` et `decided`",
                    "a decision is printed with both: fill in `by` and `decided`"
                ),
            );
        }
        let digest = decision.manifest_sha256.as_deref();
        if digest.is_some_and(|digest| digest.len() != 64 || !digest.bytes().all(|b| b.is_ascii_hexdigit())) {
            wrong(
                both!(
                    "`manifest_sha256` de la décision {place} de l’assureur `{id}` n’est pas un SHA-256",
                    "`manifest_sha256` of decision {place} of insurer `{id}` is not a SHA-256"
                ),
                both!(
                    "écrivez les 64 chiffres hexadécimaux qu’affiche `sha256sum manifest.json`",
                    "write the 64 hexadecimal digits that `sha256sum manifest.json` prints"
                ),
            );
        }
    }
    let sent_on = insurer.notification.as_ref().and_then(|notification| notification.first_sent_on());
    let learned = insurer.aware.values().map(|aware| &aware.on).chain(&insurer.informed_on);
    if let (Some(informed_on), Some(sent_on)) = (learned.min_by_key(|on| on.instant()), sent_on)
        && sent_on.instant() < informed_on.instant()
    {
        wrong(
            both!(
                "l’assureur `{id}` est déclaré avoir notifié l’autorité avant d’avoir été informé",
                "insurer `{id}` is declared to have notified the authority before it was informed"
            ),
            both!(
                "corrigez `informed_on` ou `aware`, ou bien `sent_on` ou `initial_sent_on` sous `notification`",
                "correct `informed_on` or `aware`, or `sent_on` or `initial_sent_on` under `notification`"
            ),
        );
    }
}

/// A value of a closed list, as the incident file spells it.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_else(|| "?".into())
}

/// A hint at the id that was probably meant, or `otherwise`.
pub(super) fn did_you_mean<'a>(written: &Id, known: impl Iterator<Item = &'a Id>, otherwise: Said) -> Said {
    match nearest(written.as_str(), known.map(Id::as_str)) {
        Some(name) => error::did_you_mean(name),
        None => otherwise,
    }
}

pub(super) fn add_operator() -> Said {
    both!("ajoutez-le sous [operators]", "add it under [operators]")
}

pub(super) fn add_manager(manager: &Id) -> Said {
    both!("ajoutez `[managers.{manager}]` avec un `name`", "add `[managers.{manager}]` with a `name`")
}

pub(super) fn swap() -> Said {
    both!("échangez `from` et `to`", "swap `from` and `to`")
}
