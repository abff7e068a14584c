//! Text that cannot be read, or only in more than one way: encodings, delimiters, quotes.

use super::{Problem, line_of, place};
use crate::remedy::Remedy;
use crate::said::{BYTE, COLUMN, Said, both, count, number};

/// Bytes that are not valid in the declared or marked encoding.
pub fn bad_text(path: &str, encoding: &str, line: u64) -> Problem {
    // What the bytes leave open: those without a meaning in one encoding may be letters in another.
    let others: &[&str] = match encoding {
        "windows-1252" => &["cp850", "macintosh"],
        "iso-8859-15" => &["windows-1252", "cp850", "macintosh"],
        _ => &["windows-1252", "iso-8859-15"],
    };
    let first = others[0];
    Problem::new(both!("le texte n’est pas valide en {encoding}", "the text is not valid {encoding}"))
        .within(line_of(path, line))
        .why(both!(
            "poursuivre la lecture altérerait des noms, et des personnes seraient manquées sans que rien ne le signale",
            "reading on would alter names, and persons would be missed without notice"
        ))
        .hint(both!(
            "déclarez son encodage, par exemple `encoding = \"{first}\"`, ou exportez-le à nouveau",
            "declare its encoding, e.g. `encoding = \"{first}\"`, or export it again"
        ))
        .remedy(Remedy::beside(path, "encoding", others.iter().copied()))
}

/// A declared encoding that the byte-order mark contradicts.
pub fn encoding_contradicted(path: &str, declared: &str, marked: &str) -> Problem {
    Problem::new(both!(
        "le fichier est déclaré en {declared}, mais sa marque d’ordre des octets (BOM) indique {marked}",
        "the file is declared as {declared}, but its byte-order mark says {marked}"
    ))
    .at(path)
    .hint(both!("supprimez `encoding`", "remove `encoding`"))
}

/// A declared encoding, in a text that is UTF-8 from its first byte to its last: letters of another encoding do not fall into place so.
pub fn declared_beside_utf8(path: &str, declared: &str) -> Problem {
    Problem::new(both!(
        "le fichier est déclaré en {declared}, mais tous ses octets sont de l’UTF-8",
        "the file is declared as {declared}, but all of its bytes are UTF-8"
    ))
    .at(path)
    .why(both!(
        "lue en {declared}, chaque lettre accentuée en deviendrait deux autres, et des personnes seraient manquées",
        "read as {declared}, each accented letter would become two others, and persons would be missed"
    ))
    .hint(both!("écrivez `encoding = \"utf-8\"`", "write `encoding = \"utf-8\"`"))
    .remedy(Remedy::beside(path, "encoding", ["utf-8"]))
}

/// UTF-8 and another encoding in one file.
pub fn mixed_encodings(path: &str, line: u64) -> Problem {
    Problem::new(both!("le texte mêle l’UTF-8 et un autre encodage", "the text mixes UTF-8 with another encoding"))
        .within(first_other(path, line))
        .why(both!(
            "les extraits de deux programmes ont sans doute été réunis\u{202f}; aucun encodage ne lit correctement tous les noms",
            "extracts of two programs were probably joined; no single encoding reads every name correctly"
        ))
        .hint(both!(
            "exportez-le à nouveau en UTF-8, ou indiquez chaque partie comme un fichier séparé",
            "export it again as UTF-8, or list the parts as separate files"
        ))
}

/// Neither UTF-8 nor one of the Latin encodings.
/// Which of them is `likely`, its letters show; not for certain.
pub fn unknown_encoding(path: &str, line: u64, likely: &str) -> Problem {
    let (first, other) = if likely == "macintosh" { ("macintosh", "cp850") } else { ("cp850", "macintosh") };
    Problem::new(both!("l’encodage du texte n’est pas clair", "the encoding of the text is not clear"))
        .within(first_other(path, line))
        .why(both!(
            "ses lettres accentuées ressemblent à celles d’un texte DOS (page de codes 850) ou Macintosh, et ses octets sont valides dans les deux",
            "its accented letters look like those of DOS (code page 850) or Macintosh text, and its bytes are valid in both"
        ))
        .hint(both!(
            "écrivez `encoding = \"{first}\"`, le plus probable, ou `encoding = \"{other}\"`, puis vérifiez un nom accentué\u{202f}; si c’en est un autre, exportez le fichier à nouveau en UTF-8",
            "write `encoding = \"{first}\"`, the likelier one, or `encoding = \"{other}\"`, and look at a name with an accent; if it is another, export the file again as UTF-8"
        ))
        .remedy(Remedy::beside(path, "encoding", [first, other]))
}

/// The first line that is not UTF-8.
fn first_other(path: &str, line: u64) -> Said {
    both!(
        "{path}, ligne {line}, la première qui n’est pas en UTF-8",
        "{path}, line {line} is the first that is not UTF-8";
        line = number(line)
    )
}

/// Windows-1252 or ISO-8859-15.
pub fn latin_in_doubt(path: &str, bytes: u64) -> Problem {
    Problem::new(both!(
        "le texte est en Windows-1252 ou en ISO-8859-15\u{202f}; ses octets sont valides dans les deux",
        "the text is Windows-1252 or ISO-8859-15; its bytes are valid in both"
    ))
    .at(path)
    .why(both!(
        "les deux ne donnent pas les mêmes caractères pour {bytes}",
        "{bytes} would give different characters";
        bytes = count(bytes, BYTE)
    ))
    .hint(both!(
        "écrivez `encoding = \"windows-1252\"` (programmes Windows) ou `encoding = \"iso-8859-15\"` (anciens programmes Unix)",
        "write `encoding = \"windows-1252\"` (Windows programs) or `encoding = \"iso-8859-15\"` (older Unix programs)"
    ))
    .remedy(Remedy::beside(path, "encoding", ["windows-1252", "iso-8859-15"]))
}

/// NUL bytes in a text file.
pub fn nul_bytes(path: &str, row: u64) -> Problem {
    Problem::new(both!(
        "le fichier contient des octets nuls\u{a0}: ce n’est pas du texte brut",
        "the file contains NUL bytes: it is not plain text"
    ))
    .within(place(path, Some(row), None))
    .why(both!(
        "il est endommagé, ou en UTF-16 («\u{a0}Texte Unicode\u{a0}») sans marque d’ordre des octets (BOM)",
        "it is damaged, or UTF-16 (\"Unicode text\") without a byte-order mark"
    ))
    .hint(both!(
        "déclarez `encoding = \"utf-16le\"` ou `\"utf-16be\"`, ou exportez-le à nouveau",
        "declare `encoding = \"utf-16le\"` or `\"utf-16be\"`, or export it again"
    ))
    .remedy(Remedy::beside(path, "encoding", ["utf-16le", "utf-16be"]))
}

/// A row whose number of fields differs from the header.
pub fn ragged(path: &str, row: u64, fields: usize, header: usize, quoted: bool) -> Problem {
    let hint = match quoted {
        true => both!(
            "si les guillemets de cette ligne font partie du texte, écrivez `quotes = \"none\"`, ou `quotes = \"backslash\"` si une barre oblique inverse les précède\u{202f}; sinon, corrigez la ligne dans la source",
            "if the quotes in that row belong to the text, write `quotes = \"none\"`, or `quotes = \"backslash\"` if a backslash stands before them; otherwise correct the row in the source"
        ),
        false => both!(
            "corrigez cette ligne dans la source, ou exportez avec toutes les valeurs de texte entre guillemets\u{202f}; si c’est la dernière ligne et qu’elle est une phrase, supprimez-la",
            "correct that row in the source, or export with all text values in quotes; if it is the last line and a sentence, remove it"
        ),
    };
    let (how, why) = if fields < header {
        (
            both!("trop peu de champs", "too few fields"),
            both!(
                "il manque une valeur ou un séparateur\u{202f}; ampleur ne peut pas savoir dans quelle colonne",
                "a value or a delimiter is missing; ampleur cannot tell in which column"
            ),
        )
    } else {
        (
            both!("trop de champs", "too many fields"),
            both!(
                "une valeur contient le séparateur sans être entre guillemets\u{202f}; ampleur ne peut pas savoir laquelle",
                "a value contains the delimiter without quotes; ampleur cannot tell which"
            ),
        )
    };
    let problem = Problem::new(both!(
        "une ligne a {how}\u{a0}: {fields}, alors que l’en-tête en a {header}",
        "a row has {how}: {fields} where the header has {header}";
        how = how
    ))
    .within(place(path, Some(row), None))
    .why(why)
    .hint(hint);
    if quoted { problem.remedy(Remedy::beside(path, "quotes", ["none", "backslash"])) } else { problem }
}

/// Headers among the rows that are in another order than those at the top.
pub fn headers_in_other_order(path: &str, row: u64) -> Problem {
    Problem::new(both!(
        "des en-têtes se trouvent une nouvelle fois parmi les lignes\u{a0}: d’autres, ou les mêmes dans un autre ordre",
        "headers stand again among the rows: others, or the same in another order"
    ))
    .within(place(path, Some(row), None))
    .why(both!(
        "deux extraits ont sans doute été mis bout à bout\u{202f}; les lignes qui suivent seraient lues dans les mauvaises colonnes",
        "two extracts or tables were probably joined; the rows below would be read in the wrong columns"
    ))
    .hint(both!(
        "enregistrez ces lignes dans un fichier à part, avec leurs en-têtes, et déclarez les deux",
        "save those rows as a file of their own, with their headers, and declare both"
    ))
}

/// Lines that a pair of stray quotes made part of one value.
pub fn swallowed_lines(path: &str, row: u64) -> Problem {
    Problem::new(both!(
        "une valeur entre guillemets contient des lignes entières du fichier",
        "a value in quotes holds whole lines of the file"
    ))
    .within(place(path, Some(row), None))
    .why(both!(
        "un guillemet qui fait partie du texte l’a ouverte, et le suivant l’a fermée\u{a0}: les lignes entre les deux seraient perdues",
        "a quote that belongs to the text opened it, and the next one ended it: the rows between them would be lost"
    ))
    .hint(both!(
        "si le fichier ne met aucune valeur entre guillemets, écrivez `quotes = \"none\"`\u{202f}; sinon, doublez le guillemet dans cette ligne",
        "if the file puts no value in quotes, write `quotes = \"none\"`; otherwise double the quote in that row"
    ))
    .remedy(Remedy::beside(path, "quotes", ["none"]))
}

/// A quote that is never closed.
pub fn unclosed_quote(path: &str, row: u64) -> Problem {
    Problem::new(both!("un guillemet est ouvert, mais jamais fermé", "a quote is opened but never closed"))
        .within(place(path, Some(row), None))
        .why(both!("tout ce qui le suit a été lu comme une seule valeur", "everything after it was read as one value"))
        .hint(both!(
            "fermez le guillemet dans cette ligne, ou doublez-le s’il fait partie du texte\u{202f}; si le fichier ne met aucune valeur entre guillemets, écrivez `quotes = \"none\"`",
            "close the quote in that row, or double it if it is part of the text; if the file puts no value in quotes, write `quotes = \"none\"`"
        ))
        .remedy(Remedy::beside(path, "quotes", ["none"]))
}

/// A row beyond the limit that any real row stays under.
pub fn record_too_long(path: &str, row: u64, limit: usize) -> Problem {
    let kib = limit / 1024;
    Problem::new(both!("une ligne dépasse {kib}\u{a0}Kio", "a row is longer than {kib} KiB"))
        .within(place(path, Some(row), None))
        .why(both!(
            "aucune ligne sur une personne n’est aussi longue\u{202f}; un guillemet y est sans doute ouvert, mais jamais fermé",
            "no row about a person is that long; a quote is probably opened there but never closed"
        ))
        .hint(both!("vérifiez cette ligne et celle qui la précède", "check that row and the one before it"))
}

/// No delimiter reveals a header line.
pub fn no_known_header(path: &str, headers: usize) -> Problem {
    Problem::new(both!(
        "aucune des vingt premières lignes n’a d’en-têtes connus",
        "none of the first twenty lines has known headers"
    ))
    .within(place(path, Some(1), None))
    .why(both!(
        "séparateurs essayés\u{a0}: `;`, `,`, tabulation et `|` ({columns} au plus)\u{202f}; la première ligne n’est pas montrée, car elle peut concerner une personne",
        "tried `;`, `,`, tab and `|` ({columns} at most); the first line is not shown, since it may be about a person";
        columns = count(headers as u64, COLUMN)
    ))
    .hint(both!(
        "déclarez les colonnes\u{a0}: `columns = {{ nir = \"en-tête du fichier\", … }}`\u{202f}; sans ligne d’en-tête, `header = false, delimiter = \";\", columns = {{ nir = 1, … }}`",
        "declare the columns: `columns = {{ nir = \"header in the file\", … }}`; without a header line, `header = false, delimiter = \";\", columns = {{ nir = 1, … }}`"
    ))
}

/// A delimiter that has to be declared.
pub fn untried_delimiter(path: &str, name: &str) -> Problem {
    Problem::new(both!(
        "le séparateur du fichier semble être `{name}`",
        "the delimiter of the file seems to be `{name}`"
    ))
    .at(path)
    .why(both!(
        "il figure aussi dans des valeurs, ou ne se voit pas\u{a0}: ampleur ne le retient que s’il est déclaré",
        "it also occurs inside values, or cannot be seen, so that ampleur takes it only if it is declared"
    ))
    .hint(both!(
        "écrivez `delimiter = \"{name}\"`, ou convertissez le fichier pour que son séparateur soit `;`",
        "write `delimiter = \"{name}\"`, or convert the file to `;`"
    ))
    .remedy(Remedy::beside(path, "delimiter", [name]))
}

/// A delimiter that is not read.
pub fn unread_delimiter(path: &str, delimiter: &str) -> Problem {
    let shown: String = delimiter.escape_default().to_string();
    let shown = if delimiter.chars().any(char::is_control) { shown } else { delimiter.to_owned() };
    Problem::new(both!(
        "le séparateur du fichier semble être `{shown}`, qu’ampleur ne lit pas",
        "the delimiter of the file seems to be `{shown}`, which ampleur does not read"
    ))
    .at(path)
    .why(both!(
        "ampleur lit `;`, `,`, la tabulation, `|`, `:` et ctrl-a (0x01)",
        "it reads `;`, `,`, tab, `|`, `:` and ctrl-a (0x01)"
    ))
    .hint(both!(
        "exportez à nouveau le fichier avec `;`, ou convertissez-le\u{a0}: chaque séparateur devient `;`, et les valeurs qui contiennent `;` se mettent entre guillemets",
        "export the file again with `;`, or convert it: each delimiter becomes `;`, and values with `;` go between quotes"
    ))
}

/// Two delimiters reveal equally many known headers.
pub fn two_delimiters(path: &str, a: char, b: char) -> Problem {
    let shown = |c: char| if c == '\t' { "tab".to_owned() } else { c.to_string() };
    let (a, b) = (shown(a), shown(b));
    Problem::new(both!(
        "le séparateur n’est pas clair\u{a0}: `{a}` et `{b}` donnent autant de colonnes connues l’un que l’autre",
        "the delimiter is not clear: `{a}` and `{b}` give equally many known columns"
    ))
    .at(path)
    .hint(both!("choisissez-en un, par exemple `delimiter = \"{a}\"`", "choose one, e.g. `delimiter = \"{a}\"`"))
    .remedy(Remedy::beside(path, "delimiter", [a, b]))
}
