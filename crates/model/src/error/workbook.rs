//! Workbooks that cannot be read, or of which it is not clear what to read.

use super::{Problem, did_you_mean};
use crate::remedy::Remedy;
use crate::said::{CELL, ROW, Said, both, count, list, number};
use crate::shown;

/// A workbook that calamine could not open.
pub fn workbook(path: &str) -> Problem {
    Problem::new(both!("le classeur est illisible", "the workbook cannot be read"))
        .at(path)
        .why(both!(
            "il est abîmé, tronqué ou protégé par un mot de passe",
            "it is damaged, truncated or protected by a password"
        ))
        .hint(both!(
            "ôtez le mot de passe et enregistrez-le à nouveau en XLSX, ou exportez la feuille en CSV",
            "remove the password and save it again as XLSX, or export the sheet as CSV"
        ))
}

/// A sheet that the workbook does not have.
pub fn no_such_sheet(path: &str, written: &str, nearest: Option<&str>, sheets: &[String]) -> Problem {
    let problem =
        Problem::new(both!("le classeur n’a pas de feuille `{written}`", "the workbook has no sheet `{written}`"))
            .at(path);
    match nearest {
        Some(name) => problem.hint(did_you_mean(name)),
        None => problem.hint(both!("ses feuilles sont {sheets}", "its sheets are {sheets}"; sheets = list(sheets))),
    }
}

/// Several sheets with known headers.
pub fn which_sheet(path: &str, sheets: &[String]) -> Problem {
    let one = sheets.iter().find(|sheet| !shown::is_place(sheet)).map_or("…", |sheet| sheet);
    Problem::new(both!(
        "plusieurs feuilles ont des en-têtes connus\u{a0}: {sheets}",
        "several sheets have known headers: {sheets}";
        sheets = list(sheets)
    ))
    .at(path)
    .hint(both!(
        "choisissez-en une, p. ex. `sheet = \"{one}\"`\u{202f}; si ce sont les parties d’une même liste, donnez-leur exactement les mêmes en-têtes, ou enregistrez chacune dans un fichier à part",
        "choose one, e.g. `sheet = \"{one}\"`; if they are parts of one list, give them the very same headers, or save each as a file of its own"
    ))
    .remedy(Remedy::beside(path, "sheet", sheets.iter().filter(|sheet| !shown::is_place(sheet))))
}

/// A sheet without known headers whose rows look like those of the one that has them. `alone`: the sheet to name if the other is no part of
/// the list, unless the list has several.
pub fn sheet_without_headers(path: &str, sheet: &str, other: &str, alone: Option<&str>) -> Problem {
    let problem = Problem::new(both!(
        "la feuille `{sheet}` n’a pas d’en-têtes connus, et ses lignes ressemblent à celles de la feuille `{other}`",
        "the sheet `{sheet}` has no known headers, and its rows look like those of the sheet `{other}`"
    ))
    .at(path)
    .why(both!(
        "si elle en est la suite, ses personnes manqueraient",
        "if it continues that sheet, its persons would be missing"
    ));
    match alone.filter(|sheet| !shown::is_place(sheet)) {
        // No button writes it: pressed in haste, it would lose the persons of the other sheet.
        Some(alone) => problem.hint(both!(
                "répétez-y les mêmes en-têtes sur la première ligne\u{202f}; si elle n’en fait pas partie, nommez celle qui est à lire\u{a0}: `sheet = \"{alone}\"`",
                "repeat the same headers in its first row; if it is no part of the list, name the one to read: `sheet = \"{alone}\"`"
            )),
        None => problem.hint(both!(
            "répétez-y les mêmes en-têtes sur la première ligne\u{202f}; si elle n’en fait pas partie, enlevez-la d’une copie du classeur",
            "repeat the same headers in its first row; if it is no part of the list, remove it from a copy of the workbook"
        )),
    }
}

/// No sheet with known headers.
pub fn no_sheet_with_headers(path: &str, sheets: &[String]) -> Problem {
    Problem::new(both!(
        "aucune feuille n’a d’en-têtes connus dans ses vingt premières lignes",
        "no sheet has known headers in its first twenty rows"
    ))
    .within(both!("{path}, feuilles {sheets}", "{path}, sheets {sheets}"; sheets = list(sheets)))
    .hint(both!(
        "mettez les en-têtes sur une ligne, ou déclarez les colonnes\u{a0}: `columns = {{ nir = \"en-tête du fichier\", … }}`",
        "put the headers in one row, or declare the columns: `columns = {{ nir = \"header in the file\", … }}`"
    ))
}

/// Merged header cells; `column` counts from 1.
pub fn merged_header(path: &str, sheet: &str, row: u64, column: u64) -> Problem {
    Problem::new(both!("la ligne d’en-tête a des cellules fusionnées", "the header row has merged cells"))
        .within(both!(
            "{path}, feuille `{sheet}`, ligne {row}, colonne {column}",
            "{path}, sheet `{sheet}`, row {row}, column {column}"
        ))
        .why(both!(
            "ampleur ne peut dire quelle colonne un en-tête fusionné nomme",
            "ampleur cannot tell which column a merged header names"
        ))
        .hint(both!(
            "défusionnez-les et donnez à chaque colonne son propre en-tête, sur une ligne",
            "unmerge them and give each column its own header, in one row"
        ))
}

/// Formulas without a value.
pub fn formulas_not_computed(path: &str, sheet: &str, column: &str, cells: u64) -> Problem {
    Problem::new(both!(
        "les formules de `{column}` n’ont jamais été calculées\u{a0}: {cells} sans valeur",
        "the formulas in `{column}` have never been computed: {cells} without a value";
        cells = count(cells, CELL)
    ))
    .within(sheet_of(path, sheet))
    .why(both!(
        "le programme qui a écrit le classeur a enregistré les formules sans leurs résultats",
        "the program that wrote the workbook stored formulas without their results"
    ))
    .hint(both!(
        "ouvrez le classeur dans un tableur, enregistrez-le, et prenez ce fichier-là",
        "open the workbook in a spreadsheet program, save it, and use the saved file"
    ))
}

/// A workbook that takes more memory or time than its bytes warrant.
pub fn workbook_bound(path: &str, bytes: u64) -> Problem {
    Problem::new(both!(
        "le classeur ne peut être lu dans {megabytes} Mo de mémoire",
        "the workbook cannot be read within {megabytes} MB of memory";
        megabytes = number(bytes >> 20)
    ))
    .at(path)
    .why(both!(
        "quelques-uns de ses octets tiennent lieu d’un nombre quelconque de textes ou de cellules, ou tournent en rond, ce qu’aucun tableur n’écrit",
        "a few bytes of it stand for any number of texts or cells, or lead in a circle, which no spreadsheet program writes"
    ))
    .hint(both!(
        "enregistrez-le à nouveau avec un tableur, ou exportez la feuille en CSV",
        "save it again with a spreadsheet program, or export the sheet as CSV"
    ))
}

/// A sheet with two cells in one place.
pub fn cell_twice(path: &str, sheet: &str, row: u64) -> Problem {
    Problem::new(both!(
        "la feuille a deux cellules à la même place\u{a0}: deux de ses lignes ont le même numéro",
        "the sheet has two cells in one place: two of its rows have the same number"
    ))
    .within(both!("{path}, feuille `{sheet}`, ligne {row}", "{path}, sheet `{sheet}`, row {row}"))
    .why(both!("l’une d’elles serait perdue", "one of them would be lost"))
    .hint(both!(
        "enregistrez à nouveau le classeur avec un tableur, ou exportez la feuille en CSV",
        "save the workbook again with a spreadsheet program, or export the sheet as CSV"
    ))
}

/// A sheet of which fewer rows can be read than the file has.
pub fn sheet_cut(path: &str, sheet: &str, rows: u64, read: u64) -> Problem {
    Problem::new(both!(
        "la feuille a {rows}, dont {read} peuvent être lues",
        "the sheet has {rows}, of which {read} can be read";
        rows = count(rows, ROW), read = number(read)
    ))
    .within(sheet_of(path, sheet))
    .why(both!(
        "un tableur a 1\u{202f}048\u{202f}576 lignes, et ce qui est au-delà n’est pas lu",
        "a spreadsheet has 1,048,576 rows, and what is beyond them is not read"
    ))
    .hint(both!(
        "exportez la feuille en CSV, ou divisez-la en plusieurs",
        "export the sheet as CSV, or divide it into several"
    ))
}

fn sheet_of(path: &str, sheet: &str) -> Said {
    both!("{path}, feuille `{sheet}`", "{path}, sheet `{sheet}`")
}
