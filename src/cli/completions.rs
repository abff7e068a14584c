//! `ampleur completions`

use clap::Args;
use clap_complete::Shell;

use super::{help, say};
use crate::language::Language;
use model::error::Result;

/// Print the completion script of a shell
///
/// For example, in bash: ampleur completions bash > ~/.local/share/bash-completion/completions/ampleur
#[derive(Args)]
#[command(after_help = "Example:\n  ampleur completions bash")]
pub(super) struct Completions {
    /// Shell that reads the script
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self, language: Language) -> Result<u8> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut help::command(language.written), "ampleur", &mut script);
        say(&script)?;
        Ok(0)
    }
}
