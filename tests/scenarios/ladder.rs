//! Which rule it is where several hold, and where one nearly does: two damaged values are two, whatever agrees beside them.

use super::differences::{met, of};
use super::*;

/// Under NIR and another date, one name may differ a little if the other one is the same.
#[test]
fn one_name_nearly_and_the_other_one_not_at_all() {
    met("1850499126103;;DE LA TOUR;JEANPIERRE;1971-01-30").differs("nir-name", "first-name-spelling", 1);
    met(";C0012345;DE LA TOUR;JEANPIERRE;1971-01-30").differs("contract-name", "first-name-spelling", 1);
    met("1850499126103;;MARTIN;JEANPIERRE;1971-01-30").persons(0, 0, 1).leak_bin("household", 1);
    met(";C0012345;MARTIN;JEANPIERRE;1971-01-30").persons(0, 0, 0).leak_bin("unmatched", 1);
}

/// Lost zeros are a difference already.
#[test]
fn lost_zeros_beside_another_damage() {
    let member = ";0012345;DE LA TOUR;JEAN PIERRE;1985-04-12";
    of(member, ";12345;DURAND;JEAN PIERRE;1985-04-12").differs("contract-date-name", "number-zeros", 1);
    of(member, ";12345;DURAND;JEANPIERRE;1985-04-12").differs("contract-date-only", "number-zeros", 1);
    of(member, ";12345;DE LA TOUR;JEAN PIERRE;1985-12-04").differs("contract-name", "number-zeros", 1);
    for nobody in [
        ";12345;DE LA TOUR;JEANPIERRE;1971-01-30",
        ";12345;DE LA TUOR;JEAN PIERRE;1971-01-30",
        ";12345;DURAND;JEAN PIERRE;1985-12-04",
    ] {
        of(member, nobody).persons(0, 0, 0).leak_bin("unmatched", 1);
    }
}

/// Of two values one is missing, and the other one differs: nothing contradicts both.
#[test]
fn one_value_missing_and_one_of_another() {
    for (leaked, rule) in [
        (";C0012345;MARTIN;JEAN PIERRE;", "contract-first-name"),
        (";C0012345;;JEAN PIERRE;1971-01-30", "contract-first-name"),
        (";C0012345;DE LA TOUR;PAUL;", "contract-last-name"),
        (";C0012345;DE LA TOUR;;1971-01-30", "contract-last-name"),
    ] {
        met(leaked).persons(0, 0, 1).leak_bin("doubtful", 1).rests_on(rule, 1);
    }
}

/// A number and a date beside another first name may be a twin's; another sex makes it one.
#[test]
fn another_sex_undoes_number_and_date() {
    let run = |leaked: &str| {
        Run::new()
            .members(
                "a",
                "contract_number;civility;last_name;first_name;birth_date\nC0012345;Mme;DURAND;ANNE;1985-04-12\n",
            )
            .leak("x", &format!("contract_number;civility;last_name;first_name;birth_date\n{leaked}\n"))
            .run()
            .succeeds()
    };
    run("C0012345;Mme;MARTIN;LUCIE;1985-04-12").persons(0, 1, 1).rests_on("contract-date-only", 1);
    run("C0012345;M.;MARTIN;LUC;1985-04-12").persons(0, 0, 0).leak_bin("unmatched", 1);
    // The first name outweighs it.
    run("C0012345;M.;DURAND;ANNE;1985-04-12").persons(0, 1, 1).rests_on("contract-date-name", 1);
}
