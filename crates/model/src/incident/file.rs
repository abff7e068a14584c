//! Settings of an input file. All but the path are optional, because most are detected.

use std::collections::BTreeMap;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Id;

/// A file of rows, a folder of files or a pattern: members, or rows that an operator lost.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Path relative to the incident file: a file (CSV or other text, JSON, XML, also `.gz` or `.zst`; XLSX, ODS, XLS;
    /// Parquet), a folder or a ZIP archive that contains nothing else, or a pattern such as `members/*.csv`.
    pub path: PathBuf,
    /// Column name of ampleur → where it is in the file. Only for columns that are not recognised.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, At>,
    /// Encoding of the text; detected where the bytes allow it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<Encoding>,
    /// Separator between values; detected where one of them reveals known headers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<Delimiter>,
    /// What quotes mean in a text with delimiters: double quotes around values, unless the first lines show something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quotes: Option<Quotes>,
    /// `false` for a file without a header line; `columns` must then give every column by position.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub header: bool,
    /// Sheet of a workbook; not needed if only one sheet has known headers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Whether day, month or year comes first in dates that can be read two ways; detected where rows show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_order: Option<DateOrder>,
    /// Whether the column of birth ranks holds them, or numbers the beneficiaries of a family; detected from the birth dates beside them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ranks: Option<Ranks>,
    /// Column (`relation`, `civility` or `sex`) → code in it → `policyholder` or `dependant`, `man` or `woman`. Only for codes that are not known.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub codes: BTreeMap<String, BTreeMap<String, String>>,
    /// EBCDIC: number of bytes of each record, in a file without line ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record_length: Option<u16>,
    /// The lines that are about persons, in a file of several types of records.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub records: Option<Records>,
    /// For leaks and for members of several insurers: code in the `insurer` column → id of the insurer.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub insurer_codes: BTreeMap<String, Id>,
}

fn yes() -> bool {
    true
}

fn is_no(said: &bool) -> bool {
    !*said
}

fn is_yes(header: &bool) -> bool {
    *header
}

/// Where a column is in a file.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum At {
    /// Under this header, written as in the file.
    Header(String),
    /// At this position, counted from 1.
    Position(u16),
    /// In a fixed-width file.
    Span(Span),
}

/// A range of characters in each line.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// First character, counted from 1.
    pub at: u16,
    /// Number of characters; bytes of a packed number.
    pub width: u16,
    /// EBCDIC: the number of digits of a packed decimal (COMP-3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub packed: Option<u16>,
    /// EBCDIC: whether it is a zoned decimal, with its sign in the last digit.
    #[serde(default, skip_serializing_if = "is_no")]
    pub zoned: bool,
}

/// The type of each record, and the types that are about persons.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Records {
    /// First character of the type, counted from 1; in a file with delimiters, its column.
    pub at: u16,
    /// Fixed width: number of characters of the type.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub width: Option<u16>,
    /// The types to read, such as `["120"]`.
    pub take: Vec<String>,
}

/// Encoding of a text file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub enum Encoding {
    #[serde(rename = "utf-8")]
    Utf8,
    #[serde(rename = "utf-16le")]
    Utf16Le,
    #[serde(rename = "utf-16be")]
    Utf16Be,
    #[serde(rename = "windows-1252")]
    Windows1252,
    #[serde(rename = "iso-8859-15")]
    Iso8859_15,
    #[serde(rename = "cp1147")]
    Cp1147,
    #[serde(rename = "cp297")]
    Cp297,
    #[serde(rename = "cp850")]
    Cp850,
    #[serde(rename = "macintosh")]
    Macintosh,
}

impl Encoding {
    /// The name in incident files.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Windows1252 => "windows-1252",
            Encoding::Iso8859_15 => "iso-8859-15",
            Encoding::Cp1147 => "cp1147",
            Encoding::Cp297 => "cp297",
            Encoding::Cp850 => "cp850",
            Encoding::Macintosh => "macintosh",
        }
    }

    /// Whether it is an encoding of mainframes.
    pub fn is_ebcdic(self) -> bool {
        matches!(self, Encoding::Cp1147 | Encoding::Cp297)
    }
}

/// Separator between the values of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[allow(missing_docs)]
pub enum Delimiter {
    #[serde(rename = ";")]
    Semicolon,
    #[serde(rename = ",")]
    Comma,
    #[serde(rename = "tab")]
    Tab,
    #[serde(rename = "|")]
    Bar,
    #[serde(rename = ":")]
    Colon,
    #[serde(rename = "ctrl-a")]
    CtrlA,
}

impl Delimiter {
    /// The delimiters that detection tries, in this order.
    pub const TRIED: [Delimiter; 4] = [Delimiter::Semicolon, Delimiter::Comma, Delimiter::Tab, Delimiter::Bar];
    /// The delimiters that have to be declared: times hold the one, and nobody sees the other.
    pub const DECLARED: [Delimiter; 2] = [Delimiter::Colon, Delimiter::CtrlA];

    /// The name in incident files.
    pub fn name(self) -> &'static str {
        match self {
            Delimiter::Semicolon => ";",
            Delimiter::Comma => ",",
            Delimiter::Tab => "tab",
            Delimiter::Bar => "|",
            Delimiter::Colon => ":",
            Delimiter::CtrlA => "ctrl-a",
        }
    }

    /// The delimiter as an ASCII byte.
    pub fn byte(self) -> u8 {
        match self {
            Delimiter::Semicolon => b';',
            Delimiter::Comma => b',',
            Delimiter::Tab => b'\t',
            Delimiter::Bar => b'|',
            Delimiter::Colon => b':',
            Delimiter::CtrlA => 1,
        }
    }
}

/// What stands around the values of a text with delimiters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Quotes {
    /// `"`, doubled inside a value.
    Double,
    /// `'`, doubled inside a value.
    Single,
    /// `"`, with a backslash before it inside a value.
    Backslash,
    /// Nothing: a quote is a character like any other.
    None,
}

/// What the column of birth ranks holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Ranks {
    /// Birth ranks: 1 for everybody but the younger of twins.
    Birth,
    /// Numbers of the beneficiaries in a family, which are not compared.
    Family,
}

/// Order of day, month and year in dates whose form leaves it open.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
    /// Year, month, day.
    Ymd,
}
