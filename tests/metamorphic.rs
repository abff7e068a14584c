//! Two assessments of one invented incident: what a change of its files must do to the figures, and what it must not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use synth::Population;
use synth::Shape;
use synth::sample;
use tempfile::TempDir;

use crate::harness::Ampleur;

const INSURERS: [&str; 5] = ["aesio-mutuelle", "ag2r-la-mondiale", "apicil", "harmonie-mutuelle", "uniprevoyance"];
const OPERATORS: [&str; 2] = ["almerys", "viamedis"];

/// An incident in a folder, which a test may then change.
struct Incident(TempDir);

impl Incident {
    fn new() -> Incident {
        let dir = TempDir::new().unwrap();
        let population = Population { shape: Shape::Csv, ..Population::of(1_500, 7) };
        assert!(population.write(&dir.path().join("in")).is_ok());
        Incident(dir)
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join("in").join(path)
    }

    #[track_caller]
    fn edit(&self, path: &str, change: impl FnOnce(&str) -> String) {
        let before = fs::read_to_string(self.path(path)).unwrap();
        let after = change(&before);
        assert!(before != after, "{path} is as it was");
        fs::write(self.path(path), after).unwrap();
    }

    /// Adds tables at the end of the incident file.
    fn declare(&self, tables: &str) {
        self.edit("incident.toml", |text| format!("{text}\n{tables}\n"));
    }

    /// The report.
    #[track_caller]
    fn assess(&self) -> Value {
        let out = self.0.path().join("out");
        // A file whose every value of a kind is damaged ends with 3.
        let args = ["assess", "incident.toml", "--quiet", "--figures-only", "--fail-on", "never", "-o"];
        Ampleur::new(args).arg(&out).within(&self.path("")).run().ends(0);
        serde_json::from_slice(&fs::read(out.join(sample::ID).join("report.json")).unwrap()).unwrap()
    }

    fn table(&self, path: &str) -> Table {
        let mut reader = csv::Reader::from_path(self.path(path)).unwrap();
        let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<String>>();
        let headers = cells(reader.headers().unwrap());
        Table { headers, rows: reader.records().map(|record| cells(&record.unwrap())).collect() }
    }

    fn write(&self, path: &str, table: &Table) {
        let mut writer = csv::Writer::from_path(self.path(path)).unwrap();
        writer.write_record(&table.headers).unwrap();
        table.rows.iter().for_each(|row| writer.write_record(row).unwrap());
        writer.flush().unwrap();
    }
}

/// A file of rows.
struct Table {
    headers: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// What a row holds under a header; nothing if the file does not have it.
    fn cell(&self, row: usize, header: &str) -> &str {
        let place = self.headers.iter().position(|h| h == header);
        place.map_or("", |place| self.rows[row][place].as_str())
    }

    /// Adds a row, each cell as its header wants it.
    fn push<'a>(&mut self, cell: impl Fn(&str) -> &'a str) {
        self.rows.push(self.headers.iter().map(|header| cell(header).to_owned()).collect());
    }
}

/// Where two reports differ, by pointer; lists of other lengths differ as a whole.
fn changes(before: &Value, after: &Value) -> BTreeMap<String, (Value, Value)> {
    fn walk(at: String, before: &Value, after: &Value, found: &mut BTreeMap<String, (Value, Value)>) {
        match (before, after) {
            (Value::Object(a), Value::Object(b)) if a.keys().eq(b.keys()) => {
                a.iter().for_each(|(key, value)| walk(format!("{at}/{key}"), value, &b[key], found));
            }
            (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
                a.iter().zip(b).enumerate().for_each(|(i, (a, b))| walk(format!("{at}/{i}"), a, b, found));
            }
            (a, b) if a == b => {}
            (a, b) => _ = found.insert(at, (a.clone(), b.clone())),
        }
    }
    let mut found = BTreeMap::new();
    walk(String::new(), before, after, &mut found);
    found
}

#[track_caller]
fn assert_same(before: &Value, after: &Value) {
    let changes = changes(before, after);
    assert!(changes.is_empty(), "{changes:#?}");
}

/// Takes out of a list what holds.
fn take(list: &mut Value, holds: impl Fn(&Value) -> bool) -> Vec<Value> {
    let (taken, left) = list.as_array_mut().unwrap().drain(..).partition(holds);
    *list = Value::Array(left);
    taken
}

/// The place in a list of what has that value under a key.
fn place(list: &Value, key: &str, value: &str) -> usize {
    list.as_array().unwrap().iter().position(|item| item[key] == value).unwrap()
}

/// The same, whatever the order of its lists.
fn unordered(value: &Value) -> Value {
    match value {
        Value::Array(list) => {
            let mut list: Vec<Value> = list.iter().map(unordered).collect();
            list.sort_by_cached_key(ToString::to_string);
            Value::Array(list)
        }
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), unordered(value))).collect(),
        other => other.clone(),
    }
}

/// Low, estimate and high by scope.
fn persons(report: &Value) -> BTreeMap<String, [u64; 3]> {
    let figures = |persons: &Value| ["low", "estimate", "high"].map(|figure| persons[figure].as_u64().unwrap());
    let mut scopes = BTreeMap::from([("all".to_owned(), figures(&report["totals"]["persons"]))]);
    for kind in ["insurers", "operators"] {
        for party in report[kind].as_array().unwrap() {
            scopes.insert(party["id"].to_string(), figures(&party["totals"]["persons"]));
            for cell in party["operators"].as_array().into_iter().flatten() {
                let name = format!("{} at {}", party["id"], cell["id"]);
                scopes.insert(name, figures(&cell["totals"]["persons"]));
            }
        }
    }
    for manager in report["managers"].as_array().unwrap() {
        scopes.insert(format!("managed by {}", manager["id"]), figures(&manager["persons"]));
    }
    scopes
}

#[track_caller]
fn assert_nothing_lower(before: &Value, after: &Value) {
    let now = persons(after);
    for (scope, figures) in persons(before) {
        let now = now[&scope];
        assert!(figures.iter().zip(now).all(|(before, now)| *before <= now), "{scope}: {figures:?}, then {now:?}");
    }
}

/// The last one of all in place of the first: every index moves.
#[test]
fn an_insurer_under_another_id_and_name_has_the_same_figures() {
    let incident = Incident::new();
    let before = incident.assess();
    let renamed =
        |text: &str| text.replace("aesio-mutuelle", "zenith-assurances").replace("Aésio Mutuelle", "Zénith Assurances");
    for file in ["incident.toml", "leaks/almerys.csv", "leaks/viamedis.csv"] {
        incident.edit(file, renamed);
    }
    fs::rename(incident.path("members/aesio-mutuelle.csv"), incident.path("members/zenith-assurances.csv")).unwrap();
    let after = incident.assess();
    assert_eq!(after["insurers"][4]["id"], "zenith-assurances");
    let expected: Value = serde_json::from_str(&renamed(&before.to_string())).unwrap();
    assert_same(&unordered(&expected), &unordered(&after));
}

/// Rows that are equal in all that is compared stay duplicates, whatever else tells them apart.
#[test]
fn columns_in_another_order_and_one_that_means_nothing_change_nothing() {
    let incident = Incident::new();
    let before = incident.assess();
    for file in
        INSURERS.map(|id| format!("members/{id}.csv")).into_iter().chain(OPERATORS.map(|id| format!("leaks/{id}.csv")))
    {
        let mut table = incident.table(&file);
        if file.starts_with("members/") {
            table.headers.push("Commentaire".to_owned());
            table.rows.iter_mut().enumerate().for_each(|(i, row)| row.push(format!("ligne {i}")));
        }
        table.headers.reverse();
        table.rows.iter_mut().for_each(|row| row.reverse());
        incident.write(&file, &table);
    }
    assert_same(&before, &incident.assess());
}

/// It is a record of its operator and of the insurer it names, and nothing else.
#[test]
fn a_leaked_row_that_meets_nobody_and_names_its_insurer() {
    const FILLED: [(&str, &str); 5] = [
        ("last_name", "NOBODY"),
        ("first_name", "ANNE"),
        ("birth_date", "19010101"),
        ("nir", "2010199126111"),
        ("insurer", "aesio-mutuelle"),
    ];
    let incident = Incident::new();
    let before = incident.assess();
    let mut leak = incident.table("leaks/almerys.csv");
    leak.push(|header| FILLED.iter().find(|(filled, _)| *filled == header).map_or("", |(_, cell)| *cell));
    incident.write("leaks/almerys.csv", &leak);

    let operator = place(&before["operators"], "id", "almerys");
    let insurer = place(&before["insurers"], "id", "aesio-mutuelle");
    let cell = place(&before["insurers"][insurer]["operators"], "id", "almerys");
    let file = place(&before["conservation"]["leaks"], "path", "leaks/almerys.csv");
    let (operator, insurer) = (format!("/operators/{operator}"), format!("/insurers/{insurer}"));
    let cell = format!("{insurer}/operators/{cell}");
    let mut expected: BTreeSet<String> = BTreeSet::from([
        "/totals/records".to_owned(),
        format!("/conservation/leaks/{file}/rows"),
        format!("/conservation/leaks/{file}/unmatched"),
    ]);
    expected.insert(format!("{insurer}/named_only"));
    expected.extend([&operator, &insurer, &cell].map(|scope| format!("{scope}/totals/records")));
    for scope in [&operator, &cell] {
        let fields = before.pointer(&format!("{scope}/fields")).unwrap();
        let filled = FILLED.map(|(field, _)| place(fields, "field", field));
        expected.extend(filled.map(|place| format!("{scope}/fields/{place}/observed_records")));
    }
    // Nobody of the demo is as old, and it resembles nobody.
    let unmatched = ["/matching/unmatched/rows", "/matching/unmatched/nobody", "/matching/unmatched/decades"];
    expected.extend(unmatched.map(str::to_owned));
    let mut changes = changes(&before, &incident.assess());
    assert_eq!(changes.keys().cloned().collect::<BTreeSet<_>>(), expected);
    let (_, decades) = changes.remove("/matching/unmatched/decades").unwrap();
    assert_eq!(decades[0], json!({"from": 1900, "rows": 1, "nobody": 1}));
    for (at, (before, after)) in changes {
        assert_eq!(before.as_u64().unwrap() + 1, after.as_u64().unwrap(), "{at}");
    }
}

/// Rows of an inventory that was handed over twice, under two names: all of them are duplicates.
#[test]
fn a_leak_listed_again_under_another_name_changes_nothing_else() {
    let incident = Incident::new();
    let before = incident.assess();
    let mut again = incident.table("leaks/viamedis.csv");
    // A row that no rule can meet is rejected again: it is nobody's duplicate.
    let whole = |row: usize| ["last_name", "first_name", "birth_date"].iter().all(|h| !again.cell(row, h).is_empty());
    let kept: Vec<Vec<String>> =
        (0..again.rows.len()).filter(|row| whole(*row)).map(|row| again.rows[row].clone()).collect();
    again.rows = kept;
    assert!(again.rows.len() > 100);
    incident.write("leaks/again.csv", &again);
    incident.declare("[[operators.viamedis.leaks]]\npath = \"leaks/again.csv\"");
    let mut after = incident.assess();
    let rows = again.rows.len();
    assert_eq!(
        take(&mut after["conservation"]["leaks"], |file| file["path"] == "leaks/again.csv"),
        [json!({
            "operator": "viamedis", "path": "leaks/again.csv", "rows": rows, "duplicate": rows, "matched": 0,
            "doubtful": 0, "ambiguous": 0, "household": 0, "elsewhere": 0, "unmatched": 0, "rejected": 0,
        })]
    );
    // What reading showed is told of each file.
    take(&mut after["findings"], |finding| finding["file"] == "leaks/again.csv");
    assert_same(&before, &after);
}

#[test]
fn members_listed_again_under_another_name_change_nothing_else() {
    let incident = Incident::new();
    let before = incident.assess();
    fs::copy(incident.path("members/aesio-mutuelle.csv"), incident.path("members/again.csv")).unwrap();
    incident.edit("incident.toml", |text| {
        let listed = "{ path = \"members/aesio-mutuelle.csv\" }";
        text.replace(listed, &format!("{listed}, {{ path = \"members/again.csv\" }}"))
    });
    let mut after = incident.assess();
    let rows = incident.table("members/again.csv").rows.len();
    assert_eq!(
        take(&mut after["conservation"]["members"], |file| file["path"] == "members/again.csv"),
        [json!({
            "insurer": "aesio-mutuelle", "path": "members/again.csv", "rows": rows, "duplicate": rows, "exposed": 0,
            "not_exposed": 0, "rejected": 0,
        })]
    );
    take(&mut after["findings"], |finding| finding["file"] == "members/again.csv");
    assert_same(&before, &after);
}

/// Between the two others by id: the index of one of them moves.
#[test]
fn an_operator_that_exposes_nothing_is_an_entry_of_zeros() {
    let incident = Incident::new();
    let before = incident.assess();
    incident.declare("[operators.midi]\nname = \"Midi\"");
    let mut after = incident.assess();
    let added = take(&mut after["operators"], |operator| operator["id"] == "midi");
    assert_eq!(added.len(), 1);
    assert_eq!(added[0]["totals"]["persons"], json!({"low": 0, "estimate": 0, "high": 0}));
    assert_eq!((&added[0]["totals"]["records"], &added[0]["fields"]), (&json!(0), &json!([])));
    let overlaps = take(&mut after["overlaps"], |pair| pair["operators"].as_array().unwrap().contains(&json!("midi")));
    assert_eq!(overlaps.iter().map(|pair| pair["persons"].clone()).collect::<Vec<_>>(), [0, 0]);
    assert_same(&before, &after);
}

/// Whatever it holds, and whether or not somebody is met a second time.
#[test]
fn another_leaked_row_lowers_nothing() {
    const WITHOUT: [&[&str]; 5] = [&[], &["birth_rank"], &["birth_rank", "first_name"], &["birth_date"], &["nir"]];
    let incident = Incident::new();
    let first = incident.assess();
    let mut before = first.clone();
    for (i, insurer) in INSURERS.into_iter().enumerate() {
        let members = incident.table(&format!("members/{insurer}.csv"));
        for n in 0..3 {
            let (row, without) = (n * members.rows.len() / 3, WITHOUT[(3 * i + n) % WITHOUT.len()]);
            let mut leak = incident.table("leaks/almerys.csv");
            leak.push(|header| match header {
                "insurer" => insurer,
                header if without.contains(&header) => "",
                header => members.cell(row, header),
            });
            incident.write("leaks/almerys.csv", &leak);
            let after = incident.assess();
            assert_nothing_lower(&before, &after);
            before = after;
        }
    }
    assert!(persons(&before)["all"] > persons(&first)["all"], "no row met anybody new");
}

/// An operator that says it lost all of an insurer's members.
#[test]
fn a_perimeter_of_everybody_exposes_everybody_and_lowers_nothing() {
    let incident = Incident::new();
    let before = incident.assess();
    incident.declare("[[insurers.aesio-mutuelle.perimeters]]\noperator = \"almerys\"\nstatus = \"exposed\"");
    let after = incident.assess();
    assert_nothing_lower(&before, &after);
    let insurer = &after["insurers"][place(&after["insurers"], "id", "aesio-mutuelle")];
    let population = &insurer["identifiability"]["population"];
    assert_eq!(
        (&insurer["totals"]["persons"]["low"], &insurer["totals"]["persons"]["estimate"]),
        (population, population)
    );
    assert_eq!(insurer["totals"]["high_rows"]["met"], insurer["totals"]["persons"]["high"]);
    let file = place(&after["conservation"]["members"], "path", "members/aesio-mutuelle.csv");
    assert_eq!(after["conservation"]["members"][file]["not_exposed"], 0);
}

/// Persons of an operator under a rule and a difference.
fn under(operator: &Value, rule: &str, difference: Option<&str>) -> u64 {
    let of = |count: &&Value| count["rule"] == rule && count["difference"].as_str() == difference;
    operator["rules"].as_array().unwrap().iter().filter(of).map(|count| count["persons"].as_u64().unwrap()).sum()
}

/// Every row of a leak damaged in one value: who rests on that value and nothing stronger leaves the estimate, nobody else does, and
/// nobody comes in.
#[test]
fn one_damaged_value_moves_a_row_to_the_level_that_says_so() {
    let incident = Incident::new();
    let of = |report: &Value| report["operators"][place(&report["operators"], "id", "viamedis")].clone();
    let before = of(&incident.assess());
    let estimate = |operator: &Value| operator["totals"]["persons"]["estimate"].as_u64().unwrap();
    let leak = incident.table("leaks/viamedis.csv");
    let damaged = |header: &str, damage: &dyn Fn(&str) -> String| {
        let place = leak.headers.iter().position(|h| h == header).unwrap();
        let rows = leak.rows.iter().map(|row| {
            let mut row = row.clone();
            row[place] = damage(&row[place]);
            row
        });
        incident.write("leaks/viamedis.csv", &Table { headers: leak.headers.clone(), rows: rows.collect() });
        of(&incident.assess())
    };

    // Another decade of birth: one digit.
    let decade = |date: &str| {
        let mut date = date.to_owned();
        if let Some(digit) = date.get(2..3) {
            let other = match (&date[..2], digit) {
                ("20", "0") => "1",
                ("20", _) => "0",
                (_, "5") => "6",
                _ => "5",
            };
            date.replace_range(2..3, other);
        }
        date
    };
    let after = damaged("birth_date", &decade);
    // What differed in a letter already differs in two things, and without a first name the date is all that there is.
    let lost = under(&before, "nir-date", None) + under(&before, "name-date", Some("last-name-letter"));
    assert!(lost > 2 && under(&before, "nir-date-name", None) > 100);
    assert_eq!(estimate(&before) - estimate(&after), lost);
    assert_eq!(under(&after, "nir-date-name", None), 0);
    // Whose date differed already now differs in two things, and rests on the names.
    let moved = ["date-exchanged", "date-unknown", "date-digit"];
    let moved: u64 = moved.iter().map(|difference| under(&before, "nir-date-name", Some(difference))).sum();
    // Another date may come nearer by it.
    let (found, whole) = (under(&after, "nir-date-name", Some("date-digit")), under(&before, "nir-date-name", None));
    assert!(
        found >= whole && found + under(&after, "nir-name", None) == whole + under(&before, "nir-name", None) + moved
    );
    assert_eq!(after["totals"]["persons"]["low"], 0);

    // One letter less of the last name, which the NIR rules do not ask for.
    let letter = |name: &str| name.chars().enumerate().filter(|(i, _)| *i != 2).map(|(_, c)| c).collect();
    let after = damaged("last_name", &letter);
    // What differed in a letter already has another last name now: first names and date lead to the one person who has them.
    let twice = under(&before, "name-date", Some("last-name-letter"));
    assert_eq!(estimate(&before) - estimate(&after) + under(&after, "first-name-date", None), twice);
    // Names in each other's place, one of them damaged, are other names: number and date are left.
    let exchanged = under(&before, "contract-date-name", Some("names-exchanged"));
    assert_eq!(under(&after, "contract-date-only", None), exchanged);
    assert_eq!(under(&after, "nir-date-name", None), under(&before, "nir-date-name", None));
    assert_eq!(under(&after, "name-date", Some("last-name-letter")), under(&before, "name-date", None));
    assert_eq!(under(&after, "nir-name", Some("last-name-letter")), under(&before, "nir-name", None));
    assert_eq!(under(&after, "contract-name", Some("last-name-letter")), under(&before, "contract-name", None));
}
