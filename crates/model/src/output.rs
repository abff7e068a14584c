//! A file that is written through a library, which may tell only that writing failed: the file remembers why.

use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::error::{self, Problem};

/// A new file.
pub struct Output {
    file: File,
    why: Why,
}

/// Why a file could not be written, if it could not.
#[derive(Clone)]
pub struct Why {
    path: PathBuf,
    kind: Arc<OnceLock<ErrorKind>>,
}

/// Creates a file.
pub fn create(path: &Path) -> Result<(Output, Why), Problem> {
    let file = File::create(path).map_err(|e| error::cannot_write(path, &e))?;
    let why = Why { path: path.to_owned(), kind: Arc::default() };
    Ok((Output { file, why: why.clone() }, why))
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes);
        if let Err(e) = &written
            && e.kind() != ErrorKind::Interrupted
        {
            self.why.kind.get_or_init(|| e.kind());
        }
        written
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Why {
    /// The error for whoever wanted the file.
    pub fn told(&self) -> Problem {
        error::cannot_write(&self.path, &self.kind.get().copied().unwrap_or(ErrorKind::Other).into())
    }
}
