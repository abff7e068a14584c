//! Checks the footer of a Parquet file before Polars reads it, and that it tells the truth about the rows.
//!
//! A damaged or hostile footer can announce lists longer than the file, nest columns deeper than the stack, or name more rows than its row
//! groups hold; the first two abort the process where no guard can catch it, and the third loses rows.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use polars_parquet_format::thrift::protocol::{TCompactInputProtocol, TInputProtocol, TType};
use polars_parquet_format::{FieldRepetitionType, FileMetaData, SchemaElement};

/// Levels of nested structures that a footer may have: the format itself needs eight.
const DEEPEST: u8 = 32;

/// Levels of nested columns. Polars descends by recursion.
const DEEPEST_COLUMN: usize = 64;

/// The last bytes of a file: the length of the footer, and the mark of the format.
const TAIL: u64 = 8;

/// Bytes that a value of the footer may take in memory, for each byte of the footer: that of the length of a list.
const IN_MEMORY: usize = 16;

/// What is wrong with a footer.
pub(super) enum Fault {
    /// It cannot be read.
    Damaged,
    /// Its row groups do not hold the rows that it announces.
    Rows { announced: u64, held: u64 },
    /// Two columns or row groups share bytes, or reach beyond the file.
    Overlap,
}

/// Reads the footer of a file and checks it against itself.
pub(super) fn check(file: &mut File) -> Result<(), Fault> {
    let (bytes, begin) = footer(file).ok_or(Fault::Damaged)?;
    let protocol = || TCompactInputProtocol::new(&*bytes, bytes.len().saturating_mul(IN_MEMORY));
    skim(&mut protocol(), TType::Struct, DEEPEST).ok_or(Fault::Damaged)?;
    let metadata = FileMetaData::read_from_in_protocol(&mut protocol()).map_err(|_| Fault::Damaged)?;
    let is_single = leaves(&metadata.schema).ok_or(Fault::Damaged)?;
    rows(&metadata, &is_single)?;
    places(&metadata, begin)
}

/// The bytes of the footer, and where they begin.
fn footer(file: &mut File) -> Option<(Vec<u8>, u64)> {
    let end = file.seek(SeekFrom::End(0)).ok()?.checked_sub(TAIL)?;
    file.seek(SeekFrom::Start(end)).ok()?;
    let mut length = [0; 4];
    file.read_exact(&mut length).ok()?;
    let length = u64::from(u32::from_le_bytes(length));
    let begin = end.checked_sub(length)?;
    file.seek(SeekFrom::Start(begin)).ok()?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes).ok()?;
    Some((bytes, begin))
}

/// Passes over a value, so that each list is seen to hold as many elements as it announces. None if it does not, or is nested too deep.
fn skim(protocol: &mut impl TInputProtocol, kind: TType, depth: u8) -> Option<()> {
    let deeper = depth.checked_sub(1)?;
    match kind {
        TType::Bool => protocol.read_bool().map(drop).ok(),
        TType::I08 => protocol.read_i8().map(drop).ok(),
        TType::I16 => protocol.read_i16().map(drop).ok(),
        TType::I32 => protocol.read_i32().map(drop).ok(),
        TType::I64 => protocol.read_i64().map(drop).ok(),
        TType::Double => protocol.read_double().map(drop).ok(),
        // Statistics are bytes, which need not be text.
        TType::String => protocol.read_bytes().map(drop).ok(),
        TType::Struct => {
            protocol.read_struct_begin().ok()?;
            loop {
                match protocol.read_field_begin().ok()?.field_type {
                    TType::Stop => break protocol.read_struct_end().ok(),
                    kind => skim(protocol, kind, deeper)?,
                }
            }
        }
        TType::List => {
            let list = protocol.read_list_begin().ok()?;
            (0..list.size).try_for_each(|_| skim(protocol, list.element_type, deeper))
        }
        // The format has none of the others.
        _ => None,
    }
}

/// For each column that holds values, whether it has exactly one for each row. None if columns are nested too deep, or their numbers do
/// not add up.
fn leaves(schema: &[SchemaElement]) -> Option<Vec<bool>> {
    // Children still to come of each group that is open, and whether their values may repeat.
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut leaves = Vec::new();
    for (place, element) in schema.iter().enumerate() {
        let inherited = match open.last_mut() {
            Some((left, repeats)) => {
                *left -= 1;
                *repeats
            }
            None if place == 0 => false,
            None => return None,
        };
        let repeats = inherited || element.repetition_type == Some(FieldRepetitionType::REPEATED);
        match usize::try_from(element.num_children.unwrap_or(0)).ok()? {
            0 if place > 0 => leaves.push(!repeats),
            children => open.push((children, repeats)),
        }
        while open.last().is_some_and(|(left, _)| *left == 0) {
            open.pop();
        }
        if open.len() > DEEPEST_COLUMN {
            return None;
        }
    }
    open.is_empty().then_some(leaves)
}

/// Whether the row groups, and the columns in each, hold the rows that are announced.
fn rows(metadata: &FileMetaData, is_single: &[bool]) -> Result<(), Fault> {
    let number = |rows: i64| u64::try_from(rows).map_err(|_| Fault::Damaged);
    let announced = number(metadata.num_rows)?;
    let mut held = 0u64;
    for group in &metadata.row_groups {
        let of_group = number(group.num_rows)?;
        held = held.checked_add(of_group).ok_or(Fault::Damaged)?;
        if group.columns.len() != is_single.len() {
            return Err(Fault::Damaged);
        }
        for (column, is_single) in group.columns.iter().zip(is_single) {
            // Absent if the column is encrypted, which is refused elsewhere.
            let Some(of_column) = &column.meta_data else { continue };
            let values = number(of_column.num_values)?;
            if *is_single && values != of_group {
                return Err(Fault::Rows { announced: of_group, held: values });
            }
        }
    }
    if held == announced { Ok(()) } else { Err(Fault::Rows { announced, held }) }
}

/// Whether each column of each row group has bytes of its own, before the footer.
fn places(metadata: &FileMetaData, footer: u64) -> Result<(), Fault> {
    let columns =
        metadata.row_groups.iter().flat_map(|group| &group.columns).filter_map(|column| column.meta_data.as_ref());
    let mut places = Vec::new();
    for column in columns.filter(|column| column.num_values > 0) {
        let dictionary = column.dictionary_page_offset.filter(|at| (1..column.data_page_offset).contains(at));
        let begin = u64::try_from(dictionary.unwrap_or(column.data_page_offset)).map_err(|_| Fault::Damaged)?;
        let end = begin.checked_add(column.total_compressed_size as u64).ok_or(Fault::Damaged)?;
        places.push((begin, end));
    }
    places.sort_unstable();
    let is_apart = places.windows(2).all(|pair| pair[0].1 <= pair[1].0);
    if is_apart && places.last().is_none_or(|(_, end)| *end <= footer) { Ok(()) } else { Err(Fault::Overlap) }
}
