//! Links: which person an operator exposed, with which fields and on what evidence.
//!
//! From [`Matches`] and perimeters to [`Exposures`], the last stage in which individual persons exist, as numbers only.
//! A link is large, so that links are derived for some persons at a time while [`model::figures`] are counted.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::index::{InsurerIx, LeakIx, MemberIx, OperatorIx, PersonIx};
use crate::link::{LeakBin, Leaks, Matches, MemberRow, Members};
use crate::plan::ExposedPerimeter;
use crate::pseudonym::Traits;
use model::incident::FieldSet;
use model::rule::{Certainty, Strength};
use model::standing::RestsOn;

/// Number of persons whose links are derived at a time.
const PERSONS: usize = 1 << 16;

/// Number of reasons that one core puts into their chunks at a time.
const PIECE: usize = 1 << 14;

/// The reasons why member rows are exposed, in chunks of [`PERSONS`] person numbers: each matched pair, and each member
/// row in a perimeter declared exposed.
pub struct Exposures {
    chunks: Vec<Vec<Reason>>,
    /// See [`Members::further`].
    further: Vec<(PersonIx, MemberIx)>,
}

/// By member row: whether it has a link.
pub struct Exposed(Vec<bool>);

/// A reason why a member row is exposed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Reason {
    person: PersonIx,
    member: MemberIx,
    /// The leaked row that matches, or [`IN_PERIMETER`].
    leak: LeakIx,
}

const _: () = assert!(size_of::<Reason>() <= 12);

const IN_PERIMETER: LeakIx = LeakIx(u32::MAX);

/// How strongly a member row is linked to an operator; the strongest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// Matched unambiguously, or in a perimeter: the person counts in the estimate.
    Met,
    /// Matched unambiguously, but only by rules whose certainty leaves the decision to a person.
    Doubtful,
    /// Matched only by leaked rows that match other persons as well.
    Ambiguous,
    /// Matched only by the NIR, a number or a contact.
    Household,
}

/// A member row and an operator that exposed it.
#[derive(Clone, Copy)]
pub struct Link {
    /// The person of the member row.
    pub person: PersonIx,
    /// The insurer of the member row.
    pub insurer: InsurerIx,
    /// The operator whose breach exposed the member row.
    pub operator: OperatorIx,
    /// The member row.
    pub member: MemberIx,
    /// The strength of the link.
    pub ground: Ground,
    /// How strongly leaked rows match, unambiguously or as a household; none if the row is only in a perimeter, or matched in no
    /// such way.
    pub strength: Option<Strength>,
    /// Whether a perimeter of the operator contains the row.
    pub perimeter: bool,
    /// The exposed fields: those of the leaked rows that match unambiguously, and those that the operator declares for
    /// its perimeters.
    pub fields: FieldSet,
    /// The person's traits: manager, perimeters, sex and decade according to the member row, the others according to all rows of the person
    /// at the insurer, whether or not they match.
    pub traits: Traits,
    /// A tag of the member row's contract.
    pub contract: Option<u64>,
}

/// What it rests on that a person is concerned, by all links of the person that count: whether a perimeter has the person, and the certainty
/// of the strongest match, under which the person is counted.
pub fn rests_on<'a>(met: impl Iterator<Item = &'a Link> + Clone) -> RestsOn {
    let certainty = met.clone().filter_map(|link| link.strength).min().map(Strength::certainty);
    let is_sure = matches!(certainty, Some(Certainty::Certain | Certainty::Strong));
    match (certainty.is_some(), is_sure, met.into_iter().any(|link| link.perimeter)) {
        (false, ..) => RestsOn::Perimeter,
        (true, true, true) => RestsOn::RowsAndPerimeter,
        (true, true, false) => RestsOn::Rows,
        (true, false, true) => RestsOn::ProbableRowsAndPerimeter,
        (true, false, false) => RestsOn::ProbableRows,
    }
}

/// The inputs that links are derived from.
#[derive(Clone, Copy)]
pub struct LinkInputs<'a> {
    /// The leaked side.
    pub leaks: &'a Leaks,
    /// The member side.
    pub members: &'a Members,
    /// The matched pairs.
    pub matches: &'a Matches,
    /// By insurer: the perimeters declared exposed.
    pub perimeters: &'a [Vec<ExposedPerimeter>],
}

/// Collects the reasons for exposure from matches and perimeters.
pub fn collect(inputs: LinkInputs<'_>) -> (Exposures, Exposed) {
    let LinkInputs { members, matches, .. } = inputs;
    let reason = |leak: LeakIx, member: MemberIx| Reason { person: members.person(member), member, leak };
    let in_perimeters: Vec<Reason> = inputs.in_perimeters().map(|member| reason(IN_PERIMETER, member)).collect();
    let number = members.count().div_ceil(PERSONS);
    let expected = (matches.pairs().iter().map(Vec::len).sum::<usize>() + in_perimeters.len()) / number.max(1);
    let chunks: Vec<Mutex<Vec<Reason>>> =
        (0..number).map(|_| Mutex::new(Vec::with_capacity(expected + expected / 8))).collect();
    let exposed: Vec<AtomicBool> = (0..members.count()).map(|_| AtomicBool::new(false)).collect();
    // In whatever order: each chunk is sorted before its links are derived.
    let add = |mut some: Vec<Reason>| {
        let chunk = |reason: &Reason| usize::from(reason.person) / PERSONS;
        some.sort_unstable_by_key(chunk);
        some.iter().for_each(|reason| exposed[usize::from(reason.member)].store(true, Ordering::Relaxed));
        for of_one in some.chunk_by(|a, b| chunk(a) == chunk(b)) {
            let into = chunks[chunk(&of_one[0])].lock();
            into.unwrap_or_else(PoisonError::into_inner).extend_from_slice(of_one);
        }
    };
    let pairs = matches.pairs().par_iter().flat_map(|pairs| pairs.par_chunks(PIECE));
    pairs.for_each(|some| add(some.iter().map(|pair| reason(pair.leak, pair.member)).collect()));
    in_perimeters.par_chunks(PIECE).for_each(|some| add(some.to_vec()));
    let chunks = chunks.into_iter().map(|chunk| chunk.into_inner().unwrap_or_else(PoisonError::into_inner));
    (
        Exposures { chunks: chunks.collect(), further: members.further() },
        Exposed(exposed.into_iter().map(AtomicBool::into_inner).collect()),
    )
}

impl Exposed {
    /// Whether a member row has a link.
    pub fn has(&self, member: MemberIx) -> bool {
        self.0[usize::from(member)]
    }
}

impl Exposures {
    /// Folds the links of all persons, in parallel. Each call of `add` gets all links of some persons, sorted by
    /// person, insurer, operator and member row, without repetition. Each chunk is freed once it is folded.
    pub fn fold<T: Send>(
        self,
        inputs: LinkInputs<'_>,
        start: impl Fn() -> T + Sync,
        add: impl Fn(&mut T, &[Link]) + Sync,
        join: impl Fn(T, T) -> T + Sync,
    ) -> T {
        let Exposures { chunks, further } = self;
        let fold = |mut sum: T, chunk: Vec<Reason>| {
            add(&mut sum, &inputs.links(chunk, &further));
            sum
        };
        chunks.into_par_iter().fold(&start, fold).reduce(&start, &join)
    }

    /// The links for which `wanted` is true, sorted by person, insurer, operator and member row.
    pub fn links(self, inputs: LinkInputs<'_>, wanted: impl Fn(&Link) -> bool + Sync) -> Vec<Link> {
        let Exposures { chunks, further } = self;
        let of_chunk =
            |chunk: Vec<Reason>| -> Vec<Link> { inputs.links(chunk, &further).into_iter().filter(&wanted).collect() };
        chunks.into_par_iter().flat_map_iter(of_chunk).collect()
    }
}

impl<'a> LinkInputs<'a> {
    /// The member rows that count and are in a perimeter declared exposed.
    fn in_perimeters(self) -> impl Iterator<Item = MemberIx> + 'a {
        let none = self.perimeters.iter().all(Vec::is_empty);
        let rows = MemberIx::all(self.members.count()).zip(self.members.rows()).take_while(move |_| !none);
        let is_in = move |row: &MemberRow| {
            let holds = |perimeter: &ExposedPerimeter| row.traits.perimeters.contains(perimeter.place);
            !row.traits.perimeters.is_empty() && self.perimeters[usize::from(row.insurer)].iter().any(holds)
        };
        rows.filter(move |(_, row)| row.counts() && is_in(row)).map(|(member, _)| member)
    }

    /// The links of some persons. `further`: see [`Members::further`].
    fn links(&self, mut reasons: Vec<Reason>, further: &[(PersonIx, MemberIx)]) -> Vec<Link> {
        reasons.sort_unstable();
        let from = reasons.first().map_or(0, |first| further.partition_point(|(other, _)| *other < first.person));
        let mut further = further[from..].iter().peekable();
        let mut links: Vec<Link> = Vec::with_capacity(reasons.len());
        let mut of_one = Vec::new();
        for person in reasons.chunk_by(|a, b| a.person == b.person) {
            for reason in person {
                match reason.leak {
                    IN_PERIMETER => self.by_perimeters(reason, &mut of_one),
                    leak => of_one.push(self.met(reason, leak)),
                }
            }
            // The strongest ground and rule of a member row and operator come first and are kept.
            of_one.sort_unstable_by_key(|l| {
                (l.insurer, l.operator, l.member, l.ground, l.strength.is_none(), l.strength)
            });
            of_one.dedup_by(|next, kept| {
                let key = |l: &Link| (l.insurer, l.operator, l.member);
                let same = key(next) == key(kept);
                if same {
                    kept.fields = kept.fields.union(next.fields);
                    kept.perimeter |= next.perimeter;
                }
                same
            });
            let person = person[0].person;
            while further.next_if(|(other, _)| *other < person).is_some() {}
            let mut has_further = false;
            while let Some((_, member)) = further.next_if(|(other, _)| *other == person) {
                self.tell(*member, &mut of_one);
                has_further = true;
            }
            if has_further {
                // A person has the number of its first row.
                self.tell(MemberIx(person.0), &mut of_one);
            }
            links.append(&mut of_one);
        }
        links
    }

    /// Adds what a row tells of its person to the links at its insurer.
    fn tell(&self, member: MemberIx, links: &mut [Link]) {
        let row = self.members.row(member);
        let here = links.iter_mut().filter(|link| row.counts() && link.insurer == row.insurer);
        here.for_each(|link| link.traits = link.traits.and(&row.traits));
    }

    fn met(&self, reason: &Reason, leak: LeakIx) -> Link {
        let (row, member) = (&self.leaks.rows()[usize::from(leak)], self.members.row(reason.member));
        let ground = match self.matches.bins[usize::from(leak)] {
            LeakBin::Matched => Ground::Met,
            LeakBin::Doubtful => Ground::Doubtful,
            LeakBin::Household => Ground::Household,
            _ => Ground::Ambiguous,
        };
        let is_met = ground == Ground::Met;
        Link {
            person: reason.person,
            insurer: member.insurer,
            operator: row.operator,
            member: reason.member,
            ground,
            strength: (ground != Ground::Ambiguous).then(|| self.matches.strength(leak)),
            perimeter: false,
            fields: if is_met { row.fields } else { FieldSet::default() },
            traits: member.traits,
            contract: member.contract,
        }
    }

    /// Adds a link for each exposed perimeter that contains the member row.
    fn by_perimeters(&self, reason: &Reason, links: &mut Vec<Link>) {
        let row = self.members.row(reason.member);
        let perimeters = self.perimeters[usize::from(row.insurer)].iter();
        links.extend(perimeters.filter(|p| row.traits.perimeters.contains(p.place)).map(|perimeter| Link {
            person: reason.person,
            insurer: row.insurer,
            operator: perimeter.operator,
            member: reason.member,
            ground: Ground::Met,
            strength: None,
            perimeter: true,
            fields: perimeter.fields,
            traits: row.traits,
            contract: row.contract,
        }));
    }
}
