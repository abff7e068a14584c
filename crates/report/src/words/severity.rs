//! Words of severity: ENISA's method, the CNIL's levels, the duties of a controller.

use super::Words;
use model::incident::{Exemption, Gravity};
use model::severity::enisa::{Because, Class, Identifier, Step};
use model::severity::{AuthorityGround, Band, GravityReason, PersonsGround};

words! {
    severity: "Gravité et obligations", "Severity and duties";
    severity_by_insurer: "Gravité, par assureur", "Severity, by insurer";
    duties_by_insurer: "Obligations, par assureur", "Duties, by insurer";
    derivation: "Calcul du score", "How the score is computed";
    derivation_steps: "Le score, pas à pas", "The score, step by step";
    moves: "Ce qui change le score", "What changes the score";
    context: "Contexte du traitement (1 à 4)", "Data processing context (1 to 4)";
    identification: "Facilité d’identification (0,25 à 1)", "Ease of identification (0.25 to 1)";
    circumstances: "Circonstances (0 à 2)", "Circumstances (0 to 2)";
    band: "Tranche du score", "Band of the score";
    late: "Terme dépassé", "Deadline passed";
    question: "Question", "Question";
    answer: "Réponse", "Answer";
    reason: "Motif", "Reason";
    proposed_gravity: "Gravité proposée", "Proposed gravity";
    proposed_authority: "Autorité à notifier (art. 33) : proposition", "Authority to notify (art. 33): proposal";
    proposed_persons: "Personnes à informer (art. 34) : proposition", "Persons to inform (art. 34): proposal";
    decided: "Décidé par le délégué à la protection des données", "Decided by the data protection officer";
    exemption: "Exception invoquée (art. 34(3))", "Exemption claimed (art. 34(3))";
    over_100_persons: "Plus de 100 personnes (indicateur d’ENISA)", "More than 100 persons (ENISA flag)";
    unintelligible: "Données illisibles pour ceux qui les détiennent (indicateur d’ENISA)", "Data unintelligible to those who have them (ENISA flag)";
    step: "Étape", "Step";
    element: "Élément", "Element";
    base: "Base", "Base";
    value: "Valeur", "Value";
    data_lost: "Données perdues", "Data lost";
    no_step: "sans ajustement", "no adjustment";
    highest: "La plus haute est retenue", "The highest is used";
    measured_alone: "Mesuré : part des assurés que ces données désignent à elles seules", "Measured: share of members whom these data single out";
    malicious: "Intention malveillante", "Malicious intent";
    sum: "Somme", "Sum";
    by_incident_file: "d’après le fichier d’incident", "according to the incident file";
    nothing_such: "rien de tel d’après le fichier d’incident", "none according to the incident file";
    assumed: "non déclaré : le pire cas est supposé", "not declared: the worst case is assumed";
    formula: "Contexte × identification + circonstances", "Context × identification + circumstances";
    change: "Hypothèse", "Assumption";
    as_it_is: "Aucun changement : le score tel quel", "No change: the score as it is";
    its_loss_alone: "Ce que cet opérateur a perdu à lui seul", "What this operator alone lost";
}

impl Words {
    /// Yes or no.
    pub fn yes_no(self, yes: bool) -> &'static str {
        if yes { self.pick("oui", "yes") } else { self.pick("non", "no") }
    }

    /// A score given in hundredths: `3,00`.
    pub fn score(self, hundredths: u64) -> String {
        format!("{}{}{:02}", hundredths / 100, self.pick(',', '.'), hundredths % 100)
    }

    /// A score without a field that was lost.
    pub fn without(self, field: &str) -> String {
        self.pick(format!("Sans la donnée « {field} »"), format!("Without the field “{field}”"))
    }

    /// A score as if an operator had not held a field.
    pub fn had_it_not_held(self, field: &str) -> String {
        self.pick(format!("S’il n’avait pas détenu « {field} »"), format!("If it had not held “{field}”"))
    }

    /// The band of a score.
    pub fn band_word(self, band: Band) -> &'static str {
        match band {
            Band::Low => self.pick("faible", "low"),
            Band::Medium => self.pick("moyenne", "medium"),
            Band::High => self.pick("élevée", "high"),
            Band::VeryHigh => self.pick("très élevée", "very high"),
        }
    }

    /// A level of gravity.
    pub fn gravity_word(self, gravity: Gravity) -> &'static str {
        match gravity {
            Gravity::Negligible => self.pick("Négligeable", "Negligible"),
            Gravity::Limited => self.pick("Limité", "Limited"),
            Gravity::Important => self.pick("Important", "Significant"),
            Gravity::Maximal => self.pick("Maximal", "Maximum"),
        }
    }

    /// Why a level is proposed, in a sentence.
    pub fn gravity_reason(self, because: GravityReason) -> &'static str {
        match because {
            GravityReason::Band => self.pick(
                "Niveau correspondant à la tranche du score ENISA (correspondance propre à ampleur, aucune autorité n’en ayant publié).",
                "Level mapped from the band of the ENISA score (ampleur’s own mapping, since no authority has published one).",
            ),
            GravityReason::Floor => self.pick(
                "Un NIR perdu avec un nom ou une date de naissance est classé au moins important (plancher d’ampleur) ; la tranche du score ENISA donnerait moins à elle seule.",
                "A NIR lost with a name or a birth date is rated at least significant (ampleur’s floor); the band of the ENISA score alone would give less.",
            ),
        }
    }

    /// Why the authority must be notified, or need not be.
    pub fn authority_ground(self, ground: AuthorityGround) -> &'static str {
        match ground {
            AuthorityGround::Risk => self.pick(
                "Des données personnelles ont été perdues : la violation est susceptible d’engendrer un risque.",
                "Personal data were lost: the breach is not unlikely to result in a risk.",
            ),
            AuthorityGround::Unintelligible => self.pick(
                "Ceux qui détiennent les données ne peuvent pas les lire : la violation n’est pas susceptible d’engendrer un risque.",
                "Those who have the data cannot read them: the breach is unlikely to result in a risk.",
            ),
        }
    }

    /// Why persons must be informed, or need not be.
    pub fn persons_ground(self, ground: PersonsGround) -> &'static str {
        match ground {
            PersonsGround::HighRisk => self.pick(
                "La gravité est importante ou maximale : la violation est susceptible d’engendrer un risque élevé.",
                "The gravity is significant or maximum: the breach is likely to result in a high risk.",
            ),
            PersonsGround::NoHighRisk => self.pick(
                "La gravité est moindre : la violation n’est pas susceptible d’engendrer un risque élevé.",
                "The gravity is lower: the breach is not likely to result in a high risk.",
            ),
            PersonsGround::Unintelligible => self.pick(
                "Ceux qui détiennent les données ne peuvent pas les lire (art. 34(3)(a)).",
                "Those who have the data cannot read them (art. 34(3)(a)).",
            ),
        }
    }

    /// A ground of art. 34(3).
    pub fn exemption_word(self, exemption: Exemption) -> &'static str {
        match exemption {
            Exemption::Protected => self.pick(
                "(a) Les données étaient incompréhensibles pour toute personne non autorisée",
                "(a) The data were unintelligible to any unauthorised person",
            ),
            Exemption::Averted => self.pick(
                "(b) Des mesures ultérieures écartent un risque élevé",
                "(b) Subsequent measures make a high risk no longer likely",
            ),
            Exemption::Disproportionate => self.pick(
                "(c) Informer chaque personne exigerait des efforts disproportionnés ; communication publique",
                "(c) Informing each person would involve disproportionate effort; public communication instead",
            ),
        }
    }

    /// A class of data.
    pub fn class_word(self, class: Class) -> &'static str {
        match class {
            Class::Simple => self.pick("Données simples", "Simple data"),
            Class::Behavioural => self.pick("Données de comportement", "Behavioural data"),
            Class::Financial => self.pick("Données financières", "Financial data"),
            Class::Sensitive => self.pick("Données sensibles", "Sensitive data"),
        }
    }

    /// Reason for adjusting a class by one point.
    pub fn step_word(self, step: Step) -> &'static str {
        match step {
            Step::TellsStanding => self.pick(
                "+1 : l’assureur, les garanties ou le gestionnaire renseignent sur la situation sociale ou financière",
                "+1: the insurer, the cover or the manager reveals something about a person’s social or financial status",
            ),
            Step::AccountAlone => self.pick(
                "−1 : un numéro de compte sans le nom du titulaire n’apprend rien d’important",
                "−1: account numbers without the names of the holders give no significant insight",
            ),
            Step::AllowsAssumptions => self.pick(
                "−1 : des remboursements permettent des suppositions sur l’état de santé, sans être des données de santé proprement dites",
                "−1: reimbursements allow assumptions about health, but are not health data as such",
            ),
        }
    }

    /// Row of ENISA's table of identifiers.
    pub fn identifier_word(self, identifier: Identifier) -> &'static str {
        match identifier {
            Identifier::FullName => self.pick("Nom et prénom", "Full name"),
            Identifier::NationalNumber => self.pick("Numéro national (NIR)", "National number (NIR)"),
            Identifier::PhoneOrAddress => self.pick("Téléphone ou adresse postale", "Phone or postal address"),
            Identifier::Email => self.pick("Adresse électronique", "E-mail address"),
            Identifier::Code => {
                self.pick("Numéro de contrat, d’adhérent ou de référence", "Contract, member or reference number")
            }
        }
    }

    /// Reason for the level of an identifier.
    pub fn because_word(self, because: Because) -> &'static str {
        match because {
            Because::Alone => self.pick("pris seul", "taken alone"),
            Because::WithBirthDate => self.pick(
                "avec la date de naissance, absente du tableau d’ENISA (lecture d’ampleur)",
                "with the birth date, for which ENISA’s table has no row (ampleur’s reading)",
            ),
            Because::WithFullName => self.pick("avec le nom et le prénom", "with the full name"),
            Because::WithBirthDateAndAddress => {
                self.pick("avec la date de naissance et une adresse", "with the birth date and an address")
            }
            Because::TellsBirth => self.pick(
                "il indique le sexe, l’année, le mois et le lieu de naissance (lecture d’ampleur)",
                "it reveals sex, year, month and place of birth (ampleur’s reading)",
            ),
        }
    }
}
