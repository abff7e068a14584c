//! In which way a matched row was found.

/// Whether a key agrees (NIR, number or contact), and whether last and first names and birth date do, each as they are. The best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Captured {
    /// By all.
    ByBoth,
    /// By a key and names.
    DateDiffers,
    /// By a key and the date.
    NamesDiffer,
    /// By a key alone.
    ByKey,
    /// By names and date alone.
    ByNames,
    /// Neither by a key nor by names and date: only by values that nearly agree.
    Otherwise,
    /// It was not looked up.
    Unknown,
}

impl Captured {
    /// All ways, in order.
    pub const ALL: [Captured; 7] = [
        Captured::ByBoth,
        Captured::DateDiffers,
        Captured::NamesDiffer,
        Captured::ByKey,
        Captured::ByNames,
        Captured::Otherwise,
        Captured::Unknown,
    ];
}
