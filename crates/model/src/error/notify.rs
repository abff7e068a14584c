//! Lists of affected persons: their members, their identifiers, their encryption.

use std::path::Path;

use super::{Problem, count};

/// An insurer without member rows.
pub fn no_members(insurer: &str) -> Problem {
    Problem::new(format!("no member file has a row of `{insurer}`"))
        .why("without its members, ampleur cannot tell who is affected; an empty list would mean nobody is")
        .hint(format!("declare its files: `members = [{{ path = \"…\" }}]` under [insurers.{insurer}]"))
}

/// A member file without the insurer's own identifiers; `exchanged` if it is an exchange file.
pub fn no_member_id(path: &str, exchanged: bool) -> Problem {
    let problem = Problem::new("no column holds the insurer's own identifier of its members")
        .at(path)
        .why("the list identifies persons by this identifier only");
    match exchanged {
        true => problem.hint("an exchange file holds digests only: list the clear file that it was made from"),
        false => problem
            .hint("declare the column, `columns = { member_id = \"header in the file\" }`, beside the file's `path`"),
    }
}

/// What an identifier may give away of a person.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Disclosed {
    /// A NIR, with or without check digits, right or wrong.
    Nir,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// An IBAN.
    Iban,
    /// Last or first names.
    Name,
    /// A date of birth.
    BirthDate,
}

impl Disclosed {
    /// All of them, in order.
    pub const ALL: [Disclosed; 6] =
        [Disclosed::Nir, Disclosed::Email, Disclosed::Phone, Disclosed::Iban, Disclosed::Name, Disclosed::BirthDate];

    fn words(self) -> &'static str {
        match self {
            Disclosed::Nir => "a NIR",
            Disclosed::Email => "an e-mail address",
            Disclosed::Phone => "a telephone number",
            Disclosed::Iban => "an IBAN",
            Disclosed::Name => "a name",
            Disclosed::BirthDate => "a birth date",
        }
    }
}

/// Identifiers that are, or hold, what identifies a person to anybody.
pub fn member_id_discloses(path: &str, column: &str, what: Disclosed, rows: u64) -> Problem {
    Problem::new(format!(
        "`{column}`, read as the insurer's own identifier, holds or looks like {} in {}",
        what.words(),
        count(rows, "row")
    ))
    .at(path)
    .why("a list names persons by this identifier, and must name them to nobody but the insurer")
    .hint("declare another column, `columns = { member_id = \"header in the file\" }`, beside the file's `path`")
}

/// A file that is no longer what it was when the run began.
pub fn changed_while_read(path: &str) -> Problem {
    Problem::new("the file changed while it was being read")
        .at(path)
        .why("figures, digests and lists would be of different rows")
        .hint("run again once no other program writes to it")
}

/// A worklist of rows that have no numbers.
pub fn worklist_of_exchange(path: &str) -> Problem {
    Problem::new("the rows of an exchange file cannot be listed for a decision")
        .at(path)
        .why("they are sorted by digest and have no number that a person could look up")
        .hint("list the clear file that it was made from")
}

/// A folder that holds anything other than a list of that insurer.
pub fn foreign_list(folder: &Path) -> Problem {
    Problem::new("the output folder exists and holds something other than a list of this insurer for this incident")
        .at(folder.display().to_string())
        .why("ampleur does not replace it, since its contents would be lost")
        .hint("choose another folder with `-o DIR`, or move its contents away")
}

/// A folder that holds anything other than answers of that insurer.
pub fn foreign_answers(folder: &Path) -> Problem {
    Problem::new("the output folder exists and holds something other than answers of this insurer for this incident")
        .at(folder.display().to_string())
        .why("ampleur does not replace it, since its contents would be lost")
        .hint("choose another folder with `-o DIR`, or move its contents away")
}

/// An insurer about which the incident says nothing.
pub fn nothing_to_answer(insurer: &str) -> Problem {
    Problem::new(format!("nothing says that data of `{insurer}` were lost, or may have been"))
        .why("an answer tells what an operator of the insurer lost, and none is declared, or all are declared not concerned")
        .hint(format!("declare its operators under [insurers.{insurer}], or answer without ampleur"))
}

/// A file of requests without identifiers.
pub fn no_requests(path: &str) -> Problem {
    Problem::new("the file of requests holds no identifier").at(path).hint("write one member_id a line")
}

/// A file given on the command line that cannot be read. `what` names its role.
pub fn named_file(what: &str, path: &str, error: &std::io::Error) -> Problem {
    if error.kind() == std::io::ErrorKind::Unsupported {
        return super::no_regular(what, path);
    }
    Problem::new(format!("{what} cannot be read ({})", error.kind()))
        .at(path)
        .hint("check the spelling; the path is relative to the current folder")
}

/// A text that is not an age public key.
pub fn not_a_recipient(place: &str) -> Problem {
    Problem::new("this is not an age recipient")
        .at(place)
        .why("a recipient is a public key that begins with age1; SSH and plugin keys are not supported")
        .hint("ask the insurer for its public key, as printed by `age-keygen`, and copy it in full")
}

/// A secret key in place of a public key.
pub fn secret_for_recipient(place: &str) -> Problem {
    Problem::new("this is a secret key, not a recipient")
        .at(place)
        .why("it decrypts the list, and others may have seen it here")
        .hint("have a new pair made with `age-keygen`, and give its public key, which begins with age1")
}

/// A recipients file without recipients.
pub fn no_recipient(path: &str) -> Problem {
    Problem::new("the file contains no recipients")
        .at(path)
        .hint("write one age public key per line; each begins with age1")
}

/// A passphrase file that other accounts can read.
pub fn passphrase_readable(path: &str, mode: u32) -> Problem {
    Problem::new(format!("the passphrase file can be read by other accounts (mode {mode:04o})"))
        .at(path)
        .why("anyone with the passphrase can read the list")
        .hint("run `chmod 600` on it; if others may have read it, choose another passphrase")
}

/// A passphrase that can be guessed.
pub fn passphrase_short(path: &str, least: usize) -> Problem {
    Problem::new(format!("the passphrase is shorter than {}", count(least as u64, "character")))
        .at(path)
        .why("anyone who obtains the list can try passphrases without limit")
        .hint("use several random words, or a public key: `-r age1…`")
}

/// A file that does not hold a passphrase.
pub fn passphrase_form(path: &str, most: usize) -> Problem {
    Problem::new("the file does not hold a valid passphrase")
        .at(path)
        .why(format!("a passphrase is one line of UTF-8 text, {} at most", count(most as u64, "byte")))
        .hint("write the passphrase to the file, and nothing else")
}
