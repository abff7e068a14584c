//! Recognises a file by its first bytes, so that what is not read is at least named.

use super::format::FileType;
use model::error::{self, Problem};
use model::said::{Said, both};

/// Number of bytes looked at.
pub(super) const HEAD: usize = 2048;

/// The type of a file; an error that names it if it is not read.
pub(super) fn file_type(first: &[u8], shown: &str) -> Result<FileType, Problem> {
    let unknown = |what: Said| Err(error::unknown_format(shown, &what));
    let archive = |kind| Err(error::archive(shown, kind));
    let compressed = |kind, command| Err(error::compression(shown, kind, command));
    match first {
        [b'P', b'A', b'R', b'1', ..] => Ok(FileType::Parquet),
        [b'P', b'A', b'R', b'E', ..] => Err(error::encrypted_parquet(shown)),
        [b'P', b'K', 3, 4, ..] if has(first, b"word/") => unknown(both!("un document de Word", "a Word document")),
        [b'P', b'K', 3, 4, ..] if is_workbook(first) => Ok(FileType::Workbook),
        // One by itself is read like a folder; this one is in another.
        [b'P', b'K', 3 | 5 | 7, 4 | 6 | 8, ..] => archive("ZIP"),
        // The older container of XLS, which also wraps password-protected workbooks.
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Ok(FileType::Workbook),
        [b'7', b'z', 0xBC, 0xAF, ..] => archive("7z"),
        [b'R', b'a', b'r', b'!', ..] => archive("RAR"),
        _ if first.get(257..262) == Some(b"ustar") => archive("tar"),
        [b'B', b'Z', b'h', b'1'..=b'9', ..] => compressed("bzip2", "bunzip2 FILE"),
        [0xFD, b'7', b'z', b'X', b'Z', ..] => compressed("xz", "unxz FILE"),
        [0x04, 0x22, 0x4D, 0x18, ..] => compressed("lz4", "unlz4 FILE"),
        [0xFF, 0x06, 0, 0, b's', b'N', b'a', ..] => compressed("snappy", "python -m snappy -d FILE OUT"),
        [0x1F, 0x9D, ..] => compressed("compress (.Z)", "uncompress FILE"),
        [0x5D, 0, 0, ..] => compressed("lzma", "unlzma FILE"),
        [b'A', b'R', b'R', b'O', b'W', b'1', ..] | [0xFF, 0xFF, 0xFF, 0xFF, ..] => {
            unknown(both!("de l’Arrow ou du Feather", "Arrow or Feather"))
        }
        [b'F', b'E', b'A', b'1', ..] => unknown(both!("du Feather", "Feather")),
        [b'O', b'R', b'C', ..] => unknown(both!("de l’ORC", "ORC")),
        [b'O', b'b', b'j', 1, ..] => unknown(both!("de l’Avro", "Avro")),
        _ if first.starts_with(b"SQLite format 3") => unknown(both!("une base SQLite", "an SQLite database")),
        _ if first.get(4..19) == Some(b"Standard Jet DB") || first.get(4..19) == Some(b"Standard ACE DB") => {
            unknown(both!("une base Access", "an Access database"))
        }
        _ if first.starts_with(b"$FL2") || first.starts_with(b"$FL3") => {
            unknown(both!("un fichier de données SPSS", "an SPSS data file"))
        }
        _ if is_sas(first) => unknown(both!("une table SAS", "a SAS data set")),
        _ if is_dbase(first) => unknown(both!("une table dBase", "a dBase table")),
        _ if first.starts_with(b"\x89HDF") => unknown(both!("du HDF5", "HDF5")),
        _ if first.starts_with(b"RDX") || first.starts_with(b"RDA") => unknown(both!("des données R", "R data")),
        _ if first.starts_with(b"<stata_dta>") => unknown(both!("un fichier de données Stata", "a Stata data set")),
        [b'%', b'P', b'D', b'F', ..] => unknown(both!("du PDF", "PDF")),
        [b'{', b'\\', b'r', b't', b'f', ..] => unknown(both!("du RTF", "RTF")),
        [0xFF, 0xD8, 0xFF, ..] | [0x89, b'P', b'N', b'G', ..] => unknown(both!("une image", "a picture")),
        [b'-', b'-', b'-', b'-', b'-', b'B', b'E', b'G', b'I', b'N', ..] => {
            unknown(both!("un message chiffré ou signé", "an encrypted or signed message"))
        }
        _ if first.starts_with(b"age-encryption.org/") => {
            unknown(both!("un fichier chiffré (age)", "an encrypted file (age)"))
        }
        _ if first.get(8..12) == Some(b"DUCK") => unknown(both!("une base DuckDB", "a DuckDB database")),
        [0x80, 2..=5, 0x95 | b'}' | b']' | b'c', ..] => {
            unknown(both!("des objets de Python (pickle)", "objects of Python (pickle)"))
        }
        [b'X', b'\n', 0, 0, 0, ..] => unknown(both!("des données R", "R data")),
        _ if is_ebcdic(first) => Err(error::ebcdic(shown)),
        _ if is_binary(first) => unknown(both!("un fichier binaire, et non du texte", "a binary file, and no text")),
        _ => text(&plain(first), shown),
    }
}

/// A text, or what is written as a text and is no table.
fn text(head: &str, shown: &str) -> Result<FileType, Problem> {
    let unknown = |what: Said| Err(error::unknown_format(shown, &what));
    let lower = head.to_ascii_lowercase();
    let opens = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    match () {
        () if opens(&["<!doctype html", "<html", "<table", "<head", "<body", "<meta", "<style", "<div", "<center"]) => {
            unknown(both!(
                "du HTML (une page web qu’un programme a nommée comme un tableau)",
                "HTML (a web page that a program named as a table)"
            ))
        }
        () if ["urn:oasis:names:tc:opendocument", "urn:schemas-microsoft-com:office:"]
            .iter()
            .any(|of| lower.contains(of)) =>
        {
            unknown(both!("du XML de tableur", "XML of a spreadsheet program"))
        }
        () if opens(&["<?xml", "<!doctype"]) || is_markup(&lower) => Ok(FileType::Xml(None)),
        () if is_json(head) => Ok(FileType::Json(None)),
        () if lower.starts_with("from ") && lower.contains("\nmessage-id:") || lower.starts_with("mime-version:") => {
            unknown(both!("un courriel ou une archive web", "a mail or a web archive"))
        }
        () if is_sql(&lower) => unknown(both!(
            "un export SQL (les instructions d’une base, non ses lignes)",
            "an SQL dump (statements of a database, not its rows)"
        )),
        () => Ok(FileType::Text(None)),
    }
}

/// The first bytes as text without its byte-order mark and the blanks in front; UTF-16 by its ASCII letters.
fn plain(first: &[u8]) -> String {
    let bytes: Vec<u8> = match first {
        [0xEF, 0xBB, 0xBF, rest @ ..] => rest.to_vec(),
        [0xFF, 0xFE, rest @ ..] | [0xFE, 0xFF, rest @ ..] => rest.iter().copied().filter(|byte| *byte != 0).collect(),
        _ => first.to_vec(),
    };
    String::from_utf8_lossy(&bytes).trim_start().to_owned()
}

/// Whether a file is a ZIP archive, which a workbook is as well.
pub(super) fn is_zip(first: &[u8]) -> bool {
    matches!(first, [b'P', b'K', 3 | 5 | 7, 4 | 6 | 8, ..])
}

fn has(first: &[u8], name: &[u8]) -> bool {
    first.windows(name.len()).any(|part| part == name)
}

/// Whether many bytes are of characters that control a device, and that no program puts between values: neither text, nor what parts it.
fn is_binary(first: &[u8]) -> bool {
    let controls = first.iter().filter(|byte| matches!(byte, 0x03..=0x08 | 0x0B | 0x0E..=0x19)).count();
    controls >= 8 && 50 * controls >= first.len()
}

/// Whether a ZIP archive is a workbook, by the names of its first parts.
pub(super) fn is_workbook(first: &[u8]) -> bool {
    let parts: [&[u8]; 8] = [
        b"[Content_Types].xml",
        b"_rels/",
        b"docProps/",
        b"xl/",
        b"application/vnd.oasis",
        b"META-INF/manifest.xml",
        b"content.xml",
        b"mimetype",
    ];
    parts.iter().any(|part| has(first, part))
}

fn is_markup(lower: &str) -> bool {
    let named =
        lower.strip_prefix('<').and_then(|rest| rest.chars().next()).is_some_and(|c| c.is_alphabetic() || c == '!');
    named && (lower.contains("</") || lower.contains("/>"))
}

fn is_json(head: &str) -> bool {
    let inner = |rest: &str, opens: &[char]| rest.trim_start().starts_with(opens);
    match head.as_bytes().first() {
        Some(b'{') => inner(&head[1..], &['"', '}']),
        Some(b'[') => inner(&head[1..], &['{', '[', '"', ']']),
        _ => false,
    }
}

fn is_sql(lower: &str) -> bool {
    let statements = [
        "insert into ",
        "insert [",
        "replace into ",
        "use [",
        "set identity_insert ",
        "create table ",
        "drop table ",
        "set foreign_key_checks",
        "copy public.",
        "begin transaction;",
    ];
    let mut lines = lower.lines().map(str::trim_start);
    let comments = ["-- mysql dump", "-- mariadb dump", "-- postgresql database dump", "-- phpmyadmin sql dump"];
    comments.iter().any(|comment| lower.contains(comment))
        || lines.any(|line| statements.iter().any(|statement| line.starts_with(statement)))
}

/// A version, a day of the last decades, and a count of rows (dBase III to 7, FoxPro).
fn is_dbase(first: &[u8]) -> bool {
    matches!(first, [0x03 | 0x30 | 0x31 | 0x83 | 0x8B | 0xF5, _, 1..=12, 1..=31, _, _, _, _, _, _, _, _, 0, 0, ..])
}

fn is_sas(first: &[u8]) -> bool {
    first.starts_with(b"HEADER RECORD*******LIBRARY")
        || first.starts_with(b"\0\0\0\0\0\0\0\0\0\0\0\0\xC2\xEA\x81\x60")
        || (first.len() > 90 && first.get(84..92) == Some(b"SAS FILE"))
}

/// Whether most bytes are letters, digits and blanks of EBCDIC, and few those of other texts.
fn is_ebcdic(first: &[u8]) -> bool {
    let count = |is: fn(&u8) -> bool| first.iter().filter(|byte| is(byte)).count();
    let digits_and_letters = count(
        |b| matches!(b, 0xF0..=0xF9 | 0xC1..=0xC9 | 0xD1..=0xD9 | 0xE2..=0xE9 | 0x81..=0x89 | 0x91..=0x99 | 0xA2..=0xA9),
    );
    let ascii = count(|b| matches!(b, b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z'));
    let blanks = count(|b| *b == 0x40);
    first.len() >= 32 && digits_and_letters + blanks > first.len() / 2 && 10 * ascii < first.len()
}
