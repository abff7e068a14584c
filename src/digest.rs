//! SHA-256 of files and bytes, as recorded in manifests.

use std::path::Path;

use sha2::{Digest, Sha256};

use engine::read::archive;
use model::error::{self, Result, Role};
use model::interrupt;

/// Size in bytes and SHA-256 of a file. Errors call the file `shown`.
pub(crate) fn of_file(path: &Path, shown: &str) -> Result<(u64, String)> {
    let refuse = |e: std::io::Error| error::file(Role::File, shown, &e);
    let mut file = archive::open(path).map_err(refuse)?;
    let (mut hash, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 18]);
    loop {
        interrupt::check()?;
        match file.read(&mut buffer).map_err(refuse)? {
            0 => return Ok((bytes, hex(&hash.finalize()))),
            n => {
                hash.update(&buffer[..n]);
                bytes += n as u64;
            }
        }
    }
}

pub(crate) fn of_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
