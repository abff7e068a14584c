//! The `ampleur` command: an allocator, and a call to the library.

use std::process::ExitCode;

use mimalloc::MiMalloc;
use zeroizing_alloc::ZeroAlloc;

/// Wipes what is given back: no name or number outlives the batch that it was read in.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<MiMalloc> = ZeroAlloc(MiMalloc);

fn main() -> ExitCode {
    ampleur::run(std::env::args_os())
}
