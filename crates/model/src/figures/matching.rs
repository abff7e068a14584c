//! How the rows matched, level by level, and how often chance would have matched them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::interval;
use crate::rule::{Certainty, Difference, Near, Rule};

/// How the leaked rows matched.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Matching {
    /// `max_chance` of the incident file, in millionths: a level of which chance is sure to have met a larger share counts in `high`
    /// only.
    pub max_chance_ppm: u64,
    /// Chance is measured with one member row in so many, born on another day; absent if no row was compared value by value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one_in: Option<u64>,
    /// Levels under which rows matched one person, strongest first; their rows are the matched and the doubtful ones.
    pub levels: Vec<LevelCount>,
    /// Rows that a number leads to the one person who has it, and little else; absent if there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_numbers: Option<OwnNumbers>,
    /// Rows that a name and the birth date lead to the one person who has them; absent if there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub two_values: Option<TwoValues>,
    /// Rows that match nobody; absent if no row was compared value by value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unmatched: Option<Unmatched>,
}

/// Whether numbers are persons' own: then most rows in which one agrees agree in the birth date or in both names as well.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct OwnNumbers {
    /// Leaked rows that match by a number along with the birth date or both names.
    pub agreeing: u64,
    /// Leaked rows with a number that one member alone has, in which neither the date nor both names agree.
    pub alone: u64,
    /// Whether `alone` is at most the share `max_chance` of both: then these rows match by `own-number-…`, and otherwise by no such rule.
    pub counted: bool,
    /// Numbers of leaked rows that one member alone has.
    pub of_one: u64,
    /// Those that several have.
    pub of_several: u64,
    /// Whether `of_several` is at most that share of both: then a number beside the last name is enough, and otherwise it may be a relative's.
    pub personal: bool,
    /// Leaked rows with a number that one member alone has, in which birth date and first names agree as well.
    pub both_agree: u64,
    /// Those in which the first names agree, and the birth date is known of both and is another one.
    pub date_differs: u64,
    /// Those in which the birth date agrees, and the first names are known of both and differ.
    pub first_name_differs: u64,
    /// Those in which birth date and first names are known of both and differ.
    pub both_differ: u64,
    /// Whether `both_differ` are no more than errors make that have nothing to do with each other: then rows in which nothing but the number
    /// agrees match by `own-number-errors` if numbers are `personal`, and otherwise they may be a relative's.
    pub of_errors: bool,
}

/// Whether rows that agree with one member alone in a name and the birth date, where the other name and every key differ, are as few as errors make
/// them.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TwoValues {
    /// Leaked rows that NIR and birth date do not settle, in which a key (NIR, number or contact), last and first names and birth date agree.
    pub all_agree: u64,
    /// Those in which a key and the date agree, and last or first names differ or are missing.
    pub name_differs: u64,
    /// Those in which names and date agree, and no key does.
    pub key_differs: u64,
    /// Leaked rows that NIR and birth date do not settle.
    pub tried: u64,
    /// Those that no other rule matches.
    pub unmatched: u64,
    /// By the name that agrees.
    pub by_name: Vec<TwoValueCount>,
    /// Whether the rows of `by_name` that chance allows are no more than errors make that have nothing to do with each other; otherwise twins or
    /// strangers are among them.
    pub of_errors: bool,
}

/// Rows that one name and the birth date lead to the one person who has them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TwoValueCount {
    /// The rule by which they match if they count.
    pub rule: Rule,
    /// Leaked rows.
    pub rows: u64,
    /// Of all rows that are `tried`, those that a name and the date lead to somebody who does not exist.
    pub by_chance: u64,
    /// Whether as large a part of `by_chance` as of the rows is `unmatched` is at most the share `max_chance` of `rows`, and the rows are
    /// `of_errors`: then they match by the rule, and otherwise nobody.
    pub counted: bool,
}

/// Leaked rows that match nobody: `rows` = those of `near` + `nobody` = those of `decades`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Unmatched {
    /// Leaked rows.
    pub rows: u64,
    /// Those that resemble a member whom they can concern, by the closest resemblance; the closest first.
    pub near: Vec<NearCount>,
    /// Those that resemble nobody.
    pub nobody: u64,
    /// By decade of birth, rows without a birth date first. Former members may have been removed from the files.
    pub decades: Vec<DecadeCount>,
}

/// Leaked rows that match nobody and resemble a member.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct NearCount {
    /// In what they agree.
    pub near: Near,
    /// Leaked rows.
    pub rows: u64,
    /// How many resemble a member who does not exist: what chance makes. Absent where it is not measured.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_chance: Option<ByChance>,
}

/// Leaked rows that match nobody, of one decade of birth.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DecadeCount {
    /// First year of the decade; absent for rows without a birth date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<u16>,
    /// Leaked rows.
    pub rows: u64,
    /// Those that resemble nobody.
    pub nobody: u64,
}

/// A level: a rule, as it is or but for a difference.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct LevelCount {
    /// The rule.
    pub rule: Rule,
    /// In what the rows differ; absent for rows that agree in all that the rule compares.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<Difference>,
    /// Certainty with which it counts.
    pub certainty: Certainty,
    /// Leaked rows.
    pub rows: u64,
    /// How many of them chance may have met; absent where it is not measured: under the rules that settle a row by NIR and birth date,
    /// and under those that do not compare the birth date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_chance: Option<ByChance>,
}

/// Leaked rows that would have matched somebody who does not exist.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ByChance {
    /// As measured.
    pub rows: u64,
    /// Lower end of the interval of 95 %, rounded down.
    pub low: u64,
    /// Upper end, rounded up.
    pub high: u64,
}

/// How many leaked rows of an insurer's persons match nobody, or nobody for sure, estimated by capture and recapture: a row is found by a key (NIR, number,
/// contact), by last name, first names and birth date, or by both, each as they are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct NotFound {
    /// Rows that match one person, in which a key, names and date agree.
    pub by_both: u64,
    /// Rows in which a key and names agree, and the date does not or is missing.
    pub date_differs: u64,
    /// Rows in which a key and the date agree, and last or first names do not or are missing.
    pub names_differ: u64,
    /// Rows in which a key agrees, and neither names nor date do.
    pub by_key: u64,
    /// Rows in which names and date agree, and no key does.
    pub by_names: u64,
    /// Matched rows in which no key and not all of names and date agree, found by values that nearly agree.
    pub otherwise: u64,
    /// Rows that match nobody, or are doubtful by names alone, and are yet of the insurer's persons, as far as damage to a key keeps company with damage to names or date as
    /// those two do with each other.
    pub rows: u64,
    /// Lower end of the interval of 95 %, rounded down.
    pub low: u64,
    /// Upper end, rounded up.
    pub high: u64,
}

/// Whether at most a share, in millionths, is otherwise than the rest.
fn are_few(others: u64, rest: u64, bound: u64) -> bool {
    u128::from(others) * 1_000_000 <= u128::from(bound) * u128::from(rest + others)
}

/// Whether rows in which two values differ are no more than errors make that have nothing to do with each other: of rows in which both agree, and
/// rows in which one or the other differs.
fn are_of_errors(both_differ: u64, both_agree: u64, one_differs: [u64; 2]) -> bool {
    let [one, other] = one_differs.map(|rows| rows as f64);
    one * other > 0.0 && interval::poisson(both_differ).0 * both_agree as f64 <= one * other
}

impl TwoValues {
    /// From rows in which all agree, a name differs, or the key does; and by rule those that a name and the date lead to one person, and to somebody
    /// who does not exist. `bound`: the share that chance may make, in millionths.
    pub fn of(
        [all_agree, name_differs, key_differs]: [u64; 3],
        (tried, unmatched): (u64, u64),
        led: impl IntoIterator<Item = (Rule, u64, u64)>,
        bound: u64,
    ) -> TwoValues {
        let is_allowed = |rows: u64, by_chance: u64| {
            let (of_chance, of_rows) = (u128::from(by_chance * unmatched), u128::from(rows * tried));
            of_chance * 1_000_000 <= u128::from(bound) * of_rows
        };
        let mut by_name: Vec<TwoValueCount> = led
            .into_iter()
            .map(|(rule, rows, by_chance)| TwoValueCount {
                rule,
                rows,
                by_chance,
                counted: is_allowed(rows, by_chance),
            })
            .collect();
        let rows = by_name.iter().filter(|name| name.counted).map(|name| name.rows).sum();
        let of_errors = are_of_errors(rows, all_agree, [name_differs, key_differs]);
        by_name.iter_mut().for_each(|name| name.counted &= of_errors);
        TwoValues { all_agree, name_differs, key_differs, tried, unmatched, by_name, of_errors }
    }

    /// How many of the rows chance makes, rounded, of those of all that are tried.
    pub fn chance(&self, by_chance: u64) -> u64 {
        (by_chance * self.unmatched + self.tried / 2).checked_div(self.tried).unwrap_or(0)
    }

    /// The same again, from its own counts.
    pub fn again(&self, bound: u64) -> TwoValues {
        let led = self.by_name.iter().map(|name| (name.rule, name.rows, name.by_chance));
        let beside = [self.all_agree, self.name_differs, self.key_differs];
        TwoValues::of(beside, (self.tried, self.unmatched), led, bound)
    }
}

impl OwnNumbers {
    /// From rows, from numbers, and from rows by what agrees beside the number: see [`OwnNumbers::are_of_errors`]. `bound`: the share that
    /// may be otherwise, in millionths.
    pub fn of(
        (agreeing, alone): (u64, u64),
        (of_one, of_several): (u64, u64),
        beside: [u64; 4],
        bound: u64,
    ) -> OwnNumbers {
        let [both_agree, date_differs, first_name_differs, both_differ] = beside;
        OwnNumbers {
            agreeing,
            alone,
            counted: are_few(alone, agreeing, bound),
            of_one,
            of_several,
            personal: OwnNumbers::are_personal((of_one, of_several), bound),
            both_agree,
            date_differs,
            first_name_differs,
            both_differ,
            of_errors: OwnNumbers::are_of_errors(beside),
        }
    }

    /// Rows by what agrees beside the number, from which the rest follows.
    pub fn beside(&self) -> [u64; 4] {
        [self.both_agree, self.date_differs, self.first_name_differs, self.both_differ]
    }

    /// Whether rows in which birth date and first names differ are as few as errors make which have nothing to do with each other: of a
    /// relative under the same number both differ, and there are more of them. Of rows in which both agree, the date differs, the first names
    /// do, and both do.
    pub fn are_of_errors([both_agree, date_differs, first_name_differs, both_differ]: [u64; 4]) -> bool {
        are_of_errors(both_differ, both_agree, [date_differs, first_name_differs])
    }

    /// Whether few numbers are several members'.
    pub fn are_personal((of_one, of_several): (u64, u64), bound: u64) -> bool {
        are_few(of_several, of_one, bound)
    }
}

impl ByChance {
    /// From the number of meetings, where one member row in `one_in` was tried.
    pub fn of(meetings: u64, one_in: u64) -> ByChance {
        let (low, high) = interval::poisson(meetings);
        let scale = one_in as f64;
        ByChance { rows: meetings * one_in, low: (low * scale).floor() as u64, high: (high * scale).ceil() as u64 }
    }
}

/// Rows added to those in which date and names differ, and to those that would if damage to one said nothing of the other: with few
/// rows, the two are taken to be independent.
const FEW: f64 = 3.0;

impl NotFound {
    /// From the rows of an insurer in the order of [`NotFound::found`], and all rows that match nobody or are doubtful. None if no row is found both ways.
    pub fn of(found: [u64; 6], in_doubt: u64) -> Option<NotFound> {
        let [by_both, date_differs, names_differ, by_key, by_names, otherwise] = found;
        if by_both == 0 {
            return None;
        }
        let [both, date, names] = [by_both, date_differs, names_differ].map(|rows| rows as f64);
        // How many times as often date and names are damaged together as they would be if independent: errors keep company. Homogeneous
        // interaction of the lists, as Darroch, Fienberg, Glonek and Junker (1993) have it.
        let company = |together: f64| ((together + FEW) / (date * names / both + FEW)).max(1.0);
        // Chapman's form of Petersen's estimate: rows without a key for each row with one, by how many of date and names are damaged.
        let lost = |alone: f64, company: f64| {
            alone / (both + 1.0) * ((date + names) * company + by_key as f64 * company * company)
        };
        let ((alone_low, alone_high), (low, high)) = (interval::poisson(by_names), interval::poisson(by_key));
        // Both counts vary, and so does the number of rows that are lost.
        let low = interval::poisson(lost(alone_low, company(low)).floor() as u64).0;
        let high = interval::poisson(lost(alone_high, company(high)).ceil() as u64).1;
        // Some of these were found after all, by values that nearly agree.
        let left = |rows: f64| (rows - otherwise as f64).clamp(0.0, in_doubt as f64);
        Some(NotFound {
            by_both,
            date_differs,
            names_differ,
            by_key,
            by_names,
            otherwise,
            rows: left(lost(by_names as f64, company(by_key as f64))).round() as u64,
            low: left(low).floor() as u64,
            high: left(high).ceil() as u64,
        })
    }

    /// The rows from which it is estimated.
    pub fn found(&self) -> [u64; 6] {
        [self.by_both, self.date_differs, self.names_differ, self.by_key, self.by_names, self.otherwise]
    }
}
