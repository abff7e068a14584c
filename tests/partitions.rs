//! Records and columns come back as they were put, from memory and from the temporary file.

use std::collections::BTreeMap;
use std::path::PathBuf;

use engine::index::MemberIx;
use engine::link::Room;
use engine::link::partitions::{Columns, Partitions};
use rayon::prelude::*;

/// Numbers as good as random, the same at every run.
fn words(count: u64) -> impl Iterator<Item = u64> {
    (1..=count).map(|n| (n.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ (n << 31)).wrapping_mul(0xd6e8_feb8_6659_fd93))
}

fn room(bytes: usize) -> Room {
    Room { bytes, folder: std::env::temp_dir() }
}

/// Whatever fits in memory, all records come back, each in the partition of its first bits, in order.
#[test]
fn records_come_back_from_memory_and_from_the_file() {
    let records: Vec<[u64; 2]> = words(20_000).zip(words(20_000).skip(7)).map(|(a, b)| [a, b]).collect();
    for bytes in [0, 10_000, usize::MAX] {
        let partitions = Partitions::expecting(3_000, room(bytes));
        records.par_chunks(700).for_each(|some| partitions.add(some));
        assert!(partitions.check().is_ok());
        assert_eq!(partitions.has_spilled(), bytes < usize::MAX);
        let mut all = Vec::new();
        for partition in 0..partitions.count() {
            let Ok(taken) = partitions.take(partition) else { panic!("not read") };
            assert!(
                taken.is_sorted()
                    && taken.iter().all(|record| record[0] >> (64 - partitions.count().ilog2()) == partition as u64)
            );
            all.extend(taken);
        }
        let mut expected = records.clone();
        expected.sort_unstable();
        assert_eq!(all, expected);
    }
}

/// What is of use and not alone with its first word comes back, and next to nothing else, wherever it was.
#[test]
fn what_repeats_is_taken_and_little_else() {
    let alone = words(20_000).zip(1..).map(|(word, i)| [word, i]);
    // Each third again; of these some are of no use, so that the first of them is alone.
    let again = words(20_000).zip(1..).filter(|(_, i)| i % 3 == 0).map(|(word, i)| [word, 100_000 + i]);
    let is_of_use = |record: &[u64; 2]| record[1] < 100_000 || record[1] % 9 != 1;
    let records: Vec<[u64; 2]> = alone.chain(again).collect();
    let mut of: BTreeMap<u64, Vec<[u64; 2]>> = BTreeMap::new();
    records.iter().filter(|record| is_of_use(record)).for_each(|record| of.entry(record[0]).or_default().push(*record));
    let repeated: Vec<[u64; 2]> = of.into_values().filter(|same| same.len() > 1).flatten().collect();
    assert!((5_000..13_000).contains(&repeated.len()), "{}", repeated.len());
    for bytes in [0, usize::MAX] {
        let partitions = Partitions::expecting(3_000, room(bytes));
        records.par_chunks(700).for_each(|some| partitions.add(some));
        let mut all = Vec::new();
        for partition in 0..partitions.count() {
            let Ok(taken) = partitions.take_repeated(partition, is_of_use) else { panic!("not read") };
            assert!(taken.is_sorted() && taken.iter().all(is_of_use));
            all.extend(taken);
        }
        assert!(all.len() - repeated.len() < records.len() / 20, "{}", all.len());
        all.retain(|record| repeated.binary_search(record).is_ok());
        assert_eq!(all, repeated);
    }
}

/// A folder that is not there has no room.
#[test]
fn what_cannot_be_moved_to_a_file_is_told() {
    let partitions = Partitions::expecting(1, Room { bytes: 0, folder: PathBuf::from("/nowhere") });
    partitions.add(&[[1, 2]]);
    assert!(partitions.check().is_err());
}

/// A column is the same whether its pieces are in memory, in the file, or some here and some there.
#[test]
fn columns_come_back_from_memory_and_from_the_file() {
    let rows: Vec<MemberIx> = MemberIx::all(1_000).filter(|row| row.0 % 3 != 1).collect();
    let expected: Vec<u64> = rows.iter().map(|row| u64::from(row.0) * 10 + 1).collect();
    for bytes in [0, 7_000, usize::MAX] {
        let mut columns = Columns::new(room(bytes));
        for first in (0..1_000u64).step_by(90) {
            let of = |column: u64| (first..(first + 90).min(1_000)).map(|row| row * 10 + column).collect();
            assert!(columns.push(vec![of(0), of(1)]).is_ok());
        }
        assert_eq!(columns.has_spilled(), bytes < usize::MAX);
        let mut told = vec![0; rows.len()];
        assert!(columns.of_rows(1, &rows, |i, word| told[i] = word).is_ok());
        assert_eq!(told, expected);
    }
}
