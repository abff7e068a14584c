//! What the README and the help say is run.

use std::process::Command;

use tempfile::TempDir;

use crate::harness::PROGRAM;

const README: &str = include_str!("../README.md");
const GETTING_STARTED: &str = include_str!("../docs/src/getting-started.md");
const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The demo's table in the docs is what the demo prints.
#[test]
fn the_demo_prints_what_the_docs_show() {
    let dir = TempDir::new().unwrap();
    let output = Command::new(PROGRAM).arg("demo").current_dir(dir.path()).output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let shown =
        GETTING_STARTED.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a text block");
    assert_eq!(printed, shown);
}

/// The lines by which users assess their own incident, in an empty folder.
#[test]
fn the_lines_of_the_readme_work() {
    let dir = TempDir::new().unwrap();
    let block = README.split("```sh\n").find(|b| b.contains("ampleur init")).unwrap().split("```").next().unwrap();
    let bin = std::path::Path::new(PROGRAM).parent().unwrap();
    let path = format!("{}:{}", bin.display(), std::env::var_os("PATH").unwrap().display());
    let mut commands: Vec<&str> =
        block.lines().map(|l| l.split('#').next().unwrap().trim()).filter(|l| !l.is_empty()).collect();
    let assess = commands.pop().unwrap();
    let check = commands.pop().unwrap();
    assert!(assess.starts_with("ampleur assess") && check.starts_with("ampleur check"));
    let run = |line: &str| {
        let status =
            Command::new("sh").arg("-c").arg(line).current_dir(dir.path()).env("PATH", &path).status().unwrap();
        assert!(status.success(), "{line}");
    };
    for command in commands.iter().filter(|c| c.starts_with("ampleur")) {
        run(command);
    }
    // What the person at the keyboard does by hand: the files.
    let folder = dir.path().join("my-incident");
    for (path, text) in [
        ("leaks/my-operator.csv", "N° SS;Né(e) le;Prénom;Nom\n2 95 10 99 126 111 93;03/10/1995;Alexia;Durandal\n"),
        ("members/my-insurer.csv", "NIR,Date de naissance,Prénom\n2951099126111,1995-10-03,ALEXIA\n"),
    ] {
        std::fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
        std::fs::write(folder.join(path), text).unwrap();
    }
    let incident = std::fs::read_to_string(folder.join("incident.toml")).unwrap();
    std::fs::write(folder.join("incident.toml"), incident.replace("\"…\"", "\"Filled in\"")).unwrap();
    run(check);
    assert!(!dir.path().join("reports").exists());
    run(assess);
    assert!(dir.path().join("reports/my-incident/report.html").exists());
}

/// Each command's help carries an example, and it runs.
#[test]
fn the_examples_in_the_help_run() {
    let help = |args: &[&str]| {
        let output = Command::new(PROGRAM).args(args).arg("--help").output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap()
    };
    let dir = TempDir::new().unwrap();
    std::os::unix::fs::symlink(format!("{ROOT}/samples"), dir.path().join("samples")).unwrap();
    let commands: [&[&str]; 12] = [
        &["demo"],
        &["verify"],
        &["compare"],
        &["pseudonymise"],
        &["notify"],
        &["init"],
        &["check"],
        &["key", "new"],
        &["key", "show"],
        &["assess"],
        &["synth"],
        &["schema"],
    ];
    for command in commands {
        let text = help(command);
        let example = text
            .split("Example:\n")
            .nth(1)
            .unwrap_or_else(|| panic!("{command:?} has no example"))
            .lines()
            .next()
            .unwrap()
            .trim();
        let mut words = example.split(' ');
        assert_eq!(words.next(), Some("ampleur"));
        let output = Command::new(PROGRAM).args(words).current_dir(dir.path()).output().unwrap();
        assert!(output.status.success(), "{example}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let top = help(&[]);
    for command in
        ["demo", "init", "check", "assess", "verify", "compare", "pseudonymise", "notify", "key", "synth", "schema"]
    {
        assert!(top.lines().any(|l| l.trim().starts_with(command)), "{command}");
        assert!(README.contains(&format!("`ampleur {command}")), "the README does not tell of {command}");
    }
}

#[test]
fn the_version_names_the_build() {
    let output = Command::new(PROGRAM).arg("--version").output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().starts_with(&format!("ampleur {}", env!("CARGO_PKG_VERSION"))));
}

/// `ampleur … | head` is no error.
#[test]
fn a_closed_pipe_ends_quietly() {
    let script = format!("'{PROGRAM}' schema report | true; '{PROGRAM}' --help | true");
    let output = Command::new("sh").arg("-c").arg(script).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}
