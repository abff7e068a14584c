//! The profile of one file, counted piece by piece.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::fold::of_code;
use crate::identity::{self, CanonBatch, Fault, NirKey, NirKind, Rank, SetAside, at, undamaged};
use crate::index::InsurerIx;
use crate::intake::{self, Asides, InputRecord};
use crate::link::NirDates;
use crate::plan::{Input, Plan};
use crate::pseudonym::{self, Digest, Hasher, InPerimeters, KeyedBatch, Parties, Party, TagCache, TagDomain, exchange};
use crate::read::{Col, RawBatch, Source};
use model::error::Result;
use model::incident::Field;
use model::rule::RuleSet;

/// One column.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct ColumnCheck {
    /// Column name of ampleur.
    pub column: String,
    /// Header in the file.
    pub header: String,
    /// Rows with a value.
    pub filled: u64,
    /// Rows whose value can be read.
    pub readable: u64,
    /// How values are written, the three most frequent shapes: 9 for a digit, A and a for letters. Of names and texts, a row of letters
    /// counts as one.
    pub shapes: Vec<String>,
    /// Format of the values → number.
    pub forms: BTreeMap<String, u64>,
}

/// Quality of the NIRs of a file.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NirQuality {
    /// With correct check digits.
    pub key_right: u64,
    /// With wrong check digits.
    pub key_wrong: u64,
    /// Without check digits.
    pub key_absent: u64,
    /// With `00` as check digits.
    pub key_placeholder: u64,
    /// Damaged by a spreadsheet and restored, as confirmed by the check digits.
    pub key_restored: u64,
    /// Not a NIR, or a NIR with digits lost by a spreadsheet.
    pub unreadable: u64,
    /// Provisional numbers: MIG, NNP.
    pub provisional: u64,
    /// Fictitious numbers of anonymous billing.
    pub fictitious: u64,
    /// One repeated digit.
    pub filler: u64,
    /// Rows whose NIR occurs with more birth dates than a household has.
    pub repeated: u64,
    /// Sex in agreement with the title.
    pub sex_agrees: u64,
    /// Sex in conflict with the title: another person's NIR, or a wrong title.
    pub sex_differs: u64,
    /// Year and month in agreement with the birth date.
    pub birth_agrees: u64,
    /// Year or month in conflict with the birth date: usually another household member's NIR.
    pub birth_differs: u64,
}

/// Reads a whole file. `look` is called with all its clear rows.
pub fn read(
    plan: &Plan,
    input: &Input,
    hasher: &Hasher,
    look: impl Fn(&RawBatch, &CanonBatch) + Send + Sync,
) -> Result<(InputRecord, Profile)> {
    let context = Context {
        source: &input.source,
        insurers: (!matches!(input.party, Party::Insurer(_))).then_some(&input.insurer_codes),
        hasher,
        reference: plan.incident.reference_date.0,
    };
    let parties = plan.parties(input, RuleSet::NONE, &[]);
    let mut profiling = Profiling {
        profile: Profile::new(&context),
        context: &context,
        parties: &parties,
        look,
        rejects: Asides::default(),
    };
    let record = match input.source.exchange() {
        // Exchange files have no clear columns to profile.
        Some(_) => {
            let rows = exchange::read(&input.source, &parties, hasher, &mut profiling)?;
            InputRecord { rows, set_aside: std::mem::take(&mut profiling.rejects), ..InputRecord::default() }
        }
        None => intake::stream(&input.source, plan.incident.reference_date.0, &mut profiling)?,
    };
    let mut profile = profiling.profile;
    profile.finish();
    Ok((record, profile))
}

/// Builds the profile while a file is read.
struct Profiling<'a, L> {
    profile: Profile,
    context: &'a Context<'a>,
    parties: &'a Parties<'a>,
    /// Called with all clear rows.
    look: L,
    /// Rejected rows of an exchange file.
    rejects: Asides,
}

impl<L: Fn(&RawBatch, &CanonBatch) + Send + Sync> intake::Consumer for Profiling<'_, L> {
    type Piece = Profile;

    fn make(&self, _: intake::Place, raw: &RawBatch, canonical: &mut CanonBatch) -> Profile {
        (self.look)(raw, canonical);
        let rejects = pseudonym::rejects(canonical, self.parties);
        let mut piece = Profile::of_piece(self.context, raw, canonical, &rejects);
        piece.in_perimeters = pseudonym::in_perimeters(canonical, self.parties, &rejects);
        canonical.set_aside.extend(rejects);
        piece
    }

    fn take(&mut self, pieces: Vec<Profile>) -> Result<()> {
        pieces.into_iter().for_each(|piece| self.profile.add(piece));
        Ok(())
    }
}

impl<L: Fn(&RawBatch, &CanonBatch) + Send + Sync> exchange::Consumer for Profiling<'_, L> {
    type Piece = (KeyedBatch, Vec<SetAside>);

    fn make(&self, first: u64, rows: Vec<exchange::Row>) -> Self::Piece {
        exchange::key(&rows, self.parties, first)
    }

    fn take(&mut self, pieces: Vec<Self::Piece>) -> Result<()> {
        for (batch, rejects) in pieces {
            self.profile.exchanged(&batch);
            self.rejects.add(&rejects);
        }
        Ok(())
    }
}

/// What counting needs to know about the file.
struct Context<'a> {
    pub source: &'a Source,
    /// By folded code: the insurer; none if rows do not name theirs.
    pub insurers: Option<&'a BTreeMap<String, InsurerIx>>,
    pub hasher: &'a Hasher,
    pub reference: Date,
}

/// Shapes counted per column and piece.
const SHAPES: usize = 64;

/// Rows of persons who died by a day, or whose cover ended before it.
fn gone(canonical: &CanonBatch, day: Date) -> u64 {
    let is_gone = |i: &usize| {
        canonical.deceased_on.at(*i).is_some_and(|died| died.date() <= day)
            || canonical.coverage_end.at(*i).is_some_and(|end| end.date() < day)
    };
    (0..canonical.rows.len()).filter(is_gone).count() as u64
}

/// The counts of a file, or of a piece of it.
pub struct Profile {
    /// By mapped column: number of rows with a value.
    filled: Vec<u64>,
    forms: BTreeMap<(Col, &'static str), u64>,
    /// By mapped column, number of values of each shape.
    shapes: Vec<BTreeMap<String, u64>>,
    /// Members: rows of persons who are deceased or whose cover has ended.
    pub gone: u64,
    /// Quality of the NIRs; none if the file has no such column.
    pub nir: Option<NirQuality>,
    /// Members: rows in each perimeter.
    pub in_perimeters: InPerimeters,
    /// Number of rows whose canonical values are those of an earlier row.
    pub duplicates: u64,
    /// Leaks: number of rows with each field, in the order of [`Field::ALL`].
    fields: [u64; Field::ALL.len()],
    /// The insurers that rows name.
    pub named: BTreeSet<InsurerIx>,
    /// Number of rows that name an unknown insurer, and the first row numbers.
    pub unknown_insurers: (u64, Vec<u64>),
    row_digests: Vec<Digest>,
    nir_dates: NirDates,
}

impl Profile {
    fn new(context: &Context<'_>) -> Profile {
        Profile {
            filled: vec![0; context.source.mapping.columns().len()],
            forms: BTreeMap::new(),
            shapes: vec![BTreeMap::new(); context.source.mapping.columns().len()],
            gone: 0,
            nir: context.source.has_values(Col::Nir).then(NirQuality::default),
            in_perimeters: InPerimeters::default(),
            duplicates: 0,
            fields: [0; Field::ALL.len()],
            named: BTreeSet::new(),
            unknown_insurers: (0, Vec::new()),
            row_digests: Vec::new(),
            nir_dates: NirDates::default(),
        }
    }

    /// Counts a piece. `rejects` are its rows with too few values for any rule.
    fn of_piece(context: &Context<'_>, raw: &RawBatch, canonical: &CanonBatch, rejects: &[SetAside]) -> Profile {
        let mut profile = Profile::new(context);
        for (filled, (_, column)) in profile.filled.iter_mut().zip(raw.columns()) {
            *filled = column.iter().filter(|written| identity::is_filled(*written)).count() as u64;
        }
        for (shapes, (col, column)) in profile.shapes.iter_mut().zip(raw.columns()) {
            for written in column.iter().flatten() {
                let shape = identity::shape(written, col);
                // Free text has as many shapes as rows.
                if shapes.len() < SHAPES || shapes.contains_key(&shape) {
                    *shapes.entry(shape).or_default() += 1;
                }
            }
        }
        profile.gone = gone(canonical, context.reference);
        for (col, shape, count) in canonical.votes.shapes() {
            *profile.forms.entry((col, shape.name())).or_default() += count;
        }
        for (count, field) in profile.fields.iter_mut().zip(Field::ALL) {
            *count = canonical.fields.iter().filter(|set| set.contains(field)).count() as u64;
        }
        profile.ranks(canonical);
        profile.nirs(context, canonical);
        profile.insurers(context, raw);
        profile.rows(context, canonical, rejects);
        profile
    }

    fn ranks(&mut self, canonical: &CanonBatch) {
        for rank in &canonical.birth_rank {
            let form = match rank {
                Rank::Given(1) => "1",
                Rank::Given(_) => "2–9",
                Rank::Family(_) => "family-order",
                Rank::Missing => continue,
            };
            *self.forms.entry((Col::BirthRank, form)).or_default() += 1;
        }
    }

    fn nirs(&mut self, context: &Context<'_>, canonical: &CanonBatch) {
        let Some(quality) = &mut self.nir else { return };
        for aside in canonical.set_aside.iter().filter(|aside| aside.col == Some(Col::Nir)) {
            match aside.fault {
                Fault::NirWrongKey => quality.key_wrong += 1,
                Fault::NirShape | Fault::Spreadsheet | Fault::CellError => quality.unreadable += 1,
                _ => {}
            }
        }
        let mut lengths = [0u64; 2];
        for (i, parsed) in canonical.nir.iter().enumerate() {
            let Some(parsed) = parsed else { continue };
            let key = match parsed.key {
                NirKey::Right => &mut quality.key_right,
                NirKey::Absent => &mut quality.key_absent,
                NirKey::Placeholder => &mut quality.key_placeholder,
                NirKey::Restored => &mut quality.key_restored,
            };
            *key += 1;
            lengths[usize::from(parsed.key != NirKey::Absent)] += 1;
            match parsed.kind {
                NirKind::Registered => {}
                NirKind::Provisional => quality.provisional += 1,
                NirKind::Fictitious => quality.fictitious += 1,
                NirKind::Filler => quality.filler += 1,
            }
            match parsed.nir.sex().zip(at(&canonical.sex, i)).map(|(of_nir, written)| of_nir == *written) {
                Some(true) => quality.sex_agrees += 1,
                Some(false) => quality.sex_differs += 1,
                None => {}
            }
            let date = at(&canonical.birth_date, i);
            match parsed.birth().zip(date).map(|(birth, date)| date.is_of(birth)) {
                Some(true) => quality.birth_agrees += 1,
                Some(false) => quality.birth_differs += 1,
                None => {}
            }
            if let (NirKind::Registered, Some(date)) = (parsed.kind, date) {
                let nir = context.hasher.tag(TagDomain::Column(Col::Nir), parsed.nir.as_bytes());
                self.nir_dates.push(nir.head(), date.ordinal());
            }
        }
        for (form, count) in ["13-characters", "with-key"].into_iter().zip(lengths).filter(|(_, count)| *count > 0) {
            *self.forms.entry((Col::Nir, form)).or_default() += count;
        }
    }

    fn insurers(&mut self, context: &Context<'_>, raw: &RawBatch) {
        let (Some(known), Some(column)) = (context.insurers, raw.column(Col::Insurer)) else { return };
        let mut read: BTreeMap<&str, bool> = BTreeMap::new();
        for (row, written) in raw.rows().iter().zip(column.iter()) {
            let Some(written) = written.filter(|w| !w.trim().is_empty()) else { continue };
            let is_known = *read.entry(written).or_insert_with(|| {
                let insurer = of_code(known, &undamaged(written));
                self.named.extend(insurer);
                insurer.is_some()
            });
            if !is_known {
                self.unknown_insurers.0 += 1;
                if self.unknown_insurers.1.len() < 3 {
                    self.unknown_insurers.1.push(*row);
                }
            }
        }
    }

    fn rows(&mut self, context: &Context<'_>, canonical: &CanonBatch, rejects: &[SetAside]) {
        let mut cache = TagCache::new(canonical, context.hasher);
        // A known insurer counts as the same however the row names it. In a member file of one insurer the name is
        // ignored.
        let mut named: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
        let mut rejects = rejects.iter().map(|aside| aside.row).peekable();
        for (i, row) in canonical.rows.iter().enumerate() {
            if rejects.next_if_eq(row).is_some() {
                continue;
            }
            let written = canonical.insurer.as_ref().and_then(|text| text.get(i)).map_or("", str::trim);
            let insurer = context.insurers.map(|known| {
                &*named.entry(written).or_insert_with(|| match of_code(known, &undamaged(written)) {
                    Some(index) => index.0.to_be_bytes().to_vec(),
                    None => written.as_bytes().to_vec(),
                })
            });
            let named = insurer.map_or(&[][..], Vec::as_slice);
            self.row_digests.push(pseudonym::row_tag(canonical, i, named, context.hasher, &mut cache));
        }
    }

    /// Adds the rows of an exchange file.
    pub fn exchanged(&mut self, batch: &KeyedBatch) {
        let rows = batch.rows().iter().filter(|row| !row.rejected);
        self.row_digests.extend(rows.map(|row| row.row_digest.within(row.insurer.number())));
        self.named.extend(batch.rows().iter().filter_map(|row| row.insurer.index()));
        for row in batch.rows().iter().filter(|row| !row.rejected) {
            row.insurer.index().into_iter().for_each(|of| self.in_perimeters.count(of, row.traits.perimeters));
        }
        for (count, field) in self.fields.iter_mut().zip(Field::ALL) {
            *count += batch.rows().iter().filter(|row| row.fields.contains(field)).count() as u64;
        }
        for entry in batch.nir_entries() {
            if let Some(date) = entry.date {
                self.nir_dates.push(entry.nir, date);
            }
        }
    }

    /// Adds the counts of the next piece.
    pub fn add(&mut self, piece: Profile) {
        self.filled.iter_mut().zip(piece.filled).for_each(|(sum, more)| *sum += more);
        for (form, count) in piece.forms {
            *self.forms.entry(form).or_default() += count;
        }
        for (sum, more) in self.shapes.iter_mut().zip(piece.shapes) {
            more.into_iter().for_each(|(shape, count)| *sum.entry(shape).or_default() += count);
        }
        self.gone += piece.gone;
        self.in_perimeters.add(piece.in_perimeters);
        self.named.extend(piece.named);
        if let (Some(sum), Some(more)) = (&mut self.nir, piece.nir) {
            sum.add(&more);
        }
        self.fields.iter_mut().zip(piece.fields).for_each(|(sum, more)| *sum += more);
        self.unknown_insurers.0 += piece.unknown_insurers.0;
        let room = 3 - self.unknown_insurers.1.len();
        self.unknown_insurers.1.extend(piece.unknown_insurers.1.into_iter().take(room));
        self.row_digests.extend(piece.row_digests);
        self.nir_dates.extend(piece.nir_dates);
    }

    /// Counts what needs the whole file: duplicates and filler NIRs.
    pub fn finish(&mut self) {
        let mut row_digests = std::mem::take(&mut self.row_digests);
        row_digests.par_sort_unstable();
        self.duplicates = row_digests.windows(2).filter(|pair| pair[0] == pair[1]).count() as u64;
        drop(row_digests);
        let repeated = std::mem::take(&mut self.nir_dates).filler_rows();
        if let Some(quality) = &mut self.nir {
            quality.repeated = repeated;
        }
    }

    /// One record per mapped column.
    pub fn columns(&self, source: &Source, record: &InputRecord) -> Vec<ColumnCheck> {
        if source.exchange().is_some() {
            return Vec::new();
        }
        let forms = |col: Col| self.forms.iter().filter(move |((c, _), _)| *c == col);
        let lost = |col: Col| record.set_aside.count(|group| group.col == Some(col) && group.fault.is_unread());
        let columns = source.mapping.columns().iter().zip(&self.filled).zip(&self.shapes);
        columns
            .map(|((mapped, filled), shapes)| ColumnCheck {
                column: mapped.col.name().to_owned(),
                header: mapped.header.clone(),
                filled: *filled,
                readable: filled.saturating_sub(lost(mapped.col)),
                shapes: most_frequent(shapes),
                forms: forms(mapped.col).map(|((_, form), count)| ((*form).to_owned(), *count)).collect(),
            })
            .collect()
    }

    /// Mapped columns without any value.
    pub fn empty<'a>(&self, source: &'a Source) -> impl Iterator<Item = (Col, &'a str)> {
        // An exchange file does not record how many values its source had.
        let columns = source.mapping.columns().iter().filter(|_| source.exchange().is_none());
        let columns = columns.zip(self.filled.clone());
        columns.filter(|(_, filled)| *filled == 0).map(|(mapped, _)| (mapped.col, mapped.header.as_str()))
    }

    /// Leaks: each field with at least one value, and the number of rows.
    pub fn fields(&self) -> impl Iterator<Item = (Field, u64)> {
        Field::ALL.into_iter().zip(self.fields).filter(|(_, rows)| *rows > 0)
    }
}

/// The three most frequent shapes.
fn most_frequent(shapes: &BTreeMap<String, u64>) -> Vec<String> {
    let mut shapes: Vec<(&String, &u64)> = shapes.iter().collect();
    shapes.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    shapes.into_iter().take(3).map(|(shape, _)| shape.clone()).collect()
}

impl NirQuality {
    fn add(&mut self, more: &NirQuality) {
        for (sum, more) in [
            (&mut self.key_right, more.key_right),
            (&mut self.key_wrong, more.key_wrong),
            (&mut self.key_absent, more.key_absent),
            (&mut self.key_placeholder, more.key_placeholder),
            (&mut self.key_restored, more.key_restored),
            (&mut self.unreadable, more.unreadable),
            (&mut self.provisional, more.provisional),
            (&mut self.fictitious, more.fictitious),
            (&mut self.filler, more.filler),
            (&mut self.sex_agrees, more.sex_agrees),
            (&mut self.sex_differs, more.sex_differs),
            (&mut self.birth_agrees, more.birth_agrees),
            (&mut self.birth_differs, more.birth_differs),
        ] {
            *sum += more;
        }
    }
}
