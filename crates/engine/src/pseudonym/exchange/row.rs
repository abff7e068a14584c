//! One row as it leaves the program: tags of what rules compare, tokens of what nearly agrees, and attributes too coarse to identify
//! anyone.
//!
//! It holds what keying made of the clear row, so that an exchanged row and a clear one are linked by the same code.

use crate::fold::fold;
use crate::identity::{CanonBatch, Fault, Rank, SetAside, Sex};
use crate::index::BatchIx;
use crate::pseudonym::attributes::{Attributes, Forms, Moved};
use crate::pseudonym::hints::{self, Hints};
use crate::pseudonym::keying::{key_each, rejection};
use crate::pseudonym::keys::Keys;
use crate::pseudonym::pack::{Packer, Unpacker};
use crate::pseudonym::table::Table;
use crate::pseudonym::tags::{Alone, Tags};
use crate::pseudonym::{
    AloneEntry, DependantEntry, Digest, Hasher, KeyedBatch, KeyedRow, MAX_PERIMETERS, Managed, Named, NirEntry,
    Parties, PerimeterSet, Traits,
};
use crate::read::Side;
use model::incident::FieldSet;
use model::rule::RuleSet;

/// A row is filled up to a multiple of so many bytes, so that its length says little of names and numbers.
const STEP: usize = 64;

/// The value for an insurer or manager that is not in the incident file; the written name is not exchanged.
const UNKNOWN: &str = "?";

/// The rank of a row that has an order within the family instead.
const OF_FAMILY: u8 = 255;

/// Marks of a row, one bit each.
const CAN_MATCH: u8 = 1;
const FORMER: u8 = 2;
const DECEASED: u8 = 4;
/// One that is not known has neither bit.
const POLICYHOLDER: u8 = 8;
const DEPENDANT: u8 = 16;
const MINOR: u8 = 32;
const ADULT: u8 = 64;

/// The ids of an incident file, by index.
pub(super) struct Ids {
    pub insurers: Vec<String>,
    pub managers: Vec<String>,
}

/// A row of an exchange file.
#[derive(Default)]
pub struct Row {
    /// Equal for duplicate rows.
    digest: Digest,
    can_match: bool,
    insurer: Named,
    /// Leaks: the fields that the row exposes.
    fields: FieldSet,
    /// Members: traits of the person.
    traits: Traits,
    /// The first year of the decade of birth.
    pub decade: Option<u16>,
    rank: Rank,
    /// Tokens of the first two first names, and of the birth date: see [`Hints`] and [`NirEntry::date`].
    first_name: u32,
    second_name: u16,
    day: u16,
    /// By NIR: the digest of it and the birth date.
    dated: [u64; 2],
    /// Members: see [`DependantEntry::named`]; 0 for who is none.
    dependant: u64,
    /// What is compared value by value.
    pub attributes: Attributes,
    /// Members: the same of somebody who is nobody.
    pub moved: Option<Moved>,
}

impl Row {
    /// A number that spreads rows evenly.
    pub fn lot(&self) -> u64 {
        self.digest.head()
    }

    /// The rows of a clear batch, in order, and those that are rejected.
    pub(super) fn all(batch: &CanonBatch, parties: &Parties<'_>, hasher: &Hasher) -> (Vec<Row>, Vec<SetAside>) {
        let forms = Forms::new(batch, parties.party.side(), hasher);
        let mut rows = Vec::with_capacity(batch.rows.len());
        let (_, rejects) = key_each(batch, parties, hasher, |keys, tags, keyed| {
            rows.extend(Row::last(rows.len(), (keys, tags, keyed), &forms));
        });
        (rows, rejects)
    }

    /// The last of the rows keyed so far, which is row `i` of the batch.
    fn last(i: usize, (keys, tags, keyed): (&Keys<'_>, &Tags, &KeyedBatch), forms: &Forms<'_>) -> Option<Row> {
        let (row, place) = (keyed.rows().last()?, BatchIx::new(i));
        let hints = tags.hints(forms.batch(), i, keys.side);
        let attributes = forms.with_near(i, forms.attributes(i, false));
        let mut entries = keyed.nir_entries().iter().rev().take_while(|entry| entry.row == place);
        // The last entry is of the last NIR that the row has.
        let mut dated = [0; 2];
        for (dated, _) in dated.iter_mut().zip(attributes.nirs()).rev().filter(|(_, nir)| *nir != 0) {
            *dated = entries.next().map_or(0, |entry| entry.dated);
        }
        let dependant = keyed.dependant_entries().last().filter(|entry| entry.row == place);
        Some(Row {
            digest: row.row_digest,
            can_match: keys.can_match(),
            insurer: row.insurer,
            fields: row.fields,
            traits: row.traits,
            decade: forms.birth_date(i).map(|date| date.decade()),
            rank: keys.rank,
            first_name: hints.first_name,
            second_name: hints.second_name,
            day: tags.day().unwrap_or(0),
            dated,
            dependant: dependant.map_or(0, |entry| entry.named),
            attributes,
            moved: Moved::of(forms, i).filter(|_| keys.side == Side::Members),
        })
    }

    /// The row as bytes.
    pub(super) fn pack(&self, ids: &Ids) -> Vec<u8> {
        let mut to = Packer::default();
        to.bytes(&self.digest.to_bytes());
        let Traits { policyholder, minor, former, deceased, sex, manager, .. } = self.traits;
        let marks = [
            (CAN_MATCH, self.can_match),
            (FORMER, former),
            (DECEASED, deceased),
            (POLICYHOLDER, policyholder == Some(true)),
            (DEPENDANT, policyholder == Some(false)),
            (MINOR, minor == Some(true)),
            (ADULT, minor == Some(false)),
        ];
        to.byte(marks.into_iter().map(|(mark, is)| if is { mark } else { 0 }).sum());
        to.byte(match self.rank {
            Rank::Missing => 0,
            Rank::Given(rank) => rank,
            Rank::Family(_) => OF_FAMILY,
        });
        to.byte(self.attributes.sex().map_or(0, |sex| 1 + sex));
        to.byte(sex.map_or(0, |sex| 1 + sex as u8));
        // Eight bits hold decades up to 2550.
        to.byte(self.decade.map_or(0, |decade| (decade / 10) as u8));
        to.bytes(&self.fields.to_bytes());
        to.text(match self.insurer {
            Named::Nobody => "",
            Named::Unknown => UNKNOWN,
            Named::Insurer(index) => ids.insurers.get(usize::from(index)).map_or("", String::as_str),
        });
        to.text(match manager {
            Managed::Unnamed => "",
            Managed::Unknown => UNKNOWN,
            Managed::By(index) => ids.managers.get(usize::from(index)).map_or("", String::as_str),
        });
        to.bytes(&self.first_name.to_le_bytes());
        to.bytes(&self.second_name.to_le_bytes());
        to.bytes(&self.day.to_le_bytes());
        to.tags(&self.dated);
        to.tags(&[self.dependant]);
        self.attributes.pack(&mut to);
        Moved::pack(self.moved.as_ref(), &mut to);
        let Packer(mut bytes) = to;
        bytes.resize(bytes.len().next_multiple_of(STEP), 0);
        bytes
    }

    /// The row as columns, with what a member row is in beside them: perimeters. See [`super::columns`].
    pub(super) fn columns(&self, side: Side, ids: &Ids, to: &mut Table) {
        to.bytes("digest", &self.digest.to_bytes());
        to.mark("usable", self.can_match);
        to.number(
            "rank",
            match self.rank {
                Rank::Missing => None,
                Rank::Given(rank) => Some(rank.into()),
                // An order within the family.
                Rank::Family(_) => Some(0),
            },
        );
        to.number("sex", self.attributes.sex().map(|sex| 1 + i64::from(sex)));
        to.text(
            "insurer",
            match self.insurer {
                Named::Nobody => None,
                Named::Unknown => Some(UNKNOWN),
                Named::Insurer(index) => ids.insurers.get(usize::from(index)).map(String::as_str),
            },
        );
        to.number("first_token", Some(self.first_name.into()).filter(|token| *token != 0));
        to.number("second_token", Some(self.second_name.into()).filter(|token| *token != 0));
        to.number("day_token", Some(self.day.into()).filter(|_| self.attributes.is_dated()));
        to.tag("dependant", self.dependant);
        let [nir, own] = self.attributes.nirs();
        for (name, nir, dated) in [("nir_date", nir, self.dated[0]), ("own_nir_date", own, self.dated[1])] {
            to.tag(name, if nir == 0 { 0 } else { dated });
        }
        if side == Side::Members {
            let perimeters = self.traits.perimeters;
            to.list(
                "perimeters",
                (0..MAX_PERIMETERS).filter(|place| perimeters.contains(*place)).map(|place| place as i64),
            );
        }
        self.attributes.columns(to);
        if side == Side::Members {
            Moved::columns(self.moved.as_ref(), to);
        }
    }

    /// The row of these bytes; none if they are not one.
    pub(super) fn unpack(bytes: &[u8], parties: &Parties<'_>) -> Option<Row> {
        let from = &mut Unpacker(bytes);
        let digest = Digest::from_bytes(from.array()?);
        let marks = from.byte()?;
        let has = |mark: u8| marks & mark != 0;
        let either = |yes: u8, no: u8| if has(yes | no) { Some(has(yes)) } else { None };
        let mut traits = Traits {
            policyholder: either(POLICYHOLDER, DEPENDANT),
            minor: either(MINOR, ADULT),
            former: has(FORMER),
            deceased: has(DECEASED),
            ..Traits::default()
        };
        let rank = match from.byte()? {
            0 => Rank::Missing,
            OF_FAMILY => Rank::Family(0),
            rank @ 1..=9 => Rank::Given(rank),
            _ => return None,
        };
        let sex = from.byte()?;
        traits.sex = match from.byte()? {
            0 => None,
            1 => Some(Sex::Man),
            2 => Some(Sex::Woman),
            _ => return None,
        };
        let decade = Some(u16::from(from.byte()?) * 10).filter(|decade| *decade != 0);
        let fields = FieldSet::from_bytes(from.array()?)?;
        let insurer = match from.text()? {
            "" => Named::Nobody,
            UNKNOWN => Named::Unknown,
            id => parties.insurer(id),
        };
        traits.manager = match from.text()? {
            "" => Managed::Unnamed,
            UNKNOWN => Managed::Unknown,
            id => parties.managers.get(&fold(id)).map_or(Managed::Unknown, |index| Managed::By(*index)),
        };
        if parties.party.side() == Side::Members {
            traits.decade = decade;
        }
        let written = if let Rank::Given(rank) = rank { Some(rank) } else { None };
        let row = Row {
            digest,
            can_match: has(CAN_MATCH),
            fields,
            traits,
            decade,
            rank,
            insurer,
            first_name: u32::from_le_bytes(from.array()?),
            second_name: u16::from_le_bytes(from.array()?),
            day: u16::from_le_bytes(from.array()?),
            dated: from.tags()?,
            dependant: from.tags().map(|[named]| named)?,
            attributes: Attributes::unpack(from, written, sex.checked_sub(1))?,
            moved: Moved::unpack(from)?,
        };
        let Unpacker(rest) = from;
        (rest.len() < STEP && rest.iter().all(|byte| *byte == 0) && sex <= 2).then_some(row)
    }

    /// Why the row is rejected, if it is.
    pub(super) fn fault(&self, side: Side) -> Option<Fault> {
        rejection(side, self.insurer, self.can_match)
    }

    /// Adds the row to a batch, with its blocking keys for the rules in `asked`.
    pub(super) fn key(&self, side: Side, perimeters: PerimeterSet, asked: RuleSet, batch: &mut KeyedBatch) {
        let row = BatchIx::new(batch.rows.len());
        let rejected = self.fault(side).is_some();
        if !rejected {
            batch.nir_entries.extend(self.nir_entries(side, row));
            let named = Some(self.dependant).filter(|named| *named != 0);
            batch.dependant_entries.extend(named.map(|named| DependantEntry {
                row,
                named,
                second_name: self.second_name,
            }));
            self.alone_entries(side, row, asked, |entry| batch.alone_entries.push(entry));
        }
        batch.rows.push(KeyedRow {
            row_digest: self.digest,
            proven: self.attributes.are_proven(),
            contract: self
                .attributes
                .contract()
                .filter(|_| side == Side::Members)
                .map(|tag| Digest::from_halves([tag, 0])),
            fields: self.fields,
            insurer: self.insurer,
            traits: Traits { perimeters, ..self.traits },
            rejected,
        });
    }

    pub(super) fn insurer(&self) -> Named {
        self.insurer
    }

    fn date(&self) -> Option<u16> {
        Some(self.day).filter(|_| self.attributes.is_dated())
    }

    fn nir_entries(&self, side: Side, row: BatchIx) -> impl Iterator<Item = NirEntry> + '_ {
        let (written, compared) = hints::ranks(self.rank, side);
        let is_first_named = self.attributes.is_first_named();
        let hints = Hints {
            rank: compared.map_or(0, u32::from),
            rank_told: written.is_some(),
            first_name: self.first_name,
            second_name: self.second_name,
            sex: self.attributes.sex().map_or(0, |sex| 1 + u16::from(sex)),
        };
        let nirs = self.attributes.nirs().into_iter().zip(self.dated).filter(|(nir, _)| *nir != 0);
        nirs.map(move |(nir, dated)| NirEntry {
            row,
            nir,
            date: self.date(),
            dated,
            hints,
            person_by_rank: hints::person_by_rank(self.rank, is_first_named),
            person_by_name: hints::person_by_name(self.rank, is_first_named),
        })
    }

    fn alone_entries(&self, side: Side, row: BatchIx, asked: RuleSet, mut add: impl FnMut(AloneEntry)) {
        let Row { attributes, .. } = self;
        let has_nothing_else = !attributes.is_dated() && !attributes.is_first_named() && !attributes.is_last_named();
        let has_nir = attributes.nirs().iter().any(|nir| *nir != 0);
        let sought = Alone::of(side, has_nir, has_nothing_else, asked);
        let date = self.date();
        let numbers = attributes.short_numbers().filter(|_| sought.numbers);
        numbers.for_each(|digest| add(AloneEntry { row, digest, date, contact: false }));
        let contacts = attributes.contacts().iter().filter(|_| sought.contacts);
        contacts.for_each(|digest| add(AloneEntry { row, digest: *digest, date, contact: true }));
    }
}
