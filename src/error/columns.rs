//! Columns that are missing, doubled or not recognised.

use super::{Problem, list};

/// Two headers that mean one column; `first` is the place of the first of them, from 1.
pub fn two_headers(path: &str, col: &str, headers: &[String], first: usize) -> Problem {
    let alike = headers.windows(2).all(|pair| pair[0] == pair[1]);
    let at = match headers.first() {
        Some(header) if !alike => format!("\"{header}\""),
        _ => first.to_string(),
    };
    Problem::new(format!("two headers mean the column `{col}`: {}", list(headers, "and")))
        .at(path)
        .why("which of them to compare cannot be guessed")
        .hint(format!("say which with `columns = {{ {col} = {at} }}`"))
}

/// Members of several insurers whose rows do not name theirs.
pub fn no_insurer_column(path: &str) -> Problem {
    Problem::new("no column tells whose member a row is")
        .at(path)
        .why("a file under `[[members]]` holds members of several insurers, each named in its row")
        .hint("name the column, `columns = { insurer = \"their header\" }`; or list the file under its one insurer")
}

/// A header given under `columns` that the file does not have.
pub fn no_such_header(path: &str, col: &str, written: &str, nearest: Option<&str>) -> Problem {
    let problem =
        Problem::new(format!("the header `{written}`, given for the column `{col}`, is not in the file")).at(path);
    match nearest {
        Some(header) => problem.hint(format!("did you mean `{header}`?")),
        None => problem.hint("give the header as the file writes it"),
    }
}

/// A name under `columns` that is no column of ours, or not on this side.
pub fn unknown_column(path: &str, written: &str, nearest: Option<&str>, known: &[&str]) -> Problem {
    let problem = Problem::new(format!("`{written}` under `columns` is no column that ampleur knows here")).at(path);
    match nearest {
        Some(col) => problem.hint(format!("did you mean `{col}`?")),
        None => problem.hint(format!("the columns are {}", list(known, "and"))),
    }
}

/// One header given for two columns.
pub fn header_twice(path: &str, header: &str) -> Problem {
    Problem::new(format!("the header `{header}` is given for two columns"))
        .at(path)
        .hint("give each column its own header")
}

/// A file whose columns allow no rule.
pub fn no_rule(path: &str, found: &[&str], shown: &[String], needs: &str) -> Problem {
    let problem = Problem::new("no linkage rule is possible with the columns at hand").at(path).why(format!(
        "recognised: {}; a rule needs {needs}",
        if found.is_empty() { "none".into() } else { list(found, "and") }
    ));
    if shown.is_empty() {
        problem.hint("name the missing columns with `columns = { nir = \"their header\", … }`")
    } else {
        problem.hint(format!(
            "not recognised: {}; name what is meant with `columns = {{ nir = \"their header\", … }}`",
            list(shown, "and")
        ))
    }
}

/// An operator's leaks and its insurers' members that share no possible rule.
pub fn no_common_rule(leak: &str, operator: &str) -> Problem {
    Problem::new(format!(
        "no linkage rule is possible between this file and the members of any insurer that `{operator}` serves"
    ))
    .at(leak)
    .why("the columns that the leak has and those that the members have allow no rule in common")
    .hint("see docs/src/linking.md for the rules and the columns they need")
}

/// A position under `columns` beyond the file's last column, or zero.
pub fn no_such_position(path: &str, col: &str, written: u16, columns: usize) -> Problem {
    Problem::new(format!("there is no column {written}, given for `{col}`"))
        .at(path)
        .why(format!("the first line has {}, counted from 1", super::count(columns as u64, "column")))
        .hint("correct the number")
}

/// A span for a column of a file that has headers or a delimiter.
pub fn span_in_delimited(path: &str, col: &str) -> Problem {
    Problem::new(format!("`{col}` is given as characters of a line, other columns are not"))
        .at(path)
        .hint("in a file of fixed width give every column as { at = …, width = … }")
}

/// A column of a file of fixed width that is not given by its characters.
pub fn not_a_span(path: &str, col: &str) -> Problem {
    Problem::new(format!("in a file of fixed width `{col}` needs its place in the line"))
        .at(path)
        .hint(format!("write `{col} = {{ at = 1, width = 15 }}` with its first character, counted from 1"))
}

/// A span of nothing, or from character 0.
pub fn empty_span(path: &str, col: &str) -> Problem {
    Problem::new(format!("the characters given for `{col}` are none")).at(path).hint("`at` and `width` count from 1")
}

/// Two columns that share characters.
pub fn spans_overlap(path: &str, a: &str, b: &str) -> Problem {
    Problem::new(format!("`{a}` and `{b}` share characters of the line")).at(path).hint("correct `at` or `width`")
}

/// A file of fixed width with a delimiter.
pub fn span_and_delimiter(path: &str, delimiter: char) -> Problem {
    Problem::new(format!("the file is given a delimiter (`{delimiter}`) and columns of fixed width"))
        .at(path)
        .hint("take out `delimiter`, or give the columns by header or position")
}

/// Something said of a file that means nothing for one of its kind.
pub fn no_effect(path: &str, key: &str, kind: &str) -> Problem {
    Problem::new(format!("`{key}` is said of {kind}, for which it means nothing"))
        .at(path)
        .hint("take it out, or write it beside the file it is meant for")
}

/// `header = false` without all that then has to be said.
pub fn headerless(path: &str) -> Problem {
    Problem::new("a file without a header line needs `columns` by position, and as text a `delimiter`")
        .at(path)
        .why("nothing in it tells what a column is")
        .hint("write for instance `header = false, delimiter = \";\", columns = { nir = 1, birth_date = 2 }`")
}

/// `header = false` on a file whose first line has known headers.
pub fn header_after_all(path: &str) -> Problem {
    Problem::new("the file is said to have no header line, and its first line has known headers")
        .at(path)
        .hint("take out `header = false`")
}

/// A perimeter asks for a column that a file of its insurer does not have.
pub fn perimeter_without_column(path: &str, insurer: &str, place: usize, column: &str) -> Problem {
    Problem::new(format!(
        "perimeter {place} of insurer `{insurer}` asks for the column `{column}`, which this file does not have"
    ))
    .at(path)
    .why("without it nobody can tell which of its rows are in the perimeter")
    .hint(format!("write `columns = {{ {column} = \"…\" }}` with the file's own header, or take the condition out"))
}
