//! Tables of text as Parquet.

use anyhow::Context;
use polars::prelude::{Column, DataFrame, NamedFrom, ParquetCompression, ParquetWriter, Series};
use zeroize::Zeroizing;

use model::error::Result;

/// Writes named columns of equal height as Parquet. The bytes are wiped from memory when dropped.
pub fn parquet(columns: Vec<(&str, Vec<Option<String>>)>) -> Result<Zeroizing<Vec<u8>>> {
    let height = columns.first().map_or(0, |(_, values)| values.len());
    let column = |(name, values): (&str, Vec<Option<String>>)| Column::from(Series::new(name.into(), values));
    let mut frame = DataFrame::new(height, columns.into_iter().map(column).collect()).context("a list")?;
    let mut bytes = Zeroizing::new(Vec::new());
    ParquetWriter::new(&mut *bytes)
        .with_compression(ParquetCompression::Zstd(None))
        .finish(&mut frame)
        .context("a list")?;
    Ok(bytes)
}
