//! Files that cannot be read, or only in more than one way.

use super::{Problem, Role, line_of, object_of, place};
use crate::said::{BYTE, COLUMN, DATE, Lang, MORE_DATE, NAME, RECORD, ROW, Said, both, count, number, refusal};

/// A file that cannot be opened or read.
pub fn file(role: Role, path: &str, error: &std::io::Error) -> Problem {
    use std::io::ErrorKind as K;
    match error.kind() {
        K::NotFound => {
            Problem::new(both!("{what} introuvable", "{what} not found"; what = role.said())).at(path).hint(both!(
                "les chemins partent du dossier du fichier d’incident\u{202f}; vérifiez l’orthographe et le dossier",
                "paths are relative to the incident file; check the spelling and the folder"
            ))
        }
        K::PermissionDenied => Problem::new(both!(
            "{what}\u{a0}: lecture impossible (accès refusé)",
            "{what} cannot be read: permission denied";
            what = role.said()
        ))
        .at(path)
        .hint(both!("donnez à votre compte le droit de lecture", "give your account read permission")),
        K::IsADirectory => Problem::new(both!(
            "attendu\u{a0}: {what}\u{202f}; trouvé\u{a0}: un dossier",
            "{what} expected, but this is a folder";
            what = role.said()
        ))
        .at(path)
        .hint(both!("donnez le chemin du fichier lui-même", "give the path of the file itself")),
        K::Unsupported => no_regular(role, path),
        K::FileTooLarge => Problem::new(both!(
            "{what}\u{a0}: taille supérieure à celle de tout fichier de ce genre",
            "{what} is larger than any of its kind";
            what = role.said()
        ))
        .at(path)
        .hint(both!(
            "vérifiez le chemin\u{a0}: c’est peut-être un autre fichier",
            "check the path: it may be another file"
        )),
        K::OutOfMemory => out_of_memory(path),
        kind => Problem::new(both!(
            "{what}\u{a0}: lecture impossible ({kind})",
            "{what} cannot be read ({kind})";
            what = role.said(),
            kind = refusal(kind)
        ))
        .at(path),
    }
}

/// A pipe or a device where a file is expected.
pub fn no_regular(role: Role, path: &str) -> Problem {
    Problem::new(both!(
        "attendu\u{a0}: {what}\u{202f}; trouvé\u{a0}: un tube ou un périphérique",
        "{what} expected, but this is a pipe or a device";
        what = role.said()
    ))
    .at(path)
    .why(both!(
        "il peut ne jamais finir, et un calcul lit ses fichiers plus d’une fois",
        "it may never end, and a run reads its files more than once"
    ))
    .hint(both!(
        "écrivez son contenu dans un fichier, et donnez le chemin de celui-ci",
        "write it to a file, and give the path of that"
    ))
}

/// Memory that the system does not give, while a file is read.
pub fn out_of_memory(path: &str) -> Problem {
    memory(Said::same(path))
}

/// Memory that the system does not give, at any other moment.
pub fn no_memory_left() -> Problem {
    memory(both!("ce processus", "this process"))
}

fn memory(place: Said) -> Problem {
    Problem::new(both!("le système n’a plus de mémoire à donner", "the system gives no more memory"))
        .within(place)
        .why(both!("ce qui devait être lu est peut-être intact", "what was to be read may be whole"))
        .hint(both!(
            "fermez d’autres programmes, relevez la limite (`ulimit -v`), ou lancez le calcul sur une machine qui a plus de mémoire",
            "end other programs, raise the limit (`ulimit -v`), or run on a machine with more memory"
        ))
}

/// A file of zero bytes.
pub fn empty_file(path: &str) -> Problem {
    Problem::new(both!("le fichier est vide", "the file is empty")).of_empty_file().at(path).hint(both!(
        "exportez-le à nouveau, ou retirez-le du fichier d’incident",
        "export it again, or remove it from the incident file"
    ))
}

/// A file with a header and no row.
pub fn header_only(path: &str) -> Problem {
    Problem::new(both!("le fichier a un en-tête, mais aucune ligne", "the file has a header but no rows"))
        .of_empty_file()
        .at(path)
        .why(both!(
            "un fichier sans lignes ne montre ni que quelqu’un est concerné, ni que personne ne l’est",
            "a file without rows shows neither that anyone is affected nor that nobody is"
        ))
        .hint(both!(
            "exportez-le à nouveau, ou retirez-le du fichier d’incident",
            "export it again, or remove it from the incident file"
        ))
}

/// A file that is not a table. `what` has an article in French, even if the format has none in English.
pub fn unknown_format(path: &str, what: &Said) -> Problem {
    Problem::new(both!(
        "le fichier est {what}, et non un tableau",
        "the file is {what}, not a table";
        what = what
    ))
    .at(path)
    .why(formats())
    .hint(both!(
        "exportez-le dans l’un de ces formats, par exemple en CSV",
        "export it in one of these formats, e.g. as CSV"
    ))
}

/// The formats that are read.
fn formats() -> Said {
    both!(
        "ampleur lit le CSV et les autres textes en colonnes, le JSON et le XML faits d’objets plats (aussi en gzip, zstd ou ZIP), XLSX, ODS, XLS et Parquet",
        "ampleur reads CSV and other text with columns, JSON and XML of flat objects (also in gzip, zstd or ZIP), XLSX, ODS, XLS and Parquet"
    )
}

/// An archive of several files, or of one.
pub fn archive(path: &str, kind: &str) -> Problem {
    Problem::new(both!("le fichier est une archive {kind}", "the file is a {kind} archive"))
        .at(path)
        .why(formats())
        .hint(both!(
            "sortez les fichiers de l’archive et indiquez-les, ou indiquez leur dossier",
            "take the files out of the archive and name them, or the folder that they are in"
        ))
}

/// A ZIP archive without files.
pub fn empty_archive(path: &str) -> Problem {
    Problem::new(both!("l’archive ZIP ne contient aucun fichier", "the ZIP archive contains no files")).at(path).hint(
        both!(
            "mettez-y les fichiers, ou retirez-la du fichier d’incident",
            "put the files there, or remove it from the incident file"
        ),
    )
}

/// An entry of a ZIP archive that needs a password.
pub fn archive_encrypted(path: &str) -> Problem {
    Problem::new(both!(
        "le fichier dans l’archive ZIP est protégé par un mot de passe",
        "the file in the ZIP archive is protected by a password"
    ))
    .at(path)
    .why(both!("ampleur ne demande aucun mot de passe", "ampleur asks for no password"))
    .hint(both!(
        "sortez les fichiers de l’archive avec le mot de passe et indiquez-les, ou indiquez leur dossier",
        "take the files out of the archive with the password, and name them, or the folder that they are in"
    ))
}

/// An entry that would grow more than its compression allows.
pub fn archive_grows(path: &str) -> Problem {
    Problem::new(both!(
        "le fichier dans l’archive ZIP est annoncé plus grand que ses octets ne le permettent",
        "the file in the ZIP archive is announced to be larger than its bytes can hold"
    ))
    .at(path)
    .why(both!(
        "l’archive est endommagée, ou faite pour remplir un disque",
        "the archive is damaged, or made to fill a disk"
    ))
    .hint(both!(
        "redemandez l’archive, ou sortez-en les fichiers et indiquez-les",
        "ask for it again, or take the files out of the archive and name them"
    ))
}

/// A compressed file that becomes too many bytes.
pub fn grows(path: &str, times: u64) -> Problem {
    Problem::new(both!(
        "une fois décompressé, le fichier dépasse {times} fois sa taille",
        "the file becomes more than {times} times its bytes when it is decompressed"
    ))
    .at(path)
    .why(both!(
        "des listes de personnes ne se compressent pas aussi bien\u{a0}: le fichier est peut-être fait pour remplir la mémoire et le disque",
        "lists of persons do not compress so well: it may be made to fill memory and disk"
    ))
    .hint(both!(
        "vérifiez d’où il vient\u{202f}; s’il est bien ce qu’il doit être, décompressez-le et indiquez le fichier décompressé",
        "look at where it comes from; if it is what it should be, decompress it and name the plain file"
    ))
}

/// An entry compressed in another way than usual.
pub fn archive_method(path: &str) -> Problem {
    Problem::new(both!(
        "le fichier dans l’archive ZIP est compressé d’une façon qu’ampleur ne lit pas",
        "the file in the ZIP archive is compressed in a way that ampleur does not read"
    ))
    .at(path)
    .why(both!(
        "ampleur lit ce qui est stocké tel quel ou compressé par deflate, comme l’écrivent presque tous les programmes",
        "ampleur reads what is stored or deflated, as nearly all programs write it"
    ))
    .hint(both!(
        "sortez les fichiers de l’archive et indiquez-les, ou indiquez leur dossier",
        "take the files out of the archive and name them, or the folder that they are in"
    ))
}

/// An entry whose name leads out of the archive.
pub fn archive_path(path: &str) -> Problem {
    Problem::new(both!(
        "l’archive ZIP a un fichier dont le nom mène hors d’elle",
        "the ZIP archive has a file whose name leads out of it"
    ))
    .at(path)
    .why(both!("aucun programme ordinaire n’écrit un tel nom", "no ordinary program writes such a name"))
    .hint(both!(
        "redemandez l’archive, ou sortez-en les fichiers et indiquez-les",
        "ask for it again, or take the files out of the archive and name them"
    ))
}

/// A compression that is not read; `command` undoes it.
pub fn compression(path: &str, kind: &str, command: &str) -> Problem {
    Problem::new(both!(
        "le fichier est compressé avec {kind}, qu’ampleur ne lit pas",
        "the file is compressed with {kind}, which ampleur does not read"
    ))
    .at(path)
    .why(formats())
    .hint(both!("décompressez-le, par exemple avec `{command}`", "decompress it, e.g. `{command}`"))
}

/// EBCDIC text.
pub fn ebcdic(path: &str) -> Problem {
    Problem::new(both!(
        "le texte est en EBCDIC, comme l’écrivent les gros systèmes (mainframes)",
        "the text is EBCDIC, as mainframes write it"
    ))
    .at(path)
    .why(both!(
        "ses lettres et ses chiffres ont d’autres octets que sur les autres systèmes, et ces octets ne disent pas lesquels\u{202f}; ampleur lit ce texte s’il est déclaré",
        "its letters and digits have other bytes than on other systems, and its bytes do not say which; ampleur reads it if it is declared"
    ))
    .hint(both!(
        "écrivez `encoding = \"cp1147\"` (français, avec euro) ou `encoding = \"cp297\"`, `record_length = …` si ses lignes n’ont pas de fin, et chaque colonne par position\u{202f}; ou convertissez-le, par exemple avec `iconv -f IBM1147 -t UTF-8 old.dat > new.dat`",
        "write `encoding = \"cp1147\"` (French, with euro) or `encoding = \"cp297\"`, `record_length = …` if its lines have no ends, and each column by position; or convert it, e.g. `iconv -f IBM1147 -t UTF-8 old.dat > new.dat`"
    ))
}

/// EBCDIC without line ends, whose records have no declared length.
pub fn no_record_length(path: &str) -> Problem {
    Problem::new(both!(
        "les enregistrements n’ont pas de fin, et leur longueur n’est pas déclarée",
        "the records have no ends, and their length is not declared"
    ))
    .at(path)
    .hint(both!(
        "écrivez le nombre d’octets d’un enregistrement, par exemple `record_length = 120`\u{202f}; qui a écrit le fichier le sait (LRECL)",
        "write how many bytes a record has, e.g. `record_length = 120`; whoever wrote the file knows it (LRECL)"
    ))
}

/// EBCDIC whose size is not that of whole records; `records` were whole.
pub fn record_length(path: &str, length: u16, records: u64) -> Problem {
    Problem::new(both!(
        "le fichier n’est pas fait d’enregistrements entiers de {bytes}",
        "the file does not consist of whole records of {bytes}";
        bytes = count(u64::from(length), BYTE)
    ))
    .within(both!("{path}, après {records}", "{path}, after {records}"; records = count(records, RECORD)))
    .why(both!(
        "la longueur déclarée n’est pas celle du fichier, ou le fichier est tronqué, ou a été converti pendant son transfert",
        "the declared length is not that of the file, or the file is cut off or was converted on its way"
    ))
    .hint(both!(
        "corrigez `record_length`, ou transférez à nouveau le fichier en mode binaire",
        "correct `record_length`, or transfer the file again in binary"
    ))
}

/// Types of records that the file does not have.
pub fn no_such_records(path: &str) -> Problem {
    Problem::new(both!(
        "le fichier n’a aucun enregistrement des types à prendre",
        "the file has no record of the types to take"
    ))
    .at(path)
    .hint(both!(
        "vérifiez `records`\u{a0}: où se trouve le type, et comment il est écrit",
        "check `records`: where the type stands, and how it is written"
    ))
}

/// A workbook or Parquet inside a compressed file.
pub fn compressed_table(path: &str) -> Problem {
    Problem::new(both!("le fichier compressé ne contient pas de texte", "the compressed file does not hold text"))
        .at(path)
        .why(both!("ampleur ne décompresse que les fichiers texte", "ampleur decompresses text files only"))
        .hint(both!("décompressez-le d’abord", "decompress it first"))
}

/// A compressed file that ends early or cannot be decompressed, or a text that cannot be decoded.
pub fn damaged(path: &str) -> Problem {
    Problem::new(both!(
        "le fichier est endommagé ou tronqué\u{a0}: il ne peut être ni décompressé ni décodé jusqu’à la fin",
        "the file is damaged or truncated: it cannot be decompressed or decoded to its end"
    ))
    .at(path)
    .hint(both!(
        "copiez-le ou exportez-le à nouveau, puis comparez les tailles des fichiers",
        "copy or export it again, then compare the file sizes"
    ))
}

/// A file that two entries name.
pub fn listed_twice(path: &str, first: &str) -> Problem {
    let problem = Problem::new(both!("le fichier {path} est indiqué deux fois", "the file {path} is listed twice"));
    let hint = both!("indiquez-le une seule fois", "list it once");
    if path == first {
        problem.hint(hint)
    } else {
        problem.why(both!("il est aussi indiqué comme {first}", "it is also listed as {first}")).hint(hint)
    }
}

// ---- text -------------------------------------------------------------------------------------

/// Bytes that are not valid in the declared or marked encoding.
pub fn bad_text(path: &str, encoding: &str, line: u64) -> Problem {
    Problem::new(both!("le texte n’est pas valide en {encoding}", "the text is not valid {encoding}"))
        .within(line_of(path, line))
        .why(both!(
            "poursuivre la lecture altérerait des noms, et des personnes seraient manquées sans que rien ne le signale",
            "reading on would alter names, and persons would be missed without notice"
        ))
        .hint(both!(
            "déclarez son encodage, par exemple `encoding = \"windows-1252\"`, ou exportez-le à nouveau",
            "declare its encoding, e.g. `encoding = \"windows-1252\"`, or export it again"
        ))
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
pub fn unknown_encoding(path: &str, line: u64, likely: &str) -> Problem {
    Problem::new(both!("l’encodage du texte n’est pas clair", "the encoding of the text is not clear"))
        .within(first_other(path, line))
        .why(both!(
            "ses lettres accentuées ressemblent à celles d’un texte DOS (page de codes 850) ou Macintosh, qu’ampleur ne lit pas",
            "its accented letters look like those of DOS (code page 850) or Macintosh text, which ampleur does not read"
        ))
        .hint(both!(
            "convertissez-le, par exemple avec `iconv -f {likely} -t UTF-8 old.csv > new.csv`\u{202f}; ou déclarez `encoding` si vous le connaissez",
            "convert it, e.g. `iconv -f {likely} -t UTF-8 old.csv > new.csv`; or declare `encoding` if you know it"
        ))
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
    Problem::new(both!(
        "une ligne a {how}\u{a0}: {fields}, alors que l’en-tête en a {header}",
        "a row has {how}: {fields} where the header has {header}";
        how = how
    ))
    .within(place(path, Some(row), None))
    .why(why)
    .hint(hint)
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
}

// ---- objects ----------------------------------------------------------------------------------

/// Text that is not what it begins as; `object` counts from 1.
pub fn bad_object(path: &str, notation: &str, object: u64) -> Problem {
    Problem::new(both!(
        "le {notation} ne peut pas être lu\u{a0}: il est endommagé, tronqué, ou n’est pas une liste d’objets plats",
        "the {notation} cannot be read: it is damaged, cut off, or no list of flat objects"
    ))
    .within(object_of(path, object))
    .why(both!(
        "ampleur lit le JSON en tableau d’objets ou à raison d’un objet par ligne, et le XML dont les éléments sont les objets",
        "ampleur reads JSON as an array of objects or as one object a line, and XML whose elements are the objects"
    ))
    .hint(both!(
        "exportez-le à nouveau sous cette forme, ou en CSV\u{202f}; `jq -c '.list[]' old.json > new.json` extrait une liste de ce qui l’entoure",
        "export it again in that form, or as CSV; `jq -c '.list[]' old.json > new.json` takes a list out of what is around it"
    ))
}

/// An object beyond the limit that any real one stays under.
pub fn object_too_long(path: &str, object: u64, limit: usize) -> Problem {
    let kib = limit / 1024;
    Problem::new(both!("un objet dépasse {kib}\u{a0}Kio", "an object is longer than {kib} KiB"))
        .within(object_of(path, object))
        .why(both!(
            "aucun objet sur une personne n’est aussi long\u{202f}; la liste est sans doute à l’intérieur d’un autre objet",
            "no object about a person is that long; the list is probably inside another object"
        ))
        .hint(both!(
            "exportez la liste seule, par exemple avec `jq -c '.list[]' old.json > new.json`",
            "export the list by itself, e.g. `jq -c '.list[]' old.json > new.json`"
        ))
}

/// A name that stands twice in one object.
pub fn name_twice(path: &str, object: u64) -> Problem {
    Problem::new(both!("un objet a deux valeurs sous le même nom", "an object has two values under one name"))
        .within(object_of(path, object))
        .why(both!("ampleur ne peut pas savoir laquelle est la bonne", "ampleur cannot tell which of them holds"))
        .hint(both!(
            "exportez le fichier à nouveau, avec un nom pour chaque valeur",
            "export it again with a name for each value"
        ))
}

/// Objects whose names are probably values.
pub fn too_many_names(path: &str, limit: usize) -> Problem {
    Problem::new(both!(
        "les objets ont plus de {limit} noms différents",
        "the objects have more than {limit} different names";
        limit = number(limit as u64)
    ))
    .at(path)
    .why(both!(
        "des valeurs sur des personnes tiennent sans doute la place des noms",
        "values of persons probably stand in the place of names"
    ))
    .hint(both!(
        "exportez une liste d’objets qui ont tous les mêmes noms",
        "export a list of objects with the same names in each"
    ))
}

/// Objects without a known name.
pub fn no_known_name(path: &str, names: usize) -> Problem {
    Problem::new(both!("aucun des noms dans les objets n’est connu", "none of the names in the objects is known"))
        .at(path)
        .why(both!(
            "il y a {names}\u{202f}; rien n’en est montré, car il peut s’agir de données sur des personnes",
            "there are {names}; they are not shown, since they may be about persons";
            names = count(names as u64, NAME)
        ))
        .hint(both!(
            "déclarez les colonnes\u{a0}: `columns = {{ nir = \"nom dans le fichier\", … }}`\u{202f}; une liste à l’intérieur d’un autre objet doit en être extraite, par exemple avec `jq -c '.list[]' old.json > new.json`",
            "declare the columns: `columns = {{ nir = \"name in the file\", … }}`; a list inside another object has to be taken out of it, e.g. `jq -c '.list[]' old.json > new.json`"
        ))
}

/// A list or an object in a column that is compared.
pub fn nested_value(path: &str, column: &str, object: u64) -> Problem {
    Problem::new(both!(
        "`{column}` contient une liste ou un objet, et non une valeur",
        "`{column}` holds a list or an object, not a value"
    ))
    .within(object_of(path, object))
    .why(both!("ampleur compare une seule valeur par colonne", "ampleur compares one value a column"))
    .hint(both!(
        "exportez un objet par personne, avec une valeur sous chaque nom",
        "export one object for each person, with a value under each name"
    ))
}

/// XML with persons in elements of two kinds.
pub fn several_kinds(path: &str, one: &str, other: &str) -> Problem {
    Problem::new(both!(
        "les éléments `{one}` et `{other}` contiennent tous deux des données de personnes",
        "the elements `{one}` and `{other}` both hold data of persons"
    ))
    .at(path)
    .why(both!(
        "ampleur lit les éléments d’une seule sorte, et perdrait ce que disent les autres",
        "ampleur reads elements of one kind, and would lose what the others say"
    ))
    .hint(both!(
        "exportez une seule liste d’éléments plats, ou chaque sorte dans un fichier à part, par exemple en CSV",
        "export one list of flat elements, or each kind as a file of its own, e.g. as CSV"
    ))
}

// ---- dates ------------------------------------------------------------------------------------

/// Dates that can be read two ways, in a file where no date settles the order; `rows` of them, the first ones by number.
pub fn date_order_open(path: &str, column: &str, rows: u64, first_rows: &[u64], of: u64) -> Problem {
    Problem::new(both!(
        "deux lectures sont possibles pour {dates} dans `{column}`",
        "{dates} in `{column}` can be read two ways";
        dates = count(rows, DATE)
    ))
    .within(both!(
        "{path}, {rows} (sur {all})",
        "{path}, {rows} (of {all})";
        rows = rows_listed(rows, first_rows),
        all = number(of)
    ))
    .why(both!(
        "rien dans le fichier ne montre si le jour, le mois ou l’année vient en premier",
        "nothing in the file shows whether the day, the month or the year comes first"
    ))
    .hint(both!(
        "déclarez l’ordre, `date_order = \"dmy\"` (ou \"mdy\", \"ymd\"), à côté du `path` du fichier",
        "declare the order, `date_order = \"dmy\"` (or \"mdy\", \"ymd\"), beside the file's `path`"
    ))
}

/// Dates in several orders; `votes` by order.
pub fn date_order_mixed(path: &str, column: &str, votes: &[(&str, u64)], open: u64) -> Problem {
    let votes = votes
        .iter()
        .map(|(order, n)| both!("{rows} dans l’ordre {order}", "{rows} in order {order}"; rows = count(*n, ROW)));
    Problem::new(both!(
        "les dates dans `{column}` ne sont pas toutes dans le même ordre\u{a0}: {votes}",
        "the dates in `{column}` are not in one order: {votes}";
        votes = joined(votes)
    ))
    .at(path)
    .why(both!(
        "plusieurs ordres sont possibles pour {dates}",
        "{dates} can be read in several orders";
        dates = count(open, MORE_DATE)
    ))
    .hint(both!(
        "déclarez l’ordre, `date_order = \"dmy\"` (ou \"mdy\", \"ymd\"), à côté du `path` du fichier\u{202f}; les dates qui ne le suivent pas sont ignorées",
        "declare the order, `date_order = \"dmy\"` (or \"mdy\", \"ymd\"), beside the file's `path`; dates that do not fit it are ignored"
    ))
}

/// Ranks that number the beneficiaries of a family in `family` of `ranked` rows, though the first rows do not show it.
pub fn ranks_open(path: &str, column: &str, family: u64, ranked: u64) -> Problem {
    Problem::new(both!(
        "les rangs dans `{column}` semblent numéroter les bénéficiaires d’une famille",
        "the ranks in `{column}` seem to number the beneficiaries of a family"
    ))
    .at(path)
    .why(both!(
        "lignes dont le rang est de 2 ou plus sans être celui d’un jumeau\u{a0}: {family}, sur {rows} avec un rang\u{202f}; les premières lignes du fichier ne le montrent pas",
        "{family} of {rows} with a rank have a rank of 2 or more that is not that of a twin, and the first rows of the file do not show it";
        family = number(family),
        rows = count(ranked, ROW)
    ))
    .hint(both!(
        "écrivez `ranks = \"family\"` à côté du `path` du fichier, et les rangs ne sont pas comparés\u{202f}; ou `ranks = \"birth\"`, si ce sont malgré tout des rangs de naissance",
        "write `ranks = \"family\"` beside the file's `path`, and they are not compared; or `ranks = \"birth\"`, if they are birth ranks all the same"
    ))
}

fn rows_listed(rows: u64, first: &[u64]) -> Said {
    let numbers = joined(first.iter().map(|row| number(*row)));
    let (ligne, row) = if rows == 1 { ("ligne", "row") } else { ("lignes", "rows") };
    match rows.saturating_sub(first.len() as u64) {
        0 => both!("{ligne} {numbers}", "{row} {numbers}"; numbers = numbers),
        more => {
            let autres = if more == 1 { "autre" } else { "autres" };
            both!(
                "{ligne} {numbers} et {more}\u{a0}{autres}",
                "{row} {numbers} and {more} more";
                numbers = numbers,
                more = number(more)
            )
        }
    }
}

/// `a, b, c`
fn joined(items: impl Iterator<Item = Said>) -> Said {
    let items: Vec<Said> = items.collect();
    let of = |lang| items.iter().map(|item| item.of(lang)).collect::<Vec<_>>().join(", ");
    Said::new(of(Lang::Fr), of(Lang::En))
}

/// More parties or files than can be numbered. `noun` is their plural.
pub fn too_many(shown: &str, noun: &Said, most: usize) -> Problem {
    Problem::new(both!(
        "il y a plus de {most} {noun}",
        "there are more than {most} {noun}";
        most = number(most as u64),
        noun = noun
    ))
    .at(shown)
    .hint(both!("répartissez l’incident en plusieurs", "split the incident into several"))
}

/// More rows on one side than can be numbered.
pub fn too_many_rows(shown: &str) -> Problem {
    Problem::new(both!(
        "un côté a plus de 4\u{202f}294\u{202f}967\u{202f}295 lignes",
        "one side has more than 4,294,967,295 rows"
    ))
    .at(shown)
    .hint(both!("répartissez les assureurs entre plusieurs incidents", "split the insurers into several incidents"))
}
