//! `ampleur init`

use std::path::PathBuf;

use clap::Args;

use super::say;
use model::error::{self, Result};

/// Write a commented incident file to fill in
#[derive(Args)]
#[command(after_help = "Example:\n  ampleur init my-incident")]
pub(super) struct Init {
    /// Folder to write incident.toml to; created if needed
    #[arg(default_value = ".")]
    folder: PathBuf,
}

const TEMPLATE: &str = include_str!("incident.toml");

impl Init {
    pub(super) fn run(self) -> Result<u8> {
        let path = self.folder.join("incident.toml");
        std::fs::create_dir_all(&self.folder).map_err(|e| error::cannot_write(&self.folder, &e))?;
        let mut options = std::fs::OpenOptions::new();
        let mut file = options.write(true).create_new(true).open(&path).map_err(|e| error::cannot_write(&path, &e))?;
        std::io::Write::write_all(&mut file, TEMPLATE.as_bytes()).map_err(|e| error::cannot_write(&path, &e))?;
        say(format!("{}\n", path.display()).as_bytes())?;
        Ok(0)
    }
}
