//! All words printed in reports and on the terminal, French and English side by side.

#![allow(missing_docs, reason = "a word says what it is")]

use model::figures::{Declared, Persons};
use model::finding::Level;
use model::incident::{Field, Status, When, paris};
use model::rule::Rule;
use model::said::{Lang, thousands};

/// The words of one language, about insurers or about organisations of any trade.
#[derive(Clone, Copy)]
pub struct Words {
    lang: Lang,
    /// Whether a controller is no insurer: it has no policyholders, and is not called one.
    of_any_trade: bool,
}

/// How much of the place of a finding to print.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// The file and the number of rows.
    Count,
    /// Also the column and the first row numbers.
    Rows,
}

/// Words without placeholders: a name, then French, then English; after a bar, both where a controller is no insurer.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $fr:literal, $en:literal $(| $fr_any:literal, $en_any:literal)?;)*) => {
        impl Words {
            $($(#[$doc])* pub fn $name(self) -> &'static str {
                $(if self.of_any_trade { return self.pick($fr_any, $en_any); })?
                self.pick($fr, $en)
            })*
        }
    };
}

mod answers;
mod dossier;
mod findings;
mod owed;
mod page;
mod reach;
mod roles;
mod severity;
mod shared;
mod whose;

words! {
    lang_code: "fr", "en";
    colon: "\u{a0}: ", ": ";
    document: "Rapport d’impact d’une violation de données personnelles", "Impact report on a personal data breach";
    as_of: "Situation au", "As of";
    headline_sure: "avec certitude", "for certain";
    headline_high: "au plus", "at most";
    insurer: "Assureur", "Insurer" | "Organisme", "Organisation";
    operator: "Opérateur", "Operator";
    status: "Situation", "Status";
    persons: "Personnes", "Persons";
    interval: "min – max", "low – high";
    records: "Lignes divulguées", "Leaked rows";
    records_short: "Lignes", "Rows";
    contracts: "Contrats", "Contracts";
    policyholders: "Assurés principaux", "Policyholders" | "Titulaires", "Holders";
    dependants: "Ayants droit", "Dependants";
    minors: "Mineurs", "Minors";
    former: "Anciens assurés", "Former members" | "Personnes parties", "Persons who have left";
    deceased: "Décédés", "Deceased";
    all_operators: "Tous opérateurs", "All operators";
    all_insurers: "Ensemble", "All insurers" | "Ensemble", "All organisations";
    matrix: "Personnes concernées, par assureur et opérateur", "Affected persons, by insurer and operator" | "Personnes concernées, par organisme et opérateur", "Affected persons, by organisation and operator";
    matrix_note:
        "Un total est une union : une personne exposée par deux opérateurs, ou assurée chez deux assureurs, n’y compte qu’une fois. Le maximum compte des lignes d’assurés, sans regrouper celles d’une même personne.",
        "A total is a union: a person exposed by two operators, or insured with two insurers, is counted once. The high figure counts member rows, without grouping those of one person."
        | "Un total est une union : une personne exposée par deux opérateurs, ou connue de deux organismes, n’y compte qu’une fois. Le maximum compte des lignes de l’organisme, sans regrouper celles d’une même personne.",
        "A total is a union: a person exposed by two operators, or known to two organisations, is counted once. The high figure counts rows of the organisation, without grouping those of one person.";
    matrix_note_apart:
        "Entre opérateurs, un total est une union : une personne exposée par deux opérateurs n’y compte qu’une fois. Entre assureurs, c’est une somme : qui est assuré chez deux assureurs y compte deux fois, car le fichier d’incident (across_insurers) ne permet pas de l’y reconnaître. Le maximum compte des lignes d’assurés, sans regrouper celles d’une même personne.",
        "Over operators, a total is a union: a person exposed by two operators is counted once. Over insurers it is a sum: whoever is insured with two insurers is counted twice, since the incident file (across_insurers) lets nobody be recognised at both. The high figure counts member rows, without grouping those of one person."
        | "Entre opérateurs, un total est une union : une personne exposée par deux opérateurs n’y compte qu’une fois. Entre organismes, c’est une somme : qui est connu de deux organismes y compte deux fois, car le fichier d’incident (across_insurers) ne permet pas de l’y reconnaître. Le maximum compte des lignes de l’organisme, sans regrouper celles d’une même personne.",
        "Over operators, a total is a union: a person exposed by two operators is counted once. Over organisations it is a sum: whoever is known to two organisations is counted twice, since the incident file (across_insurers) lets nobody be recognised at both. The high figure counts rows of the organisation, without grouping those of one person.";
    across_insurers: "Même personne chez plusieurs assureurs", "One person at several insurers" | "Même personne chez plusieurs organismes", "One person at several organisations";
    across_together: "reconnue, et comptée une fois ; fondement juridique", "recognised, and counted once; legal basis";
    across_apart: "non reconnue : comptée une fois chez chacun", "not recognised: counted once at each";
    not_concerned_note:
        "«\u{a0}Non concerné à ce jour\u{a0}»\u{a0}: d’après le fichier d’incident, aucun de ces opérateurs ne traite ses données, ou toutes ses personnes sont déclarées hors de cause, et aucune ligne divulguée ne le nomme ni n’est comptée pour lui.",
        "“Not concerned so far”: according to the incident file, none of these operators processes its data, or all its persons are declared unaffected, and no leaked row names it or counts for it.";
    fields: "Données exposées", "Exposed data";
    fields_note:
        "Ce que l’opérateur déclare, comparé à ce que ses lignes contiennent. « Non établi » : l’opérateur n’en dit rien.",
        "What the operator declares, compared with what its rows contain. “Not established”: the operator does not declare it.";
    field: "Donnée", "Field";
    declared: "Déclarée", "Declared";
    observed: "Observée (lignes)", "Observed (rows)";
    by_rule: "Sur quoi repose chaque rapprochement", "What each match is based on";
    bins: "Aucune ligne perdue : la case de chacune", "No row is lost: the bin of each row";
    bins_leaks: "Lignes divulguées", "Leaked rows";
    bins_members: "Lignes d’assurés", "Member rows" | "Lignes de l’organisme", "Organisation’s rows";
    file: "Fichier", "File";
    rows: "Lignes lues", "Rows read";
    matched: "Rapprochées", "Matched";
    ambiguous: "Ambiguës", "Ambiguous";
    elsewhere: "Ailleurs", "Elsewhere";
    unmatched: "Sans correspondance", "Unmatched";
    duplicate: "Doublons", "Duplicates";
    rejected: "Rejetées", "Rejected";
    exposed: "Exposées", "Exposed";
    not_exposed: "Non exposées", "Not exposed";
    findings: "Constats", "Findings";
    no_findings: "Aucun constat.", "No findings.";
    reading: "Comment lire ces chiffres", "How to read these figures";
    reading_person:
        "Personne : un bénéficiaire, assuré principal ou ayant droit. Un NIR désigne un foyer, pas une personne : il faut aussi la date de naissance, et le rang de naissance ou le prénom.",
        "Person: a beneficiary, policyholder or dependant. A NIR identifies a household, not a person: the birth date is also needed, and the birth rank or the first name."
        | "Personne : quelqu’un dont l’organisme détient des données, quel que soit le nombre de ses lignes. Un NIR désigne un foyer, pas une personne : il faut aussi la date de naissance, et le rang de naissance ou le prénom.",
        "Person: somebody whose data the organisation holds, however many rows it has of them. A NIR identifies a household, not a person: the birth date is also needed, and the birth rank or the first name.";
    reading_interval:
        "Minimum : personnes retrouvées sans ambiguïté par une règle certaine, ou comprises dans un périmètre déclaré exposé. Estimation : en plus, personnes retrouvées sans ambiguïté par une règle forte ou probable. Maximum : toutes les lignes d’assurés retrouvées de quelque façon (ambiguïtés et foyers compris) ou comprises dans un tel périmètre.",
        "Low: persons matched unambiguously by a certain rule, or in a perimeter declared exposed. Estimate: also persons matched unambiguously by a strong or probable rule. High: every member row matched in any way (ambiguous rows and households included) or in such a perimeter."
        | "Minimum : personnes retrouvées sans ambiguïté par une règle certaine, ou comprises dans un périmètre déclaré exposé. Estimation : en plus, personnes retrouvées sans ambiguïté par une règle forte ou probable. Maximum : toutes les lignes de l’organisme retrouvées de quelque façon (ambiguïtés et foyers compris) ou comprises dans un tel périmètre.",
        "Low: persons matched unambiguously by a certain rule, or in a perimeter declared exposed. Estimate: also persons matched unambiguously by a strong or probable rule. High: every row of the organisation matched in any way (ambiguous rows and households included) or in such a perimeter.";
    reading_bins:
        "Douteuse : la ligne désigne une personne, sans certitude suffisante (« possible »). Ambiguë : elle désigne deux personnes ou plus chez un même assureur. Foyer : elle n’est rapprochée que par un NIR, un numéro ou un contact (courriel, téléphone, IBAN). Ailleurs : elle ne désigne une personne que chez un assureur qu’elle ne peut pas concerner. Rejetée : ses données lisibles ne permettent aucune règle.",
        "Doubtful: the row matches one person with too little certainty (“possible”). Ambiguous: it matches two or more persons at one insurer. Household: it is matched by a NIR, a number or a contact (e-mail, telephone, IBAN) alone. Elsewhere: it matches a person only at an insurer that it cannot concern. Rejected: its readable values allow no rule."
        | "Douteuse : la ligne désigne une personne, sans certitude suffisante (« possible »). Ambiguë : elle désigne deux personnes ou plus chez un même organisme. Foyer : elle n’est rapprochée que par un NIR, un numéro ou un contact (courriel, téléphone, IBAN). Ailleurs : elle ne désigne une personne que chez un organisme qu’elle ne peut pas concerner. Rejetée : ses données lisibles ne permettent aucune règle.",
        "Doubtful: the row matches one person with too little certainty (“possible”). Ambiguous: it matches two or more persons at one organisation. Household: it is matched by a NIR, a number or a contact (e-mail, telephone, IBAN) alone. Elsewhere: it matches a person only at an organisation that it cannot concern. Rejected: its readable values allow no rule.";
    terms: "Conditions", "Conditions";
    legal_basis: "Fondement juridique de l’utilisation du NIR pour ce rapprochement", "Legal basis for using the NIR in this record linkage";
    to_complete: "à compléter", "to be completed";
    secret_key: "Identifiants comparés par leurs empreintes sous une clé secrète, jamais en clair.", "Identifiers are compared by their digests under a secret key, never in clear.";
    nothing_disclosed:
        "D’après le fichier d’incident, aucune donnée n’a été divulguée\u{a0}: «\u{a0}divulguées\u{a0}» et «\u{a0}exposées\u{a0}» désignent dans ce rapport les données altérées ou hors d’accès.",
        "According to the incident file, no data were disclosed: in this report, “leaked” and “exposed” stand for data that were altered or out of reach.";
    published_key:
        "Identifiants comparés par leurs empreintes sous la clé PUBLIÉE d’ampleur : pour des personnes inventées seulement.",
        "Identifiers are compared by their digests under ampleur’s PUBLISHED key: for invented persons only.";
    files_note:
        "Les mêmes chiffres sont dans report.json ; les lignes rejetées, par numéro et motif, dans rejects/ ; les empreintes des fichiers lus et écrits, dans manifest.json.",
        "The same figures are in report.json; the rejected rows, by number and reason, in rejects/; the digests of all files read and written in manifest.json.";
    more_findings: "Le rapport contient d’autres constats.", "The report contains further findings.";
    report_is_in: "Rapport", "Report";
}

impl Words {
    /// The words of a language.
    pub fn of(lang: Lang) -> Words {
        Words { lang, of_any_trade: false }
    }

    /// The words for controllers of which one, or more, is no insurer ([`Incident::has_other_trades`]).
    ///
    /// [`Incident::has_other_trades`]: model::incident::Incident::has_other_trades
    pub fn of_trades(self, others: bool) -> Words {
        Words { of_any_trade: others, ..self }
    }

    /// Whether the words are for organisations of any trade.
    pub fn is_of_any_trade(self) -> bool {
        self.of_any_trade
    }

    /// Chooses a language, and between words about insurers and about any organisation: French, then English.
    pub fn whose<T>(self, insurers: [T; 2], any: [T; 2]) -> T {
        let [fr, en] = if self.of_any_trade { any } else { insurers };
        self.pick(fr, en)
    }

    /// Chooses between French and English.
    pub fn pick<T>(self, fr: T, en: T) -> T {
        match self.lang {
            Lang::Fr => fr,
            Lang::En => en,
        }
    }

    /// `12 345` in French (narrow no-break space), `12,345` in English.
    pub fn number(self, n: u64) -> String {
        thousands(n, self.pick('\u{202f}', ','))
    }

    /// A number and what is counted, each in the singular and the plural. French uses the singular for zero.
    pub fn counted(self, n: u64, fr: [&str; 2], en: [&str; 2]) -> String {
        let noun = self.pick(fr[usize::from(n > 1)], en[usize::from(n != 1)]);
        format!("{} {noun}", self.number(n))
    }

    /// `12 340 – 12 350`.
    pub fn range(self, persons: Persons) -> String {
        format!("{} – {}", self.number(persons.low), self.number(persons.high))
    }

    /// `7 février 2024`, from `2024-02-07`.
    pub fn date(self, iso: &str) -> String {
        let Ok(date) = iso.parse::<jiff::civil::Date>() else { return iso.to_owned() };
        let months = self.pick(
            [
                "janvier",
                "février",
                "mars",
                "avril",
                "mai",
                "juin",
                "juillet",
                "août",
                "septembre",
                "octobre",
                "novembre",
                "décembre",
            ],
            [
                "January",
                "February",
                "March",
                "April",
                "May",
                "June",
                "July",
                "August",
                "September",
                "October",
                "November",
                "December",
            ],
        );
        let month = months[usize::from(date.month().unsigned_abs()) - 1];
        match (self.lang, date.day()) {
            (Lang::Fr, 1) => format!("1er {month} {}", date.year()),
            (_, day) => format!("{day} {month} {}", date.year()),
        }
    }

    /// `jeudi 1er février 2024 à 9 h 00 (heure de Paris, UTC+01:00)`, from `2024-02-01T09:00:00+01:00`. Fractions of a
    /// second are not printed.
    pub fn moment(self, moment: &str) -> String {
        let instant = moment.parse::<jiff::Timestamp>().ok();
        let Some(there) = instant.map(|instant| instant.to_zoned(paris())) else { return moment.to_owned() };
        let day = self.weekday(there.date().weekday());
        let date = self.date(&there.date().to_string());
        let offset = there.offset().seconds() / 3600;
        match self.lang {
            Lang::Fr => format!(
                "{day} {date} à {}\u{a0}h\u{a0}{:02} (heure de Paris, UTC+{offset:02}:00)",
                there.hour(),
                there.minute()
            ),
            Lang::En => {
                format!("{day} {date}, {:02}:{:02} (Paris, UTC+{offset:02}:00)", there.hour(), there.minute())
            }
        }
    }

    /// A day of the week.
    fn weekday(self, day: jiff::civil::Weekday) -> &'static str {
        let at = usize::from(day.to_monday_zero_offset().unsigned_abs());
        let days = self.pick(
            ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
            ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        );
        days[at]
    }

    /// A day, or a moment.
    pub fn when(self, when: &When) -> String {
        match when.moment() {
            Some(moment) => self.moment(&moment.to_string()),
            None => self.date(&when.to_string()),
        }
    }

    /// `12 personnes concernées`.
    pub fn persons_concerned(self, n: u64) -> &'static str {
        match (self.lang, n) {
            (Lang::Fr, 0 | 1) => "personne concernée",
            (Lang::Fr, _) => "personnes concernées",
            (Lang::En, 1) => "affected person",
            (Lang::En, _) => "affected persons",
        }
    }

    /// Name of a field.
    pub fn field_name(self, field: Field) -> &'static str {
        match field {
            Field::Civility => self.pick("Civilité", "Title"),
            Field::Sex => self.pick("Sexe", "Sex"),
            Field::LastName => self.pick("Nom", "Last name"),
            Field::BirthName => self.pick("Nom de naissance", "Birth name"),
            Field::FirstName => self.pick("Prénom", "First name"),
            Field::BirthDate => self.pick("Date de naissance", "Birth date"),
            Field::BirthRank => self.pick("Rang de naissance", "Birth rank"),
            Field::Nir => self.pick("Numéro de sécurité sociale (NIR)", "Social security number (NIR)"),
            Field::Insurer => self.pick("Nom de l’assureur", "Insurer"),
            Field::ContractNumber => self.pick("Numéro de contrat", "Contract number"),
            Field::MemberNumber => self.pick("Numéro d’adhérent", "Member number"),
            Field::Guarantees => self.pick("Garanties", "Cover"),
            Field::InternalReference => self.pick("Référence interne de l’opérateur", "Operator’s internal reference"),
            Field::Manager => self.pick("Nom du gestionnaire", "Contract manager"),
            Field::BankDetails => self.pick("Coordonnées bancaires", "Bank details"),
            Field::MedicalData => self.pick("Données médicales", "Medical data"),
            Field::Reimbursements => self.pick("Remboursements", "Reimbursements"),
            Field::PostalAddress => self.pick("Adresse postale", "Postal address"),
            Field::Phone => self.pick("Téléphone", "Phone"),
            Field::Email => self.pick("Adresse électronique", "E-mail address"),
            Field::CredentialsClear => self.pick("Mot de passe en clair", "Password in clear"),
            Field::CredentialsHashed => self.pick("Mot de passe haché", "Hashed password"),
            Field::IdentityPapers => self.pick("Pièce d’identité", "Identity papers"),
            Field::BirthPlace => self.pick("Lieu de naissance", "Place of birth"),
            Field::Nationality => self.pick("Nationalité", "Nationality"),
            Field::Employer => self.pick("Employeur", "Employer"),
            Field::Income => self.pick("Revenus", "Income"),
            Field::Family => self.pick("Situation familiale", "Family situation"),
            Field::Location => self.pick("Localisation", "Location"),
            Field::HealthProfessional => self.pick("Professionnel de santé", "Health professional"),
            Field::CustomerNumber => self.pick("Numéro de client", "Customer number"),
            Field::CardNumber => self.pick("Numéro de carte bancaire", "Bank card number"),
            Field::FreeText => self.pick("Texte libre", "Free text"),
        }
    }

    pub fn declared_word(self, declared: Declared) -> &'static str {
        match declared {
            Declared::Exposed => self.pick("exposée", "exposed"),
            Declared::NotExposed => self.pick("non exposée", "not exposed"),
            Declared::NotEstablished => self.pick("non établi", "not established"),
        }
    }

    pub fn status_word(self, status: Status) -> &'static str {
        match status {
            Status::Exposed => self.pick("concerné", "exposed"),
            Status::NotConcerned => self.pick("non concerné à ce jour", "not concerned so far"),
            Status::NotEstablished => self.pick("non établi", "not established"),
        }
    }

    pub fn level_word(self, level: Level) -> &'static str {
        match level {
            Level::Grave => self.pick("grave", "grave"),
            Level::Warning => self.pick("attention", "warning"),
            Level::Info => self.pick("info", "info"),
        }
    }

    pub fn rule_name(self, rule: Rule) -> &'static str {
        match rule {
            Rule::NirDateRank => {
                self.pick("NIR, date et rang de naissance (certaine)", "NIR, birth date and rank (certain)")
            }
            Rule::NirDateName => {
                self.pick("NIR, date de naissance et prénom (certaine)", "NIR, birth date and first name (certain)")
            }
            Rule::NirDate => self.pick(
                "NIR et date de naissance, sans contradiction (forte)",
                "NIR and birth date, without contradiction (strong)",
            ),
            Rule::Decided => {
                self.pick("Décision d’une personne, ligne par ligne (forte)", "A person’s decision, row by row (strong)")
            }
            Rule::NameDate => {
                self.pick("Nom, prénom et date de naissance (probable)", "Name, first name and birth date (probable)")
            }
            Rule::NirOnly => {
                self.pick("NIR seul (foyer ; hors estimation)", "NIR alone (household; not in the estimate)")
            }
            Rule::NirName => self.pick(
                "NIR, nom et prénom ; date autre ou absente (forte)",
                "NIR, last and first names; date differs or missing (strong)",
            ),
            Rule::ContractName => self.pick(
                "N° de contrat, d’adhérent ou de client, nom et prénom ; date autre ou absente (forte)",
                "Contract, member or customer number, last and first names; date differs or missing (strong)",
            ),
            Rule::NirFirstName => self.pick(
                "NIR et prénom ; date et nom autres ou absents (probable)",
                "NIR and first name; date and last name differ or missing (probable)",
            ),
            Rule::ContractDate => self.pick(
                "N° de contrat, d’adhérent ou de client et date de naissance ; prénom absent (probable)",
                "Contract, member or customer number and birth date; first name missing (probable)",
            ),
            Rule::NirDateLastName => self.pick(
                "NIR, date de naissance et nom ; autre prénom (probable)",
                "NIR, birth date and last name; other first name (probable)",
            ),
            Rule::ContractDateLastName => self.pick(
                "N° de contrat, d’adhérent ou de client, date de naissance et nom ; autre prénom (probable)",
                "Contract, member or customer number, birth date and last name; other first name (probable)",
            ),
            Rule::ContactDateLastName => self.pick(
                "Courriel, téléphone ou IBAN, date de naissance et nom ; autre prénom (probable)",
                "E-mail, telephone or IBAN, birth date and last name; other first name (probable)",
            ),
            Rule::NirDateOnly => self.pick(
                "NIR et date de naissance ; autre prénom, nom autre ou absent (probable)",
                "NIR and birth date; other first name, last name differs or missing (probable)",
            ),
            Rule::ContractDateOnly => self.pick(
                "N° de contrat, d’adhérent ou de client et date de naissance ; autre prénom, nom autre ou absent (probable)",
                "Contract, member or customer number and birth date; other first name, last name differs or missing (probable)",
            ),
            Rule::OwnNumberFirstName => self.pick(
                "N° de contrat, d’adhérent ou de client qu’une seule personne porte, et prénom ; date et nom autres ou absents (probable)",
                "Contract, member or customer number that one person alone has, and first name; date and last name differ or missing (probable)",
            ),
            Rule::OwnNumberLastName => self.pick(
                "N° de contrat, d’adhérent ou de client qu’une seule personne porte, et nom ; date ou prénom absent (probable)",
                "Contract, member or customer number that one person alone has, and last name; date or first name missing (probable)",
            ),
            Rule::OwnNumberErrors => self.pick(
                "N° de contrat, d’adhérent ou de client qu’une seule personne porte\u{202f}; le reste autre ou absent, pas plus souvent que les erreurs ne le font (probable)",
                "Contract, member or customer number that one person alone has; all else differs or missing, no more often than errors make it (probable)",
            ),
            Rule::LastNameDate => self.pick(
                "Nom et date de naissance qu’une seule personne porte\u{202f}; autre prénom ou aucun (probable)",
                "Last name and birth date that one person alone has; other first name or none (probable)",
            ),
            Rule::FirstNameDate => self.pick(
                "Prénom et date de naissance qu’une seule personne porte\u{202f}; autre nom ou aucun (probable)",
                "First name and birth date that one person alone has; other last name or none (probable)",
            ),
            Rule::OwnNumber => self.pick(
                "N° de contrat, d’adhérent ou de client qu’une seule personne porte ; le reste autre ou absent (possible ; hors estimation)",
                "Contract, member or customer number that one person alone has; all else differs or missing (possible; not in the estimate)",
            ),
            Rule::ContractFirstName => self.pick(
                "N° de contrat, d’adhérent ou de client et prénom ; date et nom autres ou absents (possible ; hors estimation)",
                "Contract, member or customer number and first name; date and last name differ or missing (possible; not in the estimate)",
            ),
            Rule::ContractLastName => self.pick(
                "N° de contrat, d’adhérent ou de client et nom ; date et prénom autres ou absents (possible ; hors estimation)",
                "Contract, member or customer number and last name; date and first name differ or missing (possible; not in the estimate)",
            ),
            Rule::ContactDateName => self.pick(
                "Courriel, téléphone ou IBAN, date de naissance et prénom (forte)",
                "E-mail, telephone or IBAN, birth date and first name (strong)",
            ),
            Rule::ContactName => self.pick(
                "Courriel, téléphone ou IBAN, nom et prénom\u{202f}; date autre ou absente (forte)",
                "E-mail, telephone or IBAN, last and first names; date differs or missing (strong)",
            ),
            Rule::ContactDate => self.pick(
                "Courriel, téléphone ou IBAN et date de naissance\u{202f}; prénom absent (probable)",
                "E-mail, telephone or IBAN and birth date; first name missing (probable)",
            ),
            Rule::ContactDateOnly => self.pick(
                "Courriel, téléphone ou IBAN et date de naissance\u{202f}; autre prénom, nom autre ou absent (probable)",
                "E-mail, telephone or IBAN and birth date; other first name, last name differs or missing (probable)",
            ),
            Rule::ContactFirstName => self.pick(
                "Courriel, téléphone ou IBAN et prénom\u{202f}; date et nom autres ou absents (possible\u{202f}; hors estimation)",
                "E-mail, telephone or IBAN and first name; date and last name differ or missing (possible; not in the estimate)",
            ),
            Rule::ContactLastName => self.pick(
                "Courriel, téléphone ou IBAN et nom\u{202f}; date et prénom autres ou absents (possible\u{202f}; hors estimation)",
                "E-mail, telephone or IBAN and last name; date and first name differ or missing (possible; not in the estimate)",
            ),
            Rule::NameAddress => self.pick(
                "Nom, prénom et adresse postale\u{202f}; date autre ou absente (possible\u{202f}; hors estimation)",
                "Last and first names and postal address; date differs or missing (possible; not in the estimate)",
            ),
            Rule::FirstNameDateAddress => self.pick(
                "Prénom, date de naissance et adresse postale\u{202f}; nom autre ou absent (possible\u{202f}; hors estimation)",
                "First name, birth date and postal address; last name differs or missing (possible; not in the estimate)",
            ),
            Rule::LastNameDateAddress => self.pick(
                "Nom, date de naissance et adresse postale\u{202f}; prénom autre ou absent (possible\u{202f}; hors estimation)",
                "Last name, birth date and postal address; first name differs or missing (possible; not in the estimate)",
            ),
            Rule::ContractOnly => self.pick(
                "N° de contrat, d’adhérent ou de client seul (foyer\u{202f}; hors estimation)",
                "Contract, member or customer number alone (household; not in the estimate)",
            ),
            Rule::ContactOnly => self.pick(
                "Courriel, téléphone ou IBAN seul (foyer\u{202f}; hors estimation)",
                "E-mail, telephone or IBAN alone (household; not in the estimate)",
            ),
            Rule::ContractDateName => self.pick(
                "N° de contrat, d’adhérent ou de client, date de naissance et prénom (forte)",
                "Contract, member or customer number, birth date and first name (strong)",
            ),
        }
    }
}
