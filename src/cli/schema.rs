//! `ampleur schema`

use clap::Args;

use super::say;
use crate::schema::Schema;
use model::bundle;
use model::error::Result;

/// Print the JSON Schema of a file that ampleur reads or writes
#[derive(Args)]
#[command(after_help = "Example:\n  ampleur schema incident")]
pub(super) struct SchemaOf {
    /// File to describe
    #[arg(value_enum)]
    of: Schema,
}

impl SchemaOf {
    pub(super) fn run(self) -> Result<u8> {
        say(&bundle::json(&self.of.json())?)?;
        Ok(0)
    }
}
