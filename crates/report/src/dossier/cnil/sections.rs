//! The 14 sections of the form and the answers to their questions.

use super::lists::{self, Label, confirmed, unconfirmed};
use super::{Answer, Question, Section, data};
use crate::Words;
use crate::dossier::{AnswerSource, Facts, harm, letter};
use model::incident::{Contact, Informed, Nature, Notification, NotificationKind, Role, Text, written};
use model::said::Lang;
use model::severity::What;

pub(super) fn words() -> Words {
    Words::of(Lang::Fr)
}

/// All sections, in the order of the form. The caller numbers them and their questions.
pub(super) fn all(facts: &Facts<'_>, is_complement: bool) -> Vec<Section> {
    vec![
        section("Type de notification", kind(facts, is_complement)),
        section("Identification de l'organisme", organisation(facts)),
        section("Coordonnées du responsable légal", representative(facts)),
        section("Personne à contacter", contact(facts)),
        section("Autres organismes impliqués", others(facts)),
        section("Nature de la violation - dates", dates(facts)),
        section("À propos de la violation", about(facts)),
        section("Données concernées", data::questions(facts)),
        section("Mesures de sécurité préalables à la violation", measures(facts, Timing::Before)),
        section("Conséquences potentielles", consequences(facts)),
        section("Préjudices potentiels pour les personnes concernées", harms(facts)),
        section(
            "Mesures techniques et organisationnelles appliquées au traitement suite à la violation",
            measures(facts, Timing::After),
        ),
        section("Communication aux personnes concernées", communication(facts)),
        section("Notifications transfrontalières et autres notifications", other_notifications(facts)),
    ]
}

fn section(label: &str, questions: Vec<Question>) -> Section {
    Section { number: 0, label: confirmed(label), questions }
}

fn question(label: Label, answers: Vec<Answer>, from: AnswerSource) -> Question {
    Question { number: String::new(), label, answers, from, keys: Vec::new(), note: None, changed: None }
}

/// A question that only the incident file can answer.
pub(super) fn from_incident(label: &str, answer: Option<impl Into<Answer>>) -> Question {
    let answer: Option<Answer> = answer.map(Into::into).filter(|answer: &Answer| written(&answer.text).is_some());
    match answer {
        Some(answer) => question(confirmed(label), vec![answer], AnswerSource::Incident),
        None => question(confirmed(label), Vec::new(), AnswerSource::Nobody),
    }
}

/// A declared text, in the form's language.
fn french(text: &Option<Text>) -> Option<String> {
    text.as_ref().and_then(Text::french).map(str::to_owned)
}

/// A question answered by the figures.
pub(super) fn counted(label: &str, answers: Vec<Answer>) -> Question {
    question(confirmed(label), answers, AnswerSource::Data)
}

/// A question with a proposed answer.
pub(super) fn proposed(label: &str, answers: Vec<Answer>) -> Question {
    question(confirmed(label), answers, AnswerSource::Proposal)
}

fn not_asked(label: &str) -> Question {
    question(confirmed(label), Vec::new(), AnswerSource::NotAsked)
}

fn yes_no(yes: bool) -> String {
    if yes { "Oui" } else { "Non" }.to_owned()
}

impl Question {
    /// Marks the question as not applicable unless `asked`.
    fn only_if(self, asked: bool) -> Question {
        if asked { self } else { Question { answers: Vec::new(), from: AnswerSource::NotAsked, note: None, ..self } }
    }

    pub(super) fn note(mut self, note: impl Into<String>) -> Question {
        self.note = Some(note.into());
        self
    }
}

fn kind(facts: &Facts<'_>, is_complement: bool) -> Vec<Question> {
    let notification = facts.declared.notification.as_ref();
    let is_complement = is_complement || notification.is_some_and(|of| of.kind == NotificationKind::Complementary);
    let initial = "Numéro, date et heure de la notification initiale";
    let duty = &facts.severity.duties.authority;
    let not_owed = |question: Question| match (duty.value, &duty.decided) {
        (true, _) => question,
        (false, None) => question.note(format!(
            "Notification proposée comme non due (art. 33 du RGPD). {}",
            words().authority_ground(duty.because)
        )),
        (false, Some(reason)) => question.note(format!(
            "Notification non due (art. 33 du RGPD). {}\u{a0}: {}, {reason}",
            words().decided(),
            words().yes_no(false)
        )),
    };
    vec![
        not_owed(match notification {
            Some(sent) if !is_complement || sent.kind == NotificationKind::Complementary => {
                question(confirmed("Type de notification"), vec![lists::kind(sent.kind).into()], AnswerSource::Incident)
            }
            // The kind is set once all other questions are answered.
            _ => proposed("Type de notification", Vec::new()),
        }),
        match is_complement {
            false => not_asked(initial),
            true => {
                let moment =
                    notification.and_then(Notification::first_sent_on).map(|on| words().moment(&on.to_string()));
                let both = notification.and_then(|sent| sent.initial_number.as_ref()).zip(moment);
                self::from_incident(initial, both.map(|(number, moment)| format!("{number}, {moment}")))
            }
        },
    ]
}

fn organisation(facts: &Facts<'_>) -> Vec<Question> {
    let (declared, organisation) = (facts.declared, &facts.declared.organisation);
    vec![
        from_incident("Numéro SIREN", declared.siren.clone()),
        from_incident("Dénomination", Some(declared.name.clone())),
        from_incident("Numéro de TVA intracommunautaire", organisation.vat_number.clone()),
        from_incident("Secteur d'activité", organisation.sector.clone()),
        from_incident("Effectif", organisation.staff.map(|staff| words().number(staff))),
        from_incident("Adresse postale", organisation.address.clone()),
        from_incident("Code postal", organisation.postal_code.clone()),
        from_incident("Ville", organisation.city.clone()),
        from_incident("Pays", organisation.country.clone()),
    ]
}

fn representative(facts: &Facts<'_>) -> Vec<Question> {
    let person = facts.declared.representative.as_ref();
    vec![
        from_incident("Civilité", person.and_then(|p| p.civility.clone())),
        from_incident("Nom", person.map(|p| p.name.clone())),
        from_incident("Prénom", person.and_then(|p| p.first_name.clone())),
        from_incident("Adresse électronique", person.and_then(|p| p.email.clone())),
    ]
}

fn contact(facts: &Facts<'_>) -> Vec<Question> {
    let person = facts.declared.dpo.as_ref();
    let of = |value: fn(&Contact) -> Option<String>| person.and_then(value);
    vec![
        from_incident("Civilité", of(|p| p.civility.clone())),
        from_incident("Nom", of(|p| Some(p.name.clone()))),
        from_incident("Prénom", of(|p| p.first_name.clone())),
        from_incident("Fonction", of(|p| p.function.clone())),
        from_incident("Adresse électronique", of(|p| p.email.clone())),
        from_incident("Téléphone", of(|p| p.phone.clone())),
    ]
}

fn others(facts: &Facts<'_>) -> Vec<Question> {
    let others: Vec<Answer> =
        facts.others().into_iter().map(|(name, role)| format!("{name} – {}", words().role_word(role)).into()).collect();
    let label = "Sous-traitant / responsable conjoint : identité et rôle";
    vec![match others.is_empty() {
        true => not_asked(label),
        false => question(confirmed(label), others, AnswerSource::Incident),
    }]
}

fn dates(facts: &Facts<'_>) -> Vec<Question> {
    let w = words();
    let period = facts.period();
    let clock = facts.first_clock();
    let aware = from_incident("Date et heure de prise de connaissance", clock.map(|c| w.moment(&c.aware_on)));
    let end = "Date et heure de fin";
    vec![
        from_incident("Période déterminée ou non", period.as_ref().map(|_| yes_no(true))),
        from_incident("Date et heure de début", period.as_ref().map(|period| w.when(&period.from))),
        match &period {
            Some(period) if period.is_ongoing() => not_asked(end),
            period => from_incident(end, period.as_ref().and_then(|p| p.to.as_ref()).map(|to| w.when(to))),
        },
        from_incident("Violation toujours en cours", period.as_ref().map(|period| yes_no(period.is_ongoing()))),
        match clock {
            Some(clock) => {
                let telecom = facts.severity.owed.iter().find(|owed| {
                    owed.what == What::AuthorityTelecom && owed.operator.as_ref() == Some(&clock.operator)
                });
                let telecom = telecom.and_then(|owed| owed.until.as_ref()).map(|until| {
                    format!(
                        " Fournisseur de communications électroniques\u{a0}: 24 heures (règlement 611/2013, article 2), soit le {}.",
                        w.moment(until)
                    )
                });
                aware.note(format!(
                    "Terme des 72 heures\u{a0}: {}. Cible prudente\u{a0}: {}.{}",
                    w.moment(&clock.until),
                    w.moment(&clock.target),
                    telecom.unwrap_or_default()
                ))
            }
            None => aware,
        },
        comments(facts),
        discovery(facts),
        match clock {
            Some(clock) if clock.late => from_incident("Motifs du retard (si > 72 h)", clock.delay_reason.clone()),
            _ => not_asked("Motifs du retard (si > 72 h)"),
        },
    ]
}

/// Period and awareness for each operator. Several operators have clocks of their own; one notification for all does
/// not move the first.
fn comments(facts: &Facts<'_>) -> Question {
    let w = words();
    let clocks = &facts.severity.duties.clocks;
    let mut said: Vec<String> = Vec::new();
    for (cell, operator) in facts.operators() {
        let period = facts.period_of(operator).map(|period| w.period(period));
        let found = operator.discovered.as_ref().map(|on| format!("découverte le {}", w.moment(&on.to_string())));
        let clock = clocks.iter().find(|clock| clock.operator == cell.id).map(|clock| {
            format!("prise de connaissance le {}, terme le {}", w.moment(&clock.aware_on), w.moment(&clock.until))
        });
        let parts: Vec<String> = [period, found, clock].into_iter().flatten().collect();
        if !parts.is_empty() {
            said.push(format!("{}\u{a0}: {}.", operator.name, parts.join("\u{202f}; ")));
        }
    }
    if clocks.len() > 1 {
        said.push("Un délai court pour chaque opérateur\u{202f}; le premier terme est retenu.".to_owned());
    }
    match said.is_empty() {
        true => not_asked("Commentaires sur les dates"),
        false => proposed("Commentaires sur les dates", vec![said.join(" ").into()]),
    }
}

fn discovery(facts: &Facts<'_>) -> Question {
    let mut said: Vec<String> =
        facts.incident.discovery.iter().filter_map(|text| written(text)).map(str::to_owned).collect();
    for clock in &facts.severity.duties.clocks {
        let Some(operator) = facts.operator(&clock.operator) else { continue };
        let learned = clock.learned.map(|learned| words().learned(learned, &operator.name, operator.role));
        said.extend(learned.filter(|learned| !said.contains(learned)));
    }
    from_incident("Circonstances de la découverte", (!said.is_empty()).then(|| said.join(" ")))
}

fn about(facts: &Facts<'_>) -> Vec<Question> {
    let incident = facts.incident;
    let natures: Vec<Answer> = incident.nature.iter().map(|nature| lists::nature(*nature).into()).collect();
    vec![
        match natures.is_empty() {
            true => from_incident("Nature de la violation", None::<Answer>),
            false => question(confirmed("Nature de la violation"), natures, AnswerSource::Incident),
        },
        from_incident("Origine de l'incident", incident.origin.map(lists::origin)),
        from_incident("Cause de l'incident", incident.cause.map(lists::cause)),
        from_incident("Descriptif détaillé", french(&incident.description)),
    ]
}

#[derive(Clone, Copy, PartialEq)]
enum Timing {
    Before,
    After,
}

/// One answer per party, so that a missing one shows.
fn measures(facts: &Facts<'_>, when: Timing) -> Vec<Question> {
    let pick = |before: &Option<String>, after: &Option<Text>| match when {
        Timing::Before => before.clone(),
        Timing::After => french(after),
    };
    let of = |name: &str, text: Option<String>| Question { label: unconfirmed(name), ..from_incident("", text) };
    let operators = facts.operators().filter(|(_, o)| o.role != Role::Controller);
    let operators = operators.map(|(_, o)| of(&o.name, pick(&o.measures_before, &o.measures_after)));
    let own = facts.declared;
    let complaint = own.complaint_on.as_ref().filter(|on| when == Timing::After && facts.has_come(on));
    let complaint = complaint.map(|on| of("Plainte", Some(format!("Déposée le {}.", words().moment(&on.to_string())))));
    operators.chain([of(&own.name, pick(&own.measures_before, &own.measures_after))]).chain(complaint).collect()
}

fn consequences(facts: &Facts<'_>) -> Vec<Question> {
    let by_a_person =
        |nature: Nature, label: &str| from_incident(label, None::<Answer>).only_if(facts.incident.lost(nature));
    let answers = harm::consequences(facts).into_iter().map(|consequence| lists::consequence(consequence).into());
    vec![
        proposed("En cas de perte de confidentialité", answers.collect())
            .only_if(facts.incident.lost(Nature::Confidentiality)),
        by_a_person(Nature::Integrity, "En cas de perte d'intégrité"),
        by_a_person(Nature::Availability, "En cas de perte de disponibilité"),
    ]
}

fn harms(facts: &Facts<'_>) -> Vec<Question> {
    let harms: Vec<Answer> = harm::harms(facts).into_iter().map(|harm| lists::harm(harm).into()).collect();
    let harms = match harms.is_empty() {
        true => from_incident("Nature des préjudices", None::<Answer>),
        false => proposed("Nature des préjudices", harms).note("Proposés d’après les données exposées."),
    };
    let gravity = &facts.severity.gravity;
    let level = lists::gravity(gravity.value).into();
    let score = words().score(facts.severity.enisa.score_hundredths);
    vec![
        harms,
        from_incident("Texte libre", french(&facts.incident.consequences)),
        match &gravity.decided {
            Some(reason) => question(confirmed("Estimation du niveau de gravité"), vec![level], AnswerSource::Incident)
                .note(format!(
                    "{}\u{a0}: {reason} Proposé\u{a0}: {}.",
                    words().decided(),
                    lists::gravity(gravity.proposed).text
                )),
            None => proposed("Estimation du niveau de gravité", vec![level]).note(format!(
                "{} Score ENISA\u{a0}: {score} (tranche {}).",
                words().gravity_reason(gravity.because),
                words().band_word(facts.severity.enisa.band)
            )),
        },
    ]
}

fn communication(facts: &Facts<'_>) -> Vec<Question> {
    let w = words();
    let communication = facts.declared.communication.as_ref();
    let duty = &facts.severity.duties.persons;
    // Persons who are to be told on a day to come have not been told.
    let status =
        facts.informed().map(|status| if facts.to_be_told_on().is_some() { Informed::Planned } else { status });
    let will_be = matches!(status, None | Some(Informed::Yes | Informed::Planned));
    let channels: Vec<Answer> =
        facts.declared.channels.iter().map(|channel| w.channel_word(*channel).to_owned().into()).collect();
    let means = match channels.is_empty() {
        true => from_incident("Moyen utilisé", None::<Answer>),
        false => question(confirmed("Moyen utilisé"), channels, AnswerSource::Incident),
    };
    let count = communication.and_then(|it| it.persons).map(|persons| w.number(persons));
    let how_many = Question { label: unconfirmed("Nombre de personnes informées"), ..from_incident("", count) };
    let models = "Modèle de la lettre aux personnes, joint.".to_owned();
    let proposal = format!(
        "{} {}",
        match duty.proposed {
            true => "Information proposée comme due (art. 34 du RGPD).",
            false => "Information proposée comme non due (art. 34 du RGPD).",
        },
        w.persons_ground(duty.because)
    );
    let note = match &duty.decided {
        Some(reason) => {
            format!("{proposal} {}\u{a0}: {}, {reason}", w.decided(), w.yes_no(duty.value))
        }
        None => proposal,
    };
    vec![
        from_incident("Les personnes ont-elles été informées ?", status.map(lists::informed)).note(note),
        from_incident("Date prévue / date", communication.and_then(|it| it.on).map(|on| w.date(&on.0.to_string())))
            .only_if(will_be),
        means.only_if(will_be),
        how_many.only_if(status == Some(Informed::Yes)),
        proposed("Contenu ou pièce jointe", vec![models.into()])
            .note(match letter::variants(facts).len() {
                0 => "Fichier letter.fr, au format voulu.".to_owned(),
                several => format!(
                    "Fichier letter.fr, au format voulu. Chaque personne lit ce qui a été divulgué de ses propres données\u{a0}: {several} lettres, dans letters/."
                ),
            })
            .only_if(will_be && facts.is_established() && (duty.value || status.is_some())),
        justification(facts).only_if(status == Some(Informed::No)),
    ]
}

/// The claimed ground of art. 34(3), and the reasons for not informing persons.
fn justification(facts: &Facts<'_>) -> Question {
    let duties = &facts.severity.duties;
    let ground = duties.exemption.map(|exemption| lists::exemption(exemption).into());
    let declared = facts.declared.communication.as_ref().and_then(|it| it.justification.clone());
    let reason = declared.or_else(|| duties.persons.decided.clone().filter(|_| !duties.persons.value));
    let answers: Vec<Answer> = ground.into_iter().chain(reason.map(Answer::from)).collect();
    let from = if answers.is_empty() { AnswerSource::Nobody } else { AnswerSource::Incident };
    question(confirmed("Justification si non"), answers, from)
}

fn other_notifications(facts: &Facts<'_>) -> Vec<Question> {
    let others = &facts.declared.other_notifications;
    // A report that was sent is an answer.
    let supervisor = facts.declared.dora.initial_on.as_ref().filter(|on| facts.has_come(on));
    let law = from_incident("", others.other_law.or(supervisor.map(|_| true)).map(yes_no));
    let law = match supervisor {
        Some(on) => law.note(format!(
            "ACPR, au titre de l’article 19 de DORA\u{a0}: notification initiale le {}.",
            words().moment(&on.to_string())
        )),
        None => law,
    };
    vec![
        from_incident(
            "Cette notification concerne un traitement transfrontalier ciblant des personnes de différents états membres",
            others.cross_border.map(yes_no),
        ),
        from_incident(
            "La violation a ou va être notifiée à une autre autorité en charge de la protection des données",
            others.other_authority.map(yes_no),
        ),
        Question {
            label: unconfirmed("Notification à une autre autorité au titre d'une autre exigence légale (NIS, eIDAS)"),
            ..law
        },
    ]
}
