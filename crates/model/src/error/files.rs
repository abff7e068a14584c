//! Files that cannot be read, or only in more than one way.

use super::{Problem, count, place, thousands};

/// A file that cannot be opened or read. `what` names its role, without an article.
pub fn file(what: &str, path: &str, error: &std::io::Error) -> Problem {
    use std::io::ErrorKind as K;
    match error.kind() {
        K::NotFound => Problem::new(format!("{what} not found"))
            .at(path)
            .hint("paths are relative to the incident file; check the spelling and the folder"),
        K::PermissionDenied => Problem::new(format!("{what} cannot be read: permission denied"))
            .at(path)
            .hint("give your account read permission"),
        K::IsADirectory => Problem::new(format!("{what} expected, but this is a folder"))
            .at(path)
            .hint("give the path of the file itself"),
        K::Unsupported => no_regular(what, path),
        K::FileTooLarge => Problem::new(format!("{what} is larger than any of its kind"))
            .at(path)
            .hint("check the path: it may be another file"),
        K::OutOfMemory => out_of_memory(path),
        kind => Problem::new(format!("{what} cannot be read ({kind})")).at(path),
    }
}

/// A pipe or a device where a file is expected.
pub fn no_regular(what: &str, path: &str) -> Problem {
    Problem::new(format!("{what} expected, but this is a pipe or a device"))
        .at(path)
        .why("it may never end, and a run reads its files more than once")
        .hint("write it to a file, and give the path of that")
}

/// Memory that the system does not give.
pub fn out_of_memory(path: &str) -> Problem {
    Problem::new("the system gives no more memory")
        .at(path)
        .why("what was to be read may be whole")
        .hint("end other programs, raise the limit (`ulimit -v`), or run on a machine with more memory")
}

/// A file of zero bytes.
pub fn empty_file(path: &str) -> Problem {
    Problem::new("the file is empty")
        .of_empty_file()
        .at(path)
        .hint("export it again, or remove it from the incident file")
}

/// A file with a header and no row.
pub fn header_only(path: &str) -> Problem {
    Problem::new("the file has a header but no rows")
        .of_empty_file()
        .at(path)
        .why("a file without rows shows neither that anyone is affected nor that nobody is")
        .hint("export it again, or remove it from the incident file")
}

/// A file that is not a table.
pub fn unknown_format(path: &str, what: &str) -> Problem {
    Problem::new(format!("the file is {what}, not a table"))
        .at(path)
        .why(READ)
        .hint("export it in one of these formats, e.g. as CSV")
}

/// The formats that are read.
const READ: &str = "ampleur reads CSV and other text with columns, JSON and XML of flat objects (also in gzip, zstd or ZIP), XLSX, ODS, XLS and Parquet";

/// An archive of several files, or of one.
pub fn archive(path: &str, kind: &str) -> Problem {
    Problem::new(format!("the file is a {kind} archive"))
        .at(path)
        .why(READ)
        .hint("take the files out of the archive and name them, or the folder that they are in")
}

/// A ZIP archive without files.
pub fn empty_archive(path: &str) -> Problem {
    Problem::new("the ZIP archive contains no files")
        .at(path)
        .hint("put the files there, or remove it from the incident file")
}

/// An entry of a ZIP archive that needs a password.
pub fn archive_encrypted(path: &str) -> Problem {
    Problem::new("the file in the ZIP archive is protected by a password")
        .at(path)
        .why("ampleur asks for no password")
        .hint("take the files out of the archive with the password, and name them, or the folder that they are in")
}

/// An entry that would grow more than its compression allows.
pub fn archive_grows(path: &str) -> Problem {
    Problem::new("the file in the ZIP archive is announced to be larger than its bytes can hold")
        .at(path)
        .why("the archive is damaged, or made to fill a disk")
        .hint("ask for it again, or take the files out of the archive and name them")
}

/// A compressed file that becomes too many bytes.
pub fn grows(path: &str, times: u64) -> Problem {
    Problem::new(format!("the file becomes more than {times} times its bytes when it is decompressed"))
        .at(path)
        .why("lists of persons do not compress so well: it may be made to fill memory and disk")
        .hint("look at where it comes from; if it is what it should be, decompress it and name the plain file")
}

/// An entry compressed in another way than usual.
pub fn archive_method(path: &str) -> Problem {
    Problem::new("the file in the ZIP archive is compressed in a way that ampleur does not read")
        .at(path)
        .why("ampleur reads what is stored or deflated, as nearly all programs write it")
        .hint("take the files out of the archive and name them, or the folder that they are in")
}

/// An entry whose name leads out of the archive.
pub fn archive_path(path: &str) -> Problem {
    Problem::new("the ZIP archive has a file whose name leads out of it")
        .at(path)
        .why("no ordinary program writes such a name")
        .hint("ask for it again, or take the files out of the archive and name them")
}

/// A compression that is not read; `command` undoes it.
pub fn compression(path: &str, kind: &str, command: &str) -> Problem {
    Problem::new(format!("the file is compressed with {kind}, which ampleur does not read"))
        .at(path)
        .why(READ)
        .hint(format!("decompress it, e.g. `{command}`"))
}

/// EBCDIC text.
pub fn ebcdic(path: &str) -> Problem {
    Problem::new("the text is EBCDIC, as mainframes write it")
        .at(path)
        .why("its letters and digits have other bytes than on other systems, and its bytes do not say which; ampleur reads it if it is declared")
        .hint("write `encoding = \"cp1147\"` (French, with euro) or `encoding = \"cp297\"`, `record_length = …` if its lines have no ends, and each column by position; or convert it, e.g. `iconv -f IBM1147 -t UTF-8 old.dat > new.dat`")
}

/// EBCDIC without line ends, whose records have no declared length.
pub fn no_record_length(path: &str) -> Problem {
    Problem::new("the records have no ends, and their length is not declared")
        .at(path)
        .hint("write how many bytes a record has, e.g. `record_length = 120`; whoever wrote the file knows it (LRECL)")
}

/// EBCDIC whose size is not that of whole records; `records` were whole.
pub fn record_length(path: &str, length: u16, records: u64) -> Problem {
    Problem::new(format!("the file does not consist of whole records of {}", count(u64::from(length), "byte")))
        .at(format!("{path}, after {}", count(records, "record")))
        .why("the declared length is not that of the file, or the file is cut off or was converted on its way")
        .hint("correct `record_length`, or transfer the file again in binary")
}

/// Types of records that the file does not have.
pub fn no_such_records(path: &str) -> Problem {
    Problem::new("the file has no record of the types to take")
        .at(path)
        .hint("check `records`: where the type stands, and how it is written")
}

/// A workbook or Parquet inside a compressed file.
pub fn compressed_table(path: &str) -> Problem {
    Problem::new("the compressed file does not hold text")
        .at(path)
        .why("ampleur decompresses text files only")
        .hint("decompress it first")
}

/// A compressed file that ends early or cannot be decompressed, or a text that cannot be decoded.
pub fn damaged(path: &str) -> Problem {
    Problem::new("the file is damaged or truncated: it cannot be decompressed or decoded to its end")
        .at(path)
        .hint("copy or export it again, then compare the file sizes")
}

/// A file that two entries name.
pub fn listed_twice(path: &str, first: &str) -> Problem {
    let problem = Problem::new(format!("the file {path} is listed twice"));
    if path == first {
        problem.hint("list it once")
    } else {
        problem.why(format!("it is also listed as {first}")).hint("list it once")
    }
}

// ---- text -------------------------------------------------------------------------------------

/// Bytes that are not valid in the declared or marked encoding.
pub fn bad_text(path: &str, encoding: &str, line: u64) -> Problem {
    Problem::new(format!("the text is not valid {encoding}"))
        .at(format!("{path}, line {}", thousands(line, ',')))
        .why("reading on would alter names, and persons would be missed without notice")
        .hint("declare its encoding, e.g. `encoding = \"windows-1252\"`, or export it again")
}

/// A declared encoding that the byte-order mark contradicts.
pub fn encoding_contradicted(path: &str, declared: &str, marked: &str) -> Problem {
    Problem::new(format!("the file is declared as {declared}, but its byte-order mark says {marked}"))
        .at(path)
        .hint("remove `encoding`")
}

/// UTF-8 and another encoding in one file.
pub fn mixed_encodings(path: &str, line: u64) -> Problem {
    Problem::new("the text mixes UTF-8 with another encoding")
        .at(format!("{path}, line {} is the first that is not UTF-8", thousands(line, ',')))
        .why("extracts of two programs were probably joined; no single encoding reads every name correctly")
        .hint("export it again as UTF-8, or list the parts as separate files")
}

/// Neither UTF-8 nor one of the Latin encodings.
pub fn unknown_encoding(path: &str, line: u64, likely: &str) -> Problem {
    Problem::new("the encoding of the text is not clear")
        .at(format!("{path}, line {} is the first that is not UTF-8", thousands(line, ',')))
        .why("its accented letters look like those of DOS (code page 850) or Macintosh text, which ampleur does not read")
        .hint(format!("convert it, e.g. `iconv -f {likely} -t UTF-8 old.csv > new.csv`; or declare `encoding` if you know it"))
}

/// Windows-1252 or ISO-8859-15.
pub fn latin_in_doubt(path: &str, bytes: u64) -> Problem {
    Problem::new("the text is Windows-1252 or ISO-8859-15; its bytes are valid in both")
        .at(path)
        .why(format!("{} would give different characters", count(bytes, "byte")))
        .hint(
            "write `encoding = \"windows-1252\"` (Windows programs) or `encoding = \"iso-8859-15\"` (older Unix programs)",
        )
}

/// NUL bytes in a text file.
pub fn nul_bytes(path: &str, row: u64) -> Problem {
    Problem::new("the file contains NUL bytes: it is not plain text")
        .at(place(path, Some(row), None))
        .why("it is damaged, or UTF-16 (\"Unicode text\") without a byte-order mark")
        .hint("declare `encoding = \"utf-16le\"` or `\"utf-16be\"`, or export it again")
}

/// A row whose number of fields differs from the header.
pub fn ragged(path: &str, row: u64, fields: usize, header: usize, quoted: bool) -> Problem {
    let hint = match quoted {
        true => {
            "if the quotes in that row belong to the text, write `quotes = \"none\"`, or `quotes = \"backslash\"` if a backslash stands before them; otherwise correct the row in the source"
        }
        false => {
            "correct that row in the source, or export with all text values in quotes; if it is the last line and a sentence, remove it"
        }
    };
    let (how, why) = if fields < header {
        ("too few fields", "a value or a delimiter is missing; ampleur cannot tell in which column")
    } else {
        ("too many fields", "a value contains the delimiter without quotes; ampleur cannot tell which")
    };
    Problem::new(format!("a row has {how}: {fields} where the header has {header}"))
        .at(place(path, Some(row), None))
        .why(why)
        .hint(hint)
}

/// Lines that a pair of stray quotes made part of one value.
pub fn swallowed_lines(path: &str, row: u64) -> Problem {
    Problem::new("a value in quotes holds whole lines of the file")
        .at(place(path, Some(row), None))
        .why("a quote that belongs to the text opened it, and the next one ended it: the rows between them would be lost")
        .hint("if the file puts no value in quotes, write `quotes = \"none\"`; otherwise double the quote in that row")
}

/// A quote that is never closed.
pub fn unclosed_quote(path: &str, row: u64) -> Problem {
    Problem::new("a quote is opened but never closed")
        .at(place(path, Some(row), None))
        .why("everything after it was read as one value")
        .hint("close the quote in that row, or double it if it is part of the text; if the file puts no value in quotes, write `quotes = \"none\"`")
}

/// A row beyond the limit that any real row stays under.
pub fn record_too_long(path: &str, row: u64, limit: usize) -> Problem {
    Problem::new(format!("a row is longer than {} KiB", limit / 1024))
        .at(place(path, Some(row), None))
        .why("no row about a person is that long; a quote is probably opened there but never closed")
        .hint("check that row and the one before it")
}

/// No delimiter reveals a header line.
pub fn no_known_header(path: &str, headers: usize) -> Problem {
    Problem::new("none of the first twenty lines has known headers")
        .at(place(path, Some(1), None))
        .why(format!(
            "tried `;`, `,`, tab and `|` ({} at most); the first line is not shown, since it may be about a person",
            count(headers as u64, "column")
        ))
        .hint("declare the columns: `columns = { nir = \"header in the file\", … }`; without a header line, `header = false, delimiter = \";\", columns = { nir = 1, … }`")
}

/// A delimiter that has to be declared.
pub fn untried_delimiter(path: &str, name: &str) -> Problem {
    Problem::new(format!("the delimiter of the file seems to be `{name}`"))
        .at(path)
        .why("it also occurs inside values, or cannot be seen, so that ampleur takes it only if it is declared")
        .hint(format!("write `delimiter = \"{name}\"`, or convert the file to `;`"))
}

/// A delimiter that is not read.
pub fn unread_delimiter(path: &str, delimiter: &str) -> Problem {
    let shown: String = delimiter.escape_default().to_string();
    let shown = if delimiter.chars().any(char::is_control) { shown } else { delimiter.to_owned() };
    Problem::new(format!("the delimiter of the file seems to be `{shown}`, which ampleur does not read"))
        .at(path)
        .why("it reads `;`, `,`, tab, `|`, `:` and ctrl-a (0x01)")
        .hint("export the file again with `;`, or convert it: each delimiter becomes `;`, and values with `;` go between quotes")
}

/// Two delimiters reveal equally many known headers.
pub fn two_delimiters(path: &str, a: char, b: char) -> Problem {
    let shown = |c: char| if c == '\t' { "tab".to_owned() } else { c.to_string() };
    Problem::new(format!(
        "the delimiter is not clear: `{}` and `{}` give equally many known columns",
        shown(a),
        shown(b)
    ))
    .at(path)
    .hint(format!("choose one, e.g. `delimiter = \"{}\"`", shown(a)))
}

// ---- objects ----------------------------------------------------------------------------------

/// Text that is not what it begins as; `object` counts from 1.
pub fn bad_object(path: &str, notation: &str, object: u64) -> Problem {
    Problem::new(format!("the {notation} cannot be read: it is damaged, cut off, or no list of flat objects"))
        .at(format!("{path}, object {}", thousands(object, ',')))
        .why("ampleur reads JSON as an array of objects or as one object a line, and XML whose elements are the objects")
        .hint("export it again in that form, or as CSV; `jq -c '.list[]' old.json > new.json` takes a list out of what is around it")
}

/// An object beyond the limit that any real one stays under.
pub fn object_too_long(path: &str, object: u64, limit: usize) -> Problem {
    Problem::new(format!("an object is longer than {} KiB", limit / 1024))
        .at(format!("{path}, object {}", thousands(object, ',')))
        .why("no object about a person is that long; the list is probably inside another object")
        .hint("export the list by itself, e.g. `jq -c '.list[]' old.json > new.json`")
}

/// A name that stands twice in one object.
pub fn name_twice(path: &str, object: u64) -> Problem {
    Problem::new("an object has two values under one name")
        .at(format!("{path}, object {}", thousands(object, ',')))
        .why("ampleur cannot tell which of them holds")
        .hint("export it again with a name for each value")
}

/// Objects whose names are probably values.
pub fn too_many_names(path: &str, limit: usize) -> Problem {
    Problem::new(format!("the objects have more than {} different names", thousands(limit as u64, ',')))
        .at(path)
        .why("values of persons probably stand in the place of names")
        .hint("export a list of objects with the same names in each")
}

/// Objects without a known name.
pub fn no_known_name(path: &str, names: usize) -> Problem {
    Problem::new("none of the names in the objects is known")
        .at(path)
        .why(format!("there are {}; they are not shown, since they may be about persons", count(names as u64, "name")))
        .hint("declare the columns: `columns = { nir = \"name in the file\", … }`; a list inside another object has to be taken out of it, e.g. `jq -c '.list[]' old.json > new.json`")
}

/// A list or an object in a column that is compared.
pub fn nested_value(path: &str, column: &str, object: u64) -> Problem {
    Problem::new(format!("`{column}` holds a list or an object, not a value"))
        .at(format!("{path}, object {}", thousands(object, ',')))
        .why("ampleur compares one value a column")
        .hint("export one object for each person, with a value under each name")
}

/// XML with persons in elements of two kinds.
pub fn several_kinds(path: &str, one: &str, other: &str) -> Problem {
    Problem::new(format!("the elements `{one}` and `{other}` both hold data of persons"))
        .at(path)
        .why("ampleur reads elements of one kind, and would lose what the others say")
        .hint("export one list of flat elements, or each kind as a file of its own, e.g. as CSV")
}

// ---- dates ------------------------------------------------------------------------------------

/// Dates that can be read two ways, in a file where no date settles the order; `rows` of them, the first ones by number.
pub fn date_order_open(path: &str, column: &str, rows: u64, first_rows: &[u64], of: u64) -> Problem {
    Problem::new(format!("{} in `{column}` can be read two ways", count(rows, "date")))
        .at(format!("{path}, {} (of {})", rows_listed(rows, first_rows), thousands(of, ',')))
        .why("nothing in the file shows whether the day, the month or the year comes first")
        .hint("declare the order, `date_order = \"dmy\"` (or \"mdy\", \"ymd\"), beside the file's `path`")
}

/// Dates in several orders; `votes` by order.
pub fn date_order_mixed(path: &str, column: &str, votes: &[(&str, u64)], open: u64) -> Problem {
    let votes: Vec<String> = votes.iter().map(|(order, n)| format!("{} in order {order}", count(*n, "row"))).collect();
    Problem::new(format!("the dates in `{column}` are not in one order: {}", votes.join(", ")))
        .at(path)
        .why(format!("{} can be read in several orders", count(open, "more date")))
        .hint("declare the order, `date_order = \"dmy\"` (or \"mdy\", \"ymd\"), beside the file's `path`; dates that do not fit it are ignored")
}

/// Ranks that number the beneficiaries of a family in `family` of `ranked` rows, though the first rows do not show it.
pub fn ranks_open(path: &str, column: &str, family: u64, ranked: u64) -> Problem {
    Problem::new(format!("the ranks in `{column}` seem to number the beneficiaries of a family"))
        .at(path)
        .why(format!(
            "{} of {} with a rank have a rank of 2 or more that is not that of a twin, and the first rows of the file do not show it",
            thousands(family, ','),
            count(ranked, "row")
        ))
        .hint("write `ranks = \"family\"` beside the file's `path`, and they are not compared; or `ranks = \"birth\"`, if they are birth ranks all the same")
}

fn rows_listed(rows: u64, first: &[u64]) -> String {
    let numbers: Vec<String> = first.iter().map(|row| thousands(*row, ',')).collect();
    let more = rows.saturating_sub(first.len() as u64);
    let noun = if rows == 1 { "row" } else { "rows" };
    match more {
        0 => format!("{noun} {}", numbers.join(", ")),
        _ => format!("{noun} {} and {} more", numbers.join(", "), thousands(more, ',')),
    }
}

/// More parties or files than can be numbered. `noun` is their plural.
pub fn too_many(shown: &str, noun: &str, most: usize) -> Problem {
    Problem::new(format!("there are more than {} {noun}", thousands(most as u64, ',')))
        .at(shown)
        .hint("split the incident into several")
}

/// More rows on one side than can be numbered.
pub fn too_many_rows(shown: &str) -> Problem {
    Problem::new("one side has more than 4,294,967,295 rows")
        .at(shown)
        .hint("split the insurers into several incidents")
}
