//! Indices, one type for each list they point into: an insurer's cannot be passed for an operator's, nor a leaked row's for a
//! member's.
//!
//! Each is as large as the number it wraps, which is what the kept rows are packed with.

macro_rules! indices {
    ($($(#[$doc:meta])* $name:ident($number:ty);)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(pub $number);

        impl $name {
            /// The index of a place in the list, from 0. The caller makes sure that the list is not longer than the type counts.
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

indices! {
    /// An insurer, in the order of ids: its place in `Plan::insurers`.
    InsurerIx(u16);
    /// An operator, in the order of ids: its place in `Plan::operators`.
    OperatorIx(u16);
    /// A manager, in the order of ids: its place in `Plan::managers`.
    ManagerIx(u16);
    /// A file of one side: its place in `Plan::leaks` or `Plan::members`.
    FileIx(u16);
    /// A leaked row, in the order of files and rows.
    LeakIx(u32);
    /// A member row, in the order of files and rows.
    MemberIx(u32);
    /// A person: the number of the first of the person's member rows, so that not every number is taken.
    PersonIx(u32);
    /// A row within one batch.
    BatchIx(u32);
}
