//! A run that is killed or interrupted leaves the former report or the new one, whole, and nothing beside it; and a run tells
//! how far it is.

use std::collections::{BTreeMap, VecDeque};
use std::fs::{self, File};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use ampleur::progress::{Event, Progress};
use model::observer::{Observer, Stage};
use model::said::Lang;
use model::staging::{self, Scratch};
use serde_json::Value;
use synth::Population;
use synth::Shape;
use synth::sample;
use tempfile::TempDir;

use crate::harness::{Ampleur, files_under};
use crate::schemas::fits;

/// An invented incident in `in`, and its reports in `out`.
struct Drill(TempDir);

impl Drill {
    fn new(persons: u64) -> Drill {
        let dir = TempDir::new().unwrap();
        assert!(
            Population { shape: Shape::Parquet, ..Population::of(persons, 3) }.write(&dir.path().join("in")).is_ok()
        );
        Drill(dir)
    }

    fn out(&self) -> PathBuf {
        self.0.path().join("out")
    }

    fn report(&self) -> PathBuf {
        self.out().join(sample::ID)
    }

    fn assess(&self, args: &[&str]) -> Ampleur {
        let command = ["assess", "in/incident.toml", "--figures-only", "--fail-on", "never", "-o", "out"];
        Ampleur::new(command).args(args).within(self.0.path())
    }

    /// Assesses undisturbed; gives what stands there then, and how long it took.
    #[allow(clippy::disallowed_methods, reason = "kills are spread over the length of a run")]
    fn whole(&self, lang: &str) -> (BTreeMap<PathBuf, Vec<u8>>, Duration) {
        let mut run = self.assess(&["--quiet", "--lang", lang]).start();
        let start = Instant::now();
        run.child.wait().unwrap();
        let length = start.elapsed();
        run.ended().ends(0);
        (outputs(&self.report()), length)
    }
}

fn outputs(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = files_under(folder).into_iter();
    files.map(|path| (path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap())).collect()
}

/// What stands beside the targets in a folder.
fn leftovers(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap());
    entries.filter(|e| e.file_name().to_string_lossy().starts_with(".ampleur-")).map(|e| e.path()).collect()
}

#[test]
fn a_killed_run_leaves_the_former_report_or_the_new_one() {
    const KILLS: u32 = 50;
    let drill = Drill::new(20_000);
    let (french, _) = drill.whole("fr");
    let (english, length) = drill.whole("en");
    assert!(french != english);
    let is_whole = |found: &BTreeMap<PathBuf, Vec<u8>>| *found == french || *found == english;
    let mut killed = 0;
    for n in 0..KILLS {
        let lang = if outputs(&drill.report()) == french { "en" } else { "fr" };
        let mut run = drill.assess(&["--quiet", "--lang", lang]).may_be_cut_short().start();
        sleep(length * n / KILLS);
        run.child.kill().unwrap();
        killed += u32::from(run.ended().signal == Some(9));
        // Between its two renames a run has neither in place; whoever starts next puts the former back.
        if drill.report().exists() {
            assert!(is_whole(&outputs(&drill.report())), "kill {n}");
        }
        assert!(staging::sweep(&drill.out()).is_ok());
        assert!(is_whole(&outputs(&drill.report())), "kill {n}");
        assert_eq!(leftovers(&drill.out()), [] as [PathBuf; 0], "kill {n}");
    }
    assert!(killed > KILLS / 4, "most runs were over before they were killed");
    assert!(drill.whole("fr").0 == french);
    assert_eq!(leftovers(&drill.out()), [] as [PathBuf; 0]);
    Ampleur::new(["verify", "--quiet"]).arg(drill.report()).within(drill.0.path()).run().ends(0);
}

#[test]
fn the_next_start_clears_what_a_killed_one_left() {
    let dir = TempDir::new().unwrap();
    let synth = |persons: &str, folder: &str| {
        Ampleur::new(["synth", "--persons", persons, "-o", folder]).within(dir.path()).invents(folder)
    };
    let mut run = synth("2000000", "big").may_be_cut_short().start();
    while leftovers(dir.path()).is_empty() {
        assert!(run.child.try_wait().unwrap().is_none());
        sleep(Duration::from_millis(1));
    }
    run.child.kill().unwrap();
    run.ended();
    assert_eq!(leftovers(dir.path()).len(), 1);
    synth("300", "small").run().ends(0);
    let left: Vec<_> = fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["small"]);
}

/// Four runs at once on one target: each is done or refused, and what stands there at the end is one report, whole.
#[test]
fn runs_at_once_leave_one_report() {
    let drill = Drill::new(2_000);
    let [french, english] = ["fr", "en"].map(|lang| drill.whole(lang).0);
    let mut done = 0;
    for round in 0..10 {
        let runs = ["fr", "en", "fr", "en"].map(|lang| drill.assess(&["--lang", lang]).may_be_cut_short().start());
        for run in runs {
            let ended = run.ended();
            assert!([0, 1].contains(&ended.status), "round {round}: {} {}", ended.status, ended.stderr);
            done += u32::from(ended.status == 0);
        }
        let found = outputs(&drill.report());
        assert!(found == french || found == english, "round {round}");
        assert_eq!(leftovers(&drill.out()), [] as [PathBuf; 0], "round {round}");
    }
    assert!(done >= 10, "{done} of 40 runs were done");
}

/// A report as a kill between two renames leaves it: moved aside, nothing in its place.
fn caught_between_two_renames(report: &Path) {
    let aside = report.parent().unwrap().join(".ampleur-x");
    fs::create_dir(&aside).unwrap();
    fs::create_dir(aside.join("new")).unwrap();
    fs::write(aside.join("lock"), report.file_name().unwrap().to_str().unwrap()).unwrap();
    fs::rename(report, aside.join("old")).unwrap();
}

#[test]
fn a_report_that_was_moved_aside_comes_back() {
    let drill = Drill::new(600);
    let (french, _) = drill.whole("fr");
    let (english, _) = drill.whole("en");

    caught_between_two_renames(&drill.report());
    let incident = fs::read_to_string(drill.0.path().join("in/incident.toml")).unwrap();
    let other = incident.replace(&format!("id = \"{}\"", sample::ID), "id = \"other\"");
    fs::write(drill.0.path().join("in/other.toml"), other).unwrap();
    Ampleur::new(["assess", "in/other.toml", "--figures-only", "--fail-on", "never", "--quiet", "-o", "out"])
        .within(drill.0.path())
        .run()
        .ends(0);
    assert!(drill.out().join("other/report.json").exists());
    assert!(outputs(&drill.report()) == english);
    assert_eq!(leftovers(&drill.out()), [] as [PathBuf; 0]);

    // A run of the same incident finds it in its place, and replaces it.
    caught_between_two_renames(&drill.report());
    assert!(drill.whole("fr").0 == french);
    assert_eq!(leftovers(&drill.out()), [] as [PathBuf; 0]);

    // It comes back before anybody asks whether a folder may be replaced: what is not ours still stands in the way.
    let notes = drill.out().join(sample::ID).join("notes.txt");
    fs::remove_dir_all(drill.report()).unwrap();
    fs::create_dir(drill.report()).unwrap();
    fs::write(&notes, "mine").unwrap();
    caught_between_two_renames(&drill.report());
    drill.assess(&[]).run().ends(1);
    assert_eq!(fs::read_to_string(notes).unwrap(), "mine");
}

#[test]
fn a_run_under_way_is_left_alone() {
    let drill = Drill::new(600);
    let held = drill.out().join(".ampleur-held");
    fs::create_dir_all(held.join("old")).unwrap();
    let lock = File::create(held.join("lock")).unwrap();
    lock.lock().unwrap();
    fs::write(held.join("lock"), "another").unwrap();
    fs::write(held.join("old/report.json"), "{}").unwrap();
    drill.whole("fr");
    assert_eq!(leftovers(&drill.out()), [held.as_path()]);
    assert!(held.join("old/report.json").exists() && !drill.out().join("another").exists());
}

#[test]
fn a_sweep_takes_only_what_nobody_can_need() {
    let dir = TempDir::new().unwrap();
    let at = |path: &str| dir.path().join(path);
    for (path, text) in [
        ("report/report.json", "the new one"),
        ("elsewhere/kept", ""),
        // What it was to replace is replaced already.
        (".ampleur-replaced/lock", "report"),
        (".ampleur-replaced/old/report.json", "the former one"),
        // It was killed before it had written all.
        (".ampleur-begun/lock", "report"),
        (".ampleur-begun/new/report.json", "half of"),
        // It was killed while it was removed.
        (".ampleur-gone/lock", "lost"),
        (".ampleur-gone/gone/half", ""),
        // Its lock names no place beside it.
        (".ampleur-astray/lock", "elsewhere/report"),
        (".ampleur-astray/old/report.json", "whose?"),
        (".ampleur-up/lock", ".."),
        (".ampleur-up/old/report.json", "whose?"),
        (".ampleur-unnamed/lock", ""),
        (".ampleur-unnamed/old/report.json", "whose?"),
        // It has no lock: a build that knows none may be at work.
        (".ampleur-unlocked/new/report.json", "half of"),
        ("lock", "report"),
        (".ampleur-file", "not a folder"),
    ] {
        fs::create_dir_all(at(path).parent().unwrap()).unwrap();
        fs::write(at(path), text).unwrap();
    }
    fs::create_dir(at(".ampleur-empty")).unwrap();
    symlink(at("elsewhere"), at(".ampleur-link")).unwrap();
    fs::create_dir(at(".ampleur-lock-is-link")).unwrap();
    symlink(at("lock"), at(".ampleur-lock-is-link/lock")).unwrap();
    fs::create_dir(at(".ampleur-part-is-link")).unwrap();
    fs::write(at(".ampleur-part-is-link/lock"), "report").unwrap();
    symlink(at("elsewhere"), at(".ampleur-part-is-link/new")).unwrap();

    assert!(staging::sweep(dir.path()).is_ok());
    let mut left: Vec<_> = leftovers(dir.path());
    left.sort();
    let kept = ["astray", "file", "link", "lock-is-link", "unlocked", "unnamed", "up"];
    assert_eq!(left, kept.map(|name| at(&format!(".ampleur-{name}"))));
    assert_eq!(fs::read_to_string(at("report/report.json")).unwrap(), "the new one");
    for path in ["elsewhere/kept", ".ampleur-astray/old/report.json", ".ampleur-unlocked/new/report.json", "lock"] {
        assert!(at(path).exists(), "{path}");
    }
    assert!(!at("lost").exists() && !at("elsewhere/report").exists());
    assert!(staging::sweep(&at("not-there")).is_ok());
}

#[test]
fn a_scratch_folder_is_private_and_goes() {
    let dir = TempDir::new().unwrap();
    let parent = dir.path().join("a/b");
    let scratch = Scratch::beside(&parent.join("report")).ok().unwrap();
    fs::write(scratch.path().join("digests"), "…").unwrap();
    let [folder] = &leftovers(&parent)[..] else { panic!("no folder, or several") };
    assert!(scratch.path().starts_with(folder));
    assert_eq!(fs::metadata(folder).unwrap().permissions().mode() & 0o777, 0o700);
    // It is held: neither a sweep nor an output beside it takes it away.
    assert!(staging::sweep(&parent).is_ok());
    assert!(staging::make(&parent.join("report"), |_| Ok(())).is_ok());
    assert!(scratch.path().join("digests").exists());
    drop(scratch);
    assert_eq!(leftovers(&parent), [] as [PathBuf; 0]);
    assert!(parent.join("report").exists());

    // Where nothing came of it, the folders on the way go with it.
    drop(Scratch::beside(&dir.path().join("c/d/report")).ok().unwrap());
    assert!(!dir.path().join("c").exists());
}

#[cfg(target_os = "linux")]
mod signals {
    use std::process::Child;

    use rustix::process::{Pid, Signal, kill_process};

    use super::*;
    use crate::harness::Started;

    /// Starts the program with signals as they are by default, whatever runs the tests has made of them.
    const AFRESH: [&str; 2] = ["env", "--default-signal=HUP,INT,TERM"];

    const SIGNALS: [Signal; 3] = [Signal::INT, Signal::TERM, Signal::HUP];

    /// Waits until the program looks out for interrupts.
    fn looks_out(child: &mut Child, for_these: &[Signal]) {
        let status = format!("/proc/{}/status", child.id());
        let wanted = for_these.iter().fold(0, |mask, signal| mask | 1 << (signal.as_raw() - 1));
        for _ in 0..10_000 {
            assert!(child.try_wait().unwrap().is_none(), "it was over before it looked out");
            let text = fs::read_to_string(&status).unwrap_or_default();
            let caught = text.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap_or("0").trim();
            if u64::from_str_radix(caught, 16).unwrap() & wanted == wanted {
                return;
            }
            sleep(Duration::from_millis(1));
        }
        child.kill().unwrap();
        panic!("it does not look out");
    }

    #[test]
    fn an_interrupt_ends_a_run_and_nothing_is_written() {
        const TIMES: u32 = 12;
        let drill = Drill::new(20_000);
        let (whole, length) = drill.whole("fr");
        fs::remove_dir_all(drill.out()).unwrap();
        let mut interrupted = 0;
        for n in 0..TIMES {
            let signal = SIGNALS[n as usize % SIGNALS.len()];
            let mut run = drill.assess(&["--quiet", "--lang", "fr"]).through(&AFRESH).start();
            looks_out(&mut run.child, &SIGNALS);
            sleep(length * n / TIMES);
            kill_process(Pid::from_child(&run.child), signal).unwrap();
            // Nor is anything left in the folder for temporary files.
            let ended = run.ended();
            let said = ended.stderr;
            match ended.status {
                130 => {
                    interrupted += 1;
                    assert_eq!(said, "interrompu\nrien n’a été écrit\n");
                    assert!(!drill.out().exists(), "interrupt {n}");
                }
                0 => {
                    assert!(outputs(&drill.report()) == whole);
                    assert_eq!(leftovers(&drill.out()), [] as [PathBuf; 0]);
                    fs::remove_dir_all(drill.out()).unwrap();
                }
                other => panic!("interrupt {n}: {other:?} {said}"),
            }
        }
        assert!(interrupted > 0);
    }

    /// Undisturbed, it would take minutes.
    fn synth(dir: &Path, through: &[&str], looks_out_for: &[Signal]) -> Started {
        let command = Ampleur::new(["synth", "--persons", "40000000", "--format", "parquet", "-o", "big"]);
        let mut run = command.through(through).within(dir).invents("big").may_be_cut_short().start();
        looks_out(&mut run.child, looks_out_for);
        sleep(Duration::from_millis(50));
        run
    }

    fn send(run: &Started, signal: Signal) {
        kill_process(Pid::from_child(&run.child), signal).unwrap();
    }

    /// Under `nohup` a run goes on when the terminal closes; in the background of a script, at Ctrl-C. It still ends in order when it
    /// is told in another way.
    #[test]
    fn a_signal_that_is_ignored_stays_ignored_and_the_others_are_heard() {
        for (ignored, name) in [(Signal::HUP, "HUP"), (Signal::INT, "INT")] {
            let dir = TempDir::new().unwrap();
            let ignore = format!("--ignore-signal={name}");
            let heard: Vec<_> = SIGNALS.into_iter().filter(|signal| *signal != ignored).collect();
            let mut run = synth(dir.path(), &["env", "--default-signal=HUP,INT,TERM", &ignore], &heard);
            send(&run, ignored);
            sleep(Duration::from_millis(300));
            assert!(run.child.try_wait().unwrap().is_none(), "{name} ended it");
            send(&run, Signal::TERM);
            let ended = run.ended().ends(130).left_nothing();
            assert_eq!(ended.stderr, "interrupted\nnothing was written\n");
        }
    }

    #[test]
    fn the_first_interrupt_ends_a_long_run_in_order_and_the_second_at_once() {
        let dir = TempDir::new().unwrap();
        let interrupted = || {
            let run = synth(dir.path(), &AFRESH, &SIGNALS);
            send(&run, Signal::INT);
            run
        };
        let ended = interrupted().ended().ends(130).left_nothing();
        assert_eq!(ended.stderr, "interrupted\nnothing was written\n");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);

        // Who ends at once says nothing and clears nothing. The first may be noticed before the second is there.
        let at_once = || {
            let run = interrupted();
            sleep(Duration::from_millis(20));
            let _ = kill_process(Pid::from_child(&run.child), Signal::INT);
            run.ended().ends(130).stderr.is_empty()
        };
        assert!((0..5).any(|_| at_once()));
        assert_eq!(leftovers(dir.path()).len(), 1);
        assert!(staging::sweep(dir.path()).is_ok());
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}

/// This holds once `run::assess` calls its `Progress`.
#[test]
fn a_program_is_told_how_far_a_run_is() {
    let drill = Drill::new(20_000);
    let ended = drill.assess(&["--json"]).run().ends(0);
    let report = ended.json();
    let schema: Value = serde_json::from_str(include_str!("../schemas/progress.json")).unwrap();
    let mut stages: Vec<(String, Value)> = Vec::new();
    let stderr = ended.stderr;
    let event = |line: &str| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"));
    let mut events: VecDeque<(&str, Value)> = stderr.lines().map(|line| (line, event(line))).collect();
    events.iter().for_each(|(_, event)| fits(&schema, &schema, event, "progress"));
    let (_, expected) = events.pop_front().unwrap();
    let (_, taken) = events.pop_back().unwrap();
    for (line, event) in events {
        assert_eq!(event["event"], "stage", "{line}");
        let stage = event["stage"].as_str().unwrap();
        match stages.last_mut() {
            Some((under_way, last)) if under_way == stage => {
                assert!(event["rows"].as_u64() >= last["rows"].as_u64(), "{line}");
                *last = event;
            }
            _ => {
                assert_eq!(event["rows"], 0, "{line}");
                stages.push((stage.to_owned(), event));
            }
        }
    }
    let order = ["leaks", "members", "link", "search", "count", "documents"];
    let place = |stage: &String| order.iter().position(|known| known == stage).unwrap();
    let told: Vec<usize> = stages.iter().map(|(stage, _)| place(stage)).collect();
    assert!(told.is_sorted_by(|a, b| a < b), "{stages:?}");
    for side in ["leaks", "members"] {
        let files = report["conservation"][side].as_array().unwrap();
        let rows: u64 = files.iter().map(|file| file["rows"].as_u64().unwrap()).sum();
        let (_, last) = stages.iter().find(|(stage, _)| stage == side).unwrap_or_else(|| panic!("no {side}"));
        assert_eq!(last["rows"], rows, "{side}");
        assert!(last.get("of").is_none_or(|of| *of == rows), "{side}");
    }
    assert_eq!((&expected["event"], &taken["event"]), (&"expected".into(), &"taken".into()));
    let last = stages.iter().filter_map(|(_, event)| event["seconds"].as_f64()).fold(0.0, f64::max);
    assert!(taken["seconds"].as_f64().unwrap() >= last, "{taken} {last}");
    // More than the program itself, less than a machine has. Other systems do not tell.
    let memory = taken["memory"].as_u64();
    assert!(memory.is_none_or(|bytes| (10_000_000..2_000_000_000).contains(&bytes)), "{taken}");
    assert_eq!(memory.is_some(), cfg!(target_os = "linux"));
    let rows = |side: &str| stages.iter().find(|(stage, _)| stage == side).unwrap().1["of"].as_u64().unwrap();
    assert_eq!(expected["rows"], rows("leaks") + rows("members"));
}

#[test]
fn an_event_is_one_short_line() {
    let event = |of| Event::Stage { stage: Stage::Members, rows: 1_234, of, seconds: 1.2 };
    let line = r#"{"event":"stage","stage":"members","rows":1234,"of":5678,"seconds":1.2}"#;
    assert_eq!(serde_json::to_string(&event(Some(5_678))).unwrap(), line);
    assert_eq!(serde_json::to_string(&event(None)).unwrap(), line.replace("\"of\":5678,", ""));
}

/// Any thread may add, at any time; nothing is under way before the first stage and after the last.
#[test]
fn progress_can_be_told_from_any_thread() {
    for progress in [Progress::silent(), Progress::bars(Lang::Fr), Progress::events()] {
        progress.add(1);
        progress.begin(Stage::Leaks, Some(8));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| progress.add(2));
            }
        });
        progress.begin(Stage::Documents, None);
        progress.end();
        progress.end();
        progress.add(1);
    }
}

/// On a terminal nothing of the bars stays: what is left to read is the summary.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_shows_bars_and_keeps_none() {
    if !crate::harness::has("script") {
        return;
    }
    let drill = Drill::new(20_000);
    let command = "stty cols 100; ampleur assess in/incident.toml --figures-only --fail-on never -o out --lang fr";
    let line = format!("script -qec '{command}' /dev/null");
    let shown = Ampleur::shell(&line).within(drill.0.path()).env("TERM", "xterm").run().ends(0).stdout;
    // This holds once `run::assess` calls its `Progress`.
    assert!(shown.contains("Lignes d’assurés"), "{shown:?}");
    // Each line is what was written since the cursor last went back to its beginning and the line was cleared.
    let kept: Vec<&str> = shown.lines().map(|line| line.rsplit("\u{1b}[2K").next().unwrap_or(line)).collect();
    let printed = drill.assess(&["--lang", "fr"]).run().stdout;
    assert_eq!(kept.join("\n").trim(), printed.trim());
}
