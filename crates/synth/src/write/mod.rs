//! Writes units to files in the formats of insurers and operators.

mod rows;
mod style;

use std::ops::Range;
use std::path::Path;

use rayon::prelude::*;

use self::rows::{leak_row, member_row};
use self::style::{Style, leak_style, member_style};
use crate::household::{World, unit};
use crate::insurers::INSURERS;
use crate::pairs::{self, At, Pair};
use crate::planted::Planted;
use crate::table::{Table, Writer};
use crate::truth::Truth;
use crate::unit::OPERATORS;
use model::error::Result;
use model::interrupt;

/// Format of the files.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// As found in practice: CSV with French headers and dates, some Parquet, names with and without accents.
    Mixed,
    /// CSV with the column names of ampleur.
    Csv,
    /// Parquet with the column names of ampleur.
    Parquet,
}

impl Shape {
    /// The extension of a party's file.
    pub fn extension(self, party: &str) -> &'static str {
        match self {
            Shape::Csv => "csv",
            Shape::Parquet => "parquet",
            Shape::Mixed if matches!(party, "aesio-mutuelle" | "uniprevoyance") => "parquet",
            Shape::Mixed => "csv",
        }
    }
}

/// Number of units generated together, on one core.
const CHUNK: u64 = 4_096;

/// Number of chunks written together. Bounds the memory, and is independent of the number of cores because it
/// determines the row groups of Parquet files.
const WINDOW: usize = 32;

/// Writes all files to a folder and counts what they contain. Rows are in the order of units.
pub(crate) fn files(world: World, units: u64, (shape, with_pairs): (Shape, bool), folder: &Path) -> Result<Truth> {
    let mut writers = Vec::new();
    let parties = (0..world.insurers + OPERATORS.len()).map(|party| party_of(party, world, shape).1).collect();
    let mut pairs = with_pairs.then(|| pairs::Writer::create(&folder.join("pairs.csv"), parties)).transpose()?;
    for party in 0..world.insurers + OPERATORS.len() {
        let (side, name, style) = party_of(party, world, shape);
        let path = folder.join(format!("{side}/{name}.{}", shape.extension(name)));
        writers.push(Writer::create(&path, style.headers, style.delimiter, shape.extension(name) == "csv")?);
    }
    let mut planted = Planted::new(world.insurers);
    let chunks: Vec<u64> = (0..units.div_ceil(CHUNK)).collect();
    for some in chunks.chunks(WINDOW) {
        interrupt::check()?;
        let made: Vec<Made> = some
            .par_iter()
            .map(|chunk| tables(world, chunk * CHUNK..((chunk + 1) * CHUNK).min(units), shape))
            .collect();
        let mut of_parties: Vec<Vec<Table>> = writers.iter().map(|_| Vec::new()).collect();
        for Made { tables, planted: part, pairs: of_part } in made {
            planted.merge(part);
            if let Some(pairs) = &mut pairs {
                pairs.write(&of_part, tables.iter().map(Table::height))?;
            }
            of_parties.iter_mut().zip(tables).for_each(|(of_party, table)| of_party.push(table));
        }
        writers.par_iter_mut().zip(of_parties).try_for_each(|(writer, tables)| writer.write(&tables))?;
    }
    writers.into_iter().try_for_each(Writer::finish)?;
    pairs.map_or(Ok(()), pairs::Writer::finish)?;
    Ok(planted.truth())
}

/// Side, name and style of a party; insurers come first.
fn party_of(party: usize, world: World, shape: Shape) -> (&'static str, &'static str, Style) {
    match INSURERS[..world.insurers].get(party) {
        Some(insurer) => ("members", insurer.id, member_style(insurer.id, shape)),
        None => {
            let operator = party - world.insurers;
            ("leaks", OPERATORS[operator], leak_style(operator, shape))
        }
    }
}

/// The rows of a range of units, by party, their counts, and who is who.
struct Made {
    tables: Vec<Table>,
    planted: Planted,
    pairs: Vec<Pair>,
}

fn tables(world: World, units: Range<u64>, shape: Shape) -> Made {
    let parties = world.insurers + OPERATORS.len();
    let styles: Vec<Style> = (0..parties).map(|party| party_of(party, world, shape).2).collect();
    let mut tables: Vec<Table> = styles.iter().map(|style| Table::new(style.headers.len())).collect();
    let (mut planted, mut pairs) = (Planted::new(world.insurers), Vec::new());
    for number in units {
        let mut unit = unit(world, number);
        planted.add(&unit);
        world.errors.befall(world.seed, number, &mut unit.leaks);
        let mut rows = Vec::with_capacity(unit.members.len());
        for (i, member) in unit.members.iter().enumerate() {
            rows.push(At { party: member.insurer, row: tables[member.insurer].height() });
            member_row(member, number, i, styles[member.insurer], &mut tables[member.insurer]);
        }
        for leak in &unit.leaks {
            let party = world.insurers + leak.operator;
            let at = At { party, row: tables[party].height() };
            pairs.extend(pairs::of(leak, &unit).map(|i| Pair { leak: at, member: rows[i] }));
            leak_row(leak, styles[party], shape, &mut tables[party]);
        }
    }
    Made { tables, planted, pairs }
}
