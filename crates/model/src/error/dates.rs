//! Dates and ranks that can be read in more than one way.

use super::Problem;
use crate::remedy::Remedy;
use crate::said::{DATE, Lang, MORE_DATE, ROW, Said, both, count, number};

/// Dates that can be read two ways, in a file where no date settles the order; `rows` of them, the first ones by number.
pub fn date_order_open(path: &str, column: &str, rows: u64, first_rows: &[u64], of: u64) -> Problem {
    Problem::new(both!(
        "deux lectures sont possibles pour {dates} dans `{column}`",
        "{dates} in `{column}` can be read two ways";
        dates = count(rows, DATE)
    ))
    .within(both!(
        "{path}, {rows} (sur {all})",
        "{path}, {rows} (of {all})";
        rows = rows_listed(rows, first_rows),
        all = number(of)
    ))
    .why(both!(
        "rien dans le fichier ne montre si le jour, le mois ou l’année vient en premier",
        "nothing in the file shows whether the day, the month or the year comes first"
    ))
    .hint(both!(
        "déclarez l’ordre, `date_order = \"dmy\"` (ou \"mdy\", \"ymd\"), à côté du `path` du fichier",
        "declare the order, `date_order = \"dmy\"` (or \"mdy\", \"ymd\"), beside the file's `path`"
    ))
    .remedy(Remedy::date_order(path))
}

/// Dates in several orders; `votes` by order.
pub fn date_order_mixed(path: &str, column: &str, votes: &[(&str, u64)], open: u64) -> Problem {
    let votes = votes
        .iter()
        .map(|(order, n)| both!("{rows} dans l’ordre {order}", "{rows} in order {order}"; rows = count(*n, ROW)));
    Problem::new(both!(
        "les dates dans `{column}` ne sont pas toutes dans le même ordre\u{a0}: {votes}",
        "the dates in `{column}` are not in one order: {votes}";
        votes = joined(votes)
    ))
    .at(path)
    .why(both!(
        "plusieurs ordres sont possibles pour {dates}",
        "{dates} can be read in several orders";
        dates = count(open, MORE_DATE)
    ))
    .hint(both!(
        "déclarez l’ordre, `date_order = \"dmy\"` (ou \"mdy\", \"ymd\"), à côté du `path` du fichier\u{202f}; les dates qui ne le suivent pas sont ignorées",
        "declare the order, `date_order = \"dmy\"` (or \"mdy\", \"ymd\"), beside the file's `path`; dates that do not fit it are ignored"
    ))
    .remedy(Remedy::date_order(path))
}

/// Ranks that number the beneficiaries of a family in `family` of `ranked` rows, though the first rows do not show it.
pub fn ranks_open(path: &str, column: &str, family: u64, ranked: u64) -> Problem {
    Problem::new(both!(
        "les rangs dans `{column}` semblent numéroter les bénéficiaires d’une famille",
        "the ranks in `{column}` seem to number the beneficiaries of a family"
    ))
    .at(path)
    .why(both!(
        "lignes dont le rang est de 2 ou plus sans être celui d’un jumeau\u{a0}: {family}, sur {rows} avec un rang\u{202f}; les premières lignes du fichier ne le montrent pas",
        "{family} of {rows} with a rank have a rank of 2 or more that is not that of a twin, and the first rows of the file do not show it";
        family = number(family),
        rows = count(ranked, ROW)
    ))
    .hint(both!(
        "écrivez `ranks = \"family\"` à côté du `path` du fichier, et les rangs ne sont pas comparés\u{202f}; ou `ranks = \"birth\"`, si ce sont malgré tout des rangs de naissance",
        "write `ranks = \"family\"` beside the file's `path`, and they are not compared; or `ranks = \"birth\"`, if they are birth ranks all the same"
    ))
    .remedy(Remedy::beside(path, "ranks", ["family", "birth"]))
}

fn rows_listed(rows: u64, first: &[u64]) -> Said {
    let numbers = joined(first.iter().map(|row| number(*row)));
    let (ligne, row) = if rows == 1 { ("ligne", "row") } else { ("lignes", "rows") };
    match rows.saturating_sub(first.len() as u64) {
        0 => both!("{ligne} {numbers}", "{row} {numbers}"; numbers = numbers),
        more => {
            let autres = if more == 1 { "autre" } else { "autres" };
            both!(
                "{ligne} {numbers} et {more}\u{a0}{autres}",
                "{row} {numbers} and {more} more";
                numbers = numbers,
                more = number(more)
            )
        }
    }
}

/// `a, b, c`
fn joined(items: impl Iterator<Item = Said>) -> Said {
    let items: Vec<Said> = items.collect();
    let of = |lang| items.iter().map(|item| item.of(lang)).collect::<Vec<_>>().join(", ");
    Said::new(of(Lang::Fr), of(Lang::En))
}
