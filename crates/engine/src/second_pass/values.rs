//! What is kept of the leaked rows that look for a member.

use super::COLUMNS;
use crate::identity::CanonBatch;
use crate::intake::{Consumer, Place, Selection};
use crate::pseudonym::{Attributes, Forms, Hasher, exchange};
use crate::read::{RawBatch, Side};
use model::error::Result;

/// What is kept of some leaked rows, in their order.
#[derive(Default)]
pub(super) struct Values {
    pub attributes: Vec<Attributes>,
    /// Of birth.
    pub decades: Vec<Option<u16>>,
}

impl Values {
    pub(super) fn append(&mut self, mut later: Values) {
        self.attributes.append(&mut later.attributes);
        self.decades.append(&mut later.decades);
    }
}

/// Takes the values of some rows of a leaked file.
pub(super) struct ValueReader<'a> {
    pub hasher: &'a Hasher,
    /// Whether any row of the run is of an exchange file: then all are compared without clear values.
    pub by_tokens: bool,
    /// Sorted positions in the file.
    pub asked: &'a [u32],
    /// By position: whether the row's NIR is a filler.
    pub fillers: &'a (dyn Fn(u32) -> bool + Sync),
    pub values: Values,
}

impl ValueReader<'_> {
    /// Those among `rows` rows from `first` on.
    fn asked(&self, first: u64, rows: usize) -> &[u32] {
        let begin = self.asked.partition_point(|row| u64::from(*row) < first);
        let end = self.asked.partition_point(|row| u64::from(*row) < first + rows as u64);
        &self.asked[begin..end]
    }
}

impl Consumer for ValueReader<'_> {
    type Piece = Values;

    fn selection(&self, place: Place) -> Option<Selection> {
        let rows =
            self.asked(place.first, place.rows).iter().map(|row| (u64::from(*row) - place.first) as u32).collect();
        Some(Selection { columns: &COLUMNS, rows: Some(rows) })
    }

    fn make(&self, place: Place, _: &RawBatch, canonical: &mut CanonBatch) -> Values {
        let forms = Forms::new(canonical, Side::Leaks, self.hasher);
        let asked = self.asked(place.first, place.rows);
        let attributes = |(i, row): (usize, &u32)| {
            let attributes = forms.attributes(i, (self.fillers)(*row));
            if self.by_tokens { forms.with_near(i, attributes) } else { attributes }
        };
        Values {
            attributes: asked.iter().enumerate().map(attributes).collect(),
            decades: (0..asked.len()).map(|i| forms.birth_date(i).map(|date| date.decade())).collect(),
        }
    }

    fn take(&mut self, pieces: Vec<Values>) -> Result<()> {
        pieces.into_iter().for_each(|piece| self.values.append(piece));
        Ok(())
    }
}

impl exchange::Consumer for ValueReader<'_> {
    type Piece = Values;

    fn make(&self, first: u64, rows: Vec<exchange::Row>) -> Values {
        let mut asked = self.asked(first, rows.len()).iter().peekable();
        let mut values = Values::default();
        for (place, row) in (first..).zip(rows) {
            if let Some(asked) = asked.next_if(|asked| u64::from(**asked) == place) {
                values.attributes.push(row.attributes.of_leak((self.fillers)(*asked)));
                values.decades.push(row.decade);
            }
        }
        values
    }

    fn take(&mut self, pieces: Vec<Values>) -> Result<()> {
        Consumer::take(self, pieces)
    }
}
