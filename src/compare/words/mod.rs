//! Words of the comparison of two assessments.

pub(crate) mod operators;

use crate::compare::{Bin, CauseKind, Explained, Part, Shift};
use crate::words::{Words, words};
use model::incident::Across;

words! {
    compared_kind: "Comparaison de deux évaluations", "Comparison of two assessments";
    earlier: "Avant", "Before";
    later: "Après", "After";
    moved_by: "Écart", "Change";
    moved_low_high: "Écart min / max", "Change low / high";
    rows_moved_by: "Écart, lignes", "Change, rows";
    contracts_moved_by: "Écart, contrats", "Change, contracts";
    estimated_persons: "Personnes, estimation", "Persons, estimate";
    parties_compared: "Personnes (estimation) et lignes, par assureur et opérateur", "Persons (estimate) and rows, by insurer and operator" | "Personnes (estimation) et lignes, par organisme et opérateur", "Persons (estimate) and rows, by organisation and operator";
    repeats_at_insurers: "Comptées chez plusieurs assureurs, à déduire", "Counted at several insurers, to deduct" | "Comptées chez plusieurs organismes, à déduire", "Counted at several organisations, to deduct";
    repeats_at_operators: "Comptées chez plusieurs opérateurs, à déduire", "Counted at several operators, to deduct";
    nets_compared: "Entrées et sorties, en net, par assureur et opérateur", "Added and removed, net, by insurer and operator" | "Entrées et sorties, en net, par organisme et opérateur", "Added and removed, net, by organisation and operator";
    persons_added: "Personnes ajoutées", "Persons added";
    persons_removed: "Personnes retirées", "Persons removed";
    rows_added: "Lignes ajoutées", "Rows added";
    rows_removed: "Lignes retirées", "Rows removed";
    rules_compared: "Personnes par règle", "Persons by rule";
    evidence_compared: "Personnes par type de preuve", "Persons by type of evidence";
    outside_estimate: "hors estimation", "not in the estimate";
    left_estimate: "désormais hors estimation", "no longer in the estimate";
    entered_estimate: "désormais dans l’estimation", "now in the estimate";
    files_compared: "Lignes par fichier", "Rows by file";
    bin: "Case", "Bin";
    causes_compared: "Ce qui a changé, et ce que chaque changement explique", "What changed, and what each change explains";
    cause_number: "Nº", "No.";
    cause_head: "Changement", "Cause";
    causes_by_insurer: "Ce que chaque changement explique, par assureur", "What each change explains, by insurer" | "Ce que chaque changement explique, par organisme", "What each change explains, by organisation";
    no_effect: "sans effet sur ces décomptes", "no effect on these counts";
    together: "Ensemble", "Together";
    whole_difference: "Différence totale", "Total difference";
    unexplained: "Rien de ce que les manifestes enregistrent ne l’explique", "Nothing recorded in the manifests explains it";
    complementary_text: "Texte pour la notification complémentaire", "Text for the complementary notification";
    nothing_differs: "Aucun chiffre ne diffère.", "No figure differs.";
    only_changed:
        "Seules les lignes qui ont changé figurent ici\u{202f}; --json les donne toutes.",
        "Only the lines that changed are shown; --json prints all of them.";
    differ_elsewhere: "Autres différences entre les deux rapports", "Other differences between the two reports";
    add_from_to:
        "Pour savoir ce que chacun explique\u{a0}: --from INCIDENT_AVANT --to INCIDENT_APRÈS, les deux fichiers d’incident.",
        "To see how much each explains, add --from INCIDENT_BEFORE --to INCIDENT_AFTER, the two incident files.";
    run_verify:
        "Vérifiez les deux rapports\u{a0}: ampleur verify DIR --rerun INCIDENT.",
        "Verify both reports: ampleur verify DIR --rerun INCIDENT.";
    apportioned_note:
        "Les changements ont été appliqués un par un, dans cet ordre, et l’incident réévalué après chacun. Ce qu’un changement explique dépend de ceux qui le précèdent\u{a0}: une ligne présente dans deux nouveaux fichiers est expliquée par le premier.",
        "The changes were applied one by one, in this order, and the incident was reassessed after each. What a change explains depends on those before it: a row present in two new files is explained by the first.";
    no_change_in_persons:
        "Les nombres de personnes, de lignes divulguées et de contrats ne changent pas.",
        "The numbers of persons, leaked rows and contracts do not change.";
    one_cause: "Cette différence s’explique par un seul changement", "This difference is explained by one change";
    causes_together: "Cette différence s’explique par ces changements, pris ensemble", "This difference is explained by these changes, taken together";
    causes_apportioned:
        "Cette différence s’explique par ces changements, appliqués un par un dans cet ordre",
        "This difference is explained by these changes, applied one by one in this order";
    no_cause:
        "Aucun changement enregistré des fichiers, des réglages ou du programme n’explique cette différence.",
        "No recorded change to the files, the settings or the program explains this difference.";
    sum_is_whole: "Leur somme est la différence totale", "They add up to the total difference";
    changes_by_insurer: "Personnes (estimation), par assureur", "Persons (estimate), by insurer" | "Personnes (estimation), par organisme", "Persons (estimate), by organisation";
    other_insurers_same: "Autres assureurs\u{a0}: aucun changement.", "Other insurers: no change." | "Autres organismes\u{a0}: aucun changement.", "Other organisations: no change.";
    several_insurers: "plusieurs assureurs", "several insurers" | "plusieurs organismes", "several organisations";
    added_to: "ajouté", "added";
    taken_from: "retiré", "removed";
    made_other: "modifié", "changed";
    its_files: "fichiers", "files";
    between_points: "\u{202f}; ", "; ";
}

impl Words {
    pub(crate) fn signed(self, n: i64) -> String {
        let sign = match n {
            1.. => "+",
            0 => "",
            _ => "−",
        };
        format!("{sign}{}", self.number(n.unsigned_abs()))
    }

    pub(crate) fn signed_persons(self, n: i64) -> String {
        format!("{} {}", self.signed(n), self.noun(n, ["personne", "personnes"], ["person", "persons"]))
    }

    /// The noun for a count. French uses the singular for zero.
    fn noun(self, n: i64, fr: [&'static str; 2], en: [&'static str; 2]) -> &'static str {
        self.pick(fr[usize::from(n.unsigned_abs() > 1)], en[usize::from(n.unsigned_abs() != 1)])
    }

    /// `+12 personnes (minimum +10, maximum +14), +15 lignes, +9 contrats`; unchanged counts are omitted.
    pub(crate) fn amount(self, shift: &Shift) -> String {
        let Shift { low, estimate, high, records, contracts } = *shift;
        let mut parts = Vec::new();
        let bounds = format!(
            "{} {}, {} {}",
            self.low().to_lowercase(),
            self.signed(low),
            self.high().to_lowercase(),
            self.signed(high)
        );
        if low != estimate || high != estimate {
            parts.push(format!("{} ({bounds})", self.signed_persons(estimate)));
        } else if estimate != 0 {
            parts.push(self.signed_persons(estimate));
        }
        if records != 0 {
            let rows = self.noun(records, ["ligne divulguée", "lignes divulguées"], ["leaked row", "leaked rows"]);
            parts.push(format!("{} {rows}", self.signed(records)));
        }
        if contracts != 0 {
            let noun = self.noun(contracts, ["contrat", "contrats"], ["contract", "contracts"]);
            parts.push(format!("{} {noun}", self.signed(contracts)));
        }
        if parts.is_empty() { self.no_effect().to_owned() } else { parts.join(", ") }
    }

    pub(crate) fn persons_more(self, n: i64) -> String {
        let count = self.number(n.unsigned_abs());
        let persons = self.noun(n, ["personne", "personnes"], ["person", "persons"]);
        match n {
            0 => self.pick("sans différence", "no difference").to_owned(),
            1.. => self.pick(format!("{count} {persons} de plus"), format!("{count} {persons} more")),
            _ => self.pick(format!("{count} {persons} de moins"), format!("{count} {persons} fewer")),
        }
    }

    /// `1 884 (entre 1 830 et 1 923)`.
    pub(crate) fn with_bounds(self, low: u64, estimate: u64, high: u64) -> String {
        let [low, estimate, high] = [low, estimate, high].map(|n| self.number(n));
        self.pick(format!("{estimate} (entre {low} et {high})"), format!("{estimate} (between {low} and {high})"))
    }

    /// The first sentence of a complementary notification: from how many persons to how many.
    pub(crate) fn persons_moved(self, was: &str, on: &str, is: &str, now: &str, more: &str) -> String {
        self.pick(
            format!(
                "Le nombre estimé de personnes concernées était de {was} dans l’évaluation précédente (situation au {on})\u{202f}; il est de {is} dans la présente évaluation (situation au {now})\u{a0}: {more}."
            ),
            format!(
                "The estimated number of affected persons was {was} in the earlier assessment (as of {on}); it is {is} in this one (as of {now}): {more}."
            ),
        )
    }

    /// `Lignes divulguées : de 10 à 12 (+2)`
    pub(crate) fn figure_moved(self, what: &str, was: u64, is: u64, change: i64) -> String {
        let (was, is, change) = (self.number(was), self.number(is), self.signed(change));
        self.pick(format!("{what}\u{a0}: de {was} à {is} ({change})"), format!("{what}: from {was} to {is} ({change})"))
    }

    pub(crate) fn repeats_moved(self, was: u64, is: u64) -> String {
        let (was, is) = (self.number(was), self.number(is));
        self.whose(
            [
                format!(
                    "Une personne reconnue chez plusieurs assureurs compte chez chacun, mais une seule fois dans le total\u{a0}: la somme des assureurs dépassait le total de {was}\u{202f}; elle le dépasse maintenant de {is}."
                ),
                format!(
                    "A person recognised at several insurers is counted at each, but only once in the total: the sum over the insurers exceeded the total by {was}; it now exceeds it by {is}."
                ),
            ],
            [
                format!(
                    "Une personne reconnue chez plusieurs organismes compte chez chacun, mais une seule fois dans le total\u{a0}: la somme des organismes dépassait le total de {was}\u{202f}; elle le dépasse maintenant de {is}."
                ),
                format!(
                    "A person recognised at several organisations is counted at each, but only once in the total: the sum over the organisations exceeded the total by {was}; it now exceeds it by {is}."
                ),
            ],
        )
    }

    pub(crate) fn explained_by(self, explained: Explained) -> &'static str {
        match explained {
            Explained::NoCause => self.no_cause(),
            Explained::OneCause => self.one_cause(),
            Explained::Together => self.causes_together(),
            Explained::Apportioned => self.causes_apportioned(),
        }
    }

    /// What changed. `who` is the party, `was` and `is` the values before and after; empty where there is none.
    pub(crate) fn cause_line(self, kind: CauseKind, who: &str, path: &str, was: &str, is: &str) -> String {
        match kind {
            CauseKind::Program => {
                self.pick(format!("ampleur {was} remplacé par {is}"), format!("ampleur {was} replaced by {is}"))
            }
            CauseKind::OperatorAdded => self.pick(format!("Opérateur {who} ajouté"), format!("Operator {who} added")),
            CauseKind::InsurerAdded => self.whose([format!("Assureur {who} ajouté"), format!("Insurer {who} added")], [format!("Organisme {who} ajouté"), format!("Organisation {who} added")]),
            CauseKind::FileAdded => self.pick(format!("Fichier {path} ajouté"), format!("File {path} added")),
            CauseKind::FileReassigned => self.pick(
                format!("Fichier {path} attribué à {is} au lieu de {was}"),
                format!("File {path} assigned to {is} instead of {was}"),
            ),
            CauseKind::FileReplaced => self.pick(
                format!("Fichier {path} remplacé par une autre version"),
                format!("File {path} replaced by another version"),
            ),
            CauseKind::FileRead => {
                self.pick(format!("Fichier {path} lu autrement"), format!("File {path} read differently"))
            }
            CauseKind::FileRemoved => self.pick(format!("Fichier {path} retiré"), format!("File {path} removed")),
            CauseKind::OperatorRemoved => self.pick(format!("Opérateur {who} retiré"), format!("Operator {who} removed")),
            CauseKind::InsurerRemoved => self.whose([format!("Assureur {who} retiré"), format!("Insurer {who} removed")], [format!("Organisme {who} retiré"), format!("Organisation {who} removed")]),
            CauseKind::InsurerName => {
                self.whose([format!("Assureur {was} renommé {is}"), format!("Insurer {was} renamed to {is}")], [format!("Organisme {was} renommé {is}"), format!("Organisation {was} renamed to {is}")])
            }
            CauseKind::Managers => self.pick("Gestionnaires déclarés", "Declared managers").to_owned(),
            CauseKind::Served => {
                self.pick(format!("Opérateurs déclarés pour {who}"), format!("Declared operators of {who}"))
            }
            CauseKind::Perimeters => {
                self.pick(format!("Périmètres déclarés chez {who}"), format!("Declared perimeters of {who}"))
            }
            CauseKind::PerimeterNumbers => self.pick(
                format!("Numéros de contrat des périmètres chez {who}\u{a0}: peut-être modifiés (le manifeste ne les conserve pas)"),
                format!("Contract numbers in the perimeters of {who}: possibly changed (the manifest does not record them)"),
            ),
            CauseKind::ReferenceDate => self.pick(
                format!("Date de référence\u{a0}: {is} au lieu du {was}"),
                format!("Reference date: {is} instead of {was}"),
            ),
            CauseKind::Decided => self.pick(
                format!("Décisions ligne par ligne de {who} (decided)\u{a0}: {is} au lieu de {was}"),
                format!("Decisions of {who} row by row (decided): {is} instead of {was}"),
            ),
            CauseKind::MaxChance => self.pick(
                format!("Part du hasard admise sous une règle (max_chance)\u{a0}: {is} au lieu de {was}"),
                format!("Share of chance allowed under a rule (max_chance): {is} instead of {was}"),
            ),
            CauseKind::AcrossInsurers if is == Across::Apart.name() => self.whose(
                [
                    "Une même personne n’est plus reconnue chez plusieurs assureurs\u{a0}: elle compte chez chacun (across_insurers)",
                    "One person is no longer recognised at several insurers, and counts at each (across_insurers)",
                ],
                [
                    "Une même personne n’est plus reconnue chez plusieurs organismes\u{a0}: elle compte chez chacun (across_insurers)",
                    "One person is no longer recognised at several organisations, and counts at each (across_insurers)",
                ],
            )
            .to_owned(),
            CauseKind::AcrossInsurers => self.whose(
                [
                    "Une même personne est désormais reconnue chez plusieurs assureurs, et compte une fois (across_insurers)",
                    "One person is now recognised at several insurers, and counts once (across_insurers)",
                ],
                [
                    "Une même personne est désormais reconnue chez plusieurs organismes, et compte une fois (across_insurers)",
                    "One person is now recognised at several organisations, and counts once (across_insurers)",
                ],
            )
            .to_owned(),
            CauseKind::DeclaredExposed => {
                self.pick(format!("Données déclarées exposées par {who}"), format!("Fields declared exposed by {who}"))
            }
            CauseKind::DeclaredNotExposed => self.pick(
                format!("Données déclarées non exposées par {who}"),
                format!("Fields declared not exposed by {who}"),
            ),
            CauseKind::FileRenamed => self.pick(
                format!("Fichier {was} renommé {is}, même contenu"),
                format!("File {was} renamed to {is}, same content"),
            ),
            CauseKind::Key => {
                self.pick("Autre clé, sans effet sur les décomptes", "Another key, with no effect on the counts").to_owned()
            }
            CauseKind::Settings if who.is_empty() => {
                self.pick("Autres déclarations ou réglages de l’incident", "Other declarations or settings of the incident").to_owned()
            }
            CauseKind::Settings => self.pick(
                format!("Autres déclarations ou réglages chez {who}"),
                format!("Other declarations or settings at {who}"),
            ),
        }
    }

    /// What a key of the incident file is about; the key itself where no word is known. Forms are read by who has never seen the
    /// file.
    pub(crate) fn setting(self, key: &str) -> &str {
        match key {
            "title" => self.pick("titre", "title"),
            "nature" => self.pick("nature de la violation", "nature of the breach"),
            "origin" => self.pick("origine de l’incident", "origin of the incident"),
            "cause" => self.pick("cause de l’incident", "cause of the incident"),
            "occurred" => self.pick("période de la violation", "period of the breach"),
            "discovered" => self.pick("date de la découverte", "when it was discovered"),
            "description" => self.pick("descriptif", "description"),
            "discovery" => self.pick("circonstances de la découverte", "how it was discovered"),
            "consequences" => self.pick("conséquences possibles", "likely consequences"),
            "circumstances" => self.pick("ce que les données sont devenues", "what became of the data"),
            "legal_basis" => self.pick("fondement de l’utilisation du NIR", "legal basis for using the NIR"),
            "legal_basis_across" => self.whose(
                ["fondement entre assureurs", "legal basis across insurers"],
                ["fondement entre organismes", "legal basis across organisations"],
            ),
            "name" => self.pick("nom", "name"),
            "role" => self.pick("rôle", "role"),
            "service" => self.pick("service rendu", "service"),
            "trade" => self.pick("activité", "trade"),
            "measures_before" => self.pick("mesures antérieures", "measures before"),
            "measures_after" => self.pick("mesures prises depuis", "measures taken since"),
            "informed_on" | "aware" => self.pick("prise de connaissance", "awareness"),
            "channels" => self.pick("moyens d’information", "means of information"),
            "communication" => self.pick("information des personnes", "information of the persons"),
            "complaint_on" => self.pick("dépôt de plainte", "complaint"),
            "decisions" => self.pick("journal des décisions", "log of decisions"),
            "judgement" => self.pick("décisions motivées", "decisions with reasons"),
            "notification" => self.pick("notification à la CNIL", "notification of the CNIL"),
            "other_notifications" => self.pick("autres notifications", "other notifications"),
            "dora" => self.pick("déclarations à l’ACPR", "reports to the ACPR"),
            "siren" => self.pick("numéro SIREN", "SIREN number"),
            "organisation" => self.pick("identification de l’organisme", "identification of the organisation"),
            "representative" => self.pick("responsable légal", "legal representative"),
            "dpo" => self.pick("délégué à la protection des données", "data protection officer"),
            "profile" => self.pick("profil", "profile"),
            key => key,
        }
    }

    pub(crate) fn perimeter_number(self, number: &str) -> String {
        format!("{} {number}", self.pick("n°", "no."))
    }

    pub(crate) fn bin_word(self, bin: Bin) -> &'static str {
        match bin {
            Bin::Rows => self.rows(),
            Bin::Matched => self.matched(),
            Bin::Ambiguous => self.ambiguous(),
            Bin::Doubtful => self.doubtful(),
            Bin::Household => self.household(),
            Bin::Elsewhere => self.elsewhere(),
            Bin::Unmatched => self.unmatched(),
            Bin::Exposed => self.exposed(),
            Bin::NotExposed => self.not_exposed(),
            Bin::Duplicate => self.duplicate(),
            Bin::Rejected => self.rejected(),
        }
    }

    pub(crate) fn part_word(self, part: Part) -> &'static str {
        match part {
            Part::Status => self.whose(
                ["situation des assureurs", "status of the insurers"],
                ["situation des organismes", "status of the organisations"],
            ),
            Part::Outside => self.pick("personnes hors de l’estimation", "persons outside the estimate"),
            Part::Groups => self.pick("groupes de personnes", "groups of persons"),
            Part::Rules => self.pick("règles et preuves par partie", "rules and evidence by party"),
            Part::Unmatched => self.pick("lignes sans correspondance", "rows that match nobody"),
            Part::Overlaps => self.pick("personnes communes à plusieurs parties", "persons common to several parties"),
            Part::Sets => self.pick("ensembles de données divulguées", "sets of fields disclosed"),
            Part::Fields => self.pick("données exposées", "fields exposed"),
            Part::Identifiability => self.pick("identifiabilité", "identifiability"),
            Part::Managers => self.pick("gestionnaires", "managers"),
            Part::Perimeters => self.pick("périmètres", "perimeters"),
            Part::Severity => self.pick("gravité et obligations", "severity and duties"),
            Part::Findings => self.pick("constats", "findings"),
        }
    }
}
