//! In which of two ways a matched row was found.

/// Whether a key agrees (NIR, number or contact), and whether last and first names and birth date do, each as they are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Captured {
    /// Both.
    ByBoth,
    /// A key alone.
    ByKey,
    /// Names and date alone.
    ByNames,
    /// Neither: only values that nearly agree.
    Otherwise,
    /// It was not looked up.
    Unknown,
}

impl Captured {
    /// All ways, in order.
    pub const ALL: [Captured; 5] =
        [Captured::ByBoth, Captured::ByKey, Captured::ByNames, Captured::Otherwise, Captured::Unknown];
}
