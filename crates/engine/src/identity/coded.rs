//! A dictionary-encoded column, for columns with few distinct texts. Each distinct text is parsed once per batch.

/// By row, the position of its value in the dictionary.
pub struct Coded<T> {
    places: Vec<u32>,
    values: Vec<T>,
}

impl<T> Coded<T> {
    /// The position for no value. A batch has fewer rows than that.
    const NONE: u32 = u32::MAX;

    pub(super) fn with_room(rows: usize) -> Coded<T> {
        Coded { places: Vec::with_capacity(rows), values: Vec::new() }
    }

    /// Adds a value to the dictionary and returns its position. Values of different spelling may be equal.
    pub(super) fn value(&mut self, value: T) -> u32 {
        self.values.push(value);
        self.values.len() as u32 - 1
    }

    /// Adds a row with the value at a position, or without a value.
    pub(super) fn row(&mut self, place: Option<u32>) {
        self.places.push(place.unwrap_or(Self::NONE));
    }

    /// The value of row `i`; none if the file lacks the column or the row the value.
    pub fn at(&self, i: usize) -> Option<&T> {
        self.values.get(*self.places.get(i)? as usize)
    }

    /// Takes the value of row `i` away.
    pub(super) fn unset(&mut self, i: usize) {
        if let Some(place) = self.places.get_mut(i) {
            *place = Self::NONE;
        }
    }

    /// Gives row `i` of so many rows a value. A column that the file lacks is there from then on.
    pub(super) fn set(&mut self, i: usize, rows: usize, value: T) {
        self.places.resize(rows, Self::NONE);
        self.places[i] = self.value(value);
    }

    /// Puts others in the place of some values of the dictionary, in its order.
    pub(super) fn replace(&mut self, others: impl Iterator<Item = Option<T>>) {
        for (value, other) in self.values.iter_mut().zip(others) {
            if let Some(other) = other {
                *value = other;
            }
        }
    }

    /// The entry for row `i` in a list that was derived from [`Coded::values`], in the same order.
    pub fn made<'a, M>(&self, i: usize, of_values: &'a [M]) -> Option<&'a M> {
        of_values.get(*self.places.get(i)? as usize)
    }

    /// The dictionary.
    pub fn values(&self) -> &[T] {
        &self.values
    }
}
