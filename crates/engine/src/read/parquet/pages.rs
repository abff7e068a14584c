//! Checks the page headers of a Parquet file before Polars reads the pages. A damaged count makes Polars request more
//! memory than exists, which aborts the process where no guard can catch it.

use std::fs::File;
use std::io::{BufReader, Seek, SeekFrom};

use polars::prelude::FileMetadataRef;
use polars_parquet_format::PageHeader;
use polars_parquet_format::thrift::protocol::TCompactInputProtocol;

/// Maximum size of a page header in bytes. A header consists of a few numbers and of minimum and maximum values.
const LARGEST_HEADER: usize = 1 << 24;

/// Whether every page lies within its column and has no more values than its column.
pub(super) fn are_sound(file: File, metadata: &FileMetadataRef) -> bool {
    let mut file = BufReader::with_capacity(1 << 12, file);
    let mut columns = metadata.row_groups.iter().flat_map(|group| group.parquet_columns());
    columns.all(|column| {
        let (bytes, values) = (column.byte_range(), column.num_values());
        column_is_sound(&mut file, bytes.start, bytes.end, values).unwrap_or(false)
    })
}

/// None if the file cannot be read there.
fn column_is_sound(file: &mut BufReader<File>, start: u64, end: u64, values: i64) -> Option<bool> {
    let (mut at, mut left) = (start, values);
    while left > 0 {
        file.seek(SeekFrom::Start(at)).ok()?;
        let header =
            PageHeader::read_from_in_protocol(&mut TCompactInputProtocol::new(&mut *file, LARGEST_HEADER)).ok()?;
        let size = u64::try_from(header.compressed_page_size).ok()?;
        u64::try_from(header.uncompressed_page_size).ok()?;
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
            _ => return Some(false),
        };
        left -= i64::from(held);
        if at > end || held < 0 || left < 0 {
            return Some(false);
        }
    }
    Some(true)
}
