//! A column in which few texts come again and again, dictionary-encoded: each is read once a batch, and rows tell which.

/// By row the place of its value among those of the column, if it has one.
pub struct Coded<T> {
    places: Vec<u32>,
    values: Vec<T>,
}

impl<T> Coded<T> {
    /// The place that no value has: a batch has fewer rows.
    const NONE: u32 = u32::MAX;

    pub(super) fn with_room(rows: usize) -> Coded<T> {
        Coded { places: Vec::with_capacity(rows), values: Vec::new() }
    }

    /// Adds a value and tells its place; two places may hold equal values, written in two ways.
    pub(super) fn value(&mut self, value: T) -> u32 {
        self.values.push(value);
        self.values.len() as u32 - 1
    }

    /// Adds a row with the value in that place, or without any.
    pub(super) fn row(&mut self, place: Option<u32>) {
        self.places.push(place.unwrap_or(Self::NONE));
    }

    /// The value of row `i`, if the file has the column and the row the value.
    pub fn at(&self, i: usize) -> Option<&T> {
        self.values.get(*self.places.get(i)? as usize)
    }

    /// What was made of each value, in the order of [`Coded::values`], for row `i`.
    pub fn made<'a, M>(&self, i: usize, of_values: &'a [M]) -> Option<&'a M> {
        of_values.get(*self.places.get(i)? as usize)
    }

    /// The values of the column.
    pub fn values(&self) -> &[T] {
        &self.values
    }
}
