//! What a check says.

use crate::words::{Words, words};

words! {
    check_title: "Contrôle des fichiers", "Check of the files";
    check_nothing: "Rien n’empêche une évaluation.", "Nothing stops an assessment.";
    column: "Colonne", "Column";
    header: "En-tête", "Header";
    filled: "Remplie", "Filled";
    forms: "Formes", "Forms";
    ignored: "Non reconnues", "Not recognised";
    rules: "Règles possibles", "Possible rules";
    none: "aucune", "none";
    nir_keys: "Clés des NIR", "NIR keys";
    nir_kinds: "Numéros sans personne", "Numbers of nobody";
    nir_agreement: "NIR et ligne", "NIR and row";
    write: "à écrire", "write";
    key_right: "justes", "right";
    key_wrong: "fausses", "wrong";
    key_absent: "absentes", "absent";
    key_placeholder: "à 00", "of 00";
    key_restored: "rétablies", "restored";
    unreadable: "illisibles", "unreadable";
    provisional: "provisoires", "provisional";
    fictitious: "fictifs", "fictitious";
    filler: "de remplissage", "fillers";
    repeated: "répétés hors foyer", "repeated beyond a household";
    same_sex: "du sexe de la civilité", "of the title’s sex";
    other_sex: "de l’autre sexe", "of the other sex";
    same_birth: "de l’année et du mois de la date de naissance", "of the birth date’s year and month";
    other_birth: "d’une autre naissance", "of another birth";
    exchange_file: "fichier d’échange", "exchange file";
    fixed_width: "largeur fixe", "fixed width";
    sheet: "feuille", "sheet";
    tab: "tabulation", "tab";
    headers_in_row: "en-têtes ligne", "headers in row";
    no_headers: "sans en-têtes", "no headers";
}

impl Words {
    /// `3 lignes`, by which noun.
    pub(crate) fn rows_of(self, n: u64) -> String {
        let noun = if n == 1 { self.pick("ligne", "row") } else { self.pick("lignes", "rows") };
        format!("{} {noun}", self.number(n))
    }

    /// How long undoing all hashes of a kind takes here.
    pub(crate) fn reversible(self, algorithm: &str, seconds: u64) -> String {
        let time = match seconds {
            0..=119 => self.pick(format!("{} s", seconds.max(1)), format!("{} s", seconds.max(1))),
            120..=7_199 => self.pick(format!("{} minutes", seconds / 60), format!("{} minutes", seconds / 60)),
            _ => self.pick(format!("{} heures", seconds / 3_600), format!("{} hours", seconds / 3_600)),
        };
        self.pick(
            format!("Renverser toutes les empreintes {algorithm} sans clé (essayer chaque NIR possible) prendrait {time} sur cette machine, mesuré à l’instant."),
            format!("Undoing every unkeyed {algorithm} hash (trying each NIR there can be) would take {time} on this machine, measured just now."),
        )
    }

    /// `12 rejetées`.
    pub(crate) fn rejected_of(self, n: u64) -> String {
        format!("{} {}", self.number(n), self.pick(if n == 1 { "rejetée" } else { "rejetées" }, "rejected"))
    }

    /// `3 doublons`.
    pub(crate) fn duplicates_of(self, n: u64) -> String {
        let noun = if n == 1 { self.pick("doublon", "duplicate") } else { self.pick("doublons", "duplicates") };
        format!("{} {noun}", self.number(n))
    }

    /// `99,9 %`: rounded down, so that 100 % means all.
    pub(crate) fn share(self, n: u64, of: u64) -> String {
        let tenths = (n * 1000).checked_div(of).unwrap_or(0);
        format!("{}{}{}{}", tenths / 10, self.pick(',', '.'), tenths % 10, self.pick("\u{a0}%", "%"))
    }

    /// How a value is written, for a reader.
    pub(crate) fn form(self, form: &str) -> String {
        let text = match form {
            "year-month-day" => self.pick("année-mois-jour", "year-month-day"),
            "month-in-words" => self.pick("mois en lettres", "month in words"),
            "spreadsheet-serial" => self.pick("nombre de jours d’un tableur", "spreadsheet serial"),
            "year-last" => self.pick("année en dernier", "year last"),
            "eight-digits" => self.pick("huit chiffres", "eight digits"),
            "two-digit-year" => self.pick("année sur deux chiffres", "two-digit year"),
            "13-characters" => self.pick("13 caractères", "13 characters"),
            "with-key" => self.pick("avec clé", "with key"),
            "family-order" => self.pick("ordre familial", "family order"),
            other => other,
        };
        text.to_owned()
    }

    /// `2 problèmes empêchent une évaluation.`
    pub(crate) fn problems_stop(self, n: usize) -> String {
        match n {
            1 => self.pick("1 problème empêche une évaluation :", "1 problem stops an assessment:").to_owned(),
            n => self
                .pick(format!("{n} problèmes empêchent une évaluation :"), format!("{n} problems stop an assessment:")),
        }
    }
}
