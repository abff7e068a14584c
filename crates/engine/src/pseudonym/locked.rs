//! Memory for key material: a page of its own, kept out of swap where the system allows that, and wiped at the end.

use region::LockGuard;
use zeroize::Zeroize;

/// A value on a page that nothing else is on: to unlock one page would unlock all that is there.
#[repr(align(4096))]
struct Page<T>(T);

/// A value that is not swapped out, and wiped when dropped. It has no `Debug` and no `Clone`.
pub(super) struct Locked<T: Zeroize> {
    // Released before the page is given back.
    _held: Option<LockGuard>,
    page: Box<Page<T>>,
}

impl<T: Zeroize> Locked<T> {
    /// A place, `empty` at first, and then filled where it is: a value that is moved leaves a copy behind.
    pub(super) fn filled(empty: T, fill: impl FnOnce(&mut T)) -> Locked<T> {
        let mut page = Box::new(Page(empty));
        // Refused beyond `ulimit -l`; a run goes on all the same.
        let held = region::lock(&raw const page.0, size_of::<Page<T>>()).ok();
        fill(&mut page.0);
        Locked { _held: held, page }
    }
}

impl<T: Zeroize> std::ops::Deref for Locked<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.page.0
    }
}

impl<T: Zeroize> Drop for Locked<T> {
    fn drop(&mut self) {
        self.page.0.zeroize();
    }
}
