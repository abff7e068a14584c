//! Writes one file of rows as one exchange file.

use std::fs::File;
use std::io::{BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

use anyhow::Context;
use polars::prelude::{KeyValueMetadata, ParquetCompression, ParquetWriter};
use rayon::prelude::*;

use super::columns;
use super::row::Row;
use crate::identity::CanonBatch;
use crate::intake::{self, Consumer, Place};
use crate::pseudonym::parties::Parties;
use crate::pseudonym::{CANONICAL, Hasher, keying};
use crate::read::exchange::{self, Header};
use crate::read::{RawBatch, Source};
use model::error::{self, Result};
use model::incident::{Id, Incident};

/// Rows per row group: what a reader has to hold at a time.
const GROUP_ROWS: usize = 1 << 17;

/// Counts of what was written.
pub struct Written {
    /// Number of rows.
    pub rows: u64,
    /// Number of rows that no rule can match.
    pub rejected: u64,
}

/// Writes the rows of a clear file to an exchange file. All rows are held in memory to be sorted.
pub fn write(
    source: &Source,
    parties: &Parties<'_>,
    incident: &Incident,
    party: Option<String>,
    hasher: &Hasher,
    to: &Path,
) -> Result<Written> {
    let mut rows = Rows { parties, hasher, rows: Vec::new() };
    let record = intake::stream(source, parties.reference_date, &mut rows)?;
    intake::settled(source, &record)?;
    let Rows { mut rows, .. } = rows;
    rows.par_sort_unstable_by_key(|row| (row.row_digest, row.insurer.number(), row.fields));

    let header = Header {
        schema: exchange::SCHEMA.to_owned(),
        canonical: CANONICAL.to_owned(),
        incident: incident.id.to_string(),
        side: source.side.name().to_owned(),
        party,
        reference_date: parties.reference_date.to_string(),
        key_fingerprint: hasher.fingerprint(),
        columns: columns_of(source),
        rows: record.rows,
    };
    let header = serde_json::to_string(&header).context("a header has no JSON form")?;
    let metadata = KeyValueMetadata::from_static(vec![
        (exchange::HEADER.to_owned(), header),
        (exchange::SEAL.to_owned(), "0".repeat(exchange::SEAL_DIGITS)),
    ]);
    let refuse = |e: std::io::Error| error::cannot_write(to, &e);
    let file = File::create(to).map_err(refuse)?;
    let ids: Vec<String> = incident.insurers.keys().map(Id::to_string).collect();
    let frame = |rows: &[Row]| columns::write(rows, source.side, &ids).context("writing an exchange file");
    let mut writer = ParquetWriter::new(BufWriter::new(file))
        .with_compression(ParquetCompression::Uncompressed)
        .with_key_value_metadata(Some(metadata))
        .batched(frame(&[])?.schema())
        .context("writing an exchange file")?;
    for group in rows.chunks(GROUP_ROWS) {
        writer.write_batch(&frame(group)?).map_err(|_| error::cannot_write(to, &std::io::ErrorKind::Other.into()))?;
    }
    writer.finish().map_err(|_| error::cannot_write(to, &std::io::ErrorKind::Other.into()))?;
    seal(to, hasher)?;
    Ok(Written { rows: record.rows, rejected: record.rejected() })
}

/// Collects the keyed rows of a clear file while it is read.
struct Rows<'a> {
    parties: &'a Parties<'a>,
    hasher: &'a Hasher,
    rows: Vec<Row>,
}

impl Consumer for Rows<'_> {
    type Piece = Vec<Row>;

    fn make(&self, _: Place, _: &RawBatch, canonical: &mut CanonBatch) -> Vec<Row> {
        let (rows, rejects) = keying::rows(canonical, self.parties, self.hasher);
        canonical.set_aside.extend(rejects);
        rows
    }

    fn take(&mut self, pieces: Vec<Vec<Row>>) -> Result<()> {
        self.rows.extend(pieces.into_iter().flatten());
        Ok(())
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
