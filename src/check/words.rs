//! Words of `ampleur check`.

use crate::words::{Words, words};

words! {
    check_title: "Contrôle des fichiers", "File check";
    check_nothing: "Prêt\u{a0}: rien n’empêche une évaluation. Elle seule montre si les lignes divulguées désignent quelqu’un.", "Ready: nothing prevents an assessment. Only that shows whether the leaked rows match anybody.";
    readable: "Lisible", "Readable";
    column: "Colonne", "Column";
    header: "En-tête", "Header";
    filled: "Remplie", "Filled";
    forms: "Formats", "Formats";
    ignored: "Non reconnues", "Not recognised";
    rules: "Règles possibles", "Possible rules";
    none: "aucune", "none";
    nir_keys: "Clés des NIR", "NIR check digits";
    nir_kinds: "Numéros ne désignant personne", "Numbers that identify nobody";
    nir_agreement: "Cohérence des NIR", "NIR consistency";
    write: "à écrire", "write";
    key_right: "justes", "correct";
    key_wrong: "fausses", "wrong";
    key_absent: "absentes", "missing";
    key_placeholder: "à 00", "set to 00";
    key_restored: "rétablies", "restored";
    unreadable: "illisibles", "unreadable";
    provisional: "provisoires", "provisional";
    fictitious: "fictifs", "fictitious";
    filler: "de remplissage", "fillers";
    repeated: "répétés au-delà d’un foyer", "repeated beyond a household";
    same_sex: "en accord avec le sexe ou la civilité", "in agreement with the sex or the title";
    other_sex: "en désaccord avec le sexe ou la civilité", "in conflict with the sex or the title";
    same_birth: "en accord avec la date de naissance", "in agreement with the birth date";
    other_birth: "en désaccord avec la date de naissance", "in conflict with the birth date";
    exchange_file: "fichier d’échange", "exchange file";
    fixed_width: "largeur fixe", "fixed width";
    sheet: "feuille", "sheet";
    tab: "tabulation", "tab";
    headers_in_row: "en-têtes en ligne", "headers in row";
    no_headers: "sans en-têtes", "no headers";
}

impl Words {
    pub(crate) fn rows_of(self, n: u64) -> String {
        self.counted(n, ["ligne", "lignes"], ["row", "rows"])
    }

    /// How long reversing all hashes of an algorithm takes on this machine.
    pub(crate) fn reversible(self, algorithm: &str, seconds: u64) -> String {
        let time = match seconds {
            0..=119 => self.pick(format!("{} s", seconds.max(1)), format!("{} s", seconds.max(1))),
            120..=7_199 => self.pick(format!("{} minutes", seconds / 60), format!("{} minutes", seconds / 60)),
            _ => self.pick(format!("{} heures", seconds / 3_600), format!("{} hours", seconds / 3_600)),
        };
        self.pick(
            format!("Retrouver le NIR derrière chaque empreinte {algorithm} sans clé, en essayant tous les NIR possibles, prendrait {time} sur cette machine (mesure faite à l’instant)."),
            format!("Reversing every unkeyed {algorithm} hash by trying all possible NIRs would take {time} on this machine (measured just now)."),
        )
    }

    pub(crate) fn rejected_of(self, n: u64) -> String {
        self.counted(n, ["rejetée", "rejetées"], ["rejected"; 2])
    }

    pub(crate) fn duplicates_of(self, n: u64) -> String {
        self.counted(n, ["doublon", "doublons"], ["duplicate", "duplicates"])
    }

    /// `99,9 %`: rounded down, so that 100 % means all.
    pub(crate) fn share(self, n: u64, of: u64) -> String {
        let tenths = (n * 1000).checked_div(of).unwrap_or(0);
        format!("{}{}{}{}", tenths / 10, self.pick(',', '.'), tenths % 10, self.pick("\u{a0}%", "%"))
    }

    /// The format of a value.
    pub(crate) fn form(self, form: &str) -> String {
        let text = match form {
            "year-month-day" => self.pick("année-mois-jour", "year-month-day"),
            "month-in-words" => self.pick("mois en lettres", "month in words"),
            "spreadsheet-serial" => self.pick("numéro de jour d’un tableur", "spreadsheet day number"),
            "year-last" => self.pick("année en dernier", "year last"),
            "eight-digits" => self.pick("huit chiffres", "eight digits"),
            "six-digits" => self.pick("six chiffres", "six digits"),
            "seconds-since-1970" => self.pick("secondes depuis 1970", "seconds since 1970"),
            "two-digit-year" => self.pick("année sur deux chiffres", "two-digit year"),
            "13-characters" => self.pick("13 caractères", "13 characters"),
            "with-key" => self.pick("avec clé", "with check digits"),
            "family-order" => self.pick("ordre familial", "family order"),
            other => other,
        };
        text.to_owned()
    }

    /// Nothing stops an assessment, but some of what was noticed may move a figure.
    pub(crate) fn ready_but(self, n: usize) -> String {
        let count = self.number(n as u64);
        let s = if n == 1 { "" } else { "s" };
        self.pick(
            format!("Prêt, mais\u{a0}: {count} constat{s} «\u{a0}attention\u{a0}» à lire avant de signer. Seule l’évaluation montre si les lignes divulguées désignent quelqu’un."),
            format!("Ready, but: {count} warning{s} to read before you sign. Only the assessment shows whether the leaked rows match anybody."),
        )
    }

    /// An assessment can be made, but not be sent.
    pub(crate) fn not_ready(self, n: usize) -> String {
        let count = self.number(n as u64);
        let s = if n == 1 { "" } else { "s" };
        self.pick(
            format!(
                "Pas prêt\u{a0}: {count} constat{s} grave{s}. Une évaluation s’écrirait, mais ses chiffres ne peuvent pas être envoyés."
            ),
            format!("Not ready: {count} grave finding{s}. An assessment could be written, but its figures could not be sent."),
        )
    }

    /// `2 problèmes empêchent une évaluation.`
    pub(crate) fn problems_stop(self, n: usize) -> String {
        match n {
            1 => self.pick("1 problème empêche une évaluation :", "1 problem prevents an assessment:").to_owned(),
            n => self.pick(
                format!("{n} problèmes empêchent une évaluation :"),
                format!("{n} problems prevent an assessment:"),
            ),
        }
    }
}
