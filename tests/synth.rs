//! The generator: the same seed gives the same files, and the checked-in sample is its work.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use synth::NATION;
use synth::Population;
use synth::Shape;
use synth::UNITS_A_BLOCK;
use synth::UNITS_A_SPACE;
use synth::numbers_of_unit;
use tempfile::TempDir;

use crate::harness::files_under;

/// The files of a population, path → bytes.
fn files(population: Population) -> BTreeMap<String, Vec<u8>> {
    let dir = TempDir::new().unwrap();
    let folder = dir.path().join("in");
    assert!(population.write(&folder).is_ok());
    let path = |file: &Path| file.strip_prefix(&folder).unwrap().display().to_string();
    files_under(&folder).into_iter().map(|file| (path(&file), fs::read(&file).unwrap())).collect()
}

#[test]
fn the_checked_in_sample_is_what_synth_writes() {
    let bundle = files(Population::of(6_000, 2024));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/tiers-payant-2024");
    let kept = files_under(&folder);
    assert_eq!(kept.len(), bundle.len());
    let mut bytes = 0;
    for (path, made) in &bundle {
        assert!(*made == fs::read(folder.join(path)).unwrap(), "{path}: `ampleur synth -o DIR` gives other bytes");
        bytes += made.len();
    }
    assert!(bytes < 1_500_000, "{bytes}");
}

#[test]
fn threads_do_not_change_the_files() {
    let bundle = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        // Enough for several windows of the writer.
        pool.install(|| files(Population { shape: Shape::Csv, ..Population::of(80_000, 5) }))
    };
    assert!(bundle(1) == bundle(2));
}

/// As the case was: more insurers than the notices name, files that a nation fits in.
#[test]
fn a_nation_has_ten_insurers_in_parquet() {
    let nation = Population::of(NATION, 1);
    assert!(nation.insurers == 10 && nation.shape == Shape::Parquet);
    let town = Population::of(NATION - 1, 1);
    assert!(town.insurers == 5 && town.shape == Shape::Mixed);
    let of =
        |side: &str, bundle: &BTreeMap<String, Vec<u8>>| bundle.keys().filter(|path| path.starts_with(side)).count();
    let bundle = files(Population { persons: 5_000, ..nation });
    assert_eq!((of("members/", &bundle), of("leaks/", &bundle)), (10, 2));
    assert!(bundle.keys().filter(|path| path.contains('/')).all(|path| path.ends_with(".parquet")));
}

/// Nobody in it can be real: every NIR stands in a municipality code that no register uses, or is no NIR of a person.
#[test]
fn its_nirs_are_in_no_register() {
    let bundle = files(Population { shape: Shape::Csv, ..Population::of(3_000, 9) });
    let text = String::from_utf8(bundle["members/harmonie-mutuelle.csv"].clone()).unwrap();
    for line in text.lines().skip(1) {
        let nir = line.split(',').nth(1).unwrap();
        let code: u16 = nir[7..10].parse().unwrap();
        let provisional = matches!(&nir[..1], "7" | "8");
        let invented = match &nir[5..7] {
            "97" => true,
            "99" => (300..400).contains(&code),
            _ => code >= 900,
        };
        assert!(provisional || invented, "{nir}");
    }
}

/// In a population that is larger than places and orders can number, units that share both differ by the month.
#[test]
fn no_two_units_of_a_large_population_share_a_number() {
    let mut whose: BTreeMap<String, u64> = BTreeMap::new();
    // Units that come back to one commune and order, in every department, and whole runs of neighbours.
    let blocks = (0..95 * 9).flat_map(|block| (0..12).map(move |unit| block * UNITS_A_BLOCK + unit));
    for place in blocks.chain(12..3_000).chain(UNITS_A_SPACE - 3_000..UNITS_A_SPACE) {
        for number in (0..6).map(|wrap| wrap * UNITS_A_SPACE + place) {
            for nir in numbers_of_unit(7, number) {
                assert_eq!(*whose.entry(nir).or_insert(number), number);
            }
        }
    }
    assert!(whose.len() > 36_000);
}
