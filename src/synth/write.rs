//! Units → files, as insurers and operators write them.

use std::collections::BTreeMap;

use anyhow::Context;
use polars::prelude::{Column, DataFrame, NamedFrom, ParquetCompression, ParquetWriter, Series};
use rayon::prelude::*;

use super::household::unit;
use super::names::capitals;
use super::truth::Truth;
use super::unit::{Day, INSURERS, Leak, Member, Nir, OPERATORS};
use crate::error::Result;
use crate::report::Bundle;

/// How the files look.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Shape {
    /// As they come: CSV with French headers and dates, some Parquet, names with and without accents.
    Mixed,
    /// CSV with our column names.
    Csv,
    /// Parquet with our column names.
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
struct Style {
    headers: &'static [&'static str],
    delimiter: u8,
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
    // The last two are Aésio's only.
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
    let headers: &[&str] = if insurer == INSURERS[0].0 { &OURS } else { &OURS[..13] };
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

/// A table in memory: one vector a column.
type Table = Vec<Vec<String>>;

/// All files and the truth. Rows are in the order of units.
pub fn files(seed: u64, units: u64, shape: Shape) -> Result<(Bundle, Truth)> {
    const CHUNK: u64 = 4_096;
    let parties = INSURERS.len() + OPERATORS.len();
    let chunks: Vec<(Vec<Table>, Truth)> = (0..units.div_ceil(CHUNK))
        .into_par_iter()
        .map(|chunk| {
            let mut tables: Vec<Table> = vec![Table::new(); parties];
            let mut truth = Truth::default();
            for number in chunk * CHUNK..((chunk + 1) * CHUNK).min(units) {
                let unit = unit(seed, number);
                truth.add(&unit);
                for (i, member) in unit.members.iter().enumerate() {
                    let style = member_style(INSURERS[member.insurer].0, shape);
                    push(&mut tables[member.insurer], member_row(member, number, i, style));
                }
                for leak in &unit.leaks {
                    let style = leak_style(leak.operator, shape);
                    push(&mut tables[INSURERS.len() + leak.operator], leak_row(leak, style, shape));
                }
            }
            (tables, truth)
        })
        .collect();
    let mut tables: Vec<Table> = vec![Table::new(); parties];
    let mut truth = Truth::default();
    for (of_chunk, part) in chunks {
        truth.merge(part);
        for (table, more) in tables.iter_mut().zip(of_chunk) {
            if table.is_empty() {
                *table = more;
            } else {
                table.iter_mut().zip(more).for_each(|(column, values)| column.extend(values));
            }
        }
    }
    let mut bundle = BTreeMap::new();
    for (party, table) in tables.into_iter().enumerate() {
        let (folder, name, style) = match INSURERS.get(party) {
            Some((name, _)) => ("members", *name, member_style(name, shape)),
            None => {
                let operator = party - INSURERS.len();
                ("leaks", OPERATORS[operator], leak_style(operator, shape))
            }
        };
        let extension = shape.extension(name);
        let bytes = if extension == "csv" { csv(&table, style)? } else { parquet(table, style)? };
        bundle.insert(format!("{folder}/{name}.{extension}"), bytes);
    }
    Ok((bundle, truth))
}

fn push(table: &mut Table, row: Vec<String>) {
    if table.is_empty() {
        table.resize_with(row.len(), Vec::new);
    }
    table.iter_mut().zip(row).for_each(|(column, value)| column.push(value));
}

fn member_row(member: &Member, unit: u64, index: usize, style: Style) -> Vec<String> {
    let p = &member.person;
    let day = |d: Option<Day>| d.map(style.date).unwrap_or_default();
    // A row written twice has one identifier.
    let index = if member.duplicate { 0 } else { index };
    let (manager, since) = member.managed.map_or_else(Default::default, |(manager, since)| {
        (super::sample::MANAGER_NAMES[manager].to_owned(), (style.date)(since))
    });
    let mut row = vec![
        format!("A{unit:08}{index}"),
        nir(&p.nir, style.with_key),
        p.own_nir.as_ref().map(|own| nir(own, style.with_key)).unwrap_or_default(),
        civility(p.sex),
        name(&p.last_name, style),
        name(p.first_name, style),
        (style.date)(p.born),
        if member.rank_written { p.rank.to_string() } else { String::new() },
        member.contract.clone(),
        if p.policyholder { "Assuré" } else { "Ayant droit" }.to_owned(),
        (style.date)(member.cover.0),
        day(member.cover.1),
        day(p.died),
        manager,
        since,
    ];
    row.truncate(style.headers.len());
    row
}

fn leak_row(leak: &Leak, style: Style, shape: Shape) -> Vec<String> {
    let p = &leak.person;
    let insurer = match shape {
        Shape::Mixed if leak.operator == 0 => capitals(super::sample::insurer_name(leak.insurer)),
        Shape::Mixed => super::sample::AMC_CODES[leak.insurer].to_owned(),
        _ => INSURERS[leak.insurer].0.to_owned(),
    };
    let first_name = if leak.first_name_written { name(p.first_name, style) } else { String::new() };
    let born = if leak.date_written { (style.date)(p.born) } else { String::new() };
    let identity = [name(&p.last_name, style), first_name, born];
    let contract = leak.contract.clone().unwrap_or_default();
    let nir = nir(&p.nir, style.with_key);
    let mut row = Vec::from(identity);
    if leak.operator == 0 {
        let rank = if leak.rank_written { p.rank.to_string() } else { String::new() };
        row.insert(0, civility(p.sex));
        row.extend([rank, nir, "Gestion santé".to_owned(), insurer, contract]);
    } else {
        row.extend([nir, insurer, contract]);
    }
    row
}

fn civility(sex: usize) -> String {
    ["M.", "Mme"][sex].to_owned()
}

fn name(name: &str, style: Style) -> String {
    if style.capitals { capitals(name) } else { name.to_owned() }
}

/// A wrong key is always written: without it the number would be right.
fn nir(nir: &Nir, with_key: bool) -> String {
    let digits = nir.body.replacen("2A", "19", usize::from(nir.body[5..7] == *"2A"));
    let digits = digits.replacen("2B", "18", usize::from(nir.body[5..7] == *"2B"));
    let number: u64 = digits.parse().unwrap_or(0);
    let key = 97 - number % 97;
    match (nir.wrong_key, with_key) {
        (true, _) => format!("{}{:02}", nir.body, if key == 97 { 1 } else { key + 1 }),
        (_, true) => format!("{}{key:02}", nir.body),
        _ => nir.body.clone(),
    }
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

fn csv(table: &Table, style: Style) -> Result<Vec<u8>> {
    let mut writer = ::csv::WriterBuilder::new().delimiter(style.delimiter).from_writer(Vec::new());
    writer.write_record(style.headers).context("writing CSV")?;
    for row in 0..table.first().map_or(0, Vec::len) {
        writer.write_record(table.iter().map(|column| &column[row])).context("writing CSV")?;
    }
    Ok(writer.into_inner().map_err(|_| anyhow::anyhow!("writing CSV"))?)
}

fn parquet(table: Table, style: Style) -> Result<Vec<u8>> {
    let height = table.first().map_or(0, Vec::len);
    let columns: Vec<Column> = style
        .headers
        .iter()
        .zip(table)
        .map(|(header, values)| {
            let values: Vec<Option<String>> = values.into_iter().map(|v| (!v.is_empty()).then_some(v)).collect();
            Column::from(Series::new((*header).into(), values))
        })
        .collect();
    let mut frame = DataFrame::new(height, columns).context("writing Parquet")?;
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes)
        .with_compression(ParquetCompression::Zstd(None))
        .finish(&mut frame)
        .context("writing Parquet")?;
    Ok(bytes)
}
