//! What should add up does: reckoned from the JSON alone.

use ampleur::schema::Schema;
use serde_json::Value;

use crate::schemas::fits;

/// A count or a change; nothing if there is none.
pub fn n(value: &Value) -> i64 {
    value.as_i64().unwrap_or(0)
}

/// The items of a list.
pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

const SIDES: [&str; 3] = ["before", "after", "change"];

/// The figures are those of the two reports, and whatever should add up does, before, after and as a change.
#[track_caller]
pub fn re_adds(compared: &Value, was: &Value, is: &Value) {
    let schema = Schema::Compared.json();
    fits(&schema, &schema, compared, "compared");
    let total = &compared["totals"];
    let sum = |lines: &mut dyn Iterator<Item = &Value>| -> [i64; 3] {
        lines.fold([0; 3], |sum, line| [0, 1, 2].map(|side| sum[side] + n(&line[SIDES[side]])))
    };
    let whole = |change: &Value| SIDES.map(|side| n(&change[side]));
    for figure in ["low", "estimate", "high"] {
        assert_eq!(total[figure]["before"], was["totals"]["persons"][figure]);
        assert_eq!(total[figure]["after"], is["totals"]["persons"][figure]);
    }
    for figure in ["records", "contracts"] {
        assert_eq!(total[figure]["before"], was["totals"][figure]);
        assert_eq!(total[figure]["after"], is["totals"][figure]);
    }
    for parties in ["insurers", "operators"] {
        let lines = list(&compared[parties]["lines"]);
        let estimates = sum(&mut lines.iter().map(|line| &line["counts"]["estimate"]));
        let repeats = whole(&compared[parties]["repeats"]);
        assert_eq!([0, 1, 2].map(|side| estimates[side] - repeats[side]), whole(&total["estimate"]), "{parties}");
        for line in lines {
            let of = |report: &Value| list(&report[parties]).iter().find(|party| party["id"] == line["id"]).cloned();
            let estimate = |report| of(report).map(|party| party["totals"]["persons"]["estimate"].clone());
            let counts = &line["counts"]["estimate"];
            assert_eq!((counts.get("before"), counts.get("after")), (estimate(was).as_ref(), estimate(is).as_ref()));
        }
    }
    for side in ["before", "after"] {
        let in_estimate = list(&compared["rules"]).iter().filter(|line| line[format!("in_estimate_{side}")] == true);
        let persons: i64 = in_estimate.map(|line| n(&line["persons"][side])).sum();
        assert_eq!(persons, n(&total["estimate"][side]), "rules, {side}");
    }
    let evidence = compared["evidence"].as_object().unwrap();
    assert_eq!(sum(&mut evidence.values()), whole(&total["estimate"]), "evidence");
    let mut records = list(&compared["operators"]["lines"]).iter().map(|line| &line["counts"]["records"]);
    assert_eq!(sum(&mut records), whole(&total["records"]), "records");
    for file in ["leaks", "members"].into_iter().flat_map(|side| list(&compared["files"][side])) {
        let (rows, bins): (Vec<&Value>, Vec<&Value>) =
            list(&file["bins"]).iter().partition(|line| line["bin"] == "rows");
        let of = |lines: Vec<&Value>| sum(&mut lines.into_iter().map(|line| &line["rows"]));
        assert_eq!(of(rows), of(bins), "{file}");
    }
    let steps = list(&compared["steps"]);
    for figure in ["low", "estimate", "high", "records", "contracts"] {
        let explained: i64 = steps.iter().map(|step| n(&step["totals"][figure])).sum();
        assert_eq!(explained, n(&total[figure]["change"]), "{figure}");
    }
    for line in list(&compared["insurers"]["lines"]) {
        let shifts = steps.iter().flat_map(|step| list(&step["insurers"])).filter(|shift| shift["id"] == line["id"]);
        let explained: i64 = shifts.map(|shift| n(&shift["estimate"])).sum();
        assert_eq!(explained, n(&line["counts"]["estimate"]["change"]), "{}", line["id"]);
    }
}
