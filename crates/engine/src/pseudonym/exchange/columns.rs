//! Writes the rows of one file as columns, for an engine of one's own: tags and tokens as they are exchanged, not encrypted, each in
//! a column with a name. Rows keep the order and the numbers of the source.

use std::io::BufWriter;
use std::path::Path;

use anyhow::Context;
use polars::prelude::{DataFrame, ParquetCompression, ParquetWriter};
use polars_io::parquet::write::BatchedWriter;

use super::row::{Ids, Row};
use super::{Consumer as RowConsumer, Written};
use crate::identity::CanonBatch;
use crate::intake::{self, Consumer, Place};
use crate::pseudonym::Hasher;
use crate::pseudonym::parties::Parties;
use crate::pseudonym::table::Table;
use crate::read::{RawBatch, Source};
use model::error::Result;
use model::incident::{Id, Incident};
use model::output::{self, Output, Why};

/// Whose rows they are, and the number of the file among those of its side.
#[derive(Clone, Copy)]
pub struct Origin<'a> {
    /// Id of the operator or insurer; none for members of several insurers.
    pub party: Option<&'a str>,
    /// The files are read in the order of these numbers.
    pub file: i64,
}

/// Writes the rows of a clear file, or of an exchange file, as columns.
pub fn write(
    (source, origin): (&Source, Origin<'_>),
    parties: &Parties<'_>,
    incident: &Incident,
    hasher: &Hasher,
    to: &Path,
) -> Result<Written> {
    let ids = Ids {
        insurers: incident.insurers.keys().map(Id::to_string).collect(),
        managers: incident.managers.keys().map(Id::to_string).collect(),
    };
    let (file, why) = output::create(to)?;
    let mut rows = Rows { parties, hasher, ids, origin, writer: None, rows: 0, rejected: 0, why };
    let schema = rows.frame(&[])?;
    let writer = ParquetWriter::new(BufWriter::new(file))
        .with_compression(ParquetCompression::Zstd(None))
        .batched(schema.schema())
        .context(WRITING)?;
    rows.writer = Some(writer);
    match source.exchange() {
        Some(_) => {
            super::read(source, parties, hasher, &mut rows)?;
        }
        None => {
            let record = intake::stream(source, parties.reference_date, &mut rows)?;
            intake::settled(source, &record)?;
        }
    }
    let Rows { writer, rows, rejected, why, .. } = rows;
    writer.map(|writer| writer.finish()).transpose().map_err(|_| why.told())?;
    Ok(Written { rows, rejected })
}

const WRITING: &str = "writing rows as columns";

/// Takes the rows of a file while it is read, in its order.
struct Rows<'a> {
    parties: &'a Parties<'a>,
    hasher: &'a Hasher,
    ids: Ids,
    origin: Origin<'a>,
    writer: Option<BatchedWriter<BufWriter<Output>>>,
    rows: u64,
    rejected: u64,
    why: Why,
}

impl Rows<'_> {
    /// Rows, each with its number in the source.
    fn frame(&self, rows: &[(u64, Row)]) -> Result<DataFrame> {
        let side = self.parties.party.side();
        let mut table = Table::default();
        let mut add = |number: u64, row: &Row| {
            let to = table.row();
            to.text("party", self.origin.party);
            to.number("file", Some(self.origin.file));
            to.number("row", Some(number.cast_signed()));
            row.columns(side, &self.ids, to);
        };
        // The columns are those of any row, and an empty file has them too.
        if rows.is_empty() {
            add(0, &Row::default());
        }
        rows.iter().for_each(|(number, row)| add(*number, row));
        let frame = table.frame().context(WRITING)?;
        Ok(if rows.is_empty() { frame.clear() } else { frame })
    }

    /// Writes the pieces of a batch as one group of rows.
    fn add(&mut self, pieces: Vec<Result<Piece>>) -> Result<()> {
        let mut whole = self.frame(&[])?;
        for piece in pieces {
            let Piece { frame, rejected } = piece?;
            self.rejected += rejected;
            whole.vstack_mut(&frame).context(WRITING)?;
        }
        self.rows += whole.height() as u64;
        whole.rechunk_mut_par();
        match &mut self.writer {
            Some(writer) if whole.height() > 0 => writer.write_batch(&whole).map_err(|_| self.why.told().into()),
            _ => Ok(()),
        }
    }
}

/// Some rows of a file.
struct Piece {
    frame: DataFrame,
    rejected: u64,
}

impl Consumer for Rows<'_> {
    type Piece = Result<Piece>;

    fn make(&self, _: Place, _: &RawBatch, canonical: &mut CanonBatch) -> Self::Piece {
        let (rows, rejects) = Row::all(canonical, self.parties, self.hasher);
        let rejected = rejects.len() as u64;
        canonical.set_aside.extend(rejects);
        let rows: Vec<(u64, Row)> = canonical.rows.iter().copied().zip(rows).collect();
        Ok(Piece { frame: self.frame(&rows)?, rejected })
    }

    fn take(&mut self, pieces: Vec<Self::Piece>) -> Result<()> {
        self.add(pieces)
    }
}

impl RowConsumer for Rows<'_> {
    type Piece = Result<Piece>;

    fn make(&self, first: u64, rows: Vec<Row>) -> Self::Piece {
        let side = self.parties.party.side();
        let rejected = rows.iter().filter(|row| row.fault(side).is_some()).count() as u64;
        let rows: Vec<(u64, Row)> = (first + 1..).zip(rows).collect();
        Ok(Piece { frame: self.frame(&rows)?, rejected })
    }

    fn take(&mut self, pieces: Vec<Self::Piece>) -> Result<()> {
        self.add(pieces)
    }
}
