//! Words of the commands: those of the reports, plus the words of each command in a `words.rs` beside it.

use std::ops::Deref;

use model::said::Lang;

/// The words of one language.
#[derive(Clone, Copy)]
pub(crate) struct Words(report::Words);

impl Words {
    pub(crate) fn of(lang: Lang) -> Words {
        Words(report::Words::of(lang))
    }

    /// The words for controllers of which one or more is no insurer.
    pub(crate) fn of_trades(self, others: bool) -> Words {
        Words(self.0.of_trades(others))
    }
}

/// Includes the words of the reports.
impl Deref for Words {
    type Target = report::Words;

    fn deref(&self) -> &report::Words {
        &self.0
    }
}

/// Declares words without placeholders: a name, then French, then English; after a bar, both where a controller is no
/// insurer.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $fr:literal, $en:literal $(| $fr_any:literal, $en_any:literal)?;)*) => {
        impl $crate::words::Words {
            $($(#[$doc])* pub(crate) fn $name(self) -> &'static str {
                $(if self.is_of_any_trade() { return self.pick($fr_any, $en_any); })?
                self.pick($fr, $en)
            })*
        }
    };
}
pub(crate) use words;
