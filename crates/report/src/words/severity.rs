//! Words of severity: ENISA's method, the CNIL's levels, the duties of a controller.

use super::Words;
use model::incident::{Exemption, Gravity};
use model::severity::enisa::{Class, Step};
use model::severity::identification::{Because, Identifier};
use model::severity::{AuthorityGround, Band, Chance, ChanceReason, Floor, GravityReason, PersonsGround};

words! {
    severity: "Gravité et obligations", "Severity and duties";
    severity_by_insurer: "Gravité, par assureur", "Severity, by insurer" | "Gravité, par organisme", "Severity, by organisation";
    duties_by_insurer: "Obligations, par assureur", "Duties, by insurer" | "Obligations, par organisme", "Duties, by organisation";
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
    proposed_gravity: "Niveau de gravité proposé", "Proposed level of severity";
    proposed_authority: "Autorité à notifier, proposition (art. 33)", "Authority to notify, proposal (art. 33)";
    proposed_persons: "Personnes à informer, proposition (art. 34)", "Persons to inform, proposal (art. 34)";
    decided: "Décidé par le responsable du traitement", "Decided by the controller";
    exemption: "Exception invoquée (art. 34(3))", "Exemption claimed (art. 34(3))";
    over_100_persons: "Plus de 100 personnes (indicateur d’ENISA)", "More than 100 persons (ENISA flag)";
    not_declared: "non déclaré", "not declared";
    unintelligible: "Données illisibles pour ceux qui les détiennent (indicateur d’ENISA)", "Data unintelligible to those who have them (ENISA flag)";
    step: "Étape", "Step";
    element: "Élément", "Element";
    base: "Base", "Base";
    value: "Valeur", "Value";
    data_lost: "Données divulguées", "Data disclosed";
    no_step: "sans ajustement", "no adjustment";
    highest: "La plus haute est retenue", "The highest is used";
    malicious: "Intention malveillante", "Malicious intent";
    sum: "Somme", "Sum";
    by_incident_file: "d’après le fichier d’incident", "according to the incident file";
    nothing_such: "rien de tel d’après le fichier d’incident", "none according to the incident file";
    assumed: "non déclaré : le pire cas est supposé", "not declared: the worst case is assumed";
    formula: "Contexte × identification + circonstances", "Context × identification + circumstances";
    change: "Hypothèse", "Assumption";
    as_it_is: "Aucun changement : le score tel quel", "No change: the score as it is";
    its_loss_alone: "Ce qui a été divulgué chez cet opérateur seul", "What was disclosed at this operator alone";
    likelihood: "Vraisemblance du préjudice", "Likelihood of harm";
    floor: "Plancher de gravité (propre à ampleur)", "Floor of the severity (ampleur’s own)";
    measured_set: "Mesuré sur les assurés", "Measured on the members" | "Mesuré sur les personnes de l’organisme", "Measured on the organisation’s persons";
    measured_rule:
        "à partir de 50\u{202f}% de personnes désignées à elles seules\u{a0}: 0,75\u{202f}; à partir de 10\u{202f}%\u{a0}: 0,50\u{202f}; sinon 0,25 (règle d’ampleur, qui laisse 1 à ce qui mène à la personne\u{a0}: numéro national, adresse)",
        "from 50% singled out: 0.75; from 10%: 0.50; else 0.25 (ampleur’s rule, which leaves 1 to what leads to a person: a national number, an address)";
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

    /// The band of a score, beside the score: `tranche élevée`.
    pub fn band_named(self, band: Band) -> String {
        let word = self.band_word(band);
        self.pick(format!("tranche {word}"), format!("{word} band"))
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
                "Plancher propre à ampleur, plus haut que le niveau donné par le seul score ENISA.",
                "Ampleur’s own floor, higher than the level that the ENISA score alone would give.",
            ),
        }
    }

    /// A floor, and what it rests on.
    pub fn floor_word(self, floor: Floor) -> &'static str {
        match floor {
            Floor::Nir => self.pick(
                "NIR avec un nom ou une date de naissance\u{a0}: au moins important (décisions de l’autorité polonaise sur le PESEL\u{202f}; CEPD, lignes directrices 01/2021, cas 14)",
                "NIR with a name or a birth date: at least significant (decisions of the Polish authority on the PESEL number; EDPB Guidelines 01/2021, case 14)",
            ),
            Floor::Health => self.pick(
                "Données de santé de personnes identifiables\u{a0}: au moins important (RGPD, art. 9 et considérant 75\u{202f}; CEPD, lignes directrices 01/2021, cas 12)",
                "Health data of persons who can be identified: at least significant (GDPR art. 9, recital 75; EDPB Guidelines 01/2021, case 12)",
            ),
            Floor::Financial => self.pick(
                "Données bancaires ou financières avec une identité\u{a0}: au moins important (RGPD, considérant 75\u{202f}; CEPD, lignes directrices 01/2021, cas 4 et 18)",
                "Bank or financial data with an identity: at least significant (GDPR recital 75; EDPB Guidelines 01/2021, cases 4 and 18)",
            ),
            Floor::Credentials => self.pick(
                "Identifiants et mots de passe utilisables\u{a0}: au moins important (CEPD, lignes directrices 01/2021, cas 7)",
                "Credentials that can be used: at least significant (EDPB Guidelines 01/2021, case 7)",
            ),
            Floor::IdentityPapers => self.pick(
                "Pièces d’identité\u{a0}: au moins important (RGPD, considérant 75)",
                "Identity papers: at least significant (GDPR recital 75)",
            ),
            Floor::Identity => self.pick(
                "Nom, prénom, date de naissance et adresse, en des mains inconnues\u{a0}: au moins important (CEPD, lignes directrices 01/2021, cas 5 et 11)",
                "Name, first name, birth date and address in unknown hands: at least significant (EDPB Guidelines 01/2021, cases 5 and 11)",
            ),
            Floor::Location => self.pick(
                "Localisation de personnes identifiables\u{a0}: au moins important (CEPD, lignes directrices 01/2021, cas 17)",
                "Location of persons who can be identified: at least significant (EDPB Guidelines 01/2021, case 17)",
            ),
            Floor::MinorsReached => self.pick(
                "Mineurs que l’on peut retrouver ou joindre\u{a0}: au moins important (RGPD, considérants 38 et 75)",
                "Minors who can be found or reached: at least significant (GDPR recitals 38 and 75)",
            ),
            Floor::MinorsNamed => self.pick(
                "Mineurs identifiables\u{a0}: au moins limité (RGPD, considérants 38 et 75)",
                "Minors who can be identified: at least limited (GDPR recitals 38 and 75)",
            ),
            Floor::CareUnavailable => self.pick(
                "Données de santé hors d’accès pour les soins\u{a0}: au moins important (CEPD, lignes directrices 01/2021, cas 3)",
                "Health data out of reach for care: at least significant (EDPB Guidelines 01/2021, case 3)",
            ),
        }
    }

    /// A level of likelihood.
    pub fn chance_word(self, chance: Chance) -> &'static str {
        match chance {
            Chance::Unlikely => self.pick("improbable", "unlikely"),
            Chance::Possible => self.pick("possible", "possible"),
            Chance::Likely => self.pick("vraisemblable", "likely"),
        }
    }

    /// Why harm is likely or not, in a sentence.
    pub fn chance_reason(self, because: ChanceReason) -> &'static str {
        match because {
            ChanceReason::IllIntent => self.pick(
                "Les données ont été prises volontairement, avec une intention malveillante.",
                "The data were taken on purpose, with ill intent.",
            ),
            ChanceReason::RecipientsUnknown => {
                self.pick("On ne sait pas qui détient les données.", "Nobody knows who has the data.")
            }
            ChanceReason::RecipientsKnown => self.pick(
                "Des destinataires connus détiennent les données\u{202f}; rien n’indique qu’ils soient de confiance.",
                "Known recipients have the data; nothing says that they can be trusted.",
            ),
            ChanceReason::RecipientsTrusted => self.pick(
                "Les destinataires sont connus et déclarés de confiance.",
                "The recipients are known, and declared to be trusted.",
            ),
            ChanceReason::NobodyReads => self.pick(
                "Personne ne détient les données, ou personne ne peut les lire.",
                "Nobody has the data, or nobody can read them.",
            ),
            ChanceReason::NotRestored => self.pick(
                "Toutes les données n’ont pas été rétablies sans difficulté, ou rien ne dit qu’elles l’aient été.",
                "Not all data were restored without difficulty, or nothing says that they were.",
            ),
            ChanceReason::Restored => self.pick(
                "Aucune donnée n’a été divulguée, et toutes sont rétablies.",
                "No data were disclosed, and all are restored.",
            ),
        }
    }

    /// Why the authority must be notified, or need not be.
    pub fn authority_ground(self, ground: AuthorityGround) -> &'static str {
        match ground {
            AuthorityGround::Risk => self.pick(
                "La violation est susceptible d’engendrer un risque pour les droits et libertés des personnes.",
                "The breach is not unlikely to result in a risk to the rights and freedoms of persons.",
            ),
            AuthorityGround::Unlikely => self.pick(
                "Un préjudice est improbable dans ces circonstances : la violation n’est pas susceptible d’engendrer un risque.",
                "Harm is unlikely in these circumstances: the breach is unlikely to result in a risk.",
            ),
            AuthorityGround::Negligible => self.pick(
                "La gravité est négligeable et l’acte n’est pas malveillant : la violation n’est pas susceptible d’engendrer un risque.",
                "The severity is negligible and there is no ill intent: the breach is unlikely to result in a risk.",
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
                "La gravité est importante ou maximale, et un préjudice est possible ou vraisemblable : la violation est susceptible d’engendrer un risque élevé.",
                "The severity is significant or maximum, and harm is possible or likely: the breach is likely to result in a high risk.",
            ),
            PersonsGround::Unlikely => self.pick(
                "La gravité serait importante, mais un préjudice est improbable dans ces circonstances.",
                "The severity would be significant, but harm is unlikely in these circumstances.",
            ),
            PersonsGround::NoHighRisk => self.pick(
                "La gravité est moindre : la violation n’est pas susceptible d’engendrer un risque élevé.",
                "The severity is lower: the breach is not likely to result in a high risk.",
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
                "−1 : des remboursements ou un professionnel de santé permettent des suppositions sur l’état de santé, sans être des données de santé proprement dites",
                "−1: reimbursements or a health professional allow assumptions about health, but are not health data as such",
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
            Identifier::IdentityPaper => self.pick("Pièce d’identité", "Identity paper"),
            Identifier::Account => self.pick("Coordonnées bancaires", "Bank details"),
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
            Because::IssuerOnly => self.pick(
                "ne désigne une personne que pour qui tient le registre de l’émetteur",
                "tells a person only to who holds the issuer’s register",
            ),
            Because::TellsBirth => self.pick(
                "il indique le sexe, l’année, le mois et le lieu de naissance (lecture d’ampleur)",
                "it reveals sex, year, month and place of birth (ampleur’s reading)",
            ),
        }
    }
}
