//! Who is alone with what was lost, counted by hand.

use super::*;

/// Eight persons in nine rows: a child is filed under both parents; two girls and a couple differ only by rank.
const EIGHT: &str = "1800199126111;1980-01-04;1;PIERRE;MARTIN;Assuré;\n\
                     1800199126111;2015-05-04;1;LEA;MARTIN;Enfant;\n\
                     1800199126111;2015-05-04;2;EVA;MARTIN;Enfant;\n\
                     1800199126111;2010-03-02;1;ALEXIA;MARTIN;Enfant;\n\
                     2820199126222;1982-01-20;1;JULIE;MARTIN;Assuré;\n\
                     2820199126222;2010-03-02;1;ALEXIA;MARTIN;Enfant;\n\
                     1750175056222;1975-01-04;1;HUGO;DURAND;Assuré;\n\
                     1750175056222;1975-01-04;2;NINA;DURAND;Conjoint;\n\
                     1750199126112;1975-01-04;1;TOM;DURAND;Assuré;\n";

/// One operator lost the rank, the other does not hold it.
#[test]
fn the_rank_singles_out_who_shares_number_and_birth_date() {
    Run::new()
        .members("a", &members(EIGHT))
        .leak("x", "nir;birth_date;birth_rank\n1800199126111;1980-01-04;1\n1750175056222;1975-01-04;1\n")
        .leak("y", "nir;birth_date\n2820199126222;1982-01-20\n")
        .run()
        .succeeds()
        .persons(2, 3, 3)
        .is(
            "/insurers/0/identifiability",
            json!({
                "population": 8,
                "not_measured": 0,
                "comparable": ["birth_date", "birth_rank", "nir"],
                "sets": [
                    {
                        "fields": ["birth_date", "birth_rank", "nir"],
                        "k": {"one": 8, "two_to_five": 0, "six_to_twenty": 0, "over_twenty": 0},
                        "alone_ppm": 1_000_000,
                        "mean_inverse_k_ppm": 1_000_000,
                        "without": [
                            // Eva, Hugo, Nina and Tom are alone with number and rank.
                            {"field": "birth_date", "one": 4, "alone_ppm": 500_000},
                            // Pierre, Alexia, Julie and Tom are alone with number and date.
                            {"field": "birth_rank", "one": 4, "alone_ppm": 500_000},
                            // All but Hugo and Tom are alone with date and rank.
                            {"field": "nir", "one": 6, "alone_ppm": 750_000},
                        ],
                    },
                    {
                        "fields": ["birth_date", "nir"],
                        "k": {"one": 4, "two_to_five": 4, "six_to_twenty": 0, "over_twenty": 0},
                        "alone_ppm": 500_000,
                        "mean_inverse_k_ppm": 750_000,
                        // Tom alone has a number to himself; Pierre, Alexia and Julie have a day to themselves.
                        "without": [
                            {"field": "birth_date", "one": 1, "alone_ppm": 125_000},
                            {"field": "nir", "one": 3, "alone_ppm": 375_000},
                        ],
                    },
                ],
            }),
        );
}

/// Where nobody lost anything there is nothing to measure.
#[test]
fn an_insurer_of_whom_nothing_was_lost_has_none() {
    let outcome = Run::new()
        .members("a", &members(EIGHT))
        .members("b", &members("2951099126111;1995-10-03;1;ALEXIA;;;\n"))
        .leak("x", "nir;birth_date;birth_rank\n2951099126111;1995-10-03;1\n")
        .run()
        .succeeds();
    let report = outcome.report.as_ref().unwrap();
    assert!(report["insurers"][0].get("identifiability").is_none());
    assert_eq!(report["insurers"][1]["identifiability"]["population"], 1);
}

/// Twenty-one of one name and birth date, six of another, and one alone: 3 / 28 on average.
#[test]
fn many_of_one_name_and_birth_date() {
    let alike =
        |name: &str, number: usize| -> String { (1..=number).map(|n| format!("{name};{}{n}\n", &name[..1])).collect() };
    let rows =
        alike("MARTIN;LEA;1980-01-04", 21) + &alike("DURAND;TOM;1975-01-04", 6) + &alike("ROUX;EVA;1990-05-06", 1);
    Run::new()
        .members("a", &format!("last_name;first_name;birth_date;contract_number\n{rows}"))
        .leak("x", "last_name;first_name;birth_date\nROUX;EVA;1990-05-06\n")
        .run()
        .succeeds()
        .persons(0, 1, 1)
        .is("/insurers/0/identifiability/population", 28)
        .is(
            "/insurers/0/identifiability/sets/0/k",
            json!({"one": 1, "two_to_five": 0, "six_to_twenty": 6, "over_twenty": 21}),
        )
        .is("/insurers/0/identifiability/sets/0/mean_inverse_k_ppm", 107_143);
}
