//! The `ampleur` program, beside this one.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use model::system;
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

/// Bytes of what a command says that are kept.
const KEPT: usize = 64 << 20;

/// Where the program is, and where it runs.
#[derive(Clone)]
pub(crate) struct Program {
    path: PathBuf,
    home: PathBuf,
}

/// What a command said, and how it ended.
pub(crate) struct Said {
    /// The exit status; absent if it was killed or could not be started.
    pub code: Option<i32>,
    /// Standard output.
    pub output: Vec<u8>,
    /// Standard error: why it refused.
    pub problems: String,
}

impl Said {
    pub(crate) fn is_done(&self) -> bool {
        self.code == Some(0)
    }
}

impl Program {
    /// The program in the folder of this one, to be run in a folder of incidents.
    pub(super) fn beside(home: &Path) -> Result<Program, String> {
        let own = std::env::current_exe().map_err(|e| format!("this program does not find itself ({e})"))?;
        let path = own.with_file_name(system::program("ampleur"));
        match path.is_file() {
            true => Ok(Program { path, home: home.to_owned() }),
            false => Err(format!("`ampleur` is not beside this program\n  in {}", path.display())),
        }
    }

    /// A command of it, which is killed with whoever waits for it. Messages name paths from the folder of the incidents.
    pub(super) fn command(&self, args: Vec<OsString>) -> Command {
        let mut command = Command::new(&self.path);
        command.args(args).current_dir(&self.home).stdin(Stdio::null()).kill_on_drop(true);
        command
    }

    /// Runs a command to its end; it reads `input` from its standard input.
    pub(super) async fn run(&self, args: Vec<OsString>, input: &[u8]) -> Said {
        let mut command = self.command(args);
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let output = async {
            let mut child = child?;
            if let Some(mut stdin) = child.stdin.take() {
                // One that refuses before it has read says why.
                let _ = stdin.write_all(input).await;
            }
            child.wait_with_output().await
        };
        match output.await {
            Ok(output) => {
                let problems = String::from_utf8_lossy(&output.stderr).into_owned();
                let output = Said { code: output.status.code(), output: output.stdout, problems };
                if output.output.len() > KEPT { Said { output: Vec::new(), ..output } } else { output }
            }
            Err(e) => Said { code: None, output: Vec::new(), problems: format!("ampleur: {e}") },
        }
    }
}
