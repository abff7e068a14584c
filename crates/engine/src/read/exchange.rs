//! The header of an exchange file, `ampleur/exchange/2`: the incident, the key, and the columns that its rows were made from.

use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Col, Side};
use model::error::{self, Problem, Role};
use model::regular;

/// The schema name of an exchange file.
pub const SCHEMA: &str = "ampleur/exchange/2";

/// The schema of before: digests of whole rules.
const WHOLE_RULES: &str = "ampleur/exchange/1";

/// Key of the header in the Parquet key-value metadata. The value is JSON.
pub const HEADER: &str = "ampleur";

/// Key of the seal in the same metadata. The value is 64 hexadecimal digits.
pub const SEAL: &str = "ampleur.seal";

/// Number of digits in a seal.
pub const SEAL_DIGITS: usize = 64;

/// Maximum distance of the seal from the end of the file in bytes. It limits how much of a damaged file is read into
/// memory.
const FOOTER: u64 = 1 << 26;

/// Header of an exchange file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// Always `ampleur/exchange/2`.
    pub schema: String,
    /// Version of the canonical forms and digests; files of different versions cannot be compared.
    pub canonical: String,
    /// Id of the incident.
    pub incident: String,
    /// `leaks` or `members`.
    pub side: String,
    /// Id of the operator or insurer of the rows; absent for members of several insurers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// Which of the files that the party has sent for this incident: 1, and higher for those that replace them.
    #[serde(default = "first")]
    pub edition: u32,
    /// Date at which persons count as minors or former members.
    pub reference_date: String,
    /// Fingerprint of the key; does not reveal the key.
    pub key_fingerprint: String,
    /// Columns, by their names in ampleur, from which the digests were made.
    pub columns: Vec<String>,
    /// What the key of the rows is derived from, beside the secret key: 64 hexadecimal digits that depend on all rows.
    pub salt: String,
    /// Number of rows.
    pub rows: u64,
}

/// The edition of files that do not say theirs.
fn first() -> u32 {
    1
}

impl Header {
    /// Finds the header in the metadata; none if the file is an ordinary table.
    pub fn find<'a>(shown: &str, texts: impl Iterator<Item = (&'a str, &'a str)>) -> Result<Option<Header>, Problem> {
        let Some((_, text)) = texts.into_iter().find(|(key, _)| *key == HEADER) else { return Ok(None) };
        // The schema is checked first, because the header of another schema may have other keys.
        let json: serde_json::Value =
            serde_json::from_str(text).map_err(|_| error::exchange_malformed(shown, error::Malformed::NoJson))?;
        match &json["schema"] {
            schema if schema == SCHEMA => {}
            schema if schema == WHOLE_RULES => return Err(error::exchange_of_whole_rules(shown, SCHEMA)),
            _ => return Err(error::exchange_schema(shown, SCHEMA)),
        }
        serde_json::from_value(json)
            .map(Some)
            .map_err(|_| error::exchange_malformed(shown, error::Malformed::OtherSchema))
    }

    /// The columns that the digests were made from.
    pub fn cols(&self, shown: &str, side: Side) -> Result<Vec<Col>, Problem> {
        let col = |name: &String| Col::from_name(name).filter(|col| col.is_on(side));
        let cols: Option<Vec<Col>> = self.columns.iter().map(col).collect();
        cols.ok_or_else(|| error::exchange_malformed(shown, error::Malformed::UnknownColumn))
    }
}

/// The seal of a file.
pub struct Seal {
    /// The digits in the file.
    pub digits: String,
    /// Byte offset of the first digit.
    pub at: u64,
    /// SHA-256 of the file with zeros in place of the digits.
    pub sha256: [u8; 32],
}

/// Finds the seal and hashes the file.
pub fn seal(path: &Path, shown: &str) -> Result<Seal, Problem> {
    let refuse = |e: std::io::Error| error::file(Role::File, shown, &e);
    let none = || error::exchange_malformed(shown, error::Malformed::NoSeal);
    let mut file = regular::open(path).map_err(refuse)?;
    let length = file.metadata().map_err(refuse)?.len();
    let before = length.saturating_sub(FOOTER);
    file.seek(SeekFrom::Start(before)).map_err(refuse)?;
    let mut tail = Vec::new();
    file.by_ref().take(FOOTER).read_to_end(&mut tail).map_err(refuse)?;
    let place = place(&tail).ok_or_else(none)?;
    let digits = &mut tail[place..place + SEAL_DIGITS];
    let found = str::from_utf8(digits).map_err(|_| none())?.to_owned();
    digits.fill(b'0');

    file.seek(SeekFrom::Start(0)).map_err(refuse)?;
    let (mut hash, mut head, mut buffer) = (Sha256::new(), file.take(before), vec![0; 1 << 18]);
    loop {
        match head.read(&mut buffer).map_err(refuse)? {
            0 => break,
            n => hash.update(&buffer[..n]),
        }
    }
    hash.update(&tail);
    Ok(Seal { digits: found, at: before + place as u64, sha256: hash.finalize().into() })
}

/// Offset of the digits of a seal. They follow its key and the two bytes with which Thrift's compact protocol
/// introduces a string of that length.
fn place(bytes: &[u8]) -> Option<usize> {
    let announced = [SEAL.as_bytes(), &[0x18, SEAL_DIGITS as u8]].concat();
    let at = bytes.windows(announced.len()).rposition(|window| window == announced)? + announced.len();
    (at + SEAL_DIGITS <= bytes.len()).then_some(at)
}
