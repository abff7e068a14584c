//! How a desk ends, and what ends with it.

use std::process::Command;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::harness::{DEMO, Desk, ampleur, files, small};

fn signal(desk: &Desk, signal: Signal) {
    kill_process(Pid::from_raw(i32::try_from(desk.child.id()).unwrap()).unwrap(), signal).unwrap();
}

/// A desk that treats Ctrl-C as told to `env` (coreutils), whatever started the test.
fn with_interrupt(home: &TempDir, treated: &str) -> Desk {
    ampleur();
    let mut command = Command::new("env");
    command.args([treated, env!("CARGO_BIN_EXE_ampleur-desk"), "--no-browser"]).arg(home.path());
    Desk::of(command)
}

#[test]
fn it_ends_when_told() {
    let home = small();
    let mut desk = Desk::start(&home);
    assert!(desk.post("end", &[]).text().contains("C’est terminé"));
    assert_eq!(desk.ended(), Some(0));
    for kind in [Signal::INT, Signal::TERM] {
        let mut desk = with_interrupt(&home, "--default-signal=INT");
        signal(&desk, kind);
        assert_eq!(desk.ended(), Some(0));
    }
    assert_eq!(files(home.path()), ["fuite/incident.toml"]);
}

#[test]
fn it_does_not_end_while_it_is_used() {
    let home = small();
    let mut desk = Desk::with(&home, &["--idle=1"]);
    std::thread::sleep(Duration::from_secs(3));
    assert!(desk.child.try_wait().unwrap().is_none());
    assert_eq!(desk.get("").status, 200);
}

#[test]
fn an_assessment_ends_with_it_and_leaves_nothing_half() {
    let home = TempDir::new().unwrap();
    let mut desk = Desk::start(&home);
    assert_eq!(desk.post("demo", &[]).status, 303);
    assert_eq!(desk.post(&format!("i/{DEMO}/assess"), &[("lang", "fr")]).status, 303);
    desk.until(&format!("i/{DEMO}/assess"), |page| page.contains("data-events"));
    signal(&desk, Signal::TERM);
    assert_eq!(desk.ended(), Some(0));
    let left = files(home.path());
    assert!(left.iter().all(|path| !path.contains("/reports/") && !path.contains(".ampleur-")), "{left:?}");
}

/// Also where Ctrl-C is ignored, as in the background of a script.
#[test]
fn an_assessment_is_stopped_and_begun_again() {
    let home = TempDir::new().unwrap();
    let desk = with_interrupt(&home, "--ignore-signal=INT");
    desk.post("demo", &[]);
    let page = format!("i/{DEMO}/assess");
    assert_eq!(desk.post(&page, &[("lang", "fr")]).status, 303);
    // A second one waits for nobody: it is the first one's page, and another incident's is refused.
    assert_eq!(desk.post(&page, &[("lang", "fr")]).status, 303);
    std::fs::create_dir(home.path().join("other")).unwrap();
    std::fs::write(home.path().join("other/incident.toml"), crate::harness::SMALL).unwrap();
    assert_eq!(desk.post("i/other/assess", &[]).status, 409);
    assert_eq!(desk.post(&format!("{page}/stop"), &[]).status, 303);
    let said = desk.until(&page, |page| !page.contains("data-events"));
    assert!(said.contains("a été arrêtée"), "{said}");
    assert!(!home.path().join(DEMO).join("reports").exists());
    assert_eq!(desk.post(&page, &[("lang", "en")]).status, 303);
    let said = desk.until(&page, |page| !page.contains("data-events"));
    assert!(said.contains("Le rapport est écrit"), "{said}");
}

#[test]
fn the_command_line_starts_it() {
    let home = small();
    let mut command = Command::new(ampleur());
    command.args(["desk", "--no-browser", "--lang=en"]).arg(home.path());
    let desk = Desk::of(command);
    assert!(desk.get("").text().contains("New incident"));
    // And says so where it is not there.
    let alone = TempDir::new().unwrap();
    let copy = alone.path().join("ampleur");
    std::fs::copy(ampleur(), &copy).unwrap();
    let output = Command::new(&copy).arg("desk").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("ampleur-desk") && said.contains("cargo install"), "{said}");
}
