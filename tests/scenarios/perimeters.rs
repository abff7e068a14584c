//! Perimeters: populations told by conditions.

use super::*;

const HEADER: &str =
    "nir;birth_date;first_name;contract_number;product;manager;coverage_start;coverage_end;managed_since\n";
const LEA: &str = "2951099126111;1995-10-03;LEA;C1000001;Confort;vivinter;2020-01-01;;2020-01-01\n";
const TOM: &str = "1800199126111;1980-01-04;TOM;C1000002;ProtecTerritoriale;vivinter;2023-06-01;;2023-06-01\n";
const HUGO: &str = "1750175056222;1975-01-04;HUGO;C1000003;Confort;gfp;2019-01-01;2023-12-31;\n";
const JULIE: &str = "2820199126222;1982-01-20;JULIE;C1000004;;;;;\n";

/// Léa and Tom by number and birth date.
const LEAKED: &str = "nir;birth_date\n2951099126111;1995-10-03\n1800199126111;1980-01-04\n";

/// Léa and Tom are managed by Vivinter, Hugo by another until his cover ended; of Julie the file tells nothing.
fn four() -> Run {
    Run::new().manager("gfp").manager("vivinter").members("a", &[HEADER, LEA, TOM, HUGO, JULIE].concat())
}

fn of(status: &str, conditions: &str) -> String {
    format!("operator = \"x\"\nstatus = \"{status}\"\n{conditions}\n")
}

mod conditions {
    use super::*;

    /// So many of the four are in the perimeter; nothing leaked as rows.
    #[track_caller]
    fn hold(conditions: &str, persons: u64) {
        four()
            .operator("x")
            .perimeter("a", &of("exposed", conditions))
            .run()
            .succeeds()
            .persons(persons, persons, persons)
            .is("/evidence", json!({"records": 0, "perimeter": persons, "both": 0}))
            .is("/insurers/0/perimeters/0/rows", persons)
            .is("/insurers/0/perimeters/0/persons_met", 0)
            .is("/totals/records", 0);
    }

    #[test]
    fn none_means_everybody() {
        hold("", 4);
    }

    #[test]
    fn managed_by() {
        hold("managed_by = \"vivinter\"", 2);
        hold("managed_by = \"gfp\"", 1);
    }

    /// An end that the row does not tell is open, and so is a start: Julie may have been covered on any day.
    #[test]
    fn covered_on() {
        hold("covered_on = 2024-01-01", 3);
        hold("covered_on = 2021-01-01", 3);
        hold("covered_on = 2019-01-01", 2);
    }

    /// Both ends of the period and of the cover are included.
    #[test]
    fn covered_between() {
        hold("covered_between = { from = 2023-12-31, to = 2024-02-05 }", 4);
        hold("covered_between = { from = 2024-01-01 }", 3);
        hold("covered_between = { from = 2018-01-01, to = 2019-12-31 }", 2);
    }

    /// What the row does not tell does not hold: who is managed since an unknown day is left out.
    #[test]
    fn managed_since() {
        hold("managed_since = 2022-01-01", 1);
        hold("managed_since = 2020-01-01", 2);
    }

    /// Numbers, however spelt, and names of products.
    #[test]
    fn contracts() {
        hold("contracts = [\"C 100.0001\", \"protec territoriale\"]", 2);
        hold("contracts = [\"C1000004\"]", 1);
    }

    #[test]
    fn products() {
        hold("products = [\"CONFORT\"]", 2);
        hold("products = [\"confort\", \"ProtecTerritoriale\"]", 3);
    }

    #[test]
    fn each_must_hold() {
        hold("managed_by = \"vivinter\"\nproducts = [\"Confort\"]", 1);
        hold("managed_by = \"vivinter\"\ncovered_on = 2021-01-01\nmanaged_since = 2020-01-01", 1);
    }

    /// As Vivinter's notice has it: who is covered now, or has been under its management of late.
    #[test]
    fn one_of_several_is_enough() {
        hold("any_of = [{ products = [\"Confort\"] }, { managed_by = \"vivinter\" }]", 3);
        hold("managed_by = \"vivinter\"\nany_of = [{ covered_on = 2021-01-01 }, { managed_since = 2022-01-01 }]", 2);
        hold("managed_by = \"gfp\"\nany_of = [{ covered_on = 2024-01-01 }, { managed_since = 2022-01-01 }]", 0);
        hold("any_of = [{ managed_by = \"vivinter\", products = [\"Confort\"] }]", 1);
    }
}

/// An operator that names a population and hands over no rows: its persons lost what it declares.
#[test]
fn a_perimeter_instead_of_rows() {
    four()
        .operator("x")
        .operators_declare("exposed = [\"nir\", \"birth_date\"]")
        .perimeter("a", &of("exposed", "managed_by = \"vivinter\""))
        .run()
        .succeeds()
        .persons(2, 2, 2)
        .is("/insurers/0/status", "exposed")
        .is("/insurers/0/operators/0/evidence", json!({"records": 0, "perimeter": 2, "both": 0}))
        .is("/sets", json!([{"fields": ["birth_date", "nir"], "persons": 2}]))
        .is(
            "/operators/0/fields/0",
            json!({"field": "birth_date", "declared": "exposed", "observed_records": 0, "persons": 2}),
        );
}

/// Rows for some and a statement for others: each person counts once, on one kind of evidence or on both.
#[test]
fn a_perimeter_beside_rows() {
    four()
        .leak("x", LEAKED)
        .operators_declare("exposed = [\"nir\", \"birth_date\", \"email\"]")
        .perimeter("a", &of("exposed", "products = [\"Confort\"]"))
        .run()
        .succeeds()
        // Number and birth date alone are strong; a perimeter makes Léa and Hugo count in low.
        .persons(2, 3, 3)
        .rests_on("nir-date", 2)
        .is("/evidence", json!({"records": 1, "perimeter": 1, "both": 1}))
        .is(
            "/insurers/0/perimeters",
            json!([{
                "number": 1, "operator": "x", "status": "exposed",
                "rows": 2, "persons": 2, "rows_met": 1, "persons_met": 1,
            }]),
        )
        .is(
            "/sets",
            json!([
                {"fields": ["birth_date", "nir", "email"], "persons": 2},
                {"fields": ["birth_date", "nir"], "persons": 1},
            ]),
        );
}

/// A child under both parents is two rows of a perimeter and one person.
#[test]
fn rows_of_one_person_are_one_person_of_a_perimeter() {
    Run::new()
        .members(
            "a",
            &members(
                "1800199126111;2015-05-04;1;ALEXIA;MARTIN;Enfant;C1\n2820199126222;2015-05-04;1;ALEXIA;MARTIN;Enfant;C2\n",
            ),
        )
        .operator("x")
        .perimeter("a", &of("exposed", ""))
        .run()
        .succeeds()
        .persons(1, 1, 2)
        .is("/insurers/0/perimeters/0/rows", 2)
        .is("/insurers/0/perimeters/0/persons", 1);
}

/// Mutame & Plus: four contracts named out of many, some 1,800 of 45,000 persons.
#[test]
fn four_contracts_among_many() {
    let products = ["ProtecTerritoriale", "ALIZE", "Confort", "horizon", "Socle", "Confort", "Primo", "", "Socle Plus"];
    let row = |(day, product): (usize, &&str)| format!("MARTIN;LEA;1980-01-{:02};{product}\n", day + 1);
    let rows: String = products.iter().enumerate().map(row).collect();
    Run::new()
        .members("a", &format!("last_name;first_name;birth_date;product\n{rows}"))
        .operator("x")
        .perimeter("a", &of("exposed", "contracts = [\"ProtecTerritoriale\", \"Alizé\", \"Horizon\", \"Socle\"]"))
        .run()
        .succeeds()
        .persons(4, 4, 4)
        .is("/insurers/0/status", "exposed")
        .is("/conservation/members/0/exposed", 4)
        .is("/conservation/members/0/not_exposed", 5);
}

/// The operator says that contracts under a manager are not concerned, and its own rows say otherwise.
#[test]
fn not_concerned_and_met_is_grave() {
    let outcome = four()
        .leak("x", LEAKED)
        .perimeter("a", &of("not_concerned", "managed_by = \"vivinter\""))
        .run()
        .succeeds()
        // The rows count: what leaked has leaked.
        .persons(0, 2, 2)
        .is("/insurers/0/operators/0/status", "exposed")
        .is("/insurers/0/perimeters/0/persons_met", 2)
        .is("/evidence", json!({"records": 2, "perimeter": 0, "both": 0}));
    assert_eq!(found(&outcome, "perimeter.not-concerned-met"), [json!(["a", "grave", 2])]);
    let findings = outcome.report.as_ref().unwrap()["findings"].as_array().unwrap();
    let finding = findings.iter().find(|finding| finding["code"] == "perimeter.not-concerned-met").unwrap();
    assert_eq!(finding["perimeter"], 1);
    assert!(outcome.read("report.html").contains("périmètre n° 1"));
}

/// Nobody can tell yet whether they are concerned, and rows meet them: worth asking again.
#[test]
fn not_established_and_met() {
    let outcome = four()
        .leak("x", LEAKED)
        .perimeter("a", &of("not_established", "products = [\"Confort\"]"))
        .run()
        .succeeds()
        .persons(0, 2, 2);
    assert_eq!(found(&outcome, "perimeter.not-established-met"), [json!(["a", "warning", 1])]);
}

/// Hugo is among those said not to be concerned and among those said to be exposed: exposed wins.
#[test]
fn two_statements_about_one_row() {
    let outcome = four()
        .operator("x")
        .perimeter("a", &of("not_concerned", "managed_by = \"gfp\""))
        .perimeter("a", &of("exposed", "products = [\"Confort\"]"))
        .run()
        .succeeds()
        .persons(2, 2, 2)
        .is("/insurers/0/perimeters/0/rows", 1)
        .is("/insurers/0/perimeters/1/rows", 2);
    assert_eq!(found(&outcome, "perimeter.contradiction"), [json!(["a", "warning", 1])]);
    // A perimeter meets nobody: no leaked row does.
    assert!(found(&outcome, "perimeter.not-concerned-met").is_empty());
}

/// What one operator says is no contradiction of another.
#[test]
fn statements_of_two_operators() {
    let outcome = four()
        .operator("x")
        .operator("y")
        .perimeter("a", "operator = \"y\"\nstatus = \"not_concerned\"")
        .perimeter("a", &of("exposed", "products = [\"Confort\"]"))
        .run()
        .succeeds()
        .persons(2, 2, 2)
        .is("/insurers/0/operators/1/status", "not_concerned");
    assert!(found(&outcome, "perimeter.contradiction").is_empty());
}

/// A misspelt product, or contracts of another insurer.
#[test]
fn a_perimeter_that_holds_nobody() {
    let outcome = four()
        .operator("x")
        .perimeter("a", &of("exposed", "products = [\"Premium\"]"))
        .run()
        .succeeds()
        .persons(0, 0, 0);
    assert_eq!(found(&outcome, "perimeter.empty"), [json!(["a", "warning", 0])]);
}

/// A row that no rule can meet tells that somebody is in the perimeter, not who: it counts nowhere, and is told.
#[test]
fn a_rejected_row_in_a_perimeter() {
    let outcome = Run::new()
        .head("max_rejects = 1.0")
        .members("a", &[HEADER, LEA, ";1980-01-04;;;Confort;;;;\n"].concat())
        .operator("x")
        .perimeter("a", &of("exposed", "products = [\"Confort\"]"))
        .run()
        .succeeds()
        .persons(1, 1, 1)
        .is("/insurers/0/perimeters/0/rows", 1)
        .is("/conservation/members/0/rejected", 1);
    assert_eq!(found(&outcome, "perimeter.rejected-rows"), [json!(["a", "warning", 1])]);
}

/// An operator's word that a whole insurer is not concerned holds as long as no leaked row names it.
#[test]
fn a_whole_insurer_not_concerned() {
    let assessed = |rows: &str, perimeter: &str| {
        let run = Run::new()
            .manager("gfp")
            .members("a", &[HEADER, LEA].concat())
            .members("b", &[HEADER, HUGO].concat())
            .leak("x", &format!("nir;birth_date;insurer\n{rows}"));
        let run = if perimeter.is_empty() { run } else { run.perimeter("b", perimeter) };
        run.run().succeeds().persons(0, 1, 1).is("/insurers/0/status", "exposed")
    };
    let lea = "2951099126111;1995-10-03;a\n";
    let nobody = of("not_concerned", "");
    assessed(lea, &nobody)
        .is("/insurers/1/status", "not_concerned")
        .is("/insurers/1/operators/0/status", "not_concerned");
    assessed(lea, "").is("/insurers/1/status", "not_established");
    assessed(lea, &of("not_concerned", "managed_by = \"gfp\"")).is("/insurers/1/status", "not_established");
    assessed(&format!("{lea}1800199126111;1980-01-04;b\n"), &nobody)
        .leak_bin("unmatched", 1)
        .is("/insurers/1/status", "not_established");
}

mod refused {
    use super::*;

    fn with(perimeter: &str) -> Run {
        four().operator("x").perimeter("a", perimeter)
    }

    /// Without the column nobody can tell who is in the perimeter: better no figure than a wrong one.
    #[test]
    fn a_column_that_the_file_does_not_have() {
        for (condition, column) in [
            ("managed_by = \"vivinter\"", "manager"),
            ("covered_on = 2024-01-01", "coverage_start"),
            ("covered_between = { from = 2024-01-01 }", "coverage_start"),
            ("managed_since = 2022-01-01", "managed_since"),
            ("contracts = [\"Confort\"]", "contract_number"),
            ("products = [\"Confort\"]", "product"),
            ("any_of = [{ managed_since = 2022-01-01 }]", "managed_since"),
        ] {
            Run::new()
                .manager("vivinter")
                .members("a", "nir;birth_date\n2951099126111;1995-10-03\n")
                .operator("x")
                .perimeter("a", &of("exposed", condition))
                .run()
                .fails(1)
                .says(&format!("perimeter 1 of insurer `a` needs the column `{column}`, which this file does not have"))
                .says("in members/a-0.csv");
        }
    }

    #[test]
    fn a_manager_or_an_operator_that_is_not_in_the_file() {
        with(&of("exposed", "managed_by = \"vivintre\""))
            .run()
            .fails(1)
            .says("perimeter 1 of insurer `a` names a manager `vivintre` that is not in the incident file")
            .says("did you mean `vivinter`?");
        with(&of("exposed", "any_of = [{ managed_by = \"cgrm\" }]"))
            .run()
            .fails(1)
            .says("perimeter 1 of insurer `a` names a manager `cgrm` that is not in the incident file");
        with("operator = \"almerys\"\nstatus = \"exposed\"")
            .run()
            .fails(1)
            .says("perimeter 1 of insurer `a` names an operator `almerys` that is not in the incident file");
    }

    #[test]
    fn an_operator_that_does_not_serve_the_insurer() {
        with(&of("exposed", ""))
            .served_by("a", &[])
            .run()
            .fails(1)
            .says("perimeter 1 of insurer `a` is declared exposed by `x`, which does not serve this insurer")
            .says("add \"x\" to the insurer's `operators`");
    }

    /// An empty table is fulfilled by everybody, which cannot be what was meant.
    #[test]
    fn an_empty_table_under_any_of() {
        with(&of("exposed", "any_of = [{}, { managed_by = \"gfp\" }]"))
            .run()
            .fails(1)
            .says("perimeter 1 of insurer `a` has an empty table under `any_of`, which every member meets");
    }

    #[test]
    fn a_period_that_ends_before_it_begins() {
        with(&of("exposed", "covered_between = { from = 2024-02-05, to = 2024-01-29 }"))
            .run()
            .fails(1)
            .says("`covered_between` of perimeter 1 of insurer `a` ends before it begins");
    }

    #[test]
    fn a_word_or_a_key_that_is_not_known() {
        with(&of("lost", "")).run().fails(1).says("`lost` is not a valid value of `insurers.a.perimeters.status`");
        with(&of("exposed", "manged_by = \"gfp\""))
            .run()
            .fails(1)
            .says("unknown key `manged_by`")
            .says("did you mean `managed_by`?");
    }

    #[test]
    fn more_than_can_be_told_apart() {
        let many = (0..33).fold(four().operator("x"), |run, _| run.perimeter("a", &of("exposed", "")));
        many.run().fails(1).says("insurer `a` has 33 perimeters; the maximum is 32");
    }
}

/// Two persons alike in all that their member rows and the operator tell: one is met by a row that holds just what is declared,
/// the other is in the perimeter only.
#[test]
fn alike_but_for_the_rule() {
    for (column, rule) in [("birth_rank", "nir-date-rank"), ("first_name", "nir-date-name")] {
        let value = if column == "birth_rank" { "1" } else { "LEA" };
        let header = format!("nir;birth_date;{column}\n");
        Run::new()
            .members("a", &format!("{header}2800199126111;1980-01-04;{value}\n2820199126222;1982-01-20;{value}\n"))
            .leak("x", &format!("{header}2800199126111;1980-01-04;{value}\n"))
            .operators_declare(&format!("exposed = [\"nir\", \"birth_date\", \"{column}\"]"))
            .perimeter("a", "operator = \"x\"\nstatus = \"exposed\"")
            .run()
            .succeeds()
            .persons(2, 2, 2)
            .rests_on(rule, 1)
            .is("/evidence", json!({"records": 0, "perimeter": 1, "both": 1}));
    }
}

/// Hugo is not among those said to be exposed: that others are is no contradiction.
#[test]
fn two_statements_about_others() {
    let outcome = Run::new()
        .manager("gfp")
        .members(
            "a",
            "nir;birth_date;first_name;product;manager\n1800199126111;1980-01-04;TOM;Confort;\n\
             1750175056222;1975-01-04;HUGO;Socle;gfp\n",
        )
        .operator("x")
        .perimeter("a", "operator = \"x\"\nstatus = \"not_concerned\"\nmanaged_by = \"gfp\"")
        .perimeter("a", "operator = \"x\"\nstatus = \"exposed\"\nproducts = [\"Confort\"]")
        .run()
        .succeeds()
        .persons(1, 1, 1);
    assert!(found(&outcome, "perimeter.contradiction").is_empty());
    // Each holds somebody.
    assert!(found(&outcome, "perimeter.empty").is_empty());
}

/// Confort, Confort + and Confort ++ are three products.
#[test]
fn products_that_differ_in_a_sign() {
    let row =
        |n: u32, product: &str| format!("29510991261{n:02};1995-10-{n:02};LEA;C{n};{product};vivinter;2020-01-01;;\n");
    let members =
        [HEADER.to_owned(), row(11, "Confort"), row(12, "CONFORT +"), row(13, "Confort++"), row(14, "confort")];
    for (product, persons) in [("Confort", 2), ("Confort +", 1), ("confort ++", 1)] {
        let run = Run::new().members("a", &members.concat()).manager("vivinter").operator("x");
        let run = run.perimeter("a", &of("exposed", &format!("products = [\"{product}\"]")));
        run.run().succeeds().persons(persons, persons, persons);
    }
}

/// A contract is known without the zeros in front, which a spreadsheet takes off.
#[test]
fn contracts_without_their_zeros() {
    let members = format!("{HEADER}2951099126111;1995-10-03;LEA;55002;Confort;vivinter;2020-01-01;;\n");
    for contract in ["00055002", "55002", "055002"] {
        let run = Run::new().members("a", &members).manager("vivinter").operator("x");
        let run = run.perimeter("a", &of("exposed", &format!("contracts = [\"{contract}\"]")));
        run.run().succeeds().persons(1, 1, 1);
    }
}
