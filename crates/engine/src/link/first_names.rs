//! Which member rows of one first name are one person.

use super::comparison::DependantRecord;
use crate::index::MemberIx;

/// Rows that agree in all but the second first name, sorted by it (0: none): the pairs that belong to one person. MARIE may be MARIE
/// ANNE, but not if there is a MARIE CLAIRE too.
pub(super) fn same_person(rows: &[(u16, MemberIx)]) -> impl Iterator<Item = (MemberIx, MemberIx)> + '_ {
    let mut second: Vec<u16> = rows.iter().map(|(second, _)| *second).filter(|second| *second != 0).collect();
    second.dedup();
    let several = second.len() > 1;
    rows.windows(2).filter(move |two| !several || two[0].0 == two[1].0).map(|two| (two[0].1, two[1].1))
}

/// The rows of dependants who agree in last name, first names and birth date: a child can be listed under the NIR of each parent.
/// `records` are those of a partition, sorted; `realm` says of a row within what rows are joined.
pub(super) fn same_dependant(records: &[[u64; 2]], realm: impl Fn(MemberIx) -> u16) -> Vec<(MemberIx, MemberIx)> {
    let mut pairs = Vec::new();
    for named in records.chunk_by(|a, b| a[0] == b[0]).filter(|named| named.len() > 1) {
        let rows = named.iter().map(|words| DependantRecord(*words));
        let rows = rows.map(|record| (realm(record.member()), (record.second_name(), record.member())));
        let mut rows: Vec<(u16, (u16, MemberIx))> = rows.collect();
        rows.sort_unstable();
        for within in rows.chunk_by(|a, b| a.0 == b.0) {
            let rows: Vec<(u16, MemberIx)> = within.iter().map(|(_, row)| *row).collect();
            pairs.extend(same_person(&rows));
        }
    }
    pairs
}
