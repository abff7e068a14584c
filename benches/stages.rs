//! How many rows a second each stage takes, apart from the others: `cargo bench --bench stages`.
//!
//! The persons are invented. What a stage is given was made by the stages before it, outside the measured time. CSV and workbooks
//! are read, and rows made canonical, keyed and put, on one core, piece by piece as a run hands them out. Parquet, `link` and
//! `assess` take all cores, or as many as `POLARS_MAX_THREADS` and `RAYON_NUM_THREADS` say.

use std::fmt::Debug;
use std::path::PathBuf;
use std::sync::{LazyLock, OnceLock};

use divan::counter::ItemsCount;
use divan::{Bencher, Divan, black_box_drop};
use engine::identity::{self, CanonBatch, Dates, SetAside, Votes};
use engine::index::{FileIx, LeakIx, MemberIx};
use engine::intake;
use engine::link::{Comparison, DEFAULT_MEMORY, FirstPass, LeakRow, Leaks, MemberRow, Members, Room};
use engine::plan::{Input, Plan};
use engine::pseudonym::{self, Hasher, KeyedBatch, Parties, Party, SecretKey};
use engine::read::{RawBatch, Side, Source};
use model::error::Error;
use model::incident::{Across, Field};
use model::rule::{Rule, RuleSet};
use rust_xlsxwriter::{Workbook, XlsxError};
use synth::Population;
use synth::Shape;
use tempfile::TempDir;

/// Member rows, about.
const PERSONS: u64 = 100_000;

/// Rows of the workbook, at most: it takes much longer than the others.
const SHEET_ROWS: usize = 50_000;

/// Where all files are, until `main` ends.
static FOLDER: OnceLock<PathBuf> = OnceLock::new();

/// For what is compared.
static ROOM: LazyLock<Room> = LazyLock::new(|| Room::beside(&folder().join("reports"), DEFAULT_MEMORY));

/// The same persons, in each format.
static CSV: LazyLock<Plan> = LazyLock::new(|| plan(Shape::Csv));
static PARQUET: LazyLock<Plan> = LazyLock::new(|| plan(Shape::Parquet));
static WORKBOOK: LazyLock<Source> = LazyLock::new(workbook);

static HASHER: LazyLock<Hasher> =
    LazyLock::new(|| Hasher::new(&done(SecretKey::load(&CSV.incident.key, &CSV.base)), &CSV.incident.id));
static COMPARABLE: LazyLock<Vec<Field>> = LazyLock::new(|| CSV.comparable(None));

/// What each stage gives the next.
static RAW: LazyLock<Sides<(RawBatch, Dates)>> = LazyLock::new(|| [raw(&CSV.members), raw(&CSV.leaks)]);
static CANONICAL: LazyLock<Sides<CanonBatch>> = LazyLock::new(|| each(&RAW, canonical));
static KEYED: LazyLock<Sides<KeyedBatch>> = LazyLock::new(|| each(&CANONICAL, |piece| keyed(piece).0));

fn main() {
    let divan = Divan::default().sample_count(20).config_with_args();
    let folder = done(TempDir::new());
    FOLDER.get_or_init(|| folder.path().to_owned());
    divan.main();
}

/// The files of members, to their ends.
mod read {
    use super::*;

    #[divan::bench]
    fn csv(bencher: Bencher) {
        to_the_end(bencher, || CSV.members.iter().map(|input| &input.source));
    }

    #[divan::bench]
    fn parquet(bencher: Bencher) {
        to_the_end(bencher, || PARQUET.members.iter().map(|input| &input.source));
    }

    #[divan::bench]
    fn workbook(bencher: Bencher) {
        to_the_end(bencher, || [&*WORKBOOK].into_iter());
    }

    fn to_the_end<'a, S: Iterator<Item = &'a Source>>(bencher: Bencher, sources: impl Fn() -> S) {
        let read = || sources().flat_map(|source| done(source.batches())).map(|raw| done(raw).height()).sum::<usize>();
        bencher.counter(ItemsCount::new(read())).bench_local(read);
    }
}

/// Text to canonical values.
mod canonicalise {
    use super::*;

    #[divan::bench]
    fn leaks(bencher: Bencher) {
        piece_by_piece(bencher, &RAW[Side::Leaks as usize], canonical);
    }

    #[divan::bench]
    fn members(bencher: Bencher) {
        piece_by_piece(bencher, &RAW[Side::Members as usize], canonical);
    }
}

/// Canonical values to tags; and for comparison the digest of NIR and birth date alone.
mod key {
    use super::*;

    #[divan::bench]
    fn leaks(bencher: Bencher) {
        piece_by_piece(bencher, &CANONICAL[Side::Leaks as usize], keyed);
    }

    #[divan::bench]
    fn members(bencher: Bencher) {
        piece_by_piece(bencher, &CANONICAL[Side::Members as usize], keyed);
    }

    #[divan::bench]
    fn pseudonym(bencher: Bencher) {
        let fields = |piece: &'static Piece<CanonBatch>| {
            let rows = piece.holds.nir.iter().zip(&piece.holds.birth_date);
            rows.filter_map(|(nir, date)| Some([nir.as_ref()?.nir.as_bytes(), date.as_ref()?.as_bytes()]))
        };
        let fields: Vec<[&[u8]; 2]> = CANONICAL[Side::Members as usize].iter().flat_map(fields).collect();
        let message = &mut Vec::with_capacity(256);
        bencher.counter(ItemsCount::new(fields.len())).bench_local(|| {
            fields.iter().for_each(|fields| black_box_drop(HASHER.pseudonym(Rule::NirDate, fields, message)));
        });
    }
}

/// Keyed rows to the partitions in which they are compared.
mod put {
    use super::*;

    #[divan::bench]
    fn leaks(bencher: Bencher) {
        into_an_empty_one(bencher, &KEYED[Side::Leaks as usize], put_leaks);
    }

    #[divan::bench]
    fn members(bencher: Bencher) {
        into_an_empty_one(bencher, &KEYED[Side::Members as usize], put_members);
    }

    fn into_an_empty_one<R>(
        bencher: Bencher,
        pieces: &[Piece<KeyedBatch>],
        put: impl Fn(&Comparison, &Piece<KeyedBatch>) -> R,
    ) {
        bencher
            .counter(rows(pieces))
            .with_inputs(|| Comparison::expecting(0, 0, &ROOM))
            .bench_local_refs(|comparison| pieces.iter().for_each(|piece| black_box_drop(put(comparison, piece))));
    }
}

/// Partitions to meetings; the rows are those of both sides.
mod link {
    use super::*;

    #[divan::bench]
    fn duplicates(bencher: Bencher) {
        bencher.counter(rows_of_both()).with_inputs(compared).bench_local_refs(mark);
    }

    #[divan::bench]
    fn matches(bencher: Bencher) {
        let marked = || {
            let mut both = compared();
            mark(&mut both);
            both
        };
        let met = |(comparison, mut leaks, mut members): Both| {
            (done(FirstPass::run(comparison, &mut leaks, &mut members, &CSV.serves, Across::Together)), leaks, members)
        };
        bencher.counter(rows_of_both()).with_inputs(marked).bench_local_values(met);
    }

    type Both = (Comparison, Leaks, Members);

    fn compared() -> Both {
        let (comparison, mut leaks, mut members) =
            (Comparison::expecting(0, 0, &ROOM), Leaks::expecting(0), Members::expecting(0, &ROOM));
        let [of_members, of_leaks] = &*KEYED;
        of_leaks.iter().for_each(|piece| leaks.extend(put_leaks(&comparison, piece)));
        // The tags of their values are counted later, and play no part in linking.
        of_members.iter().for_each(|piece| done(members.extend(put_members(&comparison, piece), Vec::new())));
        (comparison, leaks, members)
    }

    fn mark((comparison, leaks, members): &mut Both) {
        done(comparison.mark_leaks(leaks));
        done(comparison.mark_members(members));
    }
}

/// All stages as a run goes through them, from the files to the figures; the rows are those of both sides.
mod assess {
    use super::*;
    use engine::stages;

    #[divan::bench]
    fn csv(bencher: Bencher) {
        bencher.counter(rows_of_both()).bench_local(|| done(stages::figures(&CSV, &ROOM)));
    }

    #[divan::bench]
    fn parquet(bencher: Bencher) {
        bencher.counter(rows_of_both()).bench_local(|| done(stages::figures(&PARQUET, &ROOM)));
    }
}

/// Some rows of a file, as a stage leaves them.
struct Piece<T> {
    input: &'static Input,
    file: FileIx,
    /// Index of the first row on its side.
    first: u32,
    rows: u32,
    holds: T,
}

/// The pieces of both sides, in the order of [`Side`].
type Sides<T> = [Vec<Piece<T>>; 2];

/// Hands all pieces of both sides to a stage.
fn each<T, U>(sides: &Sides<T>, stage: impl Fn(&Piece<T>) -> U) -> Sides<U> {
    let next = |piece: &Piece<T>| {
        let Piece { input, file, first, rows, .. } = *piece;
        Piece { input, file, first, rows, holds: stage(piece) }
    };
    sides.each_ref().map(|pieces| pieces.iter().map(next).collect())
}

/// Measures a stage that makes something of one piece after another, and lets go of it as a run does.
fn piece_by_piece<T, U>(bencher: Bencher, pieces: &[Piece<T>], stage: impl Fn(&Piece<T>) -> U) {
    bencher.counter(rows(pieces)).bench_local(|| pieces.iter().for_each(|piece| black_box_drop(stage(piece))));
}

fn rows<T>(pieces: &[Piece<T>]) -> ItemsCount {
    ItemsCount::new(pieces.iter().map(|piece| piece.rows).sum::<u32>())
}

fn rows_of_both() -> ItemsCount {
    ItemsCount::new(RAW.iter().flatten().map(|piece| piece.rows).sum::<u32>())
}

/// Reads files, and settles the order of their dates by the first rows of each.
fn raw(inputs: &'static [Input]) -> Vec<Piece<(RawBatch, Dates)>> {
    let (mut pieces, mut before) = (Vec::new(), 0);
    for (file, input) in FileIx::all(inputs.len()).zip(inputs) {
        let mut dates =
            Dates { orders: Votes::default().likely(), declared: false, reference: CSV.incident.reference_date.0 };
        for (i, raw) in done(input.source.batches()).map(done).enumerate() {
            if i == 0 {
                dates.orders = identity::vote(&raw, &dates).likely();
            }
            let height = raw.height();
            for (offset, raw) in raw.split(intake::PIECE_ROWS) {
                let (first, rows) = (before + offset as u32, raw.height() as u32);
                pieces.push(Piece { input, file, first, rows, holds: (raw, dates) });
            }
            before += height as u32;
        }
    }
    pieces
}

fn canonical(piece: &Piece<(RawBatch, Dates)>) -> CanonBatch {
    let (raw, dates) = &piece.holds;
    identity::canonicalise(raw, piece.input.source.side, dates)
}

fn keyed(piece: &Piece<CanonBatch>) -> (KeyedBatch, Vec<SetAside>) {
    let parties = Parties {
        insurers: &piece.input.insurer_codes,
        managers: &CSV.manager_codes,
        perimeters: &CSV.perimeters,
        party: piece.input.party,
        reference_date: CSV.incident.reference_date.0,
        // Members' too: these leaks hold numbers and names, so that all digests are asked for.
        rules: RuleSet::ALL,
        values: &COMPARABLE,
        exchanged: false,
    };
    pseudonym::key(&piece.holds, &parties, &HASHER)
}

fn put_leaks(comparison: &Comparison, piece: &Piece<KeyedBatch>) -> Vec<LeakRow> {
    let Party::Operator(operator) = piece.input.party else { panic!("a leak is an operator's") };
    comparison.leaks(LeakIx(piece.first), operator, piece.file, &piece.holds)
}

fn put_members(comparison: &Comparison, piece: &Piece<KeyedBatch>) -> Vec<MemberRow> {
    comparison.members(MemberIx(piece.first), piece.file, &piece.holds)
}

/// Invents the persons, and settles how their files are read.
fn plan(shape: Shape) -> Plan {
    let folder = folder().join(format!("{shape:?}"));
    done(Population { shape, ..Population::of(PERSONS, 1) }.write(&folder));
    let (plan, problems) = done(Plan::draft(&folder.join("incident.toml")));
    assert!(problems.is_empty());
    plan
}

/// The largest file of members once more, as a workbook.
fn workbook() -> Source {
    const NAME: &str = "members.xlsx";
    let largest = CSV.members.iter().max_by_key(|input| engine::read::rows(&input.source));
    let raw = largest.and_then(|input| done(input.source.batches()).next()).map(done).expect("there are members");
    let path = folder().join(NAME);
    done(sheet(&raw).and_then(|mut workbook| workbook.save(&path)));
    let file = done(toml::from_str(&format!("path = {NAME:?}")));
    done(engine::read::inspect(&path, NAME, Side::Members, &file).map_err(Error::Refused))
}

fn sheet(raw: &RawBatch) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, (col, texts)) in (0..).zip(raw.columns()) {
        sheet.write_string(0, column, col.name())?;
        for (row, text) in (1..).zip(texts.iter().take(SHEET_ROWS)) {
            sheet.write_string(row, column, text.unwrap_or_default())?;
        }
    }
    Ok(workbook)
}

fn folder() -> &'static PathBuf {
    FOLDER.get().expect("made by `main`")
}

/// What came out: nothing here can be refused, for all files are ours.
fn done<T, E: Debug>(result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| panic!("{error:?}"))
}
