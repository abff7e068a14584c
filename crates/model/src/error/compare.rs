//! Reports that cannot be compared, or whose difference cannot be explained any more.

use std::path::Path;

use super::{Problem, count};

/// Reports about two incidents.
pub fn other_incident(a: &str, b: &str) -> Problem {
    Problem::new(format!("the reports are about two incidents, `{a}` and `{b}`"))
        .why("only two assessments of the same incident can be compared")
        .hint("give two reports of the same incident")
}

/// A report whose figures are not those of its manifest, or do not add up.
pub fn report_altered(folder: &Path) -> Problem {
    Problem::new("the report's figures cannot be relied on")
        .at(folder.display().to_string())
        .why("report.json is missing, differs from the manifest, or does not add up")
        .hint(format!("run `ampleur verify {}` to see what is wrong", folder.display()))
}

/// A report without a table of counts for others.
pub fn nothing_to_pass_on(folder: &Path) -> Problem {
    Problem::new("the report has no table of counts that may be passed on")
        .at(folder.display().to_string())
        .why("it was made without --suppress-below")
        .hint("run `ampleur assess` again with `--suppress-below 5`, or compare without `--shared`")
}

/// Two reports whose tables of counts together tell few persons.
pub fn reports_tell_their_difference(after: &Path, earlier: &Path, counts: u64, below: u64) -> Problem {
    let which = count(counts, "count");
    Problem::new(format!("the tables of counts of the two reports together tell {which} of fewer than {below} persons"))
        .at(after.display().to_string())
        .why("who has both can subtract one from the other")
        .hint(format!("make the later report with `--released {}`", earlier.display()))
}

/// A former report of a later day than the report that is to complete it.
pub fn former_is_later(folder: &Path, was: &str, is: &str) -> Problem {
    Problem::new(format!("the former report is of {was}, and this incident file of {is}"))
        .at(folder.display().to_string())
        .why("a complementary notification tells what changed since an earlier report")
        .hint("give `--since` the earlier report, or set a later `reference_date`")
}

/// A former report that the new one would replace.
pub fn former_is_target(target: &Path) -> Problem {
    Problem::new("the new report would replace the former one")
        .at(target.display().to_string())
        .why("the former report is what the changes are measured against, and has to be kept")
        .hint("choose another folder with `--out`")
}

/// A former report without forms.
pub fn no_former_forms(folder: &Path) -> Problem {
    Problem::new("the former report has no forms")
        .at(folder.display().to_string())
        .why("it was written with `--figures-only`, and a complementary notification tells how the answers of its forms changed")
        .hint("assess the former incident again without `--figures-only`, or compare the figures with `ampleur compare`")
}

/// An incident file that is not the one a report was made from.
pub fn not_the_incident_file(path: &str) -> Problem {
    Problem::new("this incident file is not the one that the report was made from")
        .at(path)
        .why("its SHA-256 differs from the one in the report's manifest")
        .hint("give the file unchanged: with `--from` that of the earlier report, with `--to` that of the later one")
}

/// An input that is no longer the one a report was made from.
pub fn not_the_input(incident: &str, path: &str, why: &str) -> Problem {
    Problem::new(format!("the input {path} is not the one that the report was made from"))
        .at(incident)
        .why(why)
        .hint("restore the file, or omit `--from` and `--to`: the changes are then listed without the share of each")
}

/// Inputs that do not give the report's figures.
pub fn no_longer_gives(incident: &str) -> Problem {
    Problem::new("assessing the incident file again does not give the figures of its report")
        .at(incident)
        .why("the effect of each change is computed only between figures that can be reproduced")
        .hint(format!("run `ampleur verify DIR --rerun {incident}` to see which figures differ"))
}

/// An output file that already exists.
pub fn file_exists(path: &Path) -> Problem {
    Problem::new("the file already exists").at(path.display().to_string()).hint("choose another name")
}
