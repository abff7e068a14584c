//! Texts in both languages, French and English beside each other: what is said to the user before anybody asks in which language.

use serde::{Deserialize, Serialize};

/// Language of what is said.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// French.
    Fr,
    /// English.
    En,
}

impl Lang {
    /// Its code, as options and files write it (ISO 639-1).
    pub fn code(self) -> &'static str {
        match self {
            Lang::Fr => "fr",
            Lang::En => "en",
        }
    }
}

/// A text in both languages.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Said {
    pub(crate) fr: String,
    pub(crate) en: String,
}

/// A text in both languages, French first, with the variables of the scope in it. Those that differ by language are named after a
/// semicolon: `both!("{rows} dans {path}", "{rows} in {path}"; rows = count(n, ROW))`.
#[macro_export]
macro_rules! both {
    ($fr:literal, $en:literal $(; $($name:ident = $said:expr),+)? $(,)?) => {{
        $($(let $name: &$crate::said::Said = &$said;)+)?
        $crate::said::Said::new(
            { $($(let $name = $name.of($crate::said::Lang::Fr);)+)? format!($fr) },
            { $($(let $name = $name.of($crate::said::Lang::En);)+)? format!($en) },
        )
    }};
}

pub use crate::both;

impl Said {
    /// French, English.
    pub fn new(fr: impl Into<String>, en: impl Into<String>) -> Said {
        Said { fr: fr.into(), en: en.into() }
    }

    /// What reads the same in both: a path, a name, what the user wrote.
    pub fn same(text: impl Into<String>) -> Said {
        let text = text.into();
        Said { fr: text.clone(), en: text }
    }

    /// The text in a language.
    pub fn of(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }

    /// Both texts, changed in the same way.
    pub fn map(self, change: impl Fn(String) -> String) -> Said {
        Said { fr: change(self.fr), en: change(self.en) }
    }
}

/// What is counted, in the singular and in the plural.
#[derive(Clone, Copy)]
pub struct Noun {
    fr: [&'static str; 2],
    en: [&'static str; 2],
}

impl Noun {
    /// French singular and plural, English singular and plural.
    pub const fn new(fr: [&'static str; 2], en: [&'static str; 2]) -> Noun {
        Noun { fr, en }
    }
}

macro_rules! nouns {
    ($($name:ident: $fr:literal, $fr_many:literal, $en:literal, $en_many:literal;)*) => {
        $(#[doc = $en] pub const $name: Noun = Noun::new([$fr, $fr_many], [$en, $en_many]);)*
    };
}

nouns! {
    BYTE: "octet", "octets", "byte", "bytes";
    CELL: "cellule", "cellules", "cell", "cells";
    CHARACTER: "caractère", "caractères", "character", "characters";
    COLUMN: "colonne", "colonnes", "column", "columns";
    COUNT: "nombre", "nombres", "count", "counts";
    DATE: "date", "dates", "date", "dates";
    FILE: "fichier", "fichiers", "file", "files";
    MORE_DATE: "autre date", "autres dates", "more date", "more dates";
    NAME: "nom", "noms", "name", "names";
    RECORD: "enregistrement", "enregistrements", "record", "records";
    ROW: "ligne", "lignes", "row", "rows";
    VALUE: "valeur", "valeurs", "value", "values";
}

/// `1 row`, `2 rows`, `48,210 rows`. In French none is singular too.
pub fn count(n: u64, noun: Noun) -> Said {
    let number = number(n);
    let fr = noun.fr[usize::from(n > 1)];
    let en = noun.en[usize::from(n != 1)];
    both!("{number}\u{a0}{fr}", "{number} {en}"; number = number)
}

/// A number with its digits grouped by three.
pub fn number(n: u64) -> Said {
    Said::new(thousands(n, '\u{202f}'), thousands(n, ','))
}

/// Groups digits by three.
pub fn thousands(n: u64, separator: char) -> String {
    let digits = n.to_string();
    let mut grouped = String::with_capacity(digits.len() * 2);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

/// `a, b and c`, each in backquotes.
pub fn list(items: &[impl AsRef<str>]) -> Said {
    let ticked: Vec<String> = items.iter().map(|item| format!("`{}`", item.as_ref())).collect();
    let joined = |last: &str| match ticked.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((end, rest)) => format!("{} {last} {end}", rest.join(", ")),
    };
    Said::new(joined("et"), joined("and"))
}

/// Why the system refused a file, in words of ours; what is rare in the system's own.
pub fn refusal(kind: std::io::ErrorKind) -> Said {
    use std::io::ErrorKind as K;
    let fr = match kind {
        K::NotFound => "introuvable",
        K::PermissionDenied => "accès refusé",
        K::AlreadyExists => "existe déjà",
        K::IsADirectory => "c’est un dossier",
        K::NotADirectory => "ce n’est pas un dossier",
        K::DirectoryNotEmpty => "le dossier n’est pas vide",
        K::ReadOnlyFilesystem => "le disque est en lecture seule",
        K::StorageFull => "le disque est plein",
        K::QuotaExceeded => "le quota du disque est atteint",
        K::FileTooLarge => "le fichier est trop grand",
        K::InvalidFilename => "nom de fichier non valide",
        K::InvalidInput => "chemin non valide",
        K::InvalidData => "contenu non valide",
        K::UnexpectedEof => "le fichier finit trop tôt",
        K::OutOfMemory => "plus de mémoire",
        K::BrokenPipe => "la sortie est fermée",
        K::TimedOut => "délai dépassé",
        K::ResourceBusy => "le fichier est utilisé par un autre programme",
        K::Unsupported => "opération impossible ici",
        other => return Said::same(other.to_string()),
    };
    Said::new(fr, kind.to_string())
}
