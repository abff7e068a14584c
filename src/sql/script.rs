//! The SQL, with what the incident file declares in it.

use std::fmt::Write;

use engine::plan::Plan;
use model::incident::Across;
use model::rule::{Difference, Rule, Strength};

/// By name: what each script says, `{name}` for a setting of the incident and `<rule, difference>` for a level.
const SCRIPTS: [(&str, &str); 13] = [
    ("01-functions.sql", include_str!("duckdb/01-functions.sql")),
    ("02-rows.sql", include_str!("duckdb/02-rows.sql")),
    ("03-persons.sql", include_str!("duckdb/03-persons.sql")),
    ("03-persons-again.sql", include_str!("duckdb/03-persons-again.sql")),
    ("04-first-pass.sql", include_str!("duckdb/04-first-pass.sql")),
    ("05-blocks.sql", include_str!("duckdb/05-blocks.sql")),
    ("06-agreements.sql", include_str!("duckdb/06-agreements.sql")),
    ("07-pairs.sql", include_str!("duckdb/07-pairs.sql")),
    ("08-numbers.sql", include_str!("duckdb/08-numbers.sql")),
    ("09-decoys.sql", include_str!("duckdb/09-decoys.sql")),
    ("10-names-and-date.sql", include_str!("duckdb/10-names-and-date.sql")),
    ("11-bins.sql", include_str!("duckdb/11-bins.sql")),
    ("12-counts.sql", include_str!("duckdb/12-counts.sql")),
];

/// All files but the rows: names and texts.
pub(super) fn all(plan: &Plan) -> Vec<(&'static str, String)> {
    let realm = match plan.incident.across_insurers {
        Across::Together => "''",
        Across::Apart => "insurer",
    };
    let settings = [
        ("{realm}", realm.to_owned()),
        ("{bound}", plan.incident.max_chance_ppm().to_string()),
        ("{in_place}", in_place()),
    ];
    let mut all = vec![("00-incident.sql", incident(plan)), (super::RUN, include_str!("run.py").to_owned())];
    for (name, text) in SCRIPTS {
        let mut text = text.to_owned();
        settings.iter().for_each(|(setting, value)| text = text.replace(setting, value));
        all.push((name, with_levels(&text)));
    }
    all
}

/// All levels, the strongest first.
fn levels() -> Vec<Strength> {
    let of = |rule: Rule| {
        let differing = Difference::ALL.into_iter().map(move |difference| Strength::but(rule, difference));
        std::iter::once(Strength::full(rule)).chain(differing)
    };
    let mut all: Vec<Strength> = Rule::ALL.into_iter().flat_map(of).collect();
    all.sort_unstable();
    all
}

/// `<rule, difference>`.
fn placeholder(level: Strength) -> String {
    let difference = level.difference().map_or(String::new(), |difference| format!(", {}", difference.id()));
    format!("<{}{difference}>", level.rule().id())
}

/// The text with each level as its number, and its name beside it.
fn with_levels(text: &str) -> String {
    let mut text = text.to_owned();
    for level in levels() {
        let placeholder = placeholder(level);
        let name = &placeholder[1..placeholder.len() - 1];
        text = text.replace(&placeholder, &format!("{} /* {name} */", level.as_u16()));
    }
    text
}

/// Of each level without a difference: that of names in each other's places.
fn in_place() -> String {
    let all = Rule::ALL.map(|rule| {
        let [from, to] = [Strength::full(rule), Strength::but(rule, Difference::NamesExchanged)];
        format!("when {} then {}", from.as_u16(), to.as_u16())
    });
    all.join(" ")
}

/// What the incident file declares, and the levels.
fn incident(plan: &Plan) -> String {
    let mut sql = "-- The levels at which rows match, the strongest first. `certainty`: certain (0), strong (1), probable (2), possible (3), of a\n\
        -- household (4).\n\
        create table level (strength int, rule varchar, difference varchar, certainty int, compares_date boolean);\n\
        insert into level values"
        .to_owned();
    let level = |level: Strength| {
        let difference = level.difference().map_or("null".to_owned(), |difference| format!("'{}'", difference.id()));
        let rule = level.rule();
        let (certainty, compares_date) = (level.certainty() as u8, rule.compares_date());
        format!("({}, '{}', {difference}, {certainty}, {compares_date})", level.as_u16(), rule.id())
    };
    rows(&mut sql, levels().into_iter().map(level));
    sql += "\n-- The insurers whose members an operator may have had.\ncreate table serves (operator varchar, insurer varchar);\n";
    let ids =
        |operator: usize| plan.insurers.iter().enumerate().filter(move |(place, _)| plan.serves[operator][*place]);
    let serves = plan
        .operators
        .iter()
        .enumerate()
        .flat_map(|(place, operator)| ids(place).map(move |(_, insurer)| format!("('{operator}', '{insurer}')")));
    insert(&mut sql, "serves", serves.collect());
    sql += "\n-- Perimeters declared exposed, by their places in the lists of their insurers.\n\
        create table perimeter (insurer varchar, place bigint, operator varchar);\n";
    let perimeters = plan.insurers.iter().zip(&plan.exposed).flat_map(|(insurer, exposed)| {
        let operator = |operator| &plan.operators[usize::from(operator)];
        exposed.iter().map(move |p| format!("('{insurer}', {}, '{}')", p.place, operator(p.operator)))
    });
    insert(&mut sql, "perimeter", perimeters.collect());
    sql
}

/// Ids have no quotes.
fn insert(sql: &mut String, table: &str, values: Vec<String>) {
    if !values.is_empty() {
        let _ = write!(sql, "insert into {table} values");
        rows(sql, values.into_iter());
    }
}

fn rows(sql: &mut String, values: impl Iterator<Item = String>) {
    for (place, row) in values.enumerate() {
        let _ = write!(sql, "{}\n    {row}", if place == 0 { "" } else { "," });
    }
    sql.push_str(";\n");
}
