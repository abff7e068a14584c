//! Attributes as columns, for engines that are not ours.

use super::tags::{DateTags, LastTags};
use super::{Attributes, Moved, Near, Spellings};
use crate::pseudonym::table::Table;

impl Spellings {
    fn columns(&self, to: &mut Table) {
        to.list("_without", self.without.iter().map(|token| i64::from(*token)));
        to.list("_exchanged", self.exchanged.iter().map(|token| i64::from(*token)));
    }
}

impl DateTags {
    fn columns(&self, near: &Spellings, to: &mut Table) {
        to.tag("_whole", self.whole);
        to.tag("_year", self.year);
        to.tag("_month", self.month);
        to.tag("_day", self.day);
        let [month, day] = self.known;
        to.mark("_month_known", month);
        to.mark("_day_known", day);
        near.columns(to);
    }
}

impl LastTags {
    fn columns(&self, near: &Spellings, to: &mut Table) {
        let LastTags { whole, ends: [begin, ending], joined, bare, cut, long, shortened: _ } = self;
        for (name, tag) in
            [("_whole", whole), ("_begin", begin), ("_ending", ending), ("_joined", joined), ("_bare", bare)]
        {
            to.tag(name, *tag);
        }
        to.tags("_cut", cut);
        to.mark("_is_long", *long);
        near.columns(to);
    }
}

impl Moved {
    /// The date of one who is nobody, if the row has one.
    pub(in crate::pseudonym) fn columns(moved: Option<&Moved>, to: &mut Table) {
        let none = Moved::default();
        let Moved { date, near } = moved.unwrap_or(&none);
        date.columns(near, to.of("moved_date"));
    }
}

impl Attributes {
    /// All but sex and rank, which a row holds by itself.
    pub(in crate::pseudonym) fn columns(&self, to: &mut Table) {
        let none = Near::default();
        let near = self.near.as_deref().unwrap_or(&none);
        let [nir_proven, own_nir_proven] = near.proven;
        to.mark("filed_proven", self.proven);
        to.mark("nir_proven", nir_proven);
        to.mark("own_nir_proven", own_nir_proven);
        let [nir, own_nir] = self.nirs;
        let nirs = [("nir", nir), ("own_nir", own_nir), ("misread_nir", self.misread_nir)];
        for ((name, tag), near) in nirs.into_iter().zip(&near.nirs) {
            to.of(name).tag("", tag);
            near.columns(to);
        }
        self.date.columns(&near.date, to.of("birth_date"));
        to.of("first_name");
        let [word, second] = self.first.words;
        let [begin, ending] = self.first.ends;
        for (name, tag) in [
            ("_word", word),
            ("_second", second),
            ("_begin", begin),
            ("_ending", ending),
            ("_joined", self.first.joined),
        ] {
            to.tag(name, tag);
        }
        to.mark("_is_long", self.first.long);
        // A name of fewer letters has no spellings.
        to.mark("_is_short", !near.first.without.is_empty() && !self.first.long);
        near.first.columns(to);
        for (name, (last, near)) in ["last_name", "birth_name"].into_iter().zip(self.last.iter().zip(&near.last)) {
            last.columns(near, to.of(name));
        }
        let numbers = ["contract_number", "member_number", "customer_number"];
        for (name, (number, near)) in numbers.into_iter().zip(self.numbers.iter().zip(&near.numbers)) {
            to.of(name).tag("_whole", number.whole);
            to.tag("_bare", number.short);
            // They are looked for beside a date of which a part may be unknown.
            let thirds = if self.date.is_whole() || number.thirds[0] == 0 { &[][..] } else { &number.thirds };
            to.tags("_thirds", thirds);
            near.columns(to);
        }
        to.of("").tags("contacts", &self.contacts);
        to.tag("address", self.address);
    }
}
