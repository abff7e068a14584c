//! What an estimate is made of: groups, sets of fields, managers.

use super::*;

/// Civility first; else a number of the person's own; else the one the row is filed under, if it is of that birth.
#[test]
fn sex_and_decade() {
    let file = || {
        Run::new()
            .members(
                "a",
                "nir;own_nir;civility;birth_date\n1800199126111;;Mme;1985-06-01\n\
                 1800199126111;2820199126222;;1982-01-20\n1750175056222;;;1975-01-04\n1750175056222;;;2010-05-05\n",
            )
            .leak(
                "x",
                "nir;birth_date\n1800199126111;1985-06-01\n1800199126111;1982-01-20\n1750175056222;1975-01-04\n\
                 1750175056222;2010-05-05\n",
            )
    };
    let decades = json!([{"from": 1970, "persons": 1}, {"from": 1980, "persons": 2}, {"from": 2010, "persons": 1}]);
    file()
        .run()
        .succeeds()
        .persons(0, 4, 4)
        .is("/groups/sex", json!({"men": 1, "women": 2, "not_told": 1}))
        .is("/groups/birth_decade", decades.clone());
    // Another insurer has him as a woman: over both, nothing is told.
    file()
        .members("b", "nir;civility;birth_date\n1750175056222;Mme;1975-01-04\n")
        .run()
        .succeeds()
        .persons(0, 4, 5)
        .is("/insurers/0/groups/sex", json!({"men": 1, "women": 2, "not_told": 1}))
        .is("/insurers/1/groups/sex", json!({"men": 0, "women": 1, "not_told": 0}))
        .is("/groups/sex", json!({"men": 0, "women": 2, "not_told": 2}))
        .is("/groups/birth_decade", decades);
}

/// A title and a sex are two fields. What a column of the sex says goes before the title, which may be one for anybody.
#[test]
fn a_sex_is_no_title() {
    let members = "nir;birth_date;Sexe;Civilité\n1800199126111;1985-06-01;F;Dr\n1800199126111;1985-06-01;M;\n\
                   1750175056222;1975-01-04;;Madame\n1950199126333;1995-01-04;H;Madame\n";
    let outcome = Run::new()
        .operators_declare("exposed = [\"nir\", \"birth_date\", \"sex\"]\nnot_exposed = [\"civility\"]")
        .members("a", members)
        .leak("x", "nir;birth_date;Genre;Titre\n1800199126111;1985-06-01;F;\n1950199126333;1995-01-04;1;Mme\n")
        .run()
        .succeeds();
    outcome
        .persons(0, 2, 2)
        .rests_on("nir-date", 2)
        .is("/groups/sex", json!({"men": 1, "women": 1, "not_told": 0}))
        .is("/insurers/0/operators/0/fields/0/field", "civility")
        .is("/insurers/0/operators/0/fields/0/observed_records", 1)
        .is("/insurers/0/operators/0/fields/1/field", "sex")
        .is("/insurers/0/operators/0/fields/1/observed_records", 2);
}

/// A perimeter holds members of whom the file has no birth date.
#[test]
fn a_decade_that_nothing_tells_comes_last() {
    Run::new()
        .members("a", "nir;birth_date\n2951099126111;\n1800199126111;1980-01-04\n")
        .operator("x")
        .perimeter("a", "operator = \"x\"\nstatus = \"exposed\"")
        .run()
        .succeeds()
        .persons(2, 2, 2)
        .is("/groups/sex", json!({"men": 1, "women": 0, "not_told": 1}))
        .is("/groups/birth_decade", json!([{"from": 1980, "persons": 1}, {"persons": 1}]));
}

/// Each row of a leak may hold other fields, and a person lost what all the rows about the person held.
#[test]
fn sets_of_fields() {
    let two = || {
        Run::new().members(
            "a",
            &members("2951099126111;1995-10-03;1;ALEXIA;;;C00012345\n1800199126111;1980-01-04;1;PIERRE;;;\n"),
        )
    };
    two()
        .leak("x", &leak("2951099126111;1995-10-03;1;;C00012345\n1800199126111;1980-01-04;1;;\n"))
        .run()
        .succeeds()
        .is(
            "/sets",
            json!([
                {"fields": ["birth_date", "birth_rank", "nir"], "persons": 1},
                {"fields": ["birth_date", "birth_rank", "nir", "contract_number"], "persons": 1},
            ]),
        );
    two()
        .leak("x", &leak("2951099126111;1995-10-03;1;;\n2951099126111;1995-10-03;;ALEXIA;\n"))
        .run()
        .succeeds()
        .is("/sets", json!([{"fields": ["first_name", "birth_date", "birth_rank", "nir"], "persons": 1}]));
}

/// Rows that mean two persons give away nothing of either for sure.
#[test]
fn what_an_ambiguous_row_holds_is_in_nobody_s_set() {
    Run::new()
        .members("a", &members("1800199126111;2015-05-04;;ALEXIA;;;\n1800199126111;2015-05-04;;JULIE;;;\n"))
        .leak(
            "x",
            "nir;birth_date;first_name;email\n1800199126111;2015-05-04;;famille@exemple.fr\n\
             1800199126111;2015-05-04;ALEXIA;\n",
        )
        .run()
        .succeeds()
        .persons(1, 1, 2)
        .is("/sets", json!([{"fields": ["first_name", "birth_date", "nir"], "persons": 1}]));
}

/// Contracts are managed by others, and a person may have one under each of two managers.
#[test]
fn managers() {
    Run::new()
        .manager("gfp")
        .manager("vivinter")
        .members(
            "a",
            "nir;birth_date;birth_rank;manager\n2951099126111;1995-10-03;1;vivinter\n\
             2951099126111;1995-10-03;1;Manager gfp\n1800199126111;1980-01-04;1;VIVINTER\n\
             1750175056222;1975-01-04;1;Autre\n2820199126222;1982-01-20;1;\n",
        )
        .leak(
            "x",
            "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n1800199126111;1980-01-04;1\n\
             1750175056222;1975-01-04;1\n2820199126222;1982-01-20;1\n",
        )
        .run()
        .succeeds()
        .persons(4, 4, 5)
        .finds("manager.unknown", 1)
        .is(
            "/insurers/0/operators/0/managers",
            json!([
                {"manager": "gfp", "named": true, "persons": 1},
                {"manager": "vivinter", "named": true, "persons": 2},
                {"named": true, "persons": 1},
                {"named": false, "persons": 1},
            ]),
        )
        .is(
            "/managers",
            json!([
                {"id": "gfp", "name": "Manager gfp", "persons": {"low": 1, "estimate": 1, "high": 1}},
                {"id": "vivinter", "name": "Manager vivinter", "persons": {"low": 2, "estimate": 2, "high": 2}},
            ]),
        );
}

/// Persons are counted some at a time, 65,536 of them: those of two such parts add up, and what is known of one person is never
/// counted in two. The first two of the first part are met, and both of the second.
#[test]
fn more_persons_than_are_counted_at_a_time() {
    const PART: usize = 1 << 16;
    // Short cells, so that not each of them is searched for in all that the run leaves.
    let letter = |n: usize| char::from(b'A' + n as u8);
    let key = |n: usize| format!("M{:x};{}{};1980-01-04", n % 256, letter(n / 256 / 26), letter(n / 256 % 26));
    let row = |n: usize| format!("{};{}\n", key(n), if n == PART { "one" } else { "no" });
    let file = |header: &str, rows: &mut dyn Iterator<Item = String>| header.to_owned() + &rows.collect::<String>();
    let header = "member_number;first_name;birth_date";
    let leaked = |of: &[usize]| file(&format!("{header}\n"), &mut of.iter().map(|n| format!("{}\n", key(*n))));
    Run::new()
        .members("a", &file(&format!("{header};product\n"), &mut (0..=PART + 1).map(row)))
        .leak("x", &leaked(&[0, 1, PART, PART + 1]))
        .leak("y", &leaked(&[1, PART + 1]))
        .operators_declare("exposed = [\"member_number\", \"first_name\", \"birth_date\"]")
        .perimeter("a", "operator = \"x\"\nstatus = \"exposed\"\nproducts = [\"one\"]")
        .run()
        .succeeds()
        .persons(1, 4, 4)
        .is("/evidence", json!({"records": 3, "perimeter": 0, "both": 1}))
        .is("/sets", json!([{"fields": ["first_name", "birth_date", "member_number"], "persons": 4}]))
        .is("/overlaps/0/persons", 2);
}

/// Two children, each lost by both operators and alike in all else: one on a single row, the other on a row for each.
#[test]
fn alike_but_for_the_rows_they_are_on() {
    let header = "contract_number;first_name;birth_date";
    let (tom, eva) = ("TOM;2010-01-04", "EVA;2011-02-05");
    let members = format!(
        "{header};last_name;relation\nC1000001;{tom};MARTIN;Ayant droit\nC1000002;{eva};DURAND;Ayant droit\n\
         C1000003;{eva};DURAND;Ayant droit\n"
    );
    Run::new()
        .members("a", &members)
        .leak("x", &format!("{header}\nC1000001;{tom}\nC1000002;{eva}\n"))
        .leak("y", &format!("{header}\nC1000001;{tom}\nC1000003;{eva}\n"))
        .run()
        .succeeds()
        .persons(0, 2, 3)
        .rests_on("contract-date-name", 2)
        .is("/totals/high_rows", json!({"met": 3, "doubtful": 0, "ambiguous": 0, "household": 0}))
        .is("/overlaps/0/persons", 2);
}

/// Of somebody whose file does not tell whether a contract is his, neither is said.
#[test]
fn neither_policyholder_nor_dependant() {
    Run::new()
        .members("a", "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n")
        .leak("x", "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n")
        .run()
        .succeeds()
        .persons(1, 1, 1)
        .is("/totals/policyholders", 0)
        .is("/totals/dependants", 0);
}
