//! What the README and the help say is run.

use tempfile::TempDir;

use crate::harness::Ampleur;

const README: &str = include_str!("../README.md");
const GETTING_STARTED: &str = include_str!("../docs/src/getting-started.md");
const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The demo's table in the docs is what the demo prints.
#[test]
fn the_demo_prints_what_the_docs_show() {
    let printed = Ampleur::new(["demo", "--lang", "fr"]).run().stdout;
    let shown =
        GETTING_STARTED.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a text block");
    assert_eq!(printed, shown);
}

/// The lines by which users assess their own incident, in an empty folder.
#[test]
fn the_lines_of_the_readme_work() {
    let dir = TempDir::new().unwrap();
    let block = README.split("```sh\n").find(|b| b.contains("ampleur init")).unwrap().split("```").next().unwrap();
    let mut commands: Vec<&str> =
        block.lines().map(|l| l.split('#').next().unwrap().trim()).filter(|l| !l.is_empty()).collect();
    let assess = commands.pop().unwrap();
    let check = commands.pop().unwrap();
    assert!(assess.starts_with("ampleur assess") && check.starts_with("ampleur check"));
    let run = |line: &str| Ampleur::shell(line).within(dir.path());
    for command in commands.iter().filter(|c| c.starts_with("ampleur")) {
        run(command).of_nobody().run().ends(0);
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
    run(check).run().ends(0);
    assert!(!dir.path().join("reports").exists());
    run(assess).run().ends(0);
    assert!(dir.path().join("reports/my-incident/report.html").exists());
}

/// Each command's help carries an example, and it runs.
#[test]
fn the_examples_in_the_help_run() {
    let help = |args: &[&str]| {
        let output = Ampleur::new(args).arg("--help").run().ends(0);
        output.stdout
    };
    let dir = TempDir::new().unwrap();
    std::fs::create_dir(dir.path().join("samples")).unwrap();
    let sample = "samples/tiers-payant-2024";
    std::os::unix::fs::symlink(format!("{ROOT}/{sample}"), dir.path().join(sample)).unwrap();
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
        let run = Ampleur::new(words).within(dir.path());
        let run = match command[0] {
            "notify" => run.may_show(
                "notify/harmonie-mutuelle/list.csv",
                &["member_id", "other_member_ids", "policyholder_member_id"],
            ),
            "synth" => run.invents("drill"),
            _ => run,
        };
        let output = run.run();
        assert!(output.status == 0, "{example}: {}", output.stderr);
    }
    let top = help(&[]);
    for command in [
        "demo",
        "init",
        "check",
        "assess",
        "verify",
        "compare",
        "pseudonymise",
        "notify",
        "answer",
        "key",
        "synth",
        "schema",
    ] {
        assert!(top.lines().any(|l| l.trim().starts_with(command)), "{command}");
        assert!(README.contains(&format!("`ampleur {command}")), "the README does not tell of {command}");
    }
}

#[test]
fn the_version_names_the_build() {
    let output = Ampleur::new(["--version"]).run();
    assert!(output.stdout.starts_with(&format!("ampleur {}", env!("CARGO_PKG_VERSION"))));
}

/// `ampleur … | head` is no error.
#[test]
fn a_closed_pipe_ends_quietly() {
    Ampleur::shell("ampleur schema report | true; ampleur --help | true").of_nobody().run().succeeds();
}
