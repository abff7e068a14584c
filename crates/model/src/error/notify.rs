//! Lists of affected persons: their members, their identifiers, their encryption.

use std::path::Path;

use super::{Problem, Role};
use crate::said::{BYTE, CHARACTER, ROW, Said, both, count, refusal};

/// An insurer without member rows.
pub fn no_members(insurer: &str) -> Problem {
    Problem::new(both!(
        "aucun fichier d’assurés n’a de ligne de `{insurer}`",
        "no member file has a row of `{insurer}`"
    ))
    .why(both!(
        "sans ses assurés, ampleur ne peut dire qui est concerné\u{202f}; une liste vide voudrait dire personne",
        "without its members, ampleur cannot tell who is affected; an empty list would mean nobody is"
    ))
    .hint(both!(
        "déclarez ses fichiers\u{a0}: `members = [{{ path = \"…\" }}]` sous [insurers.{insurer}]",
        "declare its files: `members = [{{ path = \"…\" }}]` under [insurers.{insurer}]"
    ))
}

/// A member file without the insurer's own identifiers; `exchanged` if it is an exchange file.
pub fn no_member_id(path: &str, exchanged: bool) -> Problem {
    let problem = Problem::new(both!(
        "aucune colonne ne porte l’identifiant que l’assureur donne à ses assurés",
        "no column holds the insurer's own identifier of its members"
    ))
    .at(path)
    .why(both!(
        "la liste ne désigne les personnes que par cet identifiant",
        "the list identifies persons by this identifier only"
    ));
    match exchanged {
        true => problem.hint(both!(
            "un fichier d’échange ne contient que des empreintes\u{a0}: indiquez le fichier en clair dont il a été tiré",
            "an exchange file holds digests only: list the clear file that it was made from"
        )),
        false => problem.hint(both!(
            "déclarez la colonne, `columns = {{ member_id = \"en-tête du fichier\" }}`, à côté du `path` du fichier",
            "declare the column, `columns = {{ member_id = \"header in the file\" }}`, beside the file's `path`"
        )),
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

    fn said(self) -> Said {
        match self {
            Disclosed::Nir => both!("un NIR", "a NIR"),
            Disclosed::Email => both!("une adresse e-mail", "an e-mail address"),
            Disclosed::Phone => both!("un numéro de téléphone", "a telephone number"),
            Disclosed::Iban => both!("un IBAN", "an IBAN"),
            Disclosed::Name => both!("un nom", "a name"),
            Disclosed::BirthDate => both!("une date de naissance", "a birth date"),
        }
    }
}

/// Identifiers that are, or hold, what identifies a person to anybody.
pub fn member_id_discloses(path: &str, column: &str, what: Disclosed, rows: u64) -> Problem {
    Problem::new(both!(
        "`{column}`, lu comme l’identifiant propre à l’assureur, contient ou semble contenir {what} dans {rows}",
        "`{column}`, read as the insurer's own identifier, holds or looks like {what} in {rows}";
        what = what.said(), rows = count(rows, ROW)
    ))
    .at(path)
    .why(both!(
        "une liste nomme les personnes par cet identifiant, et ne doit les nommer à nul autre que l’assureur",
        "a list names persons by this identifier, and must name them to nobody but the insurer"
    ))
    .hint(both!(
        "déclarez une autre colonne, `columns = {{ member_id = \"en-tête du fichier\" }}`, à côté du `path` du fichier",
        "declare another column, `columns = {{ member_id = \"header in the file\" }}`, beside the file's `path`"
    ))
}

/// A file that is no longer what it was when the run began.
pub fn changed_while_read(path: &str) -> Problem {
    Problem::new(both!("le fichier a changé pendant qu’il était lu", "the file changed while it was being read"))
        .at(path)
        .why(both!(
            "les chiffres, les empreintes et les listes porteraient sur des lignes différentes",
            "figures, digests and lists would be of different rows"
        ))
        .hint(both!(
            "relancez quand aucun autre programme n’y écrit plus",
            "run again once no other program writes to it"
        ))
}

/// A worklist of rows that have no numbers.
pub fn worklist_of_exchange(path: &str) -> Problem {
    Problem::new(both!(
        "les lignes d’un fichier d’échange ne peuvent être soumises à décision",
        "the rows of an exchange file cannot be listed for a decision"
    ))
    .at(path)
    .why(both!(
        "elles sont triées par empreinte et n’ont pas de numéro que l’on puisse chercher",
        "they are sorted by digest and have no number that a person could look up"
    ))
    .hint(both!("indiquez le fichier en clair dont il a été tiré", "list the clear file that it was made from"))
}

/// A folder that holds anything other than a list of that insurer.
pub fn foreign_list(folder: &Path) -> Problem {
    foreign(
        folder,
        both!(
            "le dossier de sortie existe et contient autre chose qu’une liste de cet assureur pour cet incident",
            "the output folder exists and holds something other than a list of this insurer for this incident"
        ),
    )
}

/// A folder that holds anything other than answers of that insurer.
pub fn foreign_answers(folder: &Path) -> Problem {
    foreign(
        folder,
        both!(
            "le dossier de sortie existe et contient autre chose que des réponses de cet assureur pour cet incident",
            "the output folder exists and holds something other than answers of this insurer for this incident"
        ),
    )
}

fn foreign(folder: &Path, what: Said) -> Problem {
    Problem::new(what)
        .at(folder.display().to_string())
        .why(both!(
            "ampleur ne le remplace pas, car son contenu serait perdu",
            "ampleur does not replace it, since its contents would be lost"
        ))
        .hint(both!(
            "choisissez un autre dossier avec `-o DIR`, ou déplacez son contenu",
            "choose another folder with `-o DIR`, or move its contents away"
        ))
}

/// An insurer about which the incident says nothing.
pub fn nothing_to_answer(insurer: &str) -> Problem {
    Problem::new(both!(
        "rien ne dit que des données de `{insurer}` ont été perdues, ou ont pu l’être",
        "nothing says that data of `{insurer}` were lost, or may have been"
    ))
    .why(both!(
        "une réponse dit ce qu’un opérateur de l’assureur a perdu, et aucun n’est déclaré, ou tous sont déclarés non concernés",
        "an answer tells what an operator of the insurer lost, and none is declared, or all are declared not concerned"
    ))
    .hint(both!(
        "déclarez ses opérateurs sous [insurers.{insurer}], ou répondez sans ampleur",
        "declare its operators under [insurers.{insurer}], or answer without ampleur"
    ))
}

/// A file of requests without identifiers.
pub fn no_requests(path: &str) -> Problem {
    Problem::new(both!(
        "le fichier des demandes ne contient aucun identifiant",
        "the file of requests holds no identifier"
    ))
    .at(path)
    .hint(both!("écrivez un member_id par ligne", "write one member_id a line"))
}

/// A file given on the command line that cannot be read.
pub fn named_file(role: Role, path: &str, error: &std::io::Error) -> Problem {
    if error.kind() == std::io::ErrorKind::Unsupported {
        return super::no_regular(role, path);
    }
    Problem::new(both!(
        "{what}\u{a0}: lecture impossible ({kind})",
        "{what} cannot be read ({kind})";
        what = role.said(), kind = refusal(error.kind())
    ))
    .at(path)
    .hint(both!(
        "vérifiez l’orthographe\u{202f}; le chemin part du dossier courant",
        "check the spelling; the path is relative to the current folder"
    ))
}

/// A text that is not an age public key.
pub fn not_a_recipient(place: &Said) -> Problem {
    Problem::new(both!("ce n’est pas un destinataire d’age", "this is not an age recipient"))
        .within(place.clone())
        .why(both!(
            "un destinataire est une clé publique qui commence par age1\u{202f}; les clés SSH et celles de greffons ne sont pas admises",
            "a recipient is a public key that begins with age1; SSH and plugin keys are not supported"
        ))
        .hint(both!(
            "demandez à l’assureur sa clé publique, telle que `age-keygen` l’affiche, et copiez-la en entier",
            "ask the insurer for its public key, as printed by `age-keygen`, and copy it in full"
        ))
}

/// A secret key in place of a public key.
pub fn secret_for_recipient(place: &Said) -> Problem {
    Problem::new(both!("c’est une clé secrète, non un destinataire", "this is a secret key, not a recipient"))
        .within(place.clone())
        .why(both!(
            "elle déchiffre la liste, et d’autres ont pu la voir ici",
            "it decrypts the list, and others may have seen it here"
        ))
        .hint(both!(
            "faites créer une nouvelle paire avec `age-keygen`, et donnez sa clé publique, qui commence par age1",
            "have a new pair made with `age-keygen`, and give its public key, which begins with age1"
        ))
}

/// A recipients file without recipients.
pub fn no_recipient(path: &str) -> Problem {
    Problem::new(both!("le fichier ne contient aucun destinataire", "the file contains no recipients")).at(path).hint(
        both!(
            "écrivez une clé publique d’age par ligne\u{202f}; chacune commence par age1",
            "write one age public key per line; each begins with age1"
        ),
    )
}

/// A passphrase file that other accounts can read.
pub fn passphrase_readable(path: &str, mode: u32) -> Problem {
    Problem::new(both!(
        "d’autres comptes peuvent lire le fichier de la phrase secrète (mode {mode:04o})",
        "the passphrase file can be read by other accounts (mode {mode:04o})"
    ))
    .at(path)
    .why(both!("qui a la phrase secrète peut lire la liste", "anyone with the passphrase can read the list"))
    .hint(both!(
        "lancez `chmod 600` dessus\u{202f}; si d’autres ont pu la lire, choisissez une autre phrase",
        "run `chmod 600` on it; if others may have read it, choose another passphrase"
    ))
}

/// A passphrase that can be guessed.
pub fn passphrase_short(path: &str, least: usize) -> Problem {
    Problem::new(both!(
        "la phrase secrète a moins de {least}",
        "the passphrase is shorter than {least}";
        least = count(least as u64, CHARACTER)
    ))
    .at(path)
    .why(both!(
        "qui obtient la liste peut essayer des phrases sans limite",
        "anyone who obtains the list can try passphrases without limit"
    ))
    .hint(both!(
        "prenez plusieurs mots au hasard, ou une clé publique\u{a0}: `-r age1…`",
        "use several random words, or a public key: `-r age1…`"
    ))
}

/// A file that does not hold a passphrase.
pub fn passphrase_form(path: &str, most: usize) -> Problem {
    Problem::new(both!(
        "le fichier ne contient pas de phrase secrète valide",
        "the file does not hold a valid passphrase"
    ))
    .at(path)
    .why(both!(
        "une phrase secrète est une ligne de texte UTF-8, de {most} au plus",
        "a passphrase is one line of UTF-8 text, {most} at most";
        most = count(most as u64, BYTE)
    ))
    .hint(both!(
        "écrivez la phrase dans le fichier, et rien d’autre",
        "write the passphrase to the file, and nothing else"
    ))
}
