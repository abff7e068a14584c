//! Columns that are missing, doubled or not recognised.

use super::Problem;
use crate::remedy::Remedy;
use crate::said::{COLUMN, Said, VALUE, both, count, list, number};
use crate::shown;

/// Several headers that match one column; `first` is the position of the first of them, from 1.
pub fn two_headers(path: &str, col: &str, headers: &[String], first: usize) -> Problem {
    let alike = headers.windows(2).all(|pair| pair[0] == pair[1]);
    let at = match headers.first() {
        Some(header) if !alike => shown::declared(header),
        _ => first.to_string(),
    };
    let many = if headers.len() == 2 { both!("deux", "two") } else { Said::same(headers.len().to_string()) };
    Problem::new(both!(
        "{many} en-têtes correspondent à la colonne `{col}`\u{a0}: {headers}",
        "{many} headers match the column `{col}`: {headers}";
        many = many,
        headers = list(headers)
    ))
    .at(path)
    .why(both!("ampleur ne peut pas savoir lequel utiliser", "ampleur cannot tell which of them to use"))
    .hint(both!(
        "choisissez-en un, par exemple `columns = {{ {col} = {at} }}`",
        "choose one, e.g. `columns = {{ {col} = {at} }}`"
    ))
    .remedy(Remedy::beside(path, &format!("columns.{col}"), if alike { vec![at] } else { headers.to_vec() }))
}

/// Members of several insurers whose rows do not name their insurer.
pub fn no_insurer_column(path: &str) -> Problem {
    Problem::new(both!(
        "aucune colonne ne nomme l’assureur de chaque ligne",
        "no column names the insurer of each row"
    ))
    .at(path)
    .why(both!(
        "un fichier sous `[[members]]` contient les assurés de plusieurs assureurs\u{a0}: chaque ligne doit nommer le sien",
        "a file under `[[members]]` holds members of several insurers, so each row must name its own"
    ))
    .hint(both!(
        "déclarez la colonne, `columns = {{ insurer = \"en-tête du fichier\" }}`, ou indiquez le fichier sous un seul assureur",
        "declare the column, `columns = {{ insurer = \"header in the file\" }}`, or list the file under a single insurer"
    ))
}

/// A header declared under `columns` that the file does not have.
pub fn no_such_header(path: &str, col: &str, written: &str, nearest: Option<&str>) -> Problem {
    let problem = Problem::new(both!(
        "l’en-tête `{written}`, déclaré pour la colonne `{col}`, n’est pas dans le fichier",
        "the header `{written}`, declared for the column `{col}`, is not in the file"
    ))
    .at(path);
    match nearest {
        Some(header) => problem.hint(both!("vouliez-vous écrire `{header}`\u{202f}?", "did you mean `{header}`?")),
        None => problem.hint(both!(
            "recopiez l’en-tête exactement comme il figure dans le fichier",
            "copy the header exactly as it is in the file"
        )),
    }
}

/// A name under `columns` that is no known column, or none of this side.
pub fn unknown_column(path: &str, written: &str, nearest: Option<&str>, known: &[&str]) -> Problem {
    let problem = Problem::new(both!(
        "colonne `{written}` inconnue sous `columns`",
        "unknown column `{written}` under `columns`"
    ))
    .at(path);
    match nearest {
        Some(col) => problem.hint(both!("vouliez-vous écrire `{col}`\u{202f}?", "did you mean `{col}`?")),
        None => problem.hint(both!(
            "les colonnes de ce côté sont {known}",
            "the columns of this side are {known}";
            known = list(known)
        )),
    }
}

/// One header declared for two columns.
pub fn header_twice(path: &str, header: &str) -> Problem {
    Problem::new(both!(
        "l’en-tête `{header}` est déclaré pour deux colonnes",
        "the header `{header}` is declared for two columns"
    ))
    .at(path)
    .hint(both!("déclarez un en-tête différent pour chaque colonne", "declare a different header for each column"))
}

/// A file whose columns allow no rule.
pub fn no_rule(path: &str, found: &[&str], shown: &[String], needs: &Said) -> Problem {
    let found = if found.is_empty() { both!("aucune", "none") } else { list(found) };
    let problem = Problem::new(both!(
        "aucune règle de rapprochement n’est possible avec les colonnes de ce fichier",
        "no linkage rule is possible with the columns of this file"
    ))
    .at(path)
    .why(both!(
        "colonnes reconnues\u{a0}: {found}\u{202f}; une règle demande {needs}",
        "recognised: {found}; a rule needs {needs}";
        found = found,
        needs = needs
    ));
    if shown.is_empty() {
        problem.hint(both!(
            "déclarez les colonnes qui manquent\u{a0}: `columns = {{ nir = \"en-tête du fichier\", … }}`",
            "declare the missing columns: `columns = {{ nir = \"header in the file\", … }}`"
        ))
    } else {
        problem.hint(both!(
            "colonnes non reconnues\u{a0}: {shown}\u{202f}; déclarez ce qu’elles contiennent\u{a0}: `columns = {{ nir = \"en-tête du fichier\", … }}`",
            "not recognised: {shown}; declare what they hold: `columns = {{ nir = \"header in the file\", … }}`";
            shown = list(shown)
        ))
    }
}

/// An operator's leaked file and its insurers' member files that share no possible rule.
pub fn no_common_rule(leak: &str, operator: &str) -> Problem {
    Problem::new(both!(
        "aucune règle de rapprochement n’est possible entre ce fichier et les assurés des assureurs servis par `{operator}`",
        "no linkage rule is possible between this file and the members of any insurer served by `{operator}`"
    ))
    .at(leak)
    .why(both!(
        "les colonnes du fichier divulgué et celles des fichiers d’assurés ne permettent aucune règle commune",
        "the columns of the leaked file and those of the member files allow no common rule"
    ))
    .hint(both!(
        "docs/src/linking.md donne les règles et les colonnes que chacune demande",
        "docs/src/linking.md lists the rules and the columns that each needs"
    ))
}

/// A position under `columns` beyond the file's last column, or zero.
pub fn no_such_position(path: &str, col: &str, written: u16, columns: usize) -> Problem {
    Problem::new(both!(
        "`{col}` est déclaré comme colonne {written}, qui n’existe pas",
        "`{col}` is declared as column {written}, which does not exist"
    ))
    .at(path)
    .why(both!(
        "la première ligne a {columns}",
        "the first line has {columns}";
        columns = count(columns as u64, COLUMN)
    ))
    .hint(both!(
        "corrigez la position\u{202f}; les colonnes se comptent à partir de 1",
        "correct the position; columns are counted from 1"
    ))
}

/// Positions of columns that the first line does not reach, and later ones do.
pub fn first_line_short(path: &str, columns: usize, reached: usize) -> Problem {
    Problem::new(both!("la première ligne est plus courte que les autres", "the first line is shorter than others"))
        .at(path)
        .why(both!(
            "elle a {columns}, d’autres {reached}\u{a0}: c’est sans doute un enregistrement d’un autre type, autour de ceux des personnes",
            "it has {columns}, others {reached}: it is probably a record of another type, around those of persons";
            columns = count(columns as u64, COLUMN),
            reached = number(reached as u64)
        ))
        .hint(both!(
            "dites à quoi se reconnaissent ceux des personnes, p. ex. `records = {{ at = 1, take = [\"D\"] }}`",
            "say how those of persons are known, e.g. `records = {{ at = 1, take = [\"D\"] }}`"
        ))
}

/// A character position for a column of a file that has headers or a delimiter.
pub fn span_in_delimited(path: &str, col: &str) -> Problem {
    Problem::new(both!(
        "`{col}` est déclaré par position de caractère, d’autres colonnes ne le sont pas",
        "`{col}` is declared by character position, other columns are not"
    ))
    .at(path)
    .hint(both!(
        "dans un fichier à largeur fixe, déclarez chaque colonne sous la forme `{{ at = …, width = … }}`",
        "in a fixed-width file, declare every column as `{{ at = …, width = … }}`"
    ))
}

/// A column of a fixed-width file that is not declared by character position.
pub fn not_a_span(path: &str, col: &str) -> Problem {
    Problem::new(both!(
        "dans un fichier à largeur fixe, `{col}` demande une position de caractère",
        "in a fixed-width file, `{col}` needs a character position"
    ))
    .at(path)
    .hint(both!(
        "écrivez `{col} = {{ at = 1, width = 15 }}`, où `at` est son premier caractère, compté à partir de 1",
        "write `{col} = {{ at = 1, width = 15 }}`, where `at` is its first character, counted from 1"
    ))
}

/// A character position whose `at` or `width` is 0.
pub fn empty_span(path: &str, col: &str) -> Problem {
    Problem::new(both!(
        "la position de caractère de `{col}` n’est pas valide",
        "the character position of `{col}` is not valid"
    ))
    .at(path)
    .hint(both!("`at` et `width` doivent valoir 1 ou plus", "`at` and `width` must be 1 or more"))
}

/// Two columns that overlap.
pub fn spans_overlap(path: &str, a: &str, b: &str) -> Problem {
    Problem::new(both!("`{a}` et `{b}` se chevauchent dans la ligne", "`{a}` and `{b}` overlap in the line"))
        .at(path)
        .hint(both!("corrigez `at` ou `width`", "correct `at` or `width`"))
}

/// A fixed-width file with a delimiter.
pub fn span_and_delimiter(path: &str, delimiter: char) -> Problem {
    Problem::new(both!(
        "le fichier est déclaré à la fois avec un séparateur (`{delimiter}`) et avec des colonnes à largeur fixe",
        "the file is declared with both a delimiter (`{delimiter}`) and fixed-width columns"
    ))
    .at(path)
    .hint(both!(
        "supprimez `delimiter`, ou déclarez les colonnes par en-tête ou par position",
        "remove `delimiter`, or declare the columns by header or position"
    ))
}

/// A setting that does not apply to a file of this kind. `kind` has an article.
pub fn no_effect(path: &str, key: &str, kind: &Said) -> Problem {
    Problem::new(both!("`{key}` ne s’applique pas à {kind}", "`{key}` does not apply to {kind}"; kind = kind))
        .at(path)
        .hint(both!(
            "supprimez cette clé, ou déplacez-la vers le fichier auquel elle était destinée",
            "remove it, or move it to the file it was meant for"
        ))
}

/// `header = false` without the settings that it requires.
pub fn headerless(path: &str) -> Problem {
    Problem::new(both!(
        "un fichier sans ligne d’en-tête demande ses `columns` par position et, si c’est du texte, un `delimiter`",
        "a file without a header line needs its `columns` by position and, if it is text, a `delimiter`"
    ))
    .at(path)
    .why(both!(
        "sans en-têtes, ampleur ne peut pas savoir ce que contient chaque colonne",
        "without headers, ampleur cannot tell what each column holds"
    ))
    .hint(both!(
        "écrivez par exemple `header = false, delimiter = \";\", columns = {{ nir = 1, birth_date = 2 }}`",
        "write, for example, `header = false, delimiter = \";\", columns = {{ nir = 1, birth_date = 2 }}`"
    ))
}

/// `header = false` on a file whose first line has known headers.
pub fn header_after_all(path: &str) -> Problem {
    Problem::new(both!(
        "le fichier est déclaré sans ligne d’en-tête, mais sa première ligne a des en-têtes connus",
        "the file is declared without a header line, but its first line has known headers"
    ))
    .at(path)
    .hint(both!("supprimez `header = false`", "remove `header = false`"))
}

/// A column under `codes` that has no codes, or a meaning that it cannot have.
pub fn bad_codes(path: &str, column: &str, meaning: Option<&str>) -> Problem {
    let problem = match meaning {
        Some(meaning) => Problem::new(both!(
            "`{meaning}` n’est pas un sens possible d’un code de `{column}`",
            "`{meaning}` is no meaning of a code of `{column}`"
        )),
        None => Problem::new(both!(
            "`codes` ne s’applique pas à la colonne `{column}`",
            "`codes` does not apply to the column `{column}`"
        )),
    };
    problem
        .at(path)
        .why(both!(
            "les codes de `relation` signifient `policyholder` (assuré principal) ou `dependant` (ayant droit), ceux de `civility` et de `sex` signifient `man` (homme) ou `woman` (femme)",
            "codes of `relation` mean `policyholder` or `dependant`, those of `civility` and `sex` mean `man` or `woman`"
        ))
        .hint(both!(
            "écrivez par exemple `codes = {{ relation = {{ A = \"policyholder\", C = \"dependant\" }} }}`\u{202f}; les codes des assureurs se placent sous `insurer_codes`",
            "write, e.g., `codes = {{ relation = {{ A = \"policyholder\", C = \"dependant\" }} }}`; codes of insurers stand under `insurer_codes`"
        ))
}

/// Types of records for a file without any, or none to take.
pub fn bad_records(path: &str) -> Problem {
    Problem::new(both!(
        "`records` demande une place et les types à prendre",
        "`records` needs a place and the types to take"
    ))
    .at(path)
    .hint(both!(
        "écrivez par exemple `records = {{ at = 1, width = 3, take = [\"120\"] }}` (largeur fixe\u{a0}: le premier caractère et le nombre de caractères) ou `records = {{ at = 1, take = [\"120\"] }}` (séparateurs\u{a0}: la colonne)",
        "write, e.g., `records = {{ at = 1, width = 3, take = [\"120\"] }}` (fixed width: the first character and the number of characters) or `records = {{ at = 1, take = [\"120\"] }}` (delimiters: the column)"
    ))
}

/// A packed or zoned number that cannot be one.
pub fn bad_number(path: &str, column: &str) -> Problem {
    Problem::new(both!(
        "la colonne `{column}` ne peut pas être, telle que déclarée, un nombre condensé (`packed`) ou zoné (`zoned`)",
        "column `{column}` cannot be a packed or zoned number as declared"
    ))
    .at(path)
    .why(both!(
        "ces nombres se trouvent dans des enregistrements EBCDIC de longueur déclarée\u{202f}; un nombre condensé de n chiffres a n / 2 + 1 octets",
        "such numbers stand in EBCDIC records of a declared length; a packed one of n digits has n / 2 + 1 bytes"
    ))
    .hint(both!(
        "écrivez par exemple `birth_date = {{ at = 41, width = 5, packed = 8 }}` ou `nir = {{ at = 46, width = 13, zoned = true }}`, à côté de `encoding` et de `record_length`",
        "write, e.g., `birth_date = {{ at = 41, width = 5, packed = 8 }}` or `nir = {{ at = 46, width = 13, zoned = true }}` beside `encoding` and `record_length`"
    ))
}

/// A column that lies beyond the end of its record.
pub fn beyond_record(path: &str, column: &str, length: u16) -> Problem {
    Problem::new(both!(
        "la colonne `{column}` finit au-delà des {length} octets d’un enregistrement",
        "column `{column}` ends after the {length} bytes of a record"
    ))
    .at(path)
    .hint(both!(
        "corrigez `record_length`, ou la place de la colonne",
        "correct `record_length`, or the place of the column"
    ))
}

/// A perimeter that needs a column which a file of its insurer does not have.
pub fn perimeter_without_column(path: &str, insurer: &str, place: usize, column: &str) -> Problem {
    Problem::new(both!(
        "le périmètre {place} de l’assureur `{insurer}` demande la colonne `{column}`, que ce fichier n’a pas",
        "perimeter {place} of insurer `{insurer}` needs the column `{column}`, which this file does not have"
    ))
    .at(path)
    .why(both!(
        "sans elle, ampleur ne peut pas savoir quelles lignes sont dans le périmètre",
        "without it, ampleur cannot tell which rows are in the perimeter"
    ))
    .hint(both!(
        "déclarez `columns = {{ {column} = \"en-tête du fichier\" }}`, ou supprimez la condition",
        "declare `columns = {{ {column} = \"header in the file\" }}`, or remove the condition"
    ))
}

/// Values of a column that are too long to be what it says; `row` is the first.
pub fn long_values(path: &str, header: &str, values: u64, row: u64, longest: usize) -> Problem {
    let are = if values == 1 { "is" } else { "are" };
    Problem::new(both!(
        "plus de {longest} octets dans {values} de la colonne `{header}`",
        "{values} of the column `{header}` {are} longer than {longest} bytes";
        values = count(values, VALUE)
    ))
    .within(both!("{path}, ligne {row}", "{path}, row {row}"))
    .why(both!(
        "aucun nom, numéro, adresse ou date n’est aussi long\u{a0}: les colonnes sont peut-être interverties, ou un guillemet n’est jamais fermé",
        "no name, number, address or date is as long: the columns are exchanged, perhaps, or a quote is never closed"
    ))
    .hint(both!(
        "corrigez le fichier, ou déclarez de quelle colonne il s’agit, par exemple `columns = {{ free_text = \"en-tête\" }}`",
        "correct the file, or declare which column it is, e.g. `columns = {{ free_text = \"header\" }}`"
    ))
}
