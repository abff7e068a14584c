//! The assessment written again, dumb and clear: nested loops over clear rows, no digest, no index, no shared code.
//!
//! [`world`] invents small populations, with few values so that rows often agree, and writes them as files; [`rows`] tells
//! what a row says, [`agreement`] how two stand to each other, [`story`] who is whom and who met whom, [`expected`] every figure of
//! the report, [`own_numbers`] who is met by a number alone, [`two_values`] who by a name and the date, and [`doubt`] those of its own doubt; here the two are held against each other.

mod agreement;
mod doubt;
mod expected;
mod measured;
mod own_numbers;
mod rows;
mod story;
mod two_values;
pub mod world;

use proptest::prelude::*;
use serde_json::Value;

use world::World;

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_assessment_equals_the_nested_loop(world in world::any_world()) {
        let world: World = world.settled();
        let outcome = world.run().succeeds();
        let mut report = outcome.report.unwrap();
        prop_assert_eq!(comparable(&mut report), expected_of(&world));
    }
}

/// What the report must say of a world, as [`comparable`] has it.
pub fn expected_of(world: &World) -> Value {
    comparable(&mut expected::report(world))
}

/// Leaves out what is no figure, and puts lists that are sorted by how often things are in an order of their own.
pub fn comparable(report: &mut Value) -> Value {
    match report {
        Value::Object(of) => {
            // Severity is of declarations, not of rows: `severity.rs` has it.
            for key in [
                "schema",
                "incident",
                "severity",
                "not_established",
                "findings",
                "name",
                "certainty",
                "possible",
                "path",
            ] {
                of.remove(key);
            }
            for key in ["sets", "losses"] {
                if let Some(Value::Array(sets)) = of.get_mut(key) {
                    sets.sort_by_key(|set| set["fields"].to_string() + &set["operators"].to_string());
                }
            }
            of.iter()
                .map(|(key, value)| (key.clone(), comparable(&mut value.clone())))
                .collect::<serde_json::Map<_, _>>()
                .into()
        }
        Value::Array(list) => list.iter_mut().map(comparable).collect(),
        other => other.clone(),
    }
}
