//! Reports that cannot be compared, or no longer explained.

use std::path::Path;

use super::Problem;

/// Reports of two incidents.
pub fn other_incident(a: &str, b: &str) -> Problem {
    Problem::new(format!("the reports are of two incidents, `{a}` and `{b}`"))
        .why("what two assessments of one incident say otherwise can be explained; two incidents are two questions")
        .hint("name two reports of one incident")
}

/// A report whose figures are not those of its manifest.
pub fn report_altered(folder: &Path) -> Problem {
    Problem::new("the report's figures are not those that its manifest lists")
        .at(folder.display().to_string())
        .why("a comparison would rest on figures that nobody signed for")
        .hint(format!("`ampleur verify {}` says what was altered", folder.display()))
}

/// An incident file that is not the one a report was made from.
pub fn not_the_incident_file(path: &str) -> Problem {
    Problem::new("the incident file is not the one that the report was made from")
        .at(path)
        .why("its SHA-256 is not that of the report's manifest")
        .hint("give the file as it was then: `--from` for the earlier report, `--to` for the later one")
}

/// An input that is no longer what a report was made from.
pub fn not_the_input(incident: &str, path: &str, why: &str) -> Problem {
    Problem::new(format!("the input {path} is not the one that the report was made from"))
        .at(incident)
        .why(why)
        .hint("put the file back as it was, or leave `--from` and `--to` out: the changes are then told together")
}

/// Inputs that give other figures than the report.
pub fn no_longer_gives(incident: &str) -> Problem {
    Problem::new("assessed again, the incident file gives other figures than its report")
        .at(incident)
        .why("what a change explains is told only between figures that stand")
        .hint(format!("`ampleur verify DIR --rerun {incident}` says which"))
}

/// A file that is to be made and exists.
pub fn file_exists(path: &Path) -> Problem {
    Problem::new("the file exists").at(path.display().to_string()).hint("give a name that is free")
}
