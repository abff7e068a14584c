//! The stages in order: files of both sides are read and keyed, rows linked, persons counted.

use crate::count::{self, Evidences};
use crate::decided;
use crate::exposure::{self, Link, LinkInputs};
use crate::identity::{CanonBatch, SetAside};
use crate::index::{FileIx, InsurerIx, LeakIx, MemberIx, OperatorIx};
use crate::intake::{self, Asides, InputRecord, unkeyed};
use crate::link::{Comparison, FirstPass, LeakBin, LeakRow, Leaks, Matches, MemberRow, Members, Room};
use crate::plan::{Input, Plan};
use crate::pseudonym::{self, Hasher, KeyedBatch, Parties, Party, SecretKey, exchange};
use crate::read::RawBatch;
use crate::second_pass::SecondPass;
use model::error::{self, Result};
use model::figures::{Assessment, conservation};
use model::observer::{Observer, Stage, Unobserved};
use model::rule::{Near, RuleSet, Strength};

pub use crate::count::declare;

/// The figures, and the records of reading the files.
pub struct Assessed {
    /// The figures.
    pub assessment: Assessment,
    /// One record per leaked file, in the order of the plan.
    pub leak_records: Vec<InputRecord>,
    /// One record per member file, in the order of the plan.
    pub member_records: Vec<InputRecord>,
    /// The fingerprint of the key, which does not reveal it.
    pub fingerprint: String,
}

/// The figures, and the linked rows behind them.
pub struct Linked {
    /// The leaked rows.
    pub leaks: Leaks,
    /// The member rows.
    pub members: Members,
    matches: Matches,
    /// The figures.
    pub assessed: Assessed,
}

impl Linked {
    /// Each leaked row with each member row that it matches, and how strongly.
    pub fn pairs(&self) -> impl Iterator<Item = (LeakIx, MemberIx, Strength)> + '_ {
        let pairs = self.matches.pairs().iter().flatten();
        pairs.map(|pair| (pair.leak, pair.member, self.matches.strength(pair.leak)))
    }

    /// Unmatched rows with the members of the insurer asked for whom they resemble ([`link_near`]).
    pub fn near(&self) -> impl Iterator<Item = (LeakIx, MemberIx, Near)> + '_ {
        // A person may have decided on some of them meanwhile.
        let near = self.matches.near.iter().filter(|(pair, _)| self.bin(pair.leak) == LeakBin::Unmatched);
        near.map(|(pair, near)| (pair.leak, pair.member, *near))
    }

    /// The bin of a leaked row.
    pub fn bin(&self, leak: LeakIx) -> LeakBin {
        self.matches.bins[usize::from(leak)]
    }

    /// Whether a leaked row counts in the estimate: it matches one person at each insurer where it matches any.
    pub fn counts(&self, leak: LeakIx) -> bool {
        self.bin(leak) == LeakBin::Matched
    }

    /// The links for which `wanted` is true, by person.
    pub fn links(&self, plan: &Plan, wanted: impl Fn(&Link) -> bool + Sync) -> Vec<Link> {
        let inputs = LinkInputs {
            leaks: &self.leaks,
            members: &self.members,
            matches: &self.matches,
            perimeters: &plan.exposed,
        };
        let (exposures, _) = exposure::collect(inputs);
        exposures.links(inputs, wanted)
    }
}

/// The figures alone, checked for conservation.
pub fn figures(plan: &Plan, room: &Room) -> Result<Assessment> {
    let assessment = link(plan, room, &Unobserved)?.assessed.assessment;
    conservation::check(&assessment)?;
    Ok(assessment)
}

/// Runs all stages: reads, keys, links and counts.
pub fn link(plan: &Plan, room: &Room, observer: &dyn Observer) -> Result<Linked> {
    link_near(plan, room, observer, None)
}

/// The same, and keeps the rows of an insurer's members that unmatched rows resemble.
pub fn link_near(plan: &Plan, room: &Room, observer: &dyn Observer, near_at: Option<InsurerIx>) -> Result<Linked> {
    let hasher = Hasher::new(&SecretKey::load(&plan.incident.key, &plan.base)?, &plan.incident.id);
    let [leak_rows, member_rows] = [&plan.leaks, &plan.members].map(|inputs| plan.rows(inputs));
    let comparison = Comparison::expecting(leak_rows.unwrap_or(0), member_rows.unwrap_or(0), room);
    let keying = Keying { plan, hasher: &hasher, observer };

    observer.begin(Stage::Leaks, leak_rows);
    let mut leaks = Leaks::expecting(leak_rows.unwrap_or(0));
    let (mut leak_records, hashes) = keying.leaks(&comparison, &mut leaks)?;

    observer.begin(Stage::Members, member_rows);
    let mut members = Members::expecting(member_rows.unwrap_or(0), room);
    let member_records = keying.members(&comparison, &hashes, &mut members)?;
    for (file, record) in FileIx::all(leak_records.len()).zip(&mut leak_records) {
        record.hashed = hashes.of_file(file);
    }
    let fingerprint = hasher.fingerprint().to_owned();

    observer.begin(Stage::Link, None);
    let first = FirstPass::run(comparison, &mut leaks, &mut members, &plan.serves, plan.incident.across_insurers)?;
    let records = [&leak_records[..], &member_records[..]];
    let second = SecondPass { plan, hasher: &hasher, observer, records, leaks: &leaks, members: &members, near_at };
    let second = second.run(&first, room)?;
    drop(hasher);
    let mut matches = Matches::settle(&leaks, &members, first, second, plan.incident.max_chance);
    let decided = decided::follow(plan, &leaks, &members, &mut matches)?;

    observer.begin(Stage::Count, None);
    let evidences = Evidences {
        leaks: &leaks,
        members: &members,
        matches: &matches,
        decided: &decided,
        leak_records: &leak_records,
        member_records: &member_records,
    };
    let assessment = count::assess(plan, &evidences)?;
    observer.end();
    let assessed = Assessed { assessment, leak_records, member_records, fingerprint };
    Ok(Linked { leaks, members, matches, assessed })
}

/// What reading and keying the files of either side needs.
struct Keying<'a> {
    plan: &'a Plan,
    hasher: &'a Hasher,
    observer: &'a dyn Observer,
}

impl Keying<'_> {
    /// Reads all leaked files. Hashes found in place of NIRs are collected, to be tried against the members later.
    fn leaks(&self, comparison: &Comparison, leaks: &mut Leaks) -> Result<(Vec<InputRecord>, unkeyed::Hashes)> {
        let hashes = unkeyed::HashCollector::default();
        let mut records = Vec::new();
        for (file, input) in FileIx::all(self.plan.leaks.len()).zip(&self.plan.leaks) {
            let Party::Operator(operator) = input.party else { continue };
            let before = leaks.rows().len() as u64;
            let side = LeakSide { operator, file, comparison, hashes: &hashes, leaks };
            records.push(self.read(input, RuleSet::ALL, before, side)?);
        }
        comparison.mark_leaks(leaks)?;
        Ok((records, hashes.finish()))
    }

    fn members(
        &self,
        comparison: &Comparison,
        hashes: &unkeyed::Hashes,
        members: &mut Members,
    ) -> Result<Vec<InputRecord>> {
        let mut records = Vec::new();
        for (file, input) in FileIx::all(self.plan.members.len()).zip(&self.plan.members) {
            let before = members.count() as u64;
            let side = MemberSide { file, comparison, hashes, members };
            records.push(self.read(input, comparison.needed_rules(), before, side)?);
        }
        comparison.mark_members(members)?;
        Ok(records)
    }

    /// Reads one file and keys its rows for the given rules. `before` is the number of rows of its side in earlier
    /// files.
    fn read<S: Side>(&self, input: &Input, rules: RuleSet, before: u64, side: S) -> Result<InputRecord> {
        let values = self.plan.comparable(None);
        let parties = self.plan.parties(input, rules, &values);
        let Keying { hasher, observer, .. } = *self;
        let mut reading = Reading {
            parties: &parties,
            hasher,
            observer,
            shown: &input.source.shown,
            before,
            side,
            rejects: Asides::default(),
        };
        if input.source.exchange().is_some() {
            let rows = exchange::read(&input.source, &parties, hasher, &mut reading)?;
            return Ok(InputRecord { rows, set_aside: reading.rejects, ..InputRecord::default() });
        }
        let record = intake::stream(&input.source, parties.reference_date, &mut reading)?;
        intake::settled(&input.source, &record)?;
        Ok(record)
    }
}

/// One side of the comparison, while one of its files is read.
trait Side: Send + Sync {
    /// What is kept of each row.
    type Kept: Send;
    /// Inspects clear rows before they are keyed.
    fn inspect(&self, raw: &RawBatch, canonical: &CanonBatch);
    /// Adds keyed rows to the comparison. `first` is the index of the first row on this side.
    fn add(&self, first: u32, batch: KeyedBatch) -> Self::Kept;
    /// Appends what is kept of the next rows.
    fn keep(&mut self, pieces: Vec<Self::Kept>) -> Result<()>;
}

struct LeakSide<'a> {
    operator: OperatorIx,
    file: FileIx,
    comparison: &'a Comparison,
    hashes: &'a unkeyed::HashCollector,
    leaks: &'a mut Leaks,
}

impl Side for LeakSide<'_> {
    type Kept = Vec<LeakRow>;

    fn inspect(&self, raw: &RawBatch, _: &CanonBatch) {
        self.hashes.collect(self.file, raw);
    }

    fn add(&self, first: u32, batch: KeyedBatch) -> Vec<LeakRow> {
        self.comparison.leaks(LeakIx(first), self.operator, self.file, &batch)
    }

    fn keep(&mut self, pieces: Vec<Vec<LeakRow>>) -> Result<()> {
        pieces.into_iter().for_each(|rows| self.leaks.extend(rows));
        self.comparison.check()
    }
}

struct MemberSide<'a> {
    file: FileIx,
    comparison: &'a Comparison,
    hashes: &'a unkeyed::Hashes,
    members: &'a mut Members,
}

impl Side for MemberSide<'_> {
    /// Rows, and by compared field a tag of each row's value.
    type Kept = (Vec<MemberRow>, Vec<Vec<u64>>);

    fn inspect(&self, _: &RawBatch, canonical: &CanonBatch) {
        self.hashes.try_members(canonical);
    }

    fn add(&self, first: u32, batch: KeyedBatch) -> Self::Kept {
        (self.comparison.members(MemberIx(first), self.file, &batch), batch.into_values())
    }

    fn keep(&mut self, pieces: Vec<Self::Kept>) -> Result<()> {
        self.comparison.check()?;
        pieces.into_iter().try_for_each(|(rows, values)| self.members.extend(rows, values))
    }
}

/// A file, clear or exchanged, on its way to one side of the comparison.
struct Reading<'a, S> {
    parties: &'a Parties<'a>,
    hasher: &'a Hasher,
    observer: &'a dyn Observer,
    /// The name of the file in messages.
    shown: &'a str,
    /// Number of rows of the side in earlier files.
    before: u64,
    side: S,
    /// Rejected rows of an exchange file.
    rejects: Asides,
}

impl<S: Side> Reading<'_, S> {
    /// None if the side has more rows than an index can count.
    fn add(&self, first: u64, batch: KeyedBatch) -> Option<S::Kept> {
        // Rows are indexed by 32 bits: 4.3 × 10⁹ rows a side, far beyond what is supported.
        let (first, rows) = (self.before + first, batch.rows().len() as u64);
        u32::try_from(first + rows).ok()?;
        let kept = self.side.add(first as u32, batch);
        self.observer.add(rows);
        Some(kept)
    }

    fn keep(&mut self, pieces: Vec<Option<S::Kept>>) -> Result<()> {
        match pieces.into_iter().collect() {
            Some(pieces) => self.side.keep(pieces),
            None => Err(error::too_many_rows(self.shown).into()),
        }
    }
}

impl<S: Side> intake::Consumer for Reading<'_, S> {
    type Piece = Option<S::Kept>;

    fn make(&self, place: intake::Place, raw: &RawBatch, canonical: &mut CanonBatch) -> Self::Piece {
        self.side.inspect(raw, canonical);
        let (keyed, rejects) = pseudonym::key(canonical, self.parties, self.hasher);
        canonical.set_aside.extend(rejects);
        self.add(place.first, keyed)
    }

    fn take(&mut self, pieces: Vec<Self::Piece>) -> Result<()> {
        self.keep(pieces)
    }
}

impl<S: Side> exchange::Consumer for Reading<'_, S> {
    type Piece = (Option<S::Kept>, Vec<SetAside>);

    fn make(&self, first: u64, rows: Vec<exchange::Row>) -> Self::Piece {
        let (keyed, rejects) = exchange::key(&rows, self.parties, first);
        (self.add(first, keyed), rejects)
    }

    fn take(&mut self, pieces: Vec<Self::Piece>) -> Result<()> {
        let (pieces, rejects): (Vec<_>, Vec<_>) = pieces.into_iter().unzip();
        rejects.iter().for_each(|of_piece| self.rejects.add(of_piece));
        self.keep(pieces)
    }
}
