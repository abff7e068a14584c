//! Words of the files and of what `check` says of them.

use super::{Words, words};

words! {
    already_there: "Choisir un fichier déjà dans le dossier", "Choose a file that is in the folder already";
    which_file: "Fichier", "File";
    more_files: "La liste s’arrête ici\u{202f}; il peut y en avoir d’autres. Si votre fichier n’y est pas, ajoutez-le ci-dessus.", "The list ends here; there may be more. If your file is not in it, add it above.";
    files_intro: "Déposez les fichiers tels que vous les avez reçus\u{a0}: CSV et autres textes, classeurs, Parquet, JSON, XML, archives ZIP. Ils restent sur cette machine, dans le dossier de l’incident.",
        "Add the files as you received them: CSV and other texts, workbooks, Parquet, JSON, XML, ZIP archives. They stay on this machine, in the incident’s folder.";
    of_operators: "Lignes divulguées, par opérateur", "Leaked rows, by operator";
    of_insurers: "Fichiers de personnes, par organisme", "Files of persons, by organisation";
    no_parties: "Déclarez d’abord qui a perdu les données et chez qui étaient les personnes.", "First declare who lost the data and whose persons they are.";
    no_files: "Aucun fichier encore.", "No file yet.";
    choose: "Choisir des fichiers", "Choose files";
    send: "Ajouter", "Add";
    or_drop: "ou déposez-les ici", "or drop them here";
    take_off: "Retirer", "Take off";
    not_there: "Ce fichier n’est pas encore là\u{a0}: ajoutez-le ci-dessous, ou retirez-le de la liste.", "This file is not there yet: add it below, or take it off the list.";
    checked: "Ce que dit le contrôle", "What the check says";
    checking: "Contrôle en cours\u{a0}: chaque fichier est lu en entier.", "Check under way: each file is read whole.";
    check_again: "Contrôler à nouveau", "Check again";
    ready: "Rien n’a été remarqué qui puisse fausser un chiffre. Vous pouvez évaluer.", "Nothing was noticed that may distort a figure. You can assess.";
    ready_but: "L’évaluation peut être faite\u{202f}; des constats peuvent en fausser les chiffres.", "An assessment can be made; findings may distort its figures.";
    not_ready: "Un constat grave rend les chiffres impropres à l’envoi\u{a0}: réglez-le d’abord.", "A grave finding makes the figures unfit to be sent: settle it first.";
    stopped: "Ceci empêche l’évaluation", "This stops an assessment";
    findings_title: "Constats", "Findings";
    write_line: "À écrire dans le fichier d’incident", "To write in the incident file";
    columns: "Colonnes reconnues", "Recognised columns";
    column: "Colonne", "Column";
    header: "En-tête", "Header";
    filled: "Remplie", "Filled";
    readable: "Lisible", "Readable";
    shapes: "Formes", "Shapes";
    shapes_hint: "9\u{a0}: un chiffre\u{202f}; A, a\u{a0}: une lettre. Jamais une valeur.", "9: a digit; A, a: a letter. Never a value.";
    ignored: "Colonnes non reconnues", "Columns not recognised";
    mend_reading: "Corriger la lecture", "Mend how it is read";
    mend_hint: "Si une colonne est prise pour une autre, si une date peut se lire de deux façons, ou si le contrôle le demande. C’est écrit dans le fichier d’incident.",
        "If a column is taken for another, if a date can be read two ways, or if the check asks for it. It is written in the incident file.";
    this_column: "Cette colonne du fichier", "This column of the file";
    is_column: "est", "is";
    unchanged: "ne rien changer", "change nothing";
    date_order: "Ordre des dates", "Order of dates";
    as_found: "comme trouvé", "as found";
    day_first: "jour, mois, année", "day, month, year";
    month_first: "mois, jour, année", "month, day, year";
    year_first: "année, mois, jour", "year, month, day";
    encoding: "Encodage", "Encoding";
    delimiter: "Séparateur", "Separator";
    header_line: "Ligne d’en-tête", "Header line";
    no_header_line: "il n’y en a pas", "there is none";
    place_hint: "Une colonne se désigne par son en-tête tel qu’il est dans le fichier, ou par son numéro (5 pour la cinquième)\u{202f}; dans un fichier sans séparateur, par son premier et son dernier caractère (21-40).",
        "A column is told by its header as it stands in the file, or by its number (5 for the fifth); in a file without a separator, by its first and last character (21-40).";
    said_columns: "Colonnes déjà indiquées", "Columns told already";
    record_length: "Octets de chaque enregistrement (LRECL), si les lignes n’ont pas de fin", "Bytes of each record (LRECL), if lines have no ends";
    no_record_length: "La longueur d’un enregistrement est un nombre d’octets, de 1 à 65\u{202f}535. Rien n’a été enregistré.", "The length of a record is a number of bytes, from 1 to 65,535. Nothing was saved.";
    half_a_column: "Une colonne demande une place dans le fichier et un nom, ou ni l’un ni l’autre. Rien n’a été enregistré.", "A column needs a place in the file and a name, or neither. Nothing was saved.";
    exchange: "Remettre ces lignes sans les montrer", "Hand over these rows without showing them";
    exchange_more: "Un fichier d’échange contient les lignes sous forme de pseudonymes, chiffrés avec la clé de l’incident\u{a0}: l’autre partie le nomme à la place du fichier clair, avec la même clé, qui voyage à part. Il est écrit dans",
        "An exchange file holds the rows as pseudonyms, encrypted with the incident’s key: the other party names it in place of the clear file, with the same key, which travels apart. It is written in";
    exchange_make: "Faire le fichier d’échange", "Make the exchange file";
    exchange_made: "Le fichier d’échange est écrit.", "The exchange file is written.";
    exchange_running: "Le fichier d’échange est en cours d’écriture.", "The exchange file is being written.";
    exchange_refused: "Le fichier d’échange n’a pas pu être fait", "The exchange file could not be made";
    edition: "Édition", "Edition";
    edition_hint: "Un fichier qui en remplace un déjà envoyé porte un numéro plus grand.", "A file that replaces one already sent has a higher number.";
    no_such_line: "Le fichier d’incident n’a pas de place pour cette ligne.", "The incident file has no place for this line.";
    several_insurers: "Plusieurs organismes", "Several organisations";
}

/// The columns that a file may have, by their names in the incident file.
pub(crate) const COLUMNS: [&str; 42] = [
    "nir",
    "nir_key",
    "own_nir",
    "last_name",
    "birth_name",
    "first_name",
    "birth_date",
    "birth_rank",
    "civility",
    "sex",
    "insurer",
    "contract_number",
    "member_number",
    "customer_number",
    "member_id",
    "internal_reference",
    "relation",
    "coverage_start",
    "coverage_end",
    "managed_since",
    "deceased_on",
    "product",
    "guarantees",
    "manager",
    "email",
    "phone",
    "postal_address",
    "bank_details",
    "card_number",
    "medical_data",
    "reimbursements",
    "credentials_clear",
    "credentials_hashed",
    "identity_papers",
    "birth_place",
    "nationality",
    "employer",
    "income",
    "family",
    "location",
    "health_professional",
    "free_text",
];

impl Words {
    /// Rows of a file: read, rejected, read before.
    pub(crate) fn counts(self, [read, rejected, twice]: [u64; 3]) -> [String; 3] {
        let one = |n: u64, [fr_one, fr, en_one, en]: [&str; 4]| {
            let noun = self.pick(if n < 2 { fr_one } else { fr }, if n == 1 { en_one } else { en });
            format!("{} {noun}", self.number(n))
        };
        [
            one(read, ["ligne", "lignes", "row", "rows"]),
            one(rejected, ["rejetée", "rejetées", "rejected", "rejected"]),
            one(twice, ["doublon", "doublons", "duplicate", "duplicates"]),
        ]
    }

    /// What a line of the incident file says, on the button that writes it.
    pub(crate) fn remedy(self, key: &str, value: &str) -> String {
        match (key.split('.').collect::<Vec<_>>().as_slice(), value) {
            (["date_order"], "dmy") => self.day_first().to_owned(),
            (["date_order"], "mdy") => self.month_first().to_owned(),
            (["date_order"], "ymd") => self.year_first().to_owned(),
            (["ranks"], "family") => self
                .pick(
                    "Ils numérotent les bénéficiaires\u{a0}: ne pas les comparer",
                    "They number beneficiaries: do not compare them",
                )
                .to_owned(),
            (["ranks"], _) => self
                .pick("Ce sont des rangs de naissance\u{a0}: les comparer", "They are birth ranks: compare them")
                .to_owned(),
            (["columns", column], header) => {
                let column = self.column_word(column);
                self.pick(format!("«\u{a0}{header}\u{a0}» est\u{a0}: {column}"), format!("“{header}” is: {column}"))
            }
            (["operators", ..], field) => {
                let field = self.column_word(field);
                self.pick(format!("Déclarer perdue\u{a0}: {field}"), format!("Declare as lost: {field}"))
            }
            (["across_insurers"], _) => self
                .pick(
                    "Ne pas reconnaître une personne chez plusieurs organismes",
                    "Recognise nobody at several organisations",
                )
                .to_owned(),
            (["quotes"], "none") => {
                self.pick("Aucune valeur n’est entre guillemets", "No value stands in quotes").to_owned()
            }
            (["quotes"], "backslash") => self
                .pick(
                    "Une barre oblique inverse précède les guillemets du texte",
                    "A backslash stands before quotes of the text",
                )
                .to_owned(),
            (["sheet"], name) => self.pick(format!("Lire la feuille\u{a0}: {name}"), format!("Read the sheet: {name}")),
            (_, other) => other.to_owned(),
        }
    }

    /// How many of the files that are named are there.
    pub(crate) fn files_there(self, there: usize, named: usize) -> String {
        self.pick(format!("{there} sur {named} en place."), format!("{there} of {named} in place."))
    }

    /// A sign between quotation marks.
    pub(crate) fn quoted(self, text: &str) -> String {
        self.pick(format!("«\u{a0}{text}\u{a0}»"), format!("“{text}”"))
    }

    /// A share in percent, never rounded to all or nothing.
    pub(crate) fn part_of(self, part: u64, of: u64) -> String {
        let percent = match (part, of) {
            (_, 0) => return String::new(),
            (0, _) => 0,
            (part, of) if part >= of => 100,
            (part, of) => (u128::from(part) * 100 / u128::from(of)).clamp(1, 99),
        };
        self.pick(format!("{percent}\u{a0}%"), format!("{percent}%"))
    }

    /// A column of ampleur in words.
    pub(crate) fn column_word(self, column: &str) -> String {
        let field = serde_json::from_value::<model::incident::Field>(column.into());
        match (field, column) {
            (Ok(field), _) => self.field_name(field).to_owned(),
            (_, "deceased_on") => self.pick("Date de décès", "Date of death").to_owned(),
            (_, "coverage_start") => self.pick("Début de couverture", "Start of cover").to_owned(),
            (_, "coverage_end") => self.pick("Fin de couverture", "End of cover").to_owned(),
            (_, "nir_key") => self.pick("Clé du NIR", "Check digits of the NIR").to_owned(),
            (_, "relation") => self.pick("Qualité de bénéficiaire", "Relation").to_owned(),
            (_, "own_nir") => self.pick("NIR propre", "Own NIR").to_owned(),
            (_, "member_id") => self.pick("Identifiant de l’organisme", "Organisation’s identifier").to_owned(),
            (_, "product") => self.pick("Produit", "Product").to_owned(),
            (_, "managed_since") => self.pick("Géré depuis", "Managed since").to_owned(),
            (_, other) => other.to_owned(),
        }
    }
}
