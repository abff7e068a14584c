//! What may be said of a file of rows, beyond where it is: all of it optional, since most is found out by itself.

use std::collections::BTreeMap;
use std::path::PathBuf;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Id;

/// One file of rows, a folder of them, or a pattern: members, or records that an operator lost.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// Relative to the incident file: a file (CSV or other text, also `.gz` or `.zst`; XLSX, ODS, XLS; Parquet), a folder
    /// that holds nothing else, or a pattern such as `members/*.csv`.
    pub path: PathBuf,
    /// Our column → where it stands in the file, for what is not recognised by itself.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub columns: BTreeMap<String, At>,
    /// How the text is encoded; found out where the bytes tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<Encoding>,
    /// What stands between two values; found out where it makes known headers appear.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<Delimiter>,
    /// `false` for a file without a header line: `columns` then gives every column by its position.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub header: bool,
    /// The sheet of a workbook; not needed if only one has known headers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Which of day, month and year comes first in dates that can be read two ways; found out where rows tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_order: Option<DateOrder>,
    /// In a leak, or in members of many insurers: the codes that stand in the `insurer` column → the insurer's id here.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub insurer_codes: BTreeMap<String, Id>,
}

fn yes() -> bool {
    true
}

fn is_yes(header: &bool) -> bool {
    *header
}

/// Where a column stands in a file.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum At {
    /// Under this header, written as in the file.
    Header(String),
    /// In this place, counted from 1.
    Position(u16),
    /// In a file of fixed width.
    Span(Span),
}

/// Some characters of each line.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// The first character, counted from 1.
    pub at: u16,
    /// How many characters.
    pub width: u16,
}

/// How text is written as bytes.
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
}

impl Encoding {
    /// The name under `encoding` in an incident file.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Windows1252 => "windows-1252",
            Encoding::Iso8859_15 => "iso-8859-15",
        }
    }
}

/// What stands between two values of a line.
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
}

impl Delimiter {
    /// In the order in which they are tried.
    pub const ALL: [Delimiter; 4] = [Delimiter::Semicolon, Delimiter::Comma, Delimiter::Tab, Delimiter::Bar];

    /// The byte.
    pub fn byte(self) -> u8 {
        match self {
            Delimiter::Semicolon => b';',
            Delimiter::Comma => b',',
            Delimiter::Tab => b'\t',
            Delimiter::Bar => b'|',
        }
    }
}

/// The order of day, month and year in dates that their shape leaves open.
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
