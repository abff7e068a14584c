//! The `ampleur` command: an allocator, and a call to the library.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ampleur::run(std::env::args_os())
}
