//! Reads objects, in which each value stands beside the name of its column: JSON (an array, or one object a line) and XML.
//!
//! An object may lack any column, so that the whole file is looked at for its columns before any row is read. A row is known by the
//! number of its object, counted from 1 as they stand in the file.

mod json;
mod xml;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::Path;

use polars::prelude::{Column, DataFrame, IntoColumn, StringChunkedBuilder};

use super::format::Text;
use super::{BATCH_BYTES, Format, Mapping, RawBatch, Side, Source, batch_rows, further, text};
use model::error::{self, Problem, Result};
use model::incident::{Encoding, File};
use model::manifest::Compression;

/// The most columns that objects of persons have. More means that values stand in the place of names.
const MOST_COLUMNS: usize = 2_000;

/// How objects are written.
#[derive(Clone, PartialEq, Eq)]
pub enum Notation {
    /// JSON.
    Json,
    /// XML: the elements under this path are the objects.
    Xml(Vec<String>),
}

impl Notation {
    /// The name in manifests.
    pub fn name(&self) -> &'static str {
        match self {
            Notation::Json => "json",
            Notation::Xml(_) => "xml",
        }
    }
}

/// The value of a column in one object.
enum Value {
    Text(String),
    /// A list or an object of its own, as it is written.
    Nested(String),
}

/// The objects of a file in their order.
trait Objects: Send {
    /// Reads the next object into `values`, each with the name of its column. Returns its number; none at the end of the file.
    fn next(&mut self, values: &mut Vec<(String, Value)>) -> Result<Option<u64>, Problem>;
}

fn open<'a>(path: &Path, shown: &'a str, text: &Text, notation: &Notation) -> Result<Box<dyn Objects + 'a>, Problem> {
    Ok(match notation {
        Notation::Json => Box::new(json::Json::open(path, shown, text)?),
        Notation::Xml(of) => Box::new(xml::Xml::open(path, shown, text, of)?),
    })
}

/// Looks at all objects of a JSON file, and maps their columns.
pub(super) fn inspect_json(
    path: &Path,
    shown: &str,
    side: Side,
    file: &File,
    text: Text,
) -> Result<(Format, Mapping), Vec<Problem>> {
    inspect(path, shown, side, file, text, Notation::Json)
}

/// Finds the elements of an XML file that are about persons, and maps their columns.
pub(super) fn inspect_xml(
    path: &Path,
    shown: &str,
    side: Side,
    file: &File,
    text: Text,
) -> Result<(Format, Mapping), Vec<Problem>> {
    let of = xml::objects(path, shown, side, file, &text).map_err(|problem| vec![problem])?;
    inspect(path, shown, side, file, text, Notation::Xml(of))
}

fn inspect(
    path: &Path,
    shown: &str,
    side: Side,
    file: &File,
    text: Text,
    notation: Notation,
) -> Result<(Format, Mapping), Vec<Problem>> {
    let one = |problem| vec![problem];
    let mut objects = open(path, shown, &text, &notation).map_err(one)?;
    let (mut columns, mut places, mut nested) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    let mut with_persons = Vec::new();
    let (mut values, mut rows) = (Vec::new(), 0);
    while let Some(number) = objects.next(&mut values).map_err(one)? {
        rows += 1;
        for (name, value) in values.drain(..) {
            if !places.contains_key(&name) {
                places.insert(name.clone(), columns.len());
                columns.push(name.clone());
            }
            if let Value::Nested(text) = value {
                let place = places[&name];
                nested.entry(place).or_insert(number);
                if number <= LOOKED_INTO && !with_persons.contains(&place) && holds_persons(&text) {
                    with_persons.push(place);
                }
            }
        }
        if columns.len() > MOST_COLUMNS {
            return Err(one(error::too_many_names(shown, MOST_COLUMNS)));
        }
    }
    if rows == 0 {
        return Err(one(error::empty_file(shown)));
    }
    let mut mapping = Mapping::resolve(shown, side, &columns, &file.columns)?;
    mapping.hold_persons(&with_persons);
    if mapping.columns().is_empty() {
        return Err(one(error::no_known_name(shown, columns.len())));
    }
    let nested = mapping.columns().iter().filter_map(|mapped| Some((mapped, nested.get(&mapped.index)?)));
    let problems: Vec<Problem> = nested.map(|(mapped, row)| error::nested_value(shown, &mapped.header, *row)).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok((Format::Objects { text, notation, names: columns, rows }, mapping))
}

/// Number of objects that are looked into for persons within them.
const LOOKED_INTO: u64 = 10_000;

/// Whether a list or an object, as it is written in JSON, is a person or holds persons.
fn holds_persons(text: &str) -> bool {
    fn holds(value: &serde_json::Value) -> bool {
        match value {
            serde_json::Value::Array(values) => values.iter().any(holds),
            serde_json::Value::Object(values) => {
                further::is_person_by(values.keys().map(String::as_str)) || values.values().any(holds)
            }
            _ => false,
        }
    }
    serde_json::from_str(text).is_ok_and(|value| holds(&value))
}

/// The rows of a file of objects, in batches.
pub(super) struct Batches<'a> {
    source: &'a Source,
    objects: Box<dyn Objects + 'a>,
    /// By name: the positions among the columns of a batch.
    places: BTreeMap<String, usize>,
    width: usize,
    /// Number of rows that are still to come, by the first count.
    left: u64,
}

impl<'a> Batches<'a> {
    pub(super) fn open(
        source: &'a Source,
        text: &Text,
        notation: &Notation,
        names: &[String],
        rows: u64,
    ) -> Result<Self> {
        let objects = open(&source.path, &source.shown, text, notation)?;
        let columns = source.mapping.columns().iter().map(|mapped| mapped.index);
        let columns: Vec<usize> = columns.chain(source.others().iter().map(|other| other.index)).collect();
        let places = columns.iter().enumerate().map(|(place, index)| (names[*index].clone(), place)).collect();
        Ok(Batches { source, objects, places, width: columns.len(), left: rows })
    }

    fn read(&mut self) -> Result<Option<RawBatch>, Problem> {
        let most = batch_rows(self.width);
        let mut texts: Vec<StringChunkedBuilder> =
            (0..self.width).map(|i| StringChunkedBuilder::new(i.to_string().into(), most)).collect();
        let (mut bytes, mut is_end) = (0, false);
        let (mut rows, mut values) = (Vec::new(), Vec::new());
        let mut cells: Vec<Option<String>> = vec![None; self.width];
        while rows.len() < most && bytes < BATCH_BYTES {
            let Some(row) = self.objects.next(&mut values)? else {
                is_end = true;
                break;
            };
            for (name, value) in values.drain(..) {
                if let Some(place) = self.places.get(&name) {
                    let (Value::Text(text) | Value::Nested(text)) = value;
                    bytes += text.len();
                    cells[*place] = Some(text).filter(|text| !text.trim().is_empty());
                }
            }
            texts.iter_mut().zip(&mut cells).for_each(|(text, cell)| text.append_option(cell.take()));
            rows.push(row);
        }
        // What was counted before and what is read now is one number: no object is lost between the two.
        let changed = || error::damaged(&self.source.shown);
        self.left = self.left.checked_sub(rows.len() as u64).ok_or_else(changed)?;
        if is_end && self.left > 0 {
            return Err(changed());
        }
        if rows.is_empty() {
            return Ok(None);
        }
        let frame: Vec<Column> = texts.into_iter().map(|text| text.finish().into_column()).collect();
        let frame = DataFrame::new(rows.len(), frame).expect("columns of one height, each with its own name");
        RawBatch::new(self.source, rows, frame, Vec::new()).map(Some)
    }
}

impl Iterator for Batches<'_> {
    type Item = Result<RawBatch>;
    fn next(&mut self) -> Option<Self::Item> {
        self.read().map_err(error::Error::from).transpose()
    }
}

/// The encoding that an XML file says that it is in; none if it says none that is read.
pub(super) fn declared_encoding(
    path: &Path,
    shown: &str,
    compression: Option<Compression>,
) -> Result<Option<Encoding>, Problem> {
    let mut first = Vec::new();
    let bytes = text::bytes(path, shown, compression)?.take(256).read_to_end(&mut first);
    bytes.map_err(|e| text::unreadable(shown, &e))?;
    let first = String::from_utf8_lossy(&first).to_lowercase();
    let said = first.split_once("encoding=").and_then(|(before, rest)| {
        let (quote, rest) = ['"', '\''].into_iter().find_map(|quote| Some((quote, rest.strip_prefix(quote)?)))?;
        rest.split(quote).next().filter(|_| !before.contains('>'))
    });
    Ok(said.and_then(|said| match said {
        "utf-8" => Some(Encoding::Utf8),
        // What calls itself ISO-8859-1 is Windows-1252 (encoding.spec.whatwg.org).
        "iso-8859-1" | "latin1" | "us-ascii" | "windows-1252" | "cp1252" => Some(Encoding::Windows1252),
        "macintosh" | "x-mac-roman" => Some(Encoding::Macintosh),
        "cp850" | "ibm850" => Some(Encoding::Cp850),
        "iso-8859-15" => Some(Encoding::Iso8859_15),
        _ => None,
    }))
}

/// A name that an object has twice: which of the two values holds, nobody can tell.
fn twice<'a>(names: impl Iterator<Item = &'a str>) -> bool {
    let mut seen = BTreeSet::new();
    names.into_iter().any(|name| !seen.insert(name))
}
