//! Writes units to files in the formats of insurers and operators.

use std::ops::Range;
use std::path::Path;

use rayon::prelude::*;

use super::household::{World, unit};
use super::insurers::{AESIO, INSURERS};
use super::names::{capitals, garbled};
use super::pairs::{self, At, Pair};
use super::planted::Planted;
use super::table::{Row, Table, Writer};
use super::truth::Truth;
use super::unit::{Day, Key, Leak, Member, Nir, OPERATORS};
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

/// How one party writes its file.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub headers: &'static [&'static str],
    pub delimiter: u8,
    date: fn(Day) -> String,
    with_key: bool,
    capitals: bool,
}

const MEMBER_COLUMNS: [&str; 12] = [
    "member_id",
    "nir",
    "own_nir",
    "civility",
    "last_name",
    "first_name",
    "birth_date",
    "birth_rank",
    "contract_number",
    "relation",
    "coverage_start",
    "coverage_end",
];
const DECEASED: &str = "deceased_on";
const MANAGED: [&str; 2] = ["manager", "managed_since"];
const ALMERYS_COLUMNS: [&str; 9] =
    ["civility", "last_name", "first_name", "birth_date", "birth_rank", "nir", "manager", "insurer", "contract_number"];
const VIAMEDIS_COLUMNS: [&str; 6] = ["last_name", "first_name", "birth_date", "nir", "insurer", "contract_number"];

fn member_style(insurer: &str, shape: Shape) -> Style {
    const FRENCH: [&str; 13] = [
        "Identifiant",
        "N° SS",
        "NIR propre",
        "Civilité",
        "Nom",
        "Prénom",
        "Né(e) le",
        "Rang",
        "N° contrat",
        "Qualité",
        "Date d'effet",
        "Date de radiation",
        "Date de décès",
    ];
    const TECHNICAL: [&str; 13] = [
        "ID_BENEFICIAIRE",
        "NUM_SECU",
        "NIR_BENEFICIAIRE",
        "CIV",
        "NOM_USAGE",
        "PRENOM",
        "DT_NAISS",
        "RG_GEM",
        "NUM_CONTRAT",
        "CD_QUALITE",
        "DT_EFFET",
        "DT_RADIATION",
        "DT_DECES",
    ];
    // Only Aésio's file has the last two columns.
    const OURS: [&str; 15] = {
        let mut all = [DECEASED; 15];
        let mut i = 0;
        while i < MEMBER_COLUMNS.len() {
            all[i] = MEMBER_COLUMNS[i];
            i += 1;
        }
        [all[13], all[14]] = MANAGED;
        all
    };
    let headers: &[&str] = if insurer == INSURERS[AESIO].id { &OURS } else { &OURS[..13] };
    let plain = Style { headers, delimiter: b',', date: compact, with_key: false, capitals: false };
    match (shape, insurer) {
        (Shape::Csv | Shape::Parquet, _) => plain,
        (_, "harmonie-mutuelle") => Style { headers: &FRENCH, delimiter: b';', date: french, with_key: true, ..plain },
        (_, "aesio-mutuelle") => Style { date: iso, ..plain },
        (_, "ag2r-la-mondiale") => Style { headers: &TECHNICAL, with_key: true, capitals: true, ..plain },
        (_, "apicil") => Style { headers: &TECHNICAL, delimiter: b';', date: french, ..plain },
        _ => Style { with_key: true, date: iso, ..plain },
    }
}

fn leak_style(operator: usize, shape: Shape) -> Style {
    const ALMERYS: [&str; 9] = [
        "Civilité",
        "Nom",
        "Prénom",
        "Date de naissance",
        "Rang de naissance",
        "NIR",
        "Gestionnaire santé",
        "Assureur",
        "N° contrat",
    ];
    const VIAMEDIS: [&str; 6] = ["NOM", "PRENOM", "DT_NAISS", "NUM_SECU", "CODE_AMC", "NUM_CONTRAT"];
    let ours: [&[&str]; 2] = [&ALMERYS_COLUMNS, &VIAMEDIS_COLUMNS];
    let plain = Style { headers: ours[operator], delimiter: b',', date: compact, with_key: false, capitals: true };
    match (shape, operator) {
        (Shape::Csv | Shape::Parquet, _) => plain,
        (_, 0) => Style { headers: &ALMERYS, date: french, with_key: true, ..plain },
        _ => Style { headers: &VIAMEDIS, delimiter: b';', ..plain },
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

fn member_row(member: &Member, unit: u64, index: usize, style: Style, table: &mut Table) {
    let p = &member.person;
    // A repeated row has the identifier of its first occurrence.
    let index = if member.duplicate { 0 } else { index };
    let day = |day: Option<Day>| day.map(style.date).unwrap_or_default();
    let mut row = table.row();
    row.cell(format_args!("A{unit:08}{index}"));
    row.nir(&p.nir, style);
    match &p.own_nir {
        Some(own) => row.nir(own, style),
        None => row.text(""),
    }
    row.text(civility(p.sex));
    row.name(&p.last_name, style);
    row.name(&p.first_name, style);
    row.text(&(style.date)(p.born));
    row.rank(p.rank, member.rank_written);
    row.text(&member.contract);
    row.text(if p.policyholder { "Assuré" } else { "Ayant droit" });
    row.text(&(style.date)(member.cover.0));
    row.text(&day(member.cover.1));
    row.text(&day(p.died));
    // Only Aésio's rows name a manager.
    if style.headers.contains(&MANAGED[0]) {
        row.text(member.managed.map_or("", |(manager, _)| super::sample::MANAGER_NAMES[manager]));
        row.text(&day(member.managed.map(|(_, since)| since)));
    }
}

fn leak_row(leak: &Leak, style: Style, shape: Shape, table: &mut Table) {
    let p = &leak.person;
    let almerys = leak.operator == 0;
    let mut row = table.row();
    if almerys {
        row.text(civility(p.sex));
    }
    let first_name = if leak.first_name_written { &p.first_name } else { "" };
    for name in [&p.last_name, first_name] {
        if leak.garbled { row.text(&garbled(name)) } else { row.name(name, style) }
    }
    row.text(&if leak.date_written { (style.date)(p.born) } else { String::new() });
    if almerys {
        row.rank(p.rank, leak.rank_written);
    }
    row.nir(&p.nir, style);
    if almerys {
        row.text("Gestion santé");
    }
    match shape {
        Shape::Mixed if almerys => row.text(&capitals(INSURERS[leak.insurer].name)),
        Shape::Mixed => row.text(INSURERS[leak.insurer].code),
        Shape::Csv | Shape::Parquet => row.text(INSURERS[leak.insurer].id),
    }
    row.text(leak.contract.as_deref().unwrap_or(""));
}

impl Row<'_> {
    fn name(&mut self, name: &str, style: Style) {
        if style.capitals { self.text(&capitals(name)) } else { self.text(name) }
    }

    fn rank(&mut self, rank: u8, written: bool) {
        if written { self.cell(format_args!("{rank}")) } else { self.text("") }
    }

    /// A wrong key is always written; without it the number would be correct.
    fn nir(&mut self, nir: &Nir, style: Style) {
        let key = |body: &str| {
            let digits = body.replacen("2A", "19", usize::from(body[5..7] == *"2A"));
            let digits = digits.replacen("2B", "18", usize::from(body[5..7] == *"2B"));
            97 - digits.parse::<u64>().unwrap_or(0) % 97
        };
        if nir.body.is_empty() {
            return self.text("");
        }
        match &nir.key {
            Key::Wrong => self.cell(format_args!("{}{:02}", nir.body, key(&nir.body) % 97 + 1)),
            _ if !style.with_key => self.text(&nir.body),
            Key::Right => self.cell(format_args!("{}{:02}", nir.body, key(&nir.body))),
            Key::Of(before) => self.cell(format_args!("{}{:02}", nir.body, key(before))),
        }
    }
}

fn civility(sex: usize) -> &'static str {
    ["M.", "Mme"][sex]
}

fn french((y, m, d): Day) -> String {
    format!("{d:02}/{m:02}/{y}")
}
fn iso((y, m, d): Day) -> String {
    format!("{y}-{m:02}-{d:02}")
}
fn compact((y, m, d): Day) -> String {
    format!("{y}{m:02}{d:02}")
}
