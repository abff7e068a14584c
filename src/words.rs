//! The language in which a command speaks: every word of the reports, and beside each command its own.

use std::ops::Deref;

use model::options::Lang;

/// The words of one language. Each room that speaks adds its own, in a file `words.rs` beside it.
#[derive(Clone, Copy)]
pub(crate) struct Words(report::Words);

impl Words {
    pub(crate) fn of(lang: Lang) -> Words {
        Words(report::Words::of(lang))
    }
}

/// The words of the reports are among them.
impl Deref for Words {
    type Target = report::Words;

    fn deref(&self) -> &report::Words {
        &self.0
    }
}

/// Words without anything to fill in: a name, then French, then English.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $fr:literal, $en:literal;)*) => {
        impl $crate::words::Words {
            $($(#[$doc])* pub(crate) fn $name(self) -> &'static str { self.pick($fr, $en) })*
        }

        /// Name, French, English: for the snapshot that is reviewed.
        pub(crate) const FIXED: &[(&str, &str, &str)] = &[$((stringify!($name), $fr, $en),)*];
    };
}
pub(crate) use words;
