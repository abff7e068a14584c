//! Whom what was lost singles out.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::expected::{Scope, cell, listed};
use super::rows::Fields;
use super::story::Story;

/// Columns that both files have: what persons can be told apart by.
const COMPARABLE: [&str; 12] = [
    "civility",
    "last_name",
    "birth_name",
    "first_name",
    "birth_date",
    "birth_rank",
    "nir",
    "contract_number",
    "postal_address",
    "phone",
    "email",
    "customer_number",
];

impl Story<'_> {
    /// Who of an insurer's members is alone with what was lost.
    pub(super) fn identifiability(&self, insurer: usize) -> Option<Value> {
        let scope = Scope { insurer: Some(insurer), ..Scope::default() };
        let mut lost = self.lost(scope);
        (0..3).for_each(|o| lost.extend(self.lost(cell(insurer, o))));
        let project = |fields: Fields| fields.into_iter().filter(|f| COMPARABLE.contains(f)).collect::<Fields>();
        let sets: BTreeSet<Fields> = lost.into_iter().map(project).filter(|fields| !fields.is_empty()).collect();
        if sets.is_empty() {
            return None;
        }
        let rows: Vec<usize> = (0..self.world.members.len())
            .filter(|m| self.member_bin[*m] == "alive" && self.world.members[*m].party == insurer)
            .collect();
        let population: BTreeSet<usize> = rows.iter().map(|m| self.person[*m]).collect();
        let values = |m: usize, fields: &Fields| -> Vec<String> {
            fields.iter().map(|field| self.world.members[m].value(field)).collect()
        };
        let sharing = |m: usize, fields: &Fields| {
            let same = rows.iter().filter(|other| values(**other, fields) == values(m, fields));
            same.map(|other| self.person[*other]).collect::<BTreeSet<_>>().len()
        };
        let k = |p: usize, fields: &Fields| {
            rows.iter().filter(|m| self.person[**m] == p).map(|m| sharing(*m, fields)).min().unwrap()
        };
        let alone = |fields: &Fields| population.iter().filter(|p| k(**p, fields) == 1).count();
        let ppm = |one: usize| (one as f64 / population.len() as f64 * 1e6).round() as u64;
        let measure = |fields: &Fields| {
            let ks: Vec<usize> = population.iter().map(|p| k(*p, fields)).collect();
            let between = |from: usize, to: usize| ks.iter().filter(|k| (from..=to).contains(k)).count();
            let mean = ks.iter().map(|k| 1.0 / *k as f64).sum::<f64>() / ks.len() as f64;
            let without = |field: &&'static str| {
                let rest: Fields = fields.iter().filter(|f| f != &field).copied().collect();
                json!({ "field": field, "one": alone(&rest), "alone_ppm": ppm(alone(&rest)) })
            };
            json!({
                "fields": listed(fields),
                "k": {
                    "one": between(1, 1), "two_to_five": between(2, 5), "six_to_twenty": between(6, 20),
                    "over_twenty": between(21, usize::MAX),
                },
                "alone_ppm": ppm(between(1, 1)),
                "mean_inverse_k_ppm": (mean * 1e6).round() as u64,
                "without": listed(fields).iter().map(without).collect::<Vec<_>>(),
            })
        };
        let mut sets: Vec<Value> = sets.iter().map(measure).collect();
        sets.sort_by_key(|set| set["fields"].to_string());
        Some(json!({ "population": population.len(), "comparable": COMPARABLE, "sets": sets, "not_measured": 0 }))
    }
}
