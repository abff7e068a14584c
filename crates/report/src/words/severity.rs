//! Words of severity: ENISA's method, the CNIL's levels, what a controller owes.

use super::Words;
use model::incident::{Exemption, Gravity};
use model::severity::enisa::{Because, Class, Identifier, Step};
use model::severity::{AuthorityGround, Band, GravityReason, PersonsGround};

words! {
    severity: "Gravité et obligations", "Severity and duties";
    severity_by_insurer: "Gravité, par assureur", "Severity, by insurer";
    duties_by_insurer: "Ce qui est dû, par assureur", "What is owed, by insurer";
    derivation: "D’où vient le score", "Where the score comes from";
    derivation_steps: "Le score, pas à pas", "The score, step by step";
    moves: "Ce qui change le score", "What moves the score";
    context: "Contexte du traitement (1 à 4)", "Data processing context (1 to 4)";
    identification: "Facilité d’identification (0,25 à 1)", "Ease of identification (0.25 to 1)";
    circumstances: "Circonstances (0 à 2)", "Circumstances (0 to 2)";
    band: "Tranche du score", "Band of the score";
    late: "Terme dépassé", "Late";
    question: "Question", "Question";
    answer: "Réponse", "Answer";
    reason: "Motif", "Reason";
    proposed_gravity: "Gravité proposée", "Gravity proposed";
    proposed_authority: "Autorité à informer (art. 33) : proposition", "Authority to be told (art. 33): proposal";
    proposed_persons: "Personnes à informer (art. 34) : proposition", "Persons to be told (art. 34): proposal";
    decided: "Décidé par le délégué à la protection des données", "Decided by the data protection officer";
    exemption: "Exception invoquée (art. 34(3))", "Exemption claimed (art. 34(3))";
    over_100_persons: "Plus de 100 personnes (signal d’ENISA)", "More than 100 persons (ENISA’s flag)";
    unintelligible: "Données illisibles pour qui les a (signal d’ENISA)", "Data nobody who has them can read (ENISA’s flag)";
    step: "Étape", "Step";
    element: "Élément", "Element";
    base: "Départ", "From";
    value: "Valeur", "Value";
    data_lost: "Données perdues", "Data lost";
    no_step: "rien ne la déplace", "nothing moves it";
    highest: "La plus haute compte", "The highest counts";
    measured_alone: "Mesuré : part des assurés que ces données désignent seules", "Measured: share of members whom these data single out";
    malicious: "Intention malveillante", "Malicious intent";
    sum: "Somme", "Sum";
    by_incident_file: "d’après le dossier", "by the incident file";
    nothing_such: "rien de tel d’après le dossier", "nothing of the kind by the incident file";
    assumed: "non déclaré : le pire est supposé", "not declared: the worst is assumed";
    formula: "Contexte × identification + circonstances", "Context × identification + circumstances";
    change: "Ce qui change", "What changes";
    as_it_is: "Rien : le score tel quel", "Nothing: the score as it is";
    its_loss_alone: "Ce que cet opérateur a perdu, seul", "What this operator lost, alone";
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
        self.pick(format!("Sans la donnée « {field} »"), format!("Without “{field}”"))
    }

    /// A score had an operator not held a field.
    pub fn had_it_not_held(self, field: &str) -> String {
        self.pick(format!("S’il n’avait pas détenu « {field} »"), format!("Had it not held “{field}”"))
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

    /// A level of the CNIL.
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
                "Niveau placé en face de la tranche du score ENISA (correspondance d’ampleur, aucune autorité n’en ayant publié).",
                "The level set beside the band of ENISA’s score (ampleur’s own, no authority having published one).",
            ),
            GravityReason::Floor => self.pick(
                "Un NIR perdu avec un nom ou une date de naissance est tenu pour important au moins (plancher d’ampleur) ; la tranche du score ENISA seule proposerait moins.",
                "A NIR lost with a name or a birth date is held to be significant at least (ampleur’s floor); the band of ENISA’s score alone would propose less.",
            ),
        }
    }

    /// Why the authority is to be told, or not.
    pub fn authority_ground(self, ground: AuthorityGround) -> &'static str {
        match ground {
            AuthorityGround::Risk => self.pick(
                "Des données personnelles ont été perdues : un risque n’est pas improbable.",
                "Personal data were lost: a risk is not unlikely.",
            ),
            AuthorityGround::Unintelligible => self.pick(
                "Nul de ceux qui ont les données ne peut les lire : un risque est improbable.",
                "Nobody who has the data can read them: a risk is unlikely.",
            ),
        }
    }

    /// Why persons are to be told, or not.
    pub fn persons_ground(self, ground: PersonsGround) -> &'static str {
        match ground {
            PersonsGround::HighRisk => self.pick(
                "La gravité est importante ou maximale : un risque élevé est probable.",
                "The gravity is significant or maximum: a high risk is likely.",
            ),
            PersonsGround::NoHighRisk => self.pick(
                "La gravité est moindre : un risque élevé n’est pas probable.",
                "The gravity is lower: a high risk is not likely.",
            ),
            PersonsGround::Unintelligible => self.pick(
                "Nul de ceux qui ont les données ne peut les lire (art. 34(3)(a)).",
                "Nobody who has the data can read them (art. 34(3)(a)).",
            ),
        }
    }

    /// A ground of art. 34(3).
    pub fn exemption_word(self, exemption: Exemption) -> &'static str {
        match exemption {
            Exemption::Protected => self.pick(
                "(a) Les données étaient illisibles pour qui n’y est pas autorisé",
                "(a) The data were unintelligible to anyone who is not authorised",
            ),
            Exemption::Averted => self.pick(
                "(b) Des mesures prises depuis écartent un risque élevé",
                "(b) Later measures make a high risk no longer likely",
            ),
            Exemption::Disproportionate => self.pick(
                "(c) Informer chacun exigerait des efforts disproportionnés ; communication publique",
                "(c) Telling each would take a disproportionate effort; a public communication instead",
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

    /// What moves a class by one.
    pub fn step_word(self, step: Step) -> &'static str {
        match step {
            Step::TellsStanding => self.pick(
                "+1 : assureur, garanties ou gestionnaire disent quelque chose de la situation sociale ou financière",
                "+1: insurer, cover or manager tell something of a person’s social or financial standing",
            ),
            Step::AccountAlone => self.pick(
                "−1 : un numéro de compte sans le nom du titulaire n’apprend rien d’important",
                "−1: account numbers without the holders’ names give no significant insight",
            ),
            Step::AllowsAssumptions => self.pick(
                "−1 : des remboursements laissent supposer un état de santé, sans être des données de santé proprement dites",
                "−1: reimbursements allow assumptions on health, and are not health data proper",
            ),
        }
    }

    /// A row of ENISA's table of identifiers.
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

    /// Why an identifier has its level.
    pub fn because_word(self, because: Because) -> &'static str {
        match because {
            Because::Alone => self.pick("pris seul", "taken alone"),
            Because::WithBirthDate => self.pick(
                "avec la date de naissance, pour laquelle ENISA n’a pas de ligne (lecture d’ampleur)",
                "with the birth date, for which ENISA has no row (our reading)",
            ),
            Because::WithFullName => self.pick("avec le nom et le prénom", "with the full name"),
            Because::WithBirthDateAndAddress => {
                self.pick("avec la date de naissance et une adresse", "with the birth date and an address")
            }
            Because::TellsBirth => self.pick(
                "il dit le sexe, l’année, le mois et le lieu de naissance (lecture d’ampleur)",
                "it tells sex, year, month and place of birth (our reading)",
            ),
        }
    }
}
