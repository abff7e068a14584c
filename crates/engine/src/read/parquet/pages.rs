//! Checks the page headers of a Parquet file before Polars reads the pages. A damaged count makes Polars request more
//! memory than exists, which aborts the process where no guard can catch it.

use std::fs::File;
use std::io::{BufReader, Seek, SeekFrom};

use polars::prelude::FileMetadataRef;
use polars_parquet_format::PageHeader;
use polars_parquet_format::thrift::protocol::TCompactInputProtocol;

/// Maximum size of a page header in bytes. A header consists of a few numbers and of minimum and maximum values.
const LARGEST_HEADER: usize = 1 << 24;

/// Times its bytes that a page may take in memory: columns of one value take a few thousand, in pages of a megabyte.
const MOST_EXPANSION: u64 = 1000;

/// Bytes in memory up to which a page may take any number of times its own: programs write pages of a megabyte, and this is sixty-four.
const SMALL_PAGE: u64 = 1 << 26;

/// The same of a dictionary, whose values all differ, and may each be referred to by every row.
const SMALL_DICTIONARY: u64 = 1 << 21;

/// What is wrong with a page.
pub(super) enum PageFault {
    /// Its header cannot be read.
    Damaged,
    /// It announces far more bytes than it can hold.
    Expands,
}

/// Whether every page lies within its column, has no more values than its column, and holds about as much as it announces.
pub(super) fn check(file: File, metadata: &FileMetadataRef) -> Result<(), PageFault> {
    let mut file = BufReader::with_capacity(1 << 12, file);
    let mut columns = metadata.row_groups.iter().flat_map(|group| group.parquet_columns());
    columns.try_for_each(|column| {
        let (bytes, values) = (column.byte_range(), column.num_values());
        check_column(&mut file, bytes.start, bytes.end, values).unwrap_or(Err(PageFault::Damaged))
    })
}

/// None if the file cannot be read there.
fn check_column(file: &mut BufReader<File>, start: u64, end: u64, values: i64) -> Option<Result<(), PageFault>> {
    let (mut at, mut left) = (start, values);
    while left > 0 {
        file.seek(SeekFrom::Start(at)).ok()?;
        let header =
            PageHeader::read_from_in_protocol(&mut TCompactInputProtocol::new(&mut *file, LARGEST_HEADER)).ok()?;
        let size = u64::try_from(header.compressed_page_size).ok()?;
        let in_memory = u64::try_from(header.uncompressed_page_size).ok()?;
        let small = if header.dictionary_page_header.is_some() { SMALL_DICTIONARY } else { SMALL_PAGE };
        if in_memory > small && in_memory / MOST_EXPANSION > size {
            return Some(Err(PageFault::Expands));
        }
        at = file.stream_position().ok()?.checked_add(size)?;
        let held = match (&header.data_page_header, &header.data_page_header_v2, &header.dictionary_page_header) {
            (Some(page), None, None) => page.num_values,
            (None, Some(page), None) => {
                u64::try_from(page.num_nulls).ok()?;
                u64::try_from(page.num_rows).ok()?;
                page.num_values
            }
            // The values of a dictionary do not count as values of the column.
            (None, None, Some(page)) => u64::try_from(page.num_values).map(|_| 0).ok()?,
            _ => return None,
        };
        left -= i64::from(held);
        if at > end || held < 0 || left < 0 {
            return None;
        }
    }
    Some(Ok(()))
}
