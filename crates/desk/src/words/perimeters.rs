//! Words of perimeters.

use super::words;

words! {
    perimeters_more: "Qui est concerné, quand l’opérateur le sait par contrat, par date ou par gestionnaire plutôt que ligne à ligne.",
        "Who is affected, where the operator knows it by contract, date or manager rather than row by row.";
    add_perimeter: "Ajouter un périmètre", "Add a perimeter";
    remove_perimeter: "Retirer ce périmètre", "Take this perimeter out";
    change: "Modifier", "Change";
    perimeter_operator: "Chez l’opérateur", "At the operator";
    perimeter_status: "Ces personnes sont", "These persons are";
    all_of: "Toutes ces conditions", "All of these conditions";
    all_of_more: "Sans aucune\u{a0}: toutes les personnes.", "With none: all persons.";
    any_of: "Et l’une de celles-ci, s’il y en a plusieurs possibles", "And one of these, if there are several ways in";
    or_else: "Ou encore celles-ci", "Or else these";
    managed_by: "Géré par", "Managed by";
    managed_since: "Géré depuis ce jour ou plus tard", "Managed since this day or later";
    covered_on: "Couvert le", "Covered on";
    covered_from: "Couvert un jour au moins, du", "Covered on a day at least, from";
    covered_to: "au (vide\u{a0}: sans fin)", "to (empty: no end)";
    contracts_listed: "L’un de ces contrats", "One of these contracts";
    products_listed: "L’une de ces formules", "One of these products";
    one_a_line: "Un par ligne.", "One a line.";
}
