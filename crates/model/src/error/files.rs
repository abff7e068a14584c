//! Files that cannot be read: not there, empty, of another kind, damaged, too many.

use super::{Problem, Role};
use crate::remedy::Remedy;
use crate::said::{BYTE, RECORD, Said, both, count, number, refusal};
use crate::system;

/// A file that cannot be opened or read.
pub fn file(role: Role, path: &str, error: &std::io::Error) -> Problem {
    use std::io::ErrorKind as K;
    match error.kind() {
        _ if system::is_held_open(error) => held_open(Problem::new(both!(
            "{what}\u{a0}: ouvert dans un autre programme",
            "{what} is open in another program";
            what = role.said()
        )))
        .at(path),
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

/// What to do about a file that another program keeps to itself.
pub(super) fn held_open(problem: Problem) -> Problem {
    problem.hint(both!(
        "fermez-le là-bas (Excel garde pour lui ce qu’il affiche), puis relancez",
        "close it there (Excel keeps what it shows to itself), then run again"
    ))
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
    .remedy(Remedy::beside(path, "encoding", ["cp1147", "cp297"]))
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

/// Fixed width, all in one line.
pub fn no_line_ends(path: &str) -> Problem {
    Problem::new(both!(
        "le fichier n’est qu’une ligne, bien plus longue que ses colonnes\u{a0}: ses enregistrements n’ont pas de fin",
        "the file is one line, far longer than its columns: its records have no ends"
    ))
    .at(path)
    .why(both!(
        "ampleur ne peut pas savoir où chaque enregistrement commence, et n’en lirait qu’un",
        "ampleur cannot tell where each record begins, and would read one alone"
    ))
    .hint(both!(
        "donnez-lui une ligne par enregistrement, par exemple avec `fold -b -w 120 old.txt > new.txt` s’ils ont 120 octets\u{202f}; s’il n’y en a qu’un, déclarez aussi sa dernière colonne",
        "give it one line a record, e.g. `fold -b -w 120 old.txt > new.txt` if they have 120 bytes; if it is one record, declare its last column too"
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
