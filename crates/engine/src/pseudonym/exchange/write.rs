//! Writes one file of rows as one exchange file.

use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

use anyhow::Context;
use polars::prelude::{
    BinaryChunked, DataFrame, IntoColumn, KeyValueMetadata, NewChunkedArray, ParquetCompression, ParquetWriter,
    PolarsResult,
};
use rayon::prelude::*;

use super::COLUMN;
use super::cipher::{self, Cipher};
use super::row::{Ids, Row};
use super::sorted::SortedRows;
use crate::identity::CanonBatch;
use crate::intake::{self, Consumer, Place};
use crate::pseudonym::parties::Parties;
use crate::pseudonym::{CANONICAL, Hasher};
use crate::read::exchange::{self, Header};
use crate::read::{RawBatch, Source};
use model::error::{self, Result};
use model::incident::{Id, Incident};
use model::output;

/// Rows per row group: what a reader has to hold at a time.
const GROUP_ROWS: usize = 1 << 17;

/// Counts of what was written.
pub struct Written {
    /// Number of rows.
    pub rows: u64,
    /// Number of rows that no rule can match.
    pub rejected: u64,
}

/// What an exchange file says it is.
pub struct Sent {
    /// Id of the operator or insurer of the rows; none for members of several insurers.
    pub party: Option<String>,
    /// Which of the files that the party has sent for this incident, from 1.
    pub edition: u32,
}

/// Writes the rows of a clear file to an exchange file.
pub fn write(
    source: &Source,
    parties: &Parties<'_>,
    incident: &Incident,
    sent: Sent,
    hasher: &Hasher,
    to: &Path,
) -> Result<Written> {
    let ids = Ids {
        insurers: incident.insurers.keys().map(Id::to_string).collect(),
        managers: incident.managers.keys().map(Id::to_string).collect(),
    };
    let beside = to.parent().unwrap_or(Path::new(".")).to_owned();
    let mut rows = Rows { parties, hasher, ids, rows: SortedRows::new(beside) };
    let record = intake::stream(source, parties.reference_date, &mut rows)?;
    intake::settled(source, &record)?;
    let Rows { rows, .. } = rows;
    let salt = cipher::salt(&rows, hasher)?;
    let cipher = Cipher::of(&salt, hasher);

    let header = Header {
        schema: exchange::SCHEMA.to_owned(),
        canonical: CANONICAL.to_owned(),
        incident: incident.id.to_string(),
        side: source.side.name().to_owned(),
        party: sent.party,
        edition: sent.edition,
        reference_date: parties.reference_date.to_string(),
        key_fingerprint: hasher.fingerprint().to_owned(),
        columns: columns_of(source),
        salt: digits(&salt),
        rows: record.rows,
    };
    let header = serde_json::to_string(&header).context("a header has no JSON form")?;
    let metadata = KeyValueMetadata::from_static(vec![
        (exchange::HEADER.to_owned(), header),
        (exchange::SEAL.to_owned(), "0".repeat(exchange::SEAL_DIGITS)),
    ]);
    let (file, why) = output::create(to)?;
    let frame = |rows: &[Vec<u8>]| frame(rows).context("writing an exchange file");
    let mut writer = ParquetWriter::new(BufWriter::new(file))
        .with_compression(ParquetCompression::Uncompressed)
        .with_key_value_metadata(Some(metadata))
        .batched(frame(&[])?.schema())
        .context("writing an exchange file")?;
    let (mut group, mut before) = (Vec::with_capacity(GROUP_ROWS), 0);
    let mut encrypted = |group: &mut Vec<Vec<u8>>| -> Result<()> {
        group.par_iter_mut().enumerate().for_each(|(place, row)| cipher.apply(before + place as u64, row));
        before += group.len() as u64;
        writer.write_batch(&frame(group)?).map_err(|_| why.told())?;
        group.clear();
        Ok(())
    };
    rows.each(|row| {
        group.push(row.to_vec());
        if group.len() == GROUP_ROWS { encrypted(&mut group) } else { Ok(()) }
    })?;
    if !group.is_empty() {
        encrypted(&mut group)?;
    }
    writer.finish().map_err(|_| why.told())?;
    seal(to, hasher)?;
    Ok(Written { rows: record.rows, rejected: record.rejected() })
}

fn frame(rows: &[Vec<u8>]) -> PolarsResult<DataFrame> {
    let column = BinaryChunked::from_iter_values(COLUMN.into(), rows.iter());
    DataFrame::new(rows.len(), vec![column.into_column()])
}

/// Collects the rows of a clear file while it is read.
struct Rows<'a> {
    parties: &'a Parties<'a>,
    hasher: &'a Hasher,
    ids: Ids,
    rows: SortedRows,
}

impl Consumer for Rows<'_> {
    type Piece = Vec<Vec<u8>>;

    fn make(&self, _: Place, _: &RawBatch, canonical: &mut CanonBatch) -> Self::Piece {
        let (rows, rejects) = Row::all(canonical, self.parties, self.hasher);
        canonical.set_aside.extend(rejects);
        rows.iter().map(|row| row.pack(&self.ids)).collect()
    }

    fn take(&mut self, pieces: Vec<Self::Piece>) -> Result<()> {
        pieces.iter().flatten().try_for_each(|row| self.rows.add(row))
    }
}

/// The columns that digests are made from.
fn columns_of(source: &Source) -> Vec<String> {
    let mut names: Vec<String> = source.mapping.columns().iter().map(|mapped| mapped.col.name().to_owned()).collect();
    names.dedup();
    names
}

/// Computes the seal of all other bytes and writes it into the place reserved for it.
fn seal(path: &Path, hasher: &Hasher) -> Result<()> {
    let refuse = |e: std::io::Error| error::cannot_write(path, &e);
    let shown = path.display().to_string();
    let found = exchange::seal(path, &shown)?;
    let mut file = File::options().write(true).open(path).map_err(refuse)?;
    file.seek(SeekFrom::Start(found.at)).map_err(refuse)?;
    file.write_all(digits(&hasher.seal(&found.sha256)).as_bytes()).map_err(refuse)?;
    Ok(())
}

/// A seal in hexadecimal digits.
pub(super) fn digits(seal: &[u8; 32]) -> String {
    seal.iter().map(|byte| format!("{byte:02x}")).collect()
}
