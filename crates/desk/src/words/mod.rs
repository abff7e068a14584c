//! Words of the page, French and English side by side, and those of the reports.

mod declare;
mod dossier;
mod files;
mod pages;
mod perimeters;
mod reports;

use std::ops::Deref;

use model::said::Lang;

pub(crate) use dossier::PartOfLetter;
pub(crate) use files::COLUMNS;

/// The words of one language.
#[derive(Clone, Copy)]
pub(crate) struct Words {
    report: report::Words,
    lang: Lang,
}

impl Words {
    pub(crate) fn of(lang: Lang) -> Words {
        Words { report: report::Words::of(lang), lang }
    }

    pub(crate) fn lang(self) -> Lang {
        self.lang
    }
}

/// Includes the words of the reports.
impl Deref for Words {
    type Target = report::Words;

    fn deref(&self) -> &report::Words {
        &self.report
    }
}

/// Declares words without placeholders: a name, then French, then English.
macro_rules! words {
    ($($name:ident: $fr:literal, $en:literal;)*) => {
        impl $crate::words::Words {
            $(pub(crate) fn $name(self) -> &'static str { self.pick($fr, $en) })*
        }
    };
}
pub(crate) use words;
