//! The commands that the pages show are run as they stand.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use tempfile::TempDir;

use super::markdown::{Fence, fences};
use super::{Page, ROOT, all};
use crate::harness::{Ampleur, Ended, files_under};

/// Block after block, each page in a folder of its own that has the samples and the demo's report.
#[test]
fn every_block_of_commands_runs() {
    let mut blocks = 0;
    for page in all() {
        let is_run = |fence: &Fence| fence.info == "sh" && !builds(&fence.text);
        let scripts: Vec<Fence> = fences(&page.text).0.into_iter().filter(is_run).collect();
        if scripts.is_empty() {
            continue;
        }
        let dir = desk();
        for script in scripts {
            blocks += 1;
            let ended = run(dir.path(), &script.text);
            assert!(ended.status == 0, "{}, line {}: exit {}\n{}", page.path, script.line, ended.status, ended.stderr);
        }
    }
    assert!(blocks > 12, "only {blocks} blocks of commands were found");
}

/// From the first line of each README to a report.
#[test]
fn the_first_steps_leave_a_report() {
    for path in ["README.md", "README.fr.md", "docs/src/getting-started.md"] {
        let dir = desk();
        let page = Page::read(path);
        for fence in fences(&page.text).0.iter().filter(|fence| fence.info == "sh" && fence.text.contains("-incident"))
        {
            assert!(run(dir.path(), &fence.text).status == 0, "{path}, line {}", fence.line);
        }
        let report = dir.path().join("reports/my-incident/report.json");
        let report: serde_json::Value = serde_json::from_slice(&fs::read(&report).unwrap()).unwrap();
        assert_eq!(report["totals"]["persons"]["estimate"], 1, "{path}");
    }
}

#[test]
fn a_command_that_fails_is_seen() {
    let dir = desk();
    assert!(run(dir.path(), "ampleur check none.toml\nampleur demo --help\n").status != 0);
}

/// Cargo is not run by a test that it runs; `.ci/run` takes these lines from the README.
fn builds(script: &str) -> bool {
    script.lines().all(|line| line.starts_with("cargo "))
}

/// A folder with the samples and the demo's report.
fn desk() -> TempDir {
    let dir = TempDir::new().unwrap();
    symlink(format!("{ROOT}/samples"), dir.path().join("samples")).unwrap();
    let reports = Path::new(ROOT).join("reports");
    for file in files_under(&reports) {
        let to = dir.path().join("reports").join(file.strip_prefix(&reports).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(&file, to).unwrap();
    }
    dir
}

/// Runs a script there; the first command that fails ends it.
fn run(dir: &Path, script: &str) -> Ended {
    let editor = format!("sh {ROOT}/tests/docs/editor.sh");
    Ampleur::shell(&format!("set -e\n{script}")).within(dir).env("EDITOR", &editor).invents("drill").run()
}
