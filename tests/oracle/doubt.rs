//! What the report must say of its own doubt: how rows matched, what chance makes, who was not found.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::agreement::DIFFERENCES;
use super::expected::RULES;
use super::story::{Level, Story, limits};

const NEAR: [&str; 4] = ["key-and-last-name", "last-name-and-date", "names", "first-name-and-date"];

impl Story<'_> {
    /// Capture and recapture: by a key, by names, by the date. Errors keep company, as those of date and names do where a key agrees.
    pub fn not_found(&self, insurer: usize) -> Option<Value> {
        let count = |way: usize| self.ways.iter().filter(|(w, of)| *w == way && of.contains(&insurer)).count();
        let [both, date, names, key, alone, otherwise] = [0, 1, 2, 3, 4, 5].map(count);
        if !self.was_compared || both == 0 {
            return None;
        }
        let neither = |together: f64, alone: f64| {
            let by_chance = (date * names) as f64 / both as f64;
            let factor = f64::max(1.0, (3.0 + together) / (3.0 + by_chance));
            let one_more = (date + names) as f64 * factor;
            let two_more = key as f64 * factor * factor;
            (one_more + two_more) * alone / (1 + both) as f64
        };
        let low = limits(neither(limits(key).0, limits(alone).0).floor() as usize).0;
        let high = limits(neither(limits(key).1, limits(alone).1).ceil() as usize).1;
        let in_doubt = self.leak_bin.iter().filter(|bin| ["unmatched", "doubtful"].contains(*bin)).count();
        let left = |rows: f64| (rows - otherwise as f64).max(0.0).min(in_doubt as f64);
        Some(json!({
            "by_both": both, "date_differs": date, "names_differ": names, "by_key": key, "by_names": alone, "otherwise": otherwise,
            "rows": left(neither(key as f64, alone as f64)).round() as u64,
            "low": left(low).floor() as u64, "high": left(high).ceil() as u64,
        }))
    }

    pub fn matching(&self) -> Value {
        let level = |level: &Level| {
            let (_, rule, difference) = level.strength;
            let mut told = json!({ "rule": RULES[rule], "rows": level.rows });
            if difference > 0 {
                told["difference"] = DIFFERENCES[difference].into();
            }
            if let Some(met) = level.by_chance {
                let (low, high) = limits(met);
                told["by_chance"] = json!({ "rows": met, "low": low.floor() as u64, "high": high.ceil() as u64 });
            }
            told
        };
        let mut told = json!({ "max_chance_ppm": (self.world.max_chance * 1e6) as u64, "levels": self.levels.iter().map(level).collect::<Vec<_>>() });
        if let Some(own) = self.own_numbers.told() {
            told["own_numbers"] = own;
        }
        if let Some(two) = self.two_values.told() {
            told["two_values"] = two;
        }
        if self.was_compared {
            told["one_in"] = 1.into();
            told["unmatched"] = self.unmatched();
        }
        told
    }

    fn unmatched(&self) -> Value {
        let rows = self.unmatched.len();
        let near = |kind: usize| {
            let count = self.unmatched.iter().filter(|(near, ..)| *near == Some(kind)).count();
            let mut told = json!({ "near": NEAR[kind], "rows": count });
            if [1, 3].contains(&kind) {
                let met = |(near, decoy, _): &&(Option<usize>, Option<usize>, Option<u16>)| {
                    *decoy == Some(kind) && near.is_none_or(|near| kind <= near)
                };
                let met = self.unmatched.iter().filter(met).count();
                let (low, high) = limits(met);
                told["by_chance"] = json!({ "rows": met, "low": low.floor() as u64, "high": high.ceil() as u64 });
            }
            (count > 0).then_some(told)
        };
        let decades: BTreeSet<Option<u16>> = self.unmatched.iter().map(|(.., decade)| *decade).collect();
        let decade = |decade: Option<u16>| {
            let here = || self.unmatched.iter().filter(move |(.., of)| *of == decade);
            let nobody = here().filter(|(near, ..)| near.is_none()).count();
            let mut told = json!({ "rows": here().count(), "nobody": nobody });
            decade.into_iter().for_each(|decade| told["from"] = decade.into());
            told
        };
        json!({
            "rows": rows,
            "near": (0..NEAR.len()).filter_map(near).collect::<Vec<_>>(),
            "nobody": self.unmatched.iter().filter(|(near, ..)| near.is_none()).count(),
            "decades": decades.into_iter().map(decade).collect::<Vec<_>>(),
        })
    }
}
