//! Conversion between rows and the columns of an exchange file. Digests are sixteen bytes; the other columns are named
//! after their contents.

use polars::prelude::{
    BinaryChunked, BooleanChunked, Column, DataFrame, IntoColumn, NewChunkedArray, PolarsResult, StringChunked,
    UInt32Chunked,
};

use super::row::{Dated, OfNir, Row};
use crate::pseudonym::{Digest, Named, Traits};
use crate::read::Side;
use model::incident::FieldSet;

/// The name of a digest's column, and how to get the digest from a row.
type Part = (&'static str, fn(&Row) -> Option<Digest>);

/// Digests of the NIR under which a row is listed (both sides), and of the person's own NIR (members).
const OF_NIRS: [[Part; 5]; 2] = [
    [
        ("nir-only", |row| alone(row, 0)),
        ("nir-date", |row| dated(row, 0).map(|dated| dated.date)),
        ("nir-date-rank", |row| dated(row, 0)?.rank),
        ("nir-date-name", |row| dated(row, 0)?.name),
        ("nir-date-sex", |row| dated(row, 0)?.sex),
    ],
    [
        ("nir-only.own", |row| alone(row, 1)),
        ("nir-date.own", |row| dated(row, 1).map(|dated| dated.date)),
        ("nir-date-rank.own", |row| dated(row, 1)?.rank),
        ("nir-date-name.own", |row| dated(row, 1)?.name),
        ("nir-date-sex.own", |row| dated(row, 1)?.sex),
    ],
];

/// Suffixes: `.member` and `.customer`, with that number; `.short`, without leading zeros; `.birth`, with the birth name.
const OF_NAMES: [Part; 8] = [
    ("contract-date-name", |row| row.numbers[0][0]),
    ("contract-date-name.short", |row| row.numbers[0][1]),
    ("contract-date-name.member", |row| row.numbers[1][0]),
    ("contract-date-name.member.short", |row| row.numbers[1][1]),
    ("contract-date-name.customer", |row| row.numbers[2][0]),
    ("contract-date-name.customer.short", |row| row.numbers[2][1]),
    ("name-date", |row| row.names[0]),
    ("name-date.birth", |row| row.names[1]),
];

const ROW_DIGEST: Part = ("row", |row| Some(row.row_digest));
const CONTRACT: Part = ("contract", |row| row.contract);

/// The remaining columns: of both sides, of members, and of leaks.
const INSURER: &str = "insurer";
const RANK_TOLD: &str = "rank_told";
const OF_MEMBERS: [&str; 6] = ["person_by_rank", "person_by_name", "relation", "minor", "former", "deceased"];
const FIELDS: &str = "fields";

/// The value of `insurer` for one that is not in the incident file; the written name is not exchanged.
const UNKNOWN: &str = "?";

const POLICYHOLDER: &str = "policyholder";
const DEPENDANT: &str = "dependant";

fn alone(row: &Row, which: usize) -> Option<Digest> {
    row.nirs[which].as_ref().map(|nir| nir.alone)
}

fn dated(row: &Row, which: usize) -> Option<&Dated> {
    row.nirs[which].as_ref()?.dated.as_ref()
}

fn parts(side: Side) -> impl Iterator<Item = Part> {
    let of_members = (side == Side::Members).then_some(OF_NIRS[1].into_iter().chain([CONTRACT]));
    [ROW_DIGEST].into_iter().chain(OF_NIRS[0]).chain(OF_NAMES).chain(of_members.into_iter().flatten())
}

/// All columns of files on one side.
pub(super) fn names(side: Side) -> impl Iterator<Item = &'static str> {
    let others: &[&str] = if side == Side::Members { &OF_MEMBERS } else { &[FIELDS] };
    parts(side).map(|(name, _)| name).chain([INSURER, RANK_TOLD]).chain(others.iter().copied())
}

/// Rows to columns. `insurers` are ids by index.
pub(super) fn write(rows: &[Row], side: Side, insurers: &[String]) -> PolarsResult<DataFrame> {
    let digests = |(name, digest): Part| {
        let bytes = rows.iter().map(|row| digest(row).map(Digest::to_bytes));
        BinaryChunked::from_iter_options(name.into(), bytes).into_column()
    };
    let flags = |name: &str, flag: fn(&Row) -> Option<bool>| {
        BooleanChunked::from_iter_options(name.into(), rows.iter().map(flag)).into_column()
    };
    let insurer = |row: &Row| match row.insurer {
        Named::Nobody => None,
        Named::Unknown => Some(UNKNOWN),
        Named::Insurer(index) => insurers.get(usize::from(index)).map(String::as_str),
    };
    let mut columns: Vec<Column> = parts(side).map(digests).collect();
    columns.push(StringChunked::from_iter_options(INSURER.into(), rows.iter().map(insurer)).into_column());
    columns.push(flags(RANK_TOLD, |row| Some(row.rank_told)));
    match side {
        Side::Leaks => {
            let bits = rows.iter().map(|row| Some(row.fields.bits()));
            columns.push(UInt32Chunked::from_iter_options(FIELDS.into(), bits).into_column());
        }
        Side::Members => {
            let relation = |row: &Row| row.traits.policyholder.map(|is| if is { POLICYHOLDER } else { DEPENDANT });
            let [by_rank, by_name, of_relation, minor, former, deceased] = OF_MEMBERS;
            columns.extend([
                flags(by_rank, |row| Some(row.person_by_rank)),
                flags(by_name, |row| Some(row.person_by_name)),
                StringChunked::from_iter_options(of_relation.into(), rows.iter().map(relation)).into_column(),
                flags(minor, |row| row.traits.minor),
                flags(former, |row| Some(row.traits.former)),
                flags(deceased, |row| Some(row.traits.deceased)),
            ]);
        }
    }
    DataFrame::new(rows.len(), columns)
}

/// What is wrong with a column, and in which row of the frame if only one value is.
pub(super) struct Fault {
    /// Name of the column.
    pub column: &'static str,
    pub row: Option<usize>,
}

/// Columns to rows. An absent column counts as empty. `insurer` resolves an id.
pub(super) fn read(frame: &DataFrame, side: Side, insurer: impl Fn(&str) -> Named) -> Result<Vec<Row>, Fault> {
    let table = Table { frame };
    let digests = |name| table.digests(name);
    let mut row_digests = digests(ROW_DIGEST.0)?.into_iter();
    let mut of_nirs = Vec::new();
    for names in &OF_NIRS[..if side == Side::Members { 2 } else { 1 }] {
        let parts: Result<Vec<_>, Fault> = names.iter().map(|(name, _)| digests(name)).collect();
        of_nirs.push((names, parts?));
    }
    let of_names: Result<Vec<_>, Fault> = OF_NAMES.iter().map(|(name, _)| digests(name)).collect();
    let of_names = of_names?;
    let contracts = digests(CONTRACT.0)?;
    let insurers = table.texts(INSURER)?;
    let ranks_told = table.flags(RANK_TOLD)?;
    let [by_rank, by_name, relation, minor, former, deceased] = OF_MEMBERS;
    let (by_rank, by_name) = (table.flags(by_rank)?, table.flags(by_name)?);
    let (relations, relation) = (table.texts(relation)?, relation);
    let (minor, former, deceased) = (table.flags(minor)?, table.flags(former)?, table.flags(deceased)?);
    let fields = table.bits(FIELDS)?;
    let mut rows = Vec::with_capacity(frame.height());
    for i in 0..frame.height() {
        let row_digest = row_digests.next().flatten().ok_or(Fault { column: ROW_DIGEST.0, row: Some(i) })?;
        let mut nirs = [None, None];
        for (nir, (names, parts)) in nirs.iter_mut().zip(&of_nirs) {
            let [alone, date, rank, name, sex] = [0, 1, 2, 3, 4].map(|part: usize| parts[part][i]);
            let dated = date.map(|date| Dated { date, rank, name, sex });
            *nir = match (alone, dated) {
                (Some(alone), dated) if dated.is_some() || (rank, name, sex) == (None, None, None) => {
                    Some(OfNir { alone, dated })
                }
                (None, None) if (rank, name, sex) == (None, None, None) => None,
                // A row with NIR and birth date also has a digest of the NIR alone.
                (None, _) => return Err(Fault { column: names[0].0, row: Some(i) }),
                (Some(_), _) => return Err(Fault { column: names[1].0, row: Some(i) }),
            };
        }
        let [a, b, c, d, e, f, last, birth] = [0, 1, 2, 3, 4, 5, 6, 7].map(|part: usize| of_names[part][i]);
        let policyholder = match relations[i] {
            None => None,
            Some(POLICYHOLDER) => Some(true),
            Some(DEPENDANT) => Some(false),
            Some(_) => return Err(Fault { column: relation, row: Some(i) }),
        };
        let is = |flags: &[Option<bool>]| flags[i] == Some(true);
        rows.push(Row {
            row_digest,
            nirs,
            numbers: [[a, b], [c, d], [e, f]],
            names: [last, birth],
            rank_told: is(&ranks_told),
            person_by_rank: is(&by_rank),
            person_by_name: is(&by_name),
            contract: contracts[i],
            fields: match (side, fields[i].map(FieldSet::from_bits)) {
                (Side::Leaks, Some(Some(fields))) => fields,
                (Side::Leaks, _) => return Err(Fault { column: FIELDS, row: Some(i) }),
                (Side::Members, _) => FieldSet::default(),
            },
            insurer: match insurers[i] {
                None => Named::Nobody,
                Some(UNKNOWN) => Named::Unknown,
                Some(id) => insurer(id),
            },
            traits: Traits {
                policyholder,
                minor: minor[i],
                former: is(&former),
                deceased: is(&deceased),
                ..Traits::default()
            },
        });
    }
    Ok(rows)
}

/// Access to columns by name and type.
struct Table<'a> {
    frame: &'a DataFrame,
}

impl<'a> Table<'a> {
    fn column(&self, name: &str) -> Option<&'a Column> {
        self.frame.column(name).ok()
    }

    fn digests(&self, name: &'static str) -> Result<Vec<Option<Digest>>, Fault> {
        let Some(column) = self.column(name) else { return Ok(vec![None; self.frame.height()]) };
        let bytes = column.binary().map_err(|_| Fault { column: name, row: None })?;
        let digest = |(row, bytes): (usize, Option<&[u8]>)| match bytes.map(<[u8; 16]>::try_from) {
            None => Ok(None),
            Some(Ok(bytes)) => Ok(Some(Digest::from_bytes(bytes))),
            Some(Err(_)) => Err(Fault { column: name, row: Some(row) }),
        };
        bytes.iter().enumerate().map(digest).collect()
    }

    fn flags(&self, name: &'static str) -> Result<Vec<Option<bool>>, Fault> {
        let Some(column) = self.column(name) else { return Ok(vec![None; self.frame.height()]) };
        Ok(column.bool().map_err(|_| Fault { column: name, row: None })?.iter().collect())
    }

    fn texts(&self, name: &'static str) -> Result<Vec<Option<&'a str>>, Fault> {
        let Some(column) = self.column(name) else { return Ok(vec![None; self.frame.height()]) };
        Ok(column.str().map_err(|_| Fault { column: name, row: None })?.iter().collect())
    }

    fn bits(&self, name: &'static str) -> Result<Vec<Option<u32>>, Fault> {
        let Some(column) = self.column(name) else { return Ok(vec![None; self.frame.height()]) };
        Ok(column.u32().map_err(|_| Fault { column: name, row: None })?.iter().collect())
    }
}
