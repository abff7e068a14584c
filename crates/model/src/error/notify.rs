//! Lists of persons: whose they are, for whom, and how they are kept from others.

use std::path::Path;

use super::{Problem, count};

/// An insurer that no row is of.
pub fn no_members(insurer: &str) -> Problem {
    Problem::new(format!("no file holds a member of `{insurer}`"))
        .why("without its members nobody can say who of them is concerned; an empty list would say that nobody is")
        .hint(format!("list its files: `members = [{{ path = \"…\" }}]` under [insurers.{insurer}]"))
}

/// A file of members without the insurer's own identifiers; `exchanged` if it is one of digests.
pub fn no_member_id(path: &str, exchanged: bool) -> Problem {
    let problem = Problem::new("no column tells how the insurer calls its members")
        .at(path)
        .why("a list names persons by the insurer's own identifier, and by nothing else");
    match exchanged {
        true => problem.hint("an exchange file has digests alone: list the file that it was made from"),
        false => {
            problem.hint("name the column, `columns = { member_id = \"their header\" }`, beside the file's `path`")
        }
    }
}

/// Identifiers that are NIRs.
pub fn member_id_is_nir(path: &str, column: &str, rows: u64) -> Problem {
    Problem::new(format!("`{column}`, taken for the insurer's own identifier, holds the NIR in {}", count(rows, "row")))
        .at(path)
        .why("a NIR is no name for a mailing, and never stands in a list")
        .hint("name another column, `columns = { member_id = \"their header\" }`, beside the file's `path`")
}

/// A file of which the second reading gave another number of rows.
pub fn changed_while_read(path: &str) -> Problem {
    Problem::new("the file changed while it was read")
        .at(path)
        .why("whom its rows are about is no longer sure")
        .hint("run again once nobody writes to it")
}

/// A folder that holds something else than a list of that insurer.
pub fn foreign_list(folder: &Path) -> Problem {
    Problem::new("the output folder exists and is not, or not only, a list of this insurer in this incident")
        .at(folder.display().to_string())
        .why("it is not replaced, since what it holds would be lost")
        .hint("give another folder with `-o DIR`, or move what it holds away")
}

/// A file named on the command line that cannot be read. `what` says which role it plays.
pub fn named_file(what: &str, path: &str, error: &std::io::Error) -> Problem {
    Problem::new(format!("{what} cannot be read ({})", error.kind()))
        .at(path)
        .hint("check the spelling; the path is relative to the folder you are in")
}

/// A text that is no public key.
pub fn not_a_recipient(place: &str) -> Problem {
    Problem::new("this is no age recipient")
        .at(place)
        .why("a recipient is a public key that begins with age1; keys of ssh or of a plugin are not read")
        .hint("ask the insurer for the public key that `age-keygen` gave it, and copy it whole")
}

/// A secret key in the place of a public one.
pub fn secret_for_recipient(place: &str) -> Problem {
    Problem::new("this is a secret key, not a recipient")
        .at(place)
        .why("whoever has it can read what is encrypted to it, and others may have seen it here")
        .hint("let a new pair be made with `age-keygen`, and give the public key, which begins with age1")
}

/// A file of recipients without any.
pub fn no_recipient(path: &str) -> Problem {
    Problem::new("the file holds no recipient").at(path).hint("write one age public key a line, each begins with age1")
}

/// A passphrase that others may read.
pub fn passphrase_readable(path: &str, mode: u32) -> Problem {
    Problem::new(format!("the passphrase file can be read by others (mode {mode:04o})"))
        .at(path)
        .why("whoever has the passphrase can read the list")
        .hint("`chmod 600` it; if others may have read it, choose another passphrase")
}

/// A passphrase that can be guessed.
pub fn passphrase_short(path: &str, least: usize) -> Problem {
    Problem::new(format!("the passphrase is shorter than {}", count(least as u64, "character")))
        .at(path)
        .why("the list can be tried against passphrases for as long as somebody has it")
        .hint("take several words at random, or use a public key: `-r age1…`")
}

/// A file that holds no passphrase.
pub fn passphrase_form(path: &str, most: usize) -> Problem {
    Problem::new("the file is no passphrase")
        .at(path)
        .why(format!("a passphrase is a line of UTF-8 text, {} at most", count(most as u64, "byte")))
        .hint("write the passphrase and nothing else to the file")
}
