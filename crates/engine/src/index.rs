//! Index types, one for each list: the index of an insurer cannot be passed for that of an operator, nor a leaked row
//! for a member row.
//!
//! Each is as large as the number it wraps, so that rows keep their size.

macro_rules! indices {
    ($($(#[$doc:meta])* $name:ident($number:ty);)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $number);

        impl $name {
            /// The index of a position in the list, from 0. The caller ensures that the list is no longer than the type
            /// can count.
            #[inline]
            pub fn new(place: usize) -> $name {
                $name(place as $number)
            }

            /// The indices of a list of `count` entries, in order.
            pub fn all(count: usize) -> impl ExactSizeIterator<Item = $name> + Clone {
                (0..count as $number).map($name)
            }
        }

        impl From<$name> for usize {
            #[inline]
            fn from(index: $name) -> usize {
                index.0 as usize
            }
        }
    )*};
}

/// How many parties or files can be numbered: one number stands for none of them.
pub const MOST: usize = u16::MAX as usize - 1;

indices! {
    /// An insurer: its position in `Plan::insurers`, which is sorted by id.
    InsurerIx(u16);
    /// An operator: its position in `Plan::operators`, which is sorted by id.
    OperatorIx(u16);
    /// A manager: its position in `Plan::managers`, which is sorted by id.
    ManagerIx(u16);
    /// A file of one side: its position in `Plan::leaks` or `Plan::members`.
    FileIx(u16);
    /// A leaked row, in the order of files and rows.
    LeakIx(u32);
    /// A member row, in the order of files and rows.
    MemberIx(u32);
    /// A person: the smallest index of the person's member rows. Not every number is in use.
    PersonIx(u32);
    /// A row within one batch.
    BatchIx(u32);
}
