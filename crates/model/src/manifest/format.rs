//! How a file is written, as manifests and checks record it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::incident::Encoding;

/// A format as manifests and checks tell it.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct FormatRecord {
    /// `csv`, `fixed-width`, `workbook`, `parquet` or `exchange`.
    pub format: String,
    /// Of a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compression: Option<Compression>,
    /// Of a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<Encoding>,
    /// Of a CSV.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
    /// Of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The row of the headers, from 1; absent where there are none, and in Parquet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_row: Option<u64>,
}

/// Around a whole file.
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
