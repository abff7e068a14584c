//! Any bytes at all, given as a file: read to their end or refused in words. Never a panic, never a bug of ours.

use std::fs;
use std::path::Path;

use engine::identity::CanonBatch;
use engine::intake::{self, Consumer, Place};
use engine::read::{RawBatch, Side, archive, inspect};
use model::error::Error;
use model::incident;
use proptest::prelude::*;

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/samples");

/// Reads bytes as a run does.
fn ends_well(name: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    ends_well_as(name, "", bytes)
}

/// The same under what an entry of an incident file says beside the path.
fn ends_well_as(name: &str, entry: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    let dir = tempfile::TempDir::new().unwrap();
    let path = dir.path().join(name);
    fs::write(&path, bytes).unwrap();
    let file: incident::File = toml::from_str(&format!("path = \"{name}\"\n{entry}")).unwrap();
    let Ok(inside) = archive::entries(&path, name) else { return Ok(()) };
    for path in inside.unwrap_or_else(|| vec![path]) {
        for side in [Side::Members, Side::Leaks] {
            let Ok(source) = inspect(&path, name, side, &file) else { continue };
            let mut rows = Rows(0);
            match intake::stream(&source, jiff::civil::date(2024, 2, 7), &mut rows) {
                Ok(record) => prop_assert_eq!(record.rows, rows.0),
                Err(Error::Refused(problems)) => prop_assert!(!problems.is_empty()),
                Err(_) => prop_assert!(false, "a bug of ours"),
            }
        }
    }
    Ok(())
}

/// Counts the rows that are handed out.
struct Rows(u64);

impl Consumer for Rows {
    type Piece = u64;

    fn make(&self, _: Place, raw: &RawBatch, _: &mut CanonBatch) -> u64 {
        raw.height() as u64
    }

    fn take(&mut self, pieces: Vec<u64>) -> Result<(), Error> {
        self.0 += pieces.iter().sum::<u64>();
        Ok(())
    }
}

/// A sample, some of its bytes overwritten and its end cut off.
fn damaged(path: &str) -> impl Strategy<Value = Vec<u8>> + use<> {
    let whole = fs::read(Path::new(SAMPLES).join(path)).unwrap();
    let length = whole.len();
    let writes = prop::collection::vec((0..length, any::<u8>()), 0..12);
    (writes, prop_oneof![Just(length), 0..length]).prop_map(move |(writes, end)| {
        let mut bytes = whole.clone();
        writes.iter().for_each(|(at, byte)| bytes[*at] = *byte);
        bytes.truncate(end);
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn as_text(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        ends_well("x.csv", &bytes)?;
    }

    #[test]
    fn as_text_under_known_headers(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        ends_well("x.csv", &[b"NIR;Date de naissance;Rang;IBAN\n".as_slice(), &bytes].concat())?;
    }

    #[test]
    fn as_a_damaged_csv(bytes in damaged("messy/title-and-total/members.csv")) {
        ends_well("x.csv", &bytes)?;
    }

    #[test]
    fn as_a_damaged_utf_16_text(bytes in damaged("messy/utf-16le/members.txt")) {
        ends_well("x.txt", &bytes)?;
    }

    #[test]
    fn as_damaged_compressed_text(gz in damaged("messy/gzip/members.csv.gz"), zst in damaged("messy/zstd/members.csv.zst")) {
        ends_well("x.csv.gz", &gz)?;
        ends_well("x.csv.zst", &zst)?;
    }

    #[test]
    fn as_a_damaged_workbook(xlsx in damaged("messy/xlsx-typed/members.xlsx"), ods in damaged("messy/ods/members.ods")) {
        ends_well("x.xlsx", &xlsx)?;
        ends_well("x.ods", &ods)?;
    }

    #[test]
    fn as_damaged_objects(lines in damaged("messy/json-lines/members.jsonl"), list in damaged("messy/json-array/members.json"), xml in damaged("messy/xml/members.xml")) {
        ends_well("x.jsonl", &lines)?;
        ends_well("x.json", &list)?;
        ends_well("x.xml", &xml)?;
    }

    #[test]
    fn as_a_damaged_archive(one in damaged("messy/zip/members.zip"), several in damaged("messy/zip-of-parts/members.zip"), book in damaged("messy/zip-of-workbook/members.zip")) {
        for bytes in [one, several, book] {
            ends_well("x.zip", &bytes)?;
        }
    }

    #[test]
    fn as_damaged_records_of_a_mainframe(bytes in damaged("messy/ebcdic-packed/members.dat")) {
        let columns = "nir = { at = 49, width = 15 }, birth_date = { at = 44, width = 5, packed = 8 }, birth_rank = { at = 64, width = 1, zoned = true }";
        ends_well_as("x.dat", &format!("encoding = \"cp1147\"\nrecord_length = 82\ncolumns = {{ {columns} }}"), &bytes)?;
        ends_well_as("x.dat", "encoding = \"cp297\"\ncolumns = { nir = { at = 49, width = 15 } }", &bytes)?;
    }

    #[test]
    fn as_damaged_merged_cells(ods in damaged("messy/ods-merged-household/members.ods")) {
        ends_well("x.ods", &ods)?;
    }

    #[test]
    fn as_a_damaged_parquet(bytes in damaged("tiers-payant-2024/members/uniprevoyance.parquet")) {
        ends_well("x.parquet", &bytes)?;
    }
}

/// Each byte of the first page's header in turn, set to what makes a number negative, huge or none: what is read before the
/// header is believed would ask for more memory than there is, and end the process.
#[test]
fn as_a_parquet_with_a_damaged_page_header() {
    let whole = fs::read(Path::new(SAMPLES).join("tiers-payant-2024/members/uniprevoyance.parquet")).unwrap();
    for at in 4..64 {
        for byte in [0x00, 0x01, 0x15, 0x7f, 0x80, 0xff] {
            let mut bytes = whole.clone();
            bytes[at] = byte;
            ends_well("x.parquet", &bytes).unwrap();
        }
    }
}

/// Policyholders first, and behind them more rows than are looked at to begin with: nothing shows that the ranks number families.
#[test]
fn ranks_of_families_that_only_later_rows_show() {
    let nir = |i: usize| format!("1{:02}0199{:03}{:03}", 30 + i / 900_000, 1 + i / 900 % 900, 1 + i % 900);
    let mut rows = String::from("NIR;Date de naissance;Rang\n");
    (0..140_000).for_each(|i| rows.push_str(&format!("{};04/01/1930;1\n", nir(i))));
    (100_000..140_000).for_each(|i| rows.push_str(&format!("{};05/06/1960;2\n", nir(i))));
    let settled = |entry: &str| {
        let dir = tempfile::TempDir::new().unwrap();
        fs::write(dir.path().join("x.csv"), &rows).unwrap();
        let file: incident::File = toml::from_str(&format!("path = \"x.csv\"\n{entry}")).unwrap();
        let source = inspect(&dir.path().join("x.csv"), "x.csv", Side::Members, &file).ok().unwrap();
        let record = intake::stream(&source, jiff::civil::date(2024, 2, 7), &mut Rows(0)).ok().unwrap();
        (intake::settled(&source, &record).is_ok(), record.numbers_families)
    };
    assert_eq!(settled(""), (false, false));
    assert_eq!(settled("ranks = \"family\""), (true, true));
    assert_eq!(settled("ranks = \"birth\""), (true, false));
}

/// An XML declaration whose encoding is damaged, or in no quotes.
#[test]
fn as_xml_of_no_known_encoding() {
    for said in ["\u{e9}iso-8859-15\"", "utf-8", "", "\"", "'utf-8", "\"\""] {
        ends_well("x.xml", format!("<?xml version=\"1.0\" encoding={said}?><a><nir>1</nir></a>").as_bytes()).unwrap();
        ends_well("x.xml", format!("<?xml version=\"1.0\" encoding={said}").as_bytes()).unwrap();
    }
}
