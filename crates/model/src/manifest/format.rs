//! The format of an input file, as recorded in manifests and checks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::incident::Encoding;

/// Format of a file, as recorded in manifests and checks.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct FormatRecord {
    /// `csv`, `fixed-width`, `workbook`, `parquet` or `exchange`.
    pub format: String,
    /// Compression of a text file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compression: Option<Compression>,
    /// Encoding of a text file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<Encoding>,
    /// Delimiter of a CSV file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// Sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Row of the headers, from 1; absent if there are none, and in Parquet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_row: Option<u64>,
    /// Exchange files: which of those that the party has sent for the incident; a higher one replaces a lower one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<u32>,
}

/// Compression of an input file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Compression {
    Gzip,
    Zstd,
}

impl Compression {
    /// The name in checks.
    pub fn name(self) -> &'static str {
        match self {
            Compression::Gzip => "gzip",
            Compression::Zstd => "zstd",
        }
    }
}
