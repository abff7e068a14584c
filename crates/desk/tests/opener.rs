//! The browser is opened by a private file: no list of processes has the token.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::harness::{Desk, files, small};

#[test]
fn no_argument_has_the_token() {
    let (home, tools) = (small(), TempDir::new().unwrap());
    let opener = tools.path().join(if cfg!(target_os = "macos") { "open" } else { "xdg-open" });
    let told = tools.path().join("told");
    fs::write(
        &opener,
        format!("#!/bin/sh\nprintf '%s\\n' \"$@\" > '{0}.part' && mv '{0}.part' '{0}'\n", told.display()),
    )
    .unwrap();
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", tools.path().display());
    let mut command = Command::new(env!("CARGO_BIN_EXE_ampleur-desk"));
    command.arg(home.path()).env("PATH", path).env("DISPLAY", ":0");
    let mut desk = Desk::of(command);
    let begun = Instant::now();
    while !told.exists() {
        assert!(begun.elapsed() < Duration::from_secs(20));
        std::thread::sleep(Duration::from_millis(20));
    }
    let told = fs::read_to_string(&told).unwrap();
    assert_eq!(told.lines().count(), 1);
    assert!(!told.contains(&desk.token) && told.contains(".ampleur-desk-"), "{told}");
    let page = told.trim();
    assert_eq!(fs::metadata(page).unwrap().permissions().mode() & 0o777, 0o600);
    let address = format!("url=http://127.0.0.1:{}/?token={}", desk.port, desk.token);
    assert!(fs::read_to_string(page).unwrap().contains(&address));
    // It goes with the desk.
    desk.post("end", &[]);
    assert_eq!(desk.ended(), Some(0));
    assert_eq!(files(home.path()), ["fuite/incident.toml"]);
}
