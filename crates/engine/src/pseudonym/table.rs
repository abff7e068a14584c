//! Rows as columns of a Parquet file, for engines that are not ours.

use polars::prelude::{
    BinaryChunked, BooleanChunked, Column, DataFrame, Int64Chunked, Int64Type, IntoColumn, IntoSeries, NewChunkedArray,
    PolarsResult, StringChunked,
};
use polars_core::prelude::{DataType, ListBuilderTrait, ListPrimitiveChunkedBuilder};

/// The values of one column.
enum Values {
    Numbers(Vec<Option<i64>>),
    Marks(Vec<bool>),
    Lists(Vec<Vec<i64>>),
    Texts(Vec<Option<String>>),
    Bytes(Vec<Vec<u8>>),
}

/// Columns that are filled row by row, each row with the same columns in the same order. The first row names them.
#[derive(Default)]
pub(super) struct Table {
    columns: Vec<(String, Values)>,
    /// The column that comes next.
    at: usize,
    /// What the next names begin with.
    of: &'static str,
}

impl Table {
    /// Begins a row.
    pub(super) fn row(&mut self) -> &mut Table {
        self.at = 0;
        self.of("")
    }

    /// Lets the names of the following columns begin with `of`.
    pub(super) fn of(&mut self, of: &'static str) -> &mut Table {
        self.of = of;
        self
    }

    pub(super) fn number(&mut self, name: &str, number: Option<i64>) {
        if let Values::Numbers(numbers) = self.next(name, || Values::Numbers(Vec::new())) {
            numbers.push(number);
        }
    }

    /// A tag as the number that engines have for 64 bits, which has a sign; 0 is none.
    pub(super) fn tag(&mut self, name: &str, tag: u64) {
        self.number(name, (tag != 0).then_some(tag.cast_signed()));
    }

    pub(super) fn mark(&mut self, name: &str, is: bool) {
        if let Values::Marks(marks) = self.next(name, || Values::Marks(Vec::new())) {
            marks.push(is);
        }
    }

    pub(super) fn list(&mut self, name: &str, list: impl IntoIterator<Item = i64>) {
        if let Values::Lists(lists) = self.next(name, || Values::Lists(Vec::new())) {
            lists.push(list.into_iter().collect());
        }
    }

    /// A list of tags.
    pub(super) fn tags(&mut self, name: &str, tags: &[u64]) {
        self.list(name, tags.iter().map(|tag| tag.cast_signed()));
    }

    pub(super) fn text(&mut self, name: &str, text: Option<&str>) {
        if let Values::Texts(texts) = self.next(name, || Values::Texts(Vec::new())) {
            texts.push(text.map(str::to_owned));
        }
    }

    pub(super) fn bytes(&mut self, name: &str, bytes: &[u8]) {
        if let Values::Bytes(all) = self.next(name, || Values::Bytes(Vec::new())) {
            all.push(bytes.to_vec());
        }
    }

    fn next(&mut self, name: &str, new: impl FnOnce() -> Values) -> &mut Values {
        if self.at == self.columns.len() {
            self.columns.push((format!("{}{name}", self.of), new()));
        }
        let (_, values) = &mut self.columns[self.at];
        self.at += 1;
        values
    }

    /// The rows so far.
    pub(super) fn frame(self) -> PolarsResult<DataFrame> {
        let columns: Vec<Column> = self.columns.into_iter().map(|(name, values)| column(&name, values)).collect();
        DataFrame::new(columns.first().map_or(0, Column::len), columns)
    }
}

fn column(name: &str, values: Values) -> Column {
    match values {
        Values::Numbers(numbers) => Int64Chunked::from_iter_options(name.into(), numbers.into_iter()).into_column(),
        Values::Marks(marks) => BooleanChunked::from_iter_values(name.into(), marks.into_iter()).into_column(),
        Values::Texts(texts) => StringChunked::from_iter_options(name.into(), texts.into_iter()).into_column(),
        Values::Bytes(all) => BinaryChunked::from_iter_values(name.into(), all.into_iter()).into_column(),
        Values::Lists(lists) => {
            let all = lists.iter().map(Vec::len).sum();
            let mut builder =
                ListPrimitiveChunkedBuilder::<Int64Type>::new(name.into(), lists.len(), all, DataType::Int64);
            lists.iter().for_each(|list| builder.append_slice(list));
            builder.finish().into_series().into_column()
        }
    }
}
