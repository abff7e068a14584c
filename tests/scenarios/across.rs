//! A person whom two insurers cover: one person, or counted at each.

use super::*;

/// Three persons: one at `a` alone, one at both, one at `b` alone.
fn three_persons() -> Run {
    let head = "nir;birth_date;birth_rank;first_name;last_name\n";
    let at_a = "2951099126111;1995-10-03;1;ALEXIA;DURANDAL\n1800199126111;1980-01-04;;PIERRE;DUBRAVAL\n";
    let at_b = "1800199126111;1980-01-04;;PIERRE;DUBRAVAL\n1750175056222;1975-01-04;1;HUGO;MERLAN\n";
    let leaked = "2951099126111;1995-10-03;1;ALEXIA;DURANDAL\n1800199126111;1980-01-04;;PIERRE;DUBRAVAL\n\
                  1750175056222;1975-01-04;1;HUGO;MERLAN\n";
    Run::new()
        .members("a", &format!("{head}{at_a}"))
        .members("b", &format!("{head}{at_b}"))
        .leak("x", &format!("{head}{leaked}"))
}

#[test]
fn counted_once_or_at_each() {
    let of = |insurer: usize, outcome: Outcome| {
        outcome.is(&format!("/insurers/{insurer}/totals/persons"), json!({"low": 2, "estimate": 2, "high": 2}))
    };
    let together = three_persons().run().succeeds().persons(3, 3, 4);
    let together = of(1, of(0, together)).is(
        "/unions/insurers/exactly",
        json!([{"of": ["a"], "persons": 1}, {"of": ["b"], "persons": 1}, {"of": ["a", "b"], "persons": 1}]),
    );
    together.is("/incident/across_insurers", json!({"persons": "together"}));
    let apart = three_persons().head("across_insurers = \"apart\"").run().succeeds().persons(4, 4, 4);
    let apart = of(1, of(0, apart))
        .is("/unions/insurers/exactly", json!([{"of": ["a"], "persons": 2}, {"of": ["b"], "persons": 2}]));
    apart
        .is("/operators/0/totals/persons", json!({"low": 4, "estimate": 4, "high": 4}))
        .is("/incident/across_insurers", json!({"persons": "apart"}));
}

/// Rows of one insurer that only another's row would join stay two persons where nobody is recognised at both.
#[test]
fn nothing_is_joined_through_another_insurer() {
    let run = || {
        Run::new()
            .members(
                "a",
                "nir;birth_date;birth_rank;first_name\n2951099126111;1995-10-03;1;\n2951099126111;1995-10-03;;ZOE\n",
            )
            .members("b", "nir;birth_date;birth_rank;first_name\n2951099126111;1995-10-03;1;ZOE\n")
            .operator("x")
            .perimeter("a", "operator = \"x\"\nstatus = \"exposed\"")
    };
    run().run().succeeds().persons(1, 1, 2);
    run().head("across_insurers = \"apart\"").run().succeeds().persons(2, 2, 2);
}

/// The ground is stated, or nobody is recognised at two insurers, or it is found.
#[test]
fn the_ground_is_stated_or_found_missing() {
    let code = "incident.no-legal-basis-across";
    three_persons().run().succeeds().finds(code, 0);
    let stated = three_persons().head("legal_basis_across = \"Article 30\"").run().succeeds();
    assert!(found(&stated, code).is_empty());
    stated.is("/incident/across_insurers", json!({"persons": "together", "legal_basis": "Article 30"}));
    let alone = Run::new()
        .members("a", &members("1800199126111;1980-01-04;1;PIERRE;;;\n"))
        .leak("x", "nir;birth_date\n1800199126111;1980-01-04\n");
    for nothing in [three_persons().head("across_insurers = \"apart\""), alone] {
        assert!(found(&nothing.run().succeeds(), code).is_empty());
    }
}
