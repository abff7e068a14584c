//! The `ampleur` command. Everything it does is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    ampleur::run(std::env::args_os())
}
