//! Lines of a table that are no rows: repeated headers, lines of dashes, totals and closing sentences, records of another
//! type. They are passed over and reported by number.

use std::collections::BTreeMap;

use ::csv::ByteRecord;

use super::header;
use super::{Col, Mapping, Side, lexicon, mapping};
use crate::fold::fold;

/// Why a line is no row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Passed {
    /// A total, or a sentence that closes a page or the file.
    Total,
    /// The headers once more, or their technical names.
    Header,
    /// Dashes.
    Rule,
    /// A record of another type, which says nothing about a person.
    OtherRecord,
    /// A row nevertheless: it got a value of a cell that is merged over several rows.
    MergedCells,
}

/// What a line is.
pub(super) enum Judged {
    Row,
    /// No row wherever it stands.
    Passed(Passed),
    /// No row if it is among the last lines of the file.
    AtTheEnd,
    /// Headers once more, but in another order: the rows below them would be read in the wrong columns.
    OtherOrder,
}

/// What a cell says as a header.
#[derive(PartialEq)]
enum Header {
    /// The header of the column with this index, or another name of it.
    Of(usize),
    /// A known name of a column that the file has not.
    Other,
    Unknown,
}

/// How the lines of one file are judged.
pub(super) struct Judge<'a> {
    mapping: &'a Mapping,
    /// The index of the column under each header of the file, folded.
    headers: BTreeMap<&'a str, usize>,
    side: Side,
    /// The column in which a repeated header is noticed first.
    anchor: usize,
    /// Fixed width: by the mapped column, the range of characters.
    is_fixed: bool,
}

/// Columns by which a row is known that has nothing else.
const CONTACTS: [Col; 4] = [Col::OwnNir, Col::Email, Col::Phone, Col::BankDetails];

/// Columns of names.
const NAMES: [Col; 3] = [Col::LastName, Col::BirthName, Col::FirstName];

/// Columns by which a row is told from other lines.
const KEYS: [Col; 5] = [Col::Nir, Col::BirthDate, Col::ContractNumber, Col::MemberNumber, Col::CustomerNumber];

impl<'a> Judge<'a> {
    pub(super) fn new(mapping: &'a Mapping, side: Side, is_fixed: bool) -> Judge<'a> {
        let columns = mapping.columns();
        let anchor = KEYS.iter().find_map(|key| columns.iter().find(|m| m.col == *key)).or(columns.first());
        let anchor = anchor.map_or(0, |mapped| mapped.index);
        Judge { mapping, headers: mapping.folded().collect(), side, anchor, is_fixed }
    }

    /// Whether a record of delimited text is a row at first sight.
    pub(super) fn is_plain(&self, record: &ByteRecord) -> bool {
        !self.is_fixed
            && record.get(self.anchor).and_then(|cell| cell.first()).is_some_and(u8::is_ascii_digit)
            && record.iter().filter(|cell| !cell.is_empty()).nth(3).is_some()
    }

    /// Judges the cells of a line of delimited text or of a sheet, below `above` rows.
    pub(super) fn cells<'c>(&self, cell: impl Fn(usize) -> &'c str, count: usize, above: u64) -> Judged {
        let cells = || (0..count).map(&cell);
        if above == 0 && is_types(cells()) {
            return Judged::Passed(Passed::Header);
        }
        let starts_as_value = |cell: &str| cell.as_bytes().first().is_none_or(u8::is_ascii_digit);
        let few = (0..count).filter(|i| !cell(*i).is_empty()).nth(3).is_none();
        let anchor = cell(self.anchor.min(count.saturating_sub(1)));
        if few && is_parted_footer(cells()) {
            return Judged::Passed(Passed::Total);
        }
        if !few && starts_as_value(anchor) && !anchor.is_empty() || self.has_number_or_date(&cell, count) {
            return Judged::Row;
        }
        // Neither headers nor dashes hold numbers of persons. This is before what takes time.
        if !few && cells().any(is_number) {
            return Judged::Row;
        }
        let width = self.mapping.width();
        match () {
            () if is_rule(cells()) => Judged::Passed(Passed::Rule),
            () if self.is_header(&cells().collect::<Vec<_>>()) => match self.is_moved(&cells().collect::<Vec<_>>()) {
                true => Judged::OtherOrder,
                false => Judged::Passed(Passed::Header),
            },
            () if few && self.is_page_footer(&cell, count) => Judged::Passed(Passed::Total),
            () if few && self.is_subtotal(&cell, count) => Judged::Passed(Passed::Total),
            () if few && self.is_somebody(&cell, count) => Judged::Row,
            () if few && (is_end(cells(), width) || self.is_count(&cell, count, above)) => Judged::AtTheEnd,
            () => Judged::Row,
        }
    }

    /// Whether headers that stand once more are in other columns than those at the top: where a column has its header, another known one
    /// stands, and its own stands elsewhere, or most of the others are as at the top; or beyond the headers at the top another known one
    /// stands. Technical names that nobody knows say nothing.
    fn is_moved(&self, cells: &[&str]) -> bool {
        let headers: Vec<Header> = cells.iter().map(|cell| self.header(cell)).collect();
        let columns = self.mapping.columns();
        // Two columns may have one header.
        let has_own_text = |index: usize| {
            let here = cells.get(index).map(|cell| fold(cell));
            self.mapping.folded().any(|(text, of)| of == index && here.as_deref() == Some(text))
        };
        let is_own = |index: usize| headers.get(index) == Some(&Header::Of(index)) || has_own_text(index);
        let beyond = headers.iter().skip(self.mapping.named_width());
        if beyond.into_iter().any(|header| *header == Header::Other) {
            return true;
        }
        let are_as_before = 2 * columns.iter().filter(|mapped| is_own(mapped.index)).count() >= columns.len();
        columns.iter().any(|mapped| {
            let own = Header::Of(mapped.index);
            let is_known = |header: &Header| *header != Header::Unknown;
            headers.get(mapped.index).is_some_and(|here| is_known(here) && !is_own(mapped.index))
                && (are_as_before || headers.contains(&own))
        })
    }

    /// Of which column of the file a cell holds the header.
    fn header(&self, cell: &str) -> Header {
        let folded = fold(cell);
        if let Some(index) = self.headers.get(folded.as_str()) {
            return Header::Of(*index);
        }
        match lexicon::recognise(cell, self.side) {
            None => Header::Unknown,
            Some(col) => self
                .mapping
                .columns()
                .iter()
                .find(|mapped| mapped.col == col)
                .map_or(Header::Other, |mapped| Header::Of(mapped.index)),
        }
    }

    /// Whether a line has as many digits as a NIR or a birth date where others have these: it is a row, whatever else it says.
    fn has_number_or_date<'c>(&self, cell: &impl Fn(usize) -> &'c str, count: usize) -> bool {
        let mut columns = self.mapping.columns().iter().filter(|mapped| mapped.index < count);
        columns.any(|mapped| {
            let digits = match mapped.col {
                Col::Nir | Col::OwnNir => 12,
                Col::BirthDate => 6,
                _ => return false,
            };
            let text = cell(mapped.index);
            // One letter is Corsica's; more are a sentence.
            text.bytes().filter(u8::is_ascii_digit).count() >= digits
                && text.chars().filter(|c| c.is_alphabetic()).count() <= 1
        })
    }

    /// Whether a line of a report holds the total of the lines above it: a word that says so, and nothing that a person is known by.
    fn is_subtotal<'c>(&self, cell: &impl Fn(usize) -> &'c str, count: usize) -> bool {
        let mut filled = (0..count).filter(|i| !cell(*i).trim().is_empty());
        let Some(first) = filled.next() else { return false };
        let word = fold(cell(first));
        let more = filled.count();
        more <= 2 && SUBTOTALS.iter().any(|of| word.starts_with(of)) && !self.is_keyed(cell, count, Some(first))
    }

    /// Whether a line holds the number of the rows above it, and a mark besides at most, as a last record does (`99;00000030`, `T;30`,
    /// `TRAILER;40`). A first and a last record may be counted. A contract of that number, or a contact, may be somebody's.
    fn is_count<'c>(&self, cell: &impl Fn(usize) -> &'c str, count: usize, above: u64) -> bool {
        let filled: Vec<&str> = (0..count).map(|i| cell(i).trim()).filter(|cell| !cell.is_empty()).collect();
        let is_mark = |cell: &&str| {
            let digits = cell.trim_start_matches(|c: char| c.is_ascii_uppercase());
            let is_short = cell.len() <= digits.len() + 3 || (digits.is_empty() && cell.len() <= 8);
            is_short && cell.len() <= 16 && digits.bytes().all(|b| b.is_ascii_digit())
        };
        let is_key = |col: Col| Col::NUMBERS.contains(&col) || CONTACTS.contains(&col);
        let columns = self.mapping.columns().iter().filter(|mapped| mapped.index < count && is_key(mapped.col));
        let has_keys = columns.map(|mapped| cell(mapped.index)).any(|cell| !cell.trim().is_empty());
        above > 1
            && !has_keys
            && (1..=2).contains(&filled.len())
            && filled.iter().all(is_mark)
            && filled.iter().any(|cell| is_number_of(cell, above))
    }

    /// Whether a line is one sentence at the foot of a page or of an export, or the number of a page. An address, and a number where others
    /// have one, may be somebody's.
    fn is_page_footer<'c>(&self, cell: &impl Fn(usize) -> &'c str, count: usize) -> bool {
        let mut filled = (0..count).filter(|i| !cell(*i).trim().is_empty());
        let (Some(place), None) = (filled.next(), filled.next()) else { return false };
        let only = cell(place).trim();
        let words: Vec<&str> = only.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let opens = words.first().is_some_and(|word| FOOTERS.contains(&fold(word).as_str()));
        let least = if count > 1 && self.is_keyed(cell, count, None) { 3 } else { 2 };
        let is_sentence = opens && words.len() >= least && !only.contains('@');
        self.mapping.width() > 2 && (is_sentence || least == 2 && is_page_number(only))
    }

    /// Whether a line has a second name and a value by which a row is known: people are called Fin, and Total.
    fn is_somebody<'c>(&self, cell: &impl Fn(usize) -> &'c str, count: usize) -> bool {
        let first = (0..count).find(|i| !cell(*i).trim().is_empty());
        let is_word = |text: &str| !text.is_empty() && !text.bytes().any(|b| b.is_ascii_digit());
        let mut names = self.mapping.columns().iter().filter(|mapped| NAMES.contains(&mapped.col));
        names.any(|mapped| mapped.index < count && Some(mapped.index) != first && is_word(cell(mapped.index).trim()))
            && self.is_keyed(cell, count, first)
    }

    /// Whether a line has a value by which a row may be known, elsewhere than at one place.
    fn is_keyed<'c>(&self, cell: &impl Fn(usize) -> &'c str, count: usize, but: Option<usize>) -> bool {
        let mut columns =
            self.mapping.columns().iter().filter(|mapped| mapped.index < count && Some(mapped.index) != but);
        let is_key = |col: Col| KEYS.contains(&col) || CONTACTS.contains(&col);
        columns.any(|mapped| is_key(mapped.col) && !cell(mapped.index).trim().is_empty())
    }

    /// Judges a line of fixed width, below `above` rows; none if it is the first line. `cell` is what it holds in a mapped column.
    pub(super) fn line<'c>(&self, line: &'c str, cell: impl Fn(usize) -> &'c str, above: Option<u64>) -> Judged {
        debug_assert!(self.is_fixed);
        if is_rule(std::iter::once(line)) {
            return Judged::Passed(Passed::Rule);
        }
        let columns = self.mapping.columns();
        let holds = |col: Col, digits: usize| {
            let mut of_col = columns.iter().enumerate().filter(|(_, mapped)| mapped.col == col);
            of_col.any(|(i, _)| cell(i).bytes().filter(u8::is_ascii_digit).count() >= digits)
        };
        if holds(Col::Nir, 12) || holds(Col::BirthDate, 6) {
            return Judged::Row;
        }
        if is_end(std::iter::once(line), self.mapping.width()) {
            return Judged::AtTheEnd;
        }
        // Neither a NIR nor a date: a name with a digit in it is none, and a line without any digit has no number either.
        let keys = KEYS.iter().any(|key| holds(*key, 1));
        let has_contact = Col::NUMBERS.iter().chain(&CONTACTS).any(|col| holds(*col, 1));
        // Words where others have a NIR.
        let has_words = || {
            let mut nirs = columns.iter().enumerate().filter(|(_, of)| matches!(of.col, Col::Nir | Col::OwnNir));
            nirs.any(|(i, _)| cell(i).chars().filter(|c| c.is_alphabetic()).count() > 2)
        };
        match () {
            () if NAMES.iter().any(|name| holds(*name, 1)) => Judged::Passed(Passed::OtherRecord),
            () if !has_contact && above.is_some_and(|above| is_last_record(line, above)) => Judged::AtTheEnd,
            // A first record that says what the file is.
            () if !has_contact && above.is_none() && has_words() => Judged::Passed(Passed::OtherRecord),
            () if !keys
                && columns.iter().any(|mapped| KEYS.contains(&mapped.col))
                && self.has_headers(columns.len(), cell) =>
            {
                Judged::Passed(Passed::Header)
            }
            () => Judged::Row,
        }
    }

    /// Whether a line of fixed width holds words in the columns of numbers, as a heading does.
    fn has_headers<'c>(&self, count: usize, cell: impl Fn(usize) -> &'c str) -> bool {
        let columns = self.mapping.columns();
        (0..count).any(|i| KEYS.contains(&columns[i].col) && cell(i).chars().any(char::is_alphabetic))
    }

    /// Whether a line holds the headers once more, or other known names of columns.
    fn is_header(&self, cells: &[&str]) -> bool {
        let filled = cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        let texts: Vec<String> = cells.iter().map(|cell| cell.trim().to_owned()).collect();
        let known = mapping::known(&texts, self.side);
        if known >= 3 && 2 * known >= filled {
            return true;
        }
        let mapped = |index: &usize| self.mapping.columns().iter().any(|mapped| mapped.index == *index);
        let is_one = |cell: &&&str| !cell.is_empty() && self.headers.get(fold(cell).as_str()).is_some_and(mapped);
        filled >= 2 && cells.iter().filter(is_one).count() * 2 > filled
    }
}

/// Whether a cell is the number of the rows above it; a first and a last record may be counted.
fn is_number_of(cell: &str, above: u64) -> bool {
    let is_number = !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit());
    is_number && cell.parse().is_ok_and(|number| (above..=above + 2).contains(&number))
}

/// Whether a line of fixed width is a mark of up to three characters and the number of the rows above it, filled up with zeros: `9900000040`,
/// `T 000040`.
fn is_last_record(line: &str, above: u64) -> bool {
    let line = line.trim();
    let is_of_mark = |at: usize| {
        let (mark, rest) = line.split_at(at);
        let (number, is_parted) = (rest.trim(), rest.starts_with(' '));
        let is_filled_up = is_parted || number.len() >= 4;
        mark.bytes().all(|b| b.is_ascii_alphanumeric()) && is_filled_up && is_number_of(number, above)
    };
    above > 1 && line.is_ascii() && (4..=24).contains(&line.len()) && (1..=3).any(is_of_mark)
}

/// What a line of types calls its columns, folded, without lengths.
const TYPES: [&str; 37] = [
    "varchar",
    "nvarchar",
    "char",
    "nchar",
    "character",
    "charactervarying",
    "text",
    "texte",
    "string",
    "str",
    "chaine",
    "object",
    "date",
    "datetime",
    "timestamp",
    "int",
    "integer",
    "entier",
    "bigint",
    "smallint",
    "number",
    "numeric",
    "numerique",
    "decimal",
    "float",
    "double",
    "boolean",
    "bool",
    "alphanumerique",
    "alpha",
    "caracteres",
    "chiffres",
    "jjmmaaaa",
    "aaaammjj",
    "ddmmyyyy",
    "yyyymmdd",
    "mmddyyyy",
];

/// Whether a line below the headers says of which type or form each column is: `VARCHAR2(15);DATE`, `Texte;JJ/MM/AAAA`.
fn is_types<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    let is_type = |cell: &&str| {
        let name: String = fold(cell).chars().filter(|c| !c.is_ascii_digit()).collect();
        TYPES.contains(&name.as_str())
    };
    let filled: Vec<&str> = cells.map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let has_number = |cell: &&str| cell.bytes().filter(u8::is_ascii_digit).count() > 4;
    let types = filled.iter().filter(|cell| is_type(cell)).count();
    // What is in brackets or after a slash may be an example: `M./Mme`, `1 à 9`.
    types > 1 && 2 * types > filled.len() && !filled.iter().any(has_number)
}

/// Whether a line of two cells is a footer, parted before its day or what it says: `Edité le;05/02/2024`, `Légende :;A = assuré`.
fn is_parted_footer<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    let filled: Vec<&str> = cells.map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let [first, second] = filled[..] else { return false };
    // People are called Page and Document: `Page Martin` is no sentence.
    const GOES_ON: [&str; 6] = ["le", "du", "au", "par", "on", "by"];
    let mut words = first.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(fold);
    let opens = words.next().is_some_and(|word| FOOTERS.contains(&word.as_str()));
    let goes_on = words.next().is_some_and(|word| GOES_ON.contains(&word.as_str()));
    let is_of_person = second.contains('@') || second.bytes().filter(u8::is_ascii_digit).count() > 8;
    opens && (goes_on || first.ends_with(':')) && !first.bytes().any(|b| b.is_ascii_digit()) && !is_of_person
}

/// Whether a cell is a number of several digits, or a date in digits.
fn is_number(cell: &str) -> bool {
    cell.len() >= 8
        && cell.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/'))
        && !cell.starts_with(['-', '/'])
}

/// Whether the line consists of dashes and the like. Stars in several cells stand for what is masked.
pub(super) fn is_rule<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    let (mut dashes, mut starred) = (0, 0);
    for cell in cells {
        starred += usize::from(cell.contains('*'));
        for c in cell.chars() {
            match c {
                '-' | '=' | '_' | '*' | '~' | '─' | '━' | '═' => dashes += 1,
                '+' | '|' | ':' | '│' | '┼' | '├' | '┤' | '╪' | '╞' | '╡' => {}
                c if c.is_whitespace() => {}
                _ => return false,
            }
        }
    }
    dashes >= 5 && starred < 2
}

/// Words at the start of a line of totals wherever it stands.
const SUBTOTALS: [&str; 4] = ["soustotal", "totalgeneral", "grandtotal", "subtotal"];

/// Words at the start of a sentence at the foot of a page.
const FOOTERS: [&str; 13] = [
    "page",
    "filtres",
    "filtre",
    "appliedfilters",
    "edite",
    "imprime",
    "extrait",
    "extraction",
    "genere",
    "document",
    "source",
    "legende",
    "confidentiel",
];

/// Whether a text is a number of a page, `1/12` or `- 1 -`: a sign, and one or two short numbers.
fn is_page_number(text: &str) -> bool {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let is_short = |digits: Option<&str>| digits.is_none_or(|digits| digits.len() <= 4);
    let is_framed = text.starts_with('-') && text.ends_with('-') || text.contains('/');
    let is_made_so = text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '-' | '/'));
    let (first, second) = (numbers.next(), numbers.next());
    let is_of_two = text.contains('/') == second.is_some();
    is_framed
        && is_made_so
        && first.is_some()
        && is_short(first)
        && is_short(second)
        && is_of_two
        && numbers.next().is_none()
}

/// Whether a line among the last ones is a total or a closing sentence.
fn is_end<'c>(cells: impl Iterator<Item = &'c str> + Clone, width: usize) -> bool {
    if header::is_total(cells.clone(), width) {
        return true;
    }
    let mut filled = cells.map(str::trim).filter(|cell| !cell.is_empty());
    let (Some(only), None) = (filled.next(), filled.next()) else { return false };
    // Words, not the parts of a telephone number or an IBAN, which alone may be a row.
    let is_word = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= 2;
    let words = only.split_whitespace().filter(is_word).count();
    let is_said = |marks: &[char]| only.contains(marks) || only.starts_with('*');
    let says = (words >= 2 && is_said(&[':', '(', '>'])) || (words >= 1 && only.contains(": "));
    width > 2 && !only.contains('@') && (words >= 4 || says)
}
