//! What the system does to a run: full disks, limits, pipes and devices in the place of files, little memory, signals.

use std::fs;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use synth::{Population, Shape};
use tempfile::TempDir;

use crate::harness::{Ampleur, Run, files_under};

const MEMBERS: &str = "nir;birth_date\n2951099126111;1995-10-03\n";

fn incident() -> Run {
    Run::new().members("a", MEMBERS).leak("x", MEMBERS)
}

/// What was to be written is written, and nobody is told otherwise.
#[test]
fn standard_output_that_is_full() {
    let dir = TempDir::new().unwrap();
    let shell = |line: &str| Ampleur::shell(line).within(dir.path()).of_nobody().run();
    for (line, file) in [
        ("ampleur key new a.key > /dev/full", "a.key"),
        ("ampleur init in > /dev/full", "in/incident.toml"),
        ("ampleur --help > /dev/full", ""),
    ] {
        let ended = shell(line).ends(1).says("cannot write here (no storage space)\n  in standard output");
        ended.says("files that were to be written are written").never_says("nothing was written");
        assert!(dir.path().join(file).exists(), "{line}");
    }
    // Whether anybody reads what is told makes no difference.
    for to in ["2> /dev/full", "2>&-", "> /dev/null 2>&-"] {
        shell(&format!("ampleur assess none.toml {to}")).ends(1);
    }
    shell("ampleur schema report | head -c 1").ends(0);
}

/// As on a full disk: an error, and nothing half written.
#[test]
fn files_that_may_not_grow() {
    let dir = TempDir::new().unwrap();
    let limited = |blocks: u32, line: &str| {
        let line = format!("ulimit -f {blocks}; ampleur {line}");
        Ampleur::shell(&line).within(dir.path()).of_nobody().run().ends(1)
    };
    for (blocks, line) in [(0, "key new a.key"), (0, "init in"), (1, "synth -o drill --persons 3000 --format parquet")]
    {
        limited(blocks, line).says("cannot write here (file too large)").says("nothing was written").left_nothing();
    }
    let outcome = incident().run();
    fs::remove_dir_all(outcome.path().join("reports")).unwrap();
    let line = "ulimit -f 1; ampleur assess incident.toml --figures-only --fail-on never";
    let ended = Ampleur::shell(line).within(outcome.path()).run().ends(1);
    ended.says("cannot write here (file too large)").says("nothing was written").left_nothing();
    outcome.ampleur(&["key", "new", "k.key"]).run().ends(0);
    let line = "ulimit -f 0; ampleur pseudonymise incident.toml -o exchanged";
    Ampleur::shell(line).within(outcome.path()).run().ends(1).left_nothing();
}

/// A pipe that nobody writes to, a device without end, links in a circle, in the place of anything that is read.
#[test]
fn pipes_devices_and_circles() {
    let run = incident().run();
    let dir = run.path();
    let made = std::process::Command::new("mkfifo").arg(dir.join("pipe")).status().unwrap();
    assert!(made.success());
    std::os::unix::fs::symlink("circle", dir.join("circle")).unwrap();
    let text = fs::read_to_string(dir.join("incident.toml")).unwrap();
    let no_longer = |args: &[&str]| {
        let ended = Ampleur::new(args).through(&["timeout", "20"]).within(dir).of_nobody().run();
        ended.ends(1).never_says("internal")
    };
    for odd in ["pipe", "circle", "/dev/zero"] {
        let says = if odd == "circle" { "cannot be read" } else { "expected, but this is a pipe or a device" };
        no_longer(&["assess", odd]).says(says);
        no_longer(&["check", odd]).says(says);
        no_longer(&["key", "show", odd]).says(says);
        no_longer(&["compare", odd, odd]);
        no_longer(&["verify", odd]);
        no_longer(&["notify", "incident.toml", "--insurer", "a", "--recipients-file", odd]).says(if odd == "circle" {
            "cannot"
        } else {
            says
        });
        no_longer(&["answer", "incident.toml", "--insurer", "a", "--member-ids", odd]);
        for (what, with) in [
            ("leaks/x-0.csv", odd.to_owned()),
            ("members/a-0.csv", odd.to_owned()),
            ("published = true", format!("file = \"{odd}\"")),
        ] {
            assert!(text.contains(what), "{text}");
            fs::write(dir.join("odd.toml"), text.replacen(what, &with, 1)).unwrap();
            no_longer(&["assess", "odd.toml", "-o", "out"]);
            no_longer(&["check", "odd.toml"]);
        }
        fs::remove_file(dir.join("odd.toml")).unwrap();
    }
}

/// Names that the system allows, and few expect.
#[test]
fn long_names_and_names_that_are_no_text() {
    let long = format!("{}.csv", "a1".repeat(125));
    assert!(long.len() > 250);
    let row = "2951099126111;1995-10-03\n";
    let leak = format!("{MEMBERS}{row}9999999999999;1995-02-31\n");
    let run = Run::new().members("a", MEMBERS).file(&format!("leaks/{long}"), &leak).leak_file("x", "leaks", "");
    let outcome = run.arg("--fail-on=never").run();
    assert_eq!(outcome.status, 0, "{}", outcome.stderr);
    let rejects = files_under(&outcome.path().join("reports/test/rejects/leaks"));
    assert_eq!(rejects.len(), 1);

    let run = incident().leak_file("x", "more", "");
    for name in [&b"a\xff.csv"[..], b"a\xfe.csv"] {
        fs::create_dir_all(run.path().join("more")).unwrap();
        fs::write(run.path().join("more").join(std::ffi::OsStr::from_bytes(name)), MEMBERS).unwrap();
    }
    run.run().fails(1).says("the name of a file is not valid UTF-8\n  in more, file 1 of 2 by name");
}

/// Texts that would take a form, a cell or minutes: the key is named.
#[test]
fn declared_texts_without_end() {
    let with = |line: &str, says: &str| drop(incident().head(line).run().fails(1).says(says));
    with(&format!("discovery = \"{}\"", "é".repeat(10_001)), "`discovery` has 10,001 characters, and may have 10,000");
    with(&format!("discovery = \"e{}\"", "\u{301}".repeat(6)), "`discovery` has a letter under more than 5 accents");
    let run = incident();
    let text = run.incident().replacen("name = \"Insurer a\"", &format!("name = \"{}\"", "e".repeat(501)), 1);
    fs::write(run.path().join("incident.toml"), text).unwrap();
    run.run().fails(1).says("`insurers.a.name` has 501 characters, and may have 500");
    let page = |length: usize| {
        let page = format!("https://exemple.fr/{}", "a".repeat(length));
        incident().tail(&format!("[insurers.a.communication]\nstatus = \"planned\"\npage = \"{page}\"")).documents()
    };
    page(2_000).run().fails(1).says("`insurers.a.communication.page` has 2,019 characters, and may have 2,000");
    // As long as may be: every document is written.
    page(1_900).arg("--fail-on=never").run().succeeds();
    let longest = format!("discovery = \"{}\"", "été ".repeat(2_500));
    incident().head(&longest).documents().arg("--fail-on=never").run().succeeds();
}

/// With less memory than it takes, nobody is told that the file is damaged.
#[cfg(target_os = "linux")]
#[test]
fn little_memory_is_not_the_fault_of_the_file() {
    let dir = TempDir::new().unwrap();
    assert!(Population { shape: Shape::Parquet, ..Population::of(5_000, 5) }.write(&dir.path().join("in")).is_ok());
    let mut refused = 0;
    for kilobytes in (100_000..220_000).step_by(10_000) {
        let limited = ["sh", "-c", &format!("ulimit -v {kilobytes} && exec \"$@\""), "sh"];
        let args = ["assess", "in/incident.toml", "--figures-only", "--fail-on", "never", "--quiet"];
        // The allocator itself may end the process: nothing can be told then.
        let ended = Ampleur::new(args).through(&limited).within(dir.path()).may_be_cut_short().run();
        assert!(!ended.stderr.contains("damaged") && !ended.stderr.contains("internal error"), "{}", ended.stderr);
        refused += u32::from(ended.stderr.contains("the system gives no more memory"));
        let _ = fs::remove_dir_all(dir.path().join("reports"));
    }
    assert!(refused > 0, "no limit was met in order");
}

/// What a killed `verify --rerun` leaves in the temporary folder, the next one removes.
#[cfg(target_os = "linux")]
#[test]
fn a_killed_rerun_leaves_nothing_for_long() {
    let dir = TempDir::new().unwrap();
    let temp = dir.path().join("temp");
    fs::create_dir(&temp).unwrap();
    assert!(Population { shape: Shape::Parquet, ..Population::of(20_000, 5) }.write(&dir.path().join("in")).is_ok());
    let assess = ["assess", "in/incident.toml", "--figures-only", "--fail-on", "never", "--quiet"];
    Ampleur::new(assess).within(dir.path()).run().ends(0);
    let report = format!("reports/{}", synth::sample::ID);
    let verify = || {
        let args = ["verify", &report, "--rerun", "in/incident.toml", "--quiet"];
        Ampleur::new(args).within(dir.path()).env("TMPDIR", temp.to_str().unwrap())
    };
    let is_there = || fs::read_dir(&temp).unwrap().next().is_some();
    let mut run = verify().may_be_cut_short().start();
    while !is_there() {
        assert!(run.child.try_wait().unwrap().is_none(), "it was over before it was killed");
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    run.child.kill().unwrap();
    run.ended();
    assert!(is_there());
    verify().run().ends(0);
    assert!(!is_there());
}

#[cfg(target_os = "linux")]
mod within_a_second {
    use std::thread::sleep;
    use std::time::{Duration, Instant};

    use rust_xlsxwriter::Workbook;
    use rustix::process::{Pid, Signal, kill_process};

    use super::*;

    /// A stopped run ends in order and soon.
    #[allow(clippy::disallowed_methods, reason = "how long a run takes to end is what is asked")]
    fn is_answered(run: Ampleur, after: Duration) {
        let mut run = run.through(&["env", "--default-signal=TERM"]).start();
        sleep(after);
        assert!(run.child.try_wait().unwrap().is_none(), "it was over before it was interrupted");
        let start = Instant::now();
        kill_process(Pid::from_child(&run.child), Signal::TERM).unwrap();
        run.ended().ends(130).says("interrupted\nnothing was written\n").left_nothing();
        assert!(start.elapsed() < Duration::from_millis(1_500), "{:?}", start.elapsed());
    }

    #[test]
    fn in_a_workbook() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (column, header) in ["nir", "birth_date", "last_name"].into_iter().enumerate() {
            sheet.write(0, u16::try_from(column).unwrap(), header).unwrap();
        }
        for row in 1..150_000u32 {
            sheet.write(row, 0, f64::from(row) + 1_850_175_000_000.0).unwrap();
            sheet.write(row, 1, "1985-01-01").unwrap();
            sheet.write(row, 2, format!("NAME{row}")).unwrap();
        }
        let run = Run::new().members("a", MEMBERS).file("x.xlsx", book.save_to_buffer().unwrap());
        let incident = run.leak_file("x", "x.xlsx", "").of_nobody();
        fs::write(incident.path().join("incident.toml"), incident.incident()).unwrap();
        for after in [300, 1_000] {
            is_answered(incident.ampleur(&["assess", "incident.toml"]), Duration::from_millis(after));
        }
    }

    #[test]
    fn in_a_pattern_over_links_in_a_circle() {
        // Elsewhere: whoever looks through a folder would never come back.
        let more = TempDir::new().unwrap();
        for link in 0..6 {
            std::os::unix::fs::symlink(".", more.path().join(link.to_string())).unwrap();
        }
        let run = incident().leak_file("x", &format!("{}/**/*.csv", more.path().display()), "");
        fs::write(run.path().join("incident.toml"), run.incident()).unwrap();
        is_answered(run.ampleur(&["assess", "incident.toml"]), Duration::from_millis(800));
    }
}

/// What a spreadsheet would take for a formula is text, in every table that is written.
#[test]
fn formulas_in_tables() {
    let mut cells = 0;
    for (name, header) in [("=1+1", "=Nom"), (" =1+1", "\u{ff1d}Nom"), ("\\n=1+1", "+Nom"), ("\u{ff1d}1+1", "@Nom")] {
        let leak = format!("nir;birth_date;{header}\n2951099126111;1995-10-03;J3AN\n");
        let run = Run::new().members("a", MEMBERS).leak("x", &leak).arg("--fail-on=never").arg("--suppress-below=2");
        let text = run.incident().replacen("name = \"Insurer a\"", &format!("name = \"{name}\""), 1);
        assert!(text.contains(name), "{text}");
        fs::write(run.path().join("incident.toml"), text).unwrap();
        let outcome = run.run();
        for file in files_under(&outcome.path().join("reports/test")).iter().filter(|file| is_table(file)) {
            let text = fs::read_to_string(file).unwrap();
            let delimiter = if file.components().any(|part| part.as_os_str() == "rejects") { b',' } else { b';' };
            let mut rows =
                csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(text.as_bytes());
            for row in rows.records() {
                let acts = |cell: &str| cell.trim_start().starts_with(['=', '+', '@', '\u{ff1d}']);
                assert!(!row.as_ref().unwrap().iter().any(acts), "{}: {row:?}", file.display());
                cells += row.unwrap().len();
            }
        }
    }
    assert!(cells > 50, "{cells}");
}

fn is_table(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "csv")
}

/// What the standard input gives is read to a bound.
#[test]
fn requests_without_end() {
    let run = incident().run();
    let line = "ampleur answer incident.toml --insurer a --member-ids - < /dev/zero";
    Ampleur::shell(line).within(run.path()).run().ends(1);
    let mut long = fs::File::create(run.path().join("long.toml")).unwrap();
    long.write_all(&vec![b'#'; (1 << 24) + 1]).unwrap();
    Ampleur::new(["assess", "long.toml"]).within(run.path()).run().ends(1).says("is larger than any of its kind");
}

/// Memory that ends somewhere: the run is refused, or was carried out; no signal ends it, and the next one finds nothing in its way.
#[test]
fn memory_that_ends() {
    let drill = TempDir::new().unwrap();
    assert!(Population { shape: Shape::Csv, ..Population::of(60_000, 7) }.write(&drill.path().join("in")).is_ok());
    let mut refused = 0;
    for kilobytes in [130_000, 180_000, 250_000, 350_000, 500_000, 4_000_000] {
        let line = format!(
            "ulimit -v {kilobytes}; ampleur assess in/incident.toml --quiet --figures-only --fail-on never -o out"
        );
        let ended = Ampleur::shell(&line).within(drill.path()).may_be_cut_short().run();
        assert_eq!(ended.signal, None, "{kilobytes} kB: {}", ended.stderr);
        assert!([0, 1].contains(&ended.status), "{kilobytes} kB: {} {}", ended.status, ended.stderr);
        assert!(ended.status == 0 || ended.stderr.contains("memory"), "{kilobytes} kB: {}", ended.stderr);
        refused += ended.status;
    }
    assert!((1..6).contains(&refused), "{refused} were refused");
}
