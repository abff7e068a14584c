//! Invented incidents, changed in every way at once.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use synth::Population;
use synth::Shape;
use synth::sample;
use tempfile::TempDir;

use super::compare_folders;
use super::sums::{list, n, re_adds};
use crate::harness::Ampleur;

/// An invented incident in a folder, which is changed between two assessments.
struct Invented(TempDir);

impl Invented {
    fn new(seed: u64) -> Invented {
        let invented = Invented(TempDir::new().unwrap());
        let population = Population { shape: Shape::Csv, ..Population::of(700, seed) };
        for side in ["before", "after"] {
            assert!(population.write(&invented.0.path().join(side)).is_ok());
            // A few rows of a file may be the rejected ones.
            invented
                .edit(side, "incident.toml", |text| text.replace("\nnature = [", "\nmax_rejects = 1.0\nnature = ["));
        }
        invented
    }

    fn path(&self, side: &str, path: &str) -> PathBuf {
        self.0.path().join(side).join(path)
    }

    fn edit(&self, side: &str, path: &str, change: impl FnOnce(&str) -> String) {
        let text = fs::read_to_string(self.path(side, path)).unwrap();
        let changed = change(&text);
        assert!(changed != text, "{path} is as it was");
        fs::write(self.path(side, path), changed).unwrap();
    }

    /// Cuts a file before its last rows, and gives these under its header.
    fn cut(&self, side: &str, path: &str, rows: usize) -> String {
        let mut end = String::new();
        self.edit(side, path, |text| {
            let lines: Vec<&str> = text.lines().collect();
            let (kept, cut) = lines.split_at(lines.len() - rows);
            end = [&lines[..1], cut].concat().join("\n") + "\n";
            kept.join("\n") + "\n"
        });
        end
    }

    fn assess(&self, side: &str) -> Value {
        let folder = self.path(side, "");
        Ampleur::new(["assess", "incident.toml", "--quiet", "--figures-only"]).within(&folder).run().ends(0);
        let report = folder.join("reports").join(sample::ID).join("report.json");
        serde_json::from_slice(&fs::read(report).unwrap()).unwrap()
    }

    /// Compares both, with the incident files.
    fn compare(&self) -> Value {
        let (was, is) = (self.assess("before"), self.assess("after"));
        let report = |side: &str| self.path(side, "reports").join(sample::ID);
        let (from, to) = (self.path("before", "incident.toml"), self.path("after", "incident.toml"));
        let files = ["--json", "--from", from.to_str().unwrap(), "--to", to.to_str().unwrap()];
        let compared = compare_folders(&report("before"), &report("after"), &files).succeeds().json();
        re_adds(&compared, &was, &is);
        compared
    }
}

/// Every set of these changes, each on a population of its own: all causes are named, and what they explain re-adds.
#[test]
fn whatever_changed_is_named_and_re_adds() {
    const CAUSES: [&str; 5] = ["file-added", "file-replaced", "served", "perimeters", "reference-date"];
    for chosen in 1u64..1 << CAUSES.len() {
        // A third of all sets, each cause alone among them.
        if !chosen.is_power_of_two() && chosen % 3 != 0 {
            continue;
        }
        let invented = Invented::new(chosen);
        let is = |place: usize| chosen >> place & 1 == 1;
        if is(0) {
            // What both had at the end of a leak is missing before, and stands in a file of its own after.
            invented.cut("before", "leaks/viamedis.csv", 60);
            let end = invented.cut("after", "leaks/viamedis.csv", 60);
            fs::write(invented.path("after", "leaks/more.csv"), end).unwrap();
            let leak = "[[operators.viamedis.leaks]]\npath = \"leaks/more.csv\"";
            invented.edit("after", "incident.toml", |text| format!("{text}\n{leak}\n"));
        }
        if is(1) {
            invented.cut("after", "leaks/almerys.csv", 40);
        }
        if is(2) {
            let served = "operators = [\"almerys\", \"viamedis\"]";
            invented.edit("after", "incident.toml", |text| text.replacen(served, "operators = [\"almerys\"]", 1));
        }
        if is(3) {
            let perimeter = "[[insurers.harmonie-mutuelle.perimeters]]\noperator = \"viamedis\"\nstatus = \"exposed\"";
            invented.edit("after", "incident.toml", |text| format!("{text}\n{perimeter}\n"));
        }
        if is(4) {
            let date = "reference_date = 2024-02-";
            invented.edit("after", "incident.toml", |text| text.replace(&format!("{date}07"), &format!("{date}16")));
        }
        let compared = invented.compare();
        let kinds: Vec<&str> = list(&compared["causes"]).iter().map(|cause| cause["kind"].as_str().unwrap()).collect();
        let expected: Vec<&str> = (0..CAUSES.len()).filter(|place| is(*place)).map(|place| CAUSES[place]).collect();
        assert_eq!(kinds, expected, "{chosen:b}");
        // Fewer rows bring nobody, more rows take nobody away, and who was met was met on either day.
        for step in list(&compared["steps"]) {
            let place = usize::try_from(n(&step["causes"][0])).unwrap() - 1;
            let estimate = n(&step["totals"]["estimate"]);
            match kinds[place] {
                "file-replaced" => assert!(estimate <= 0, "{chosen:b}: {step}"),
                "file-added" | "perimeters" => assert!(estimate >= 0, "{chosen:b}: {step}"),
                "reference-date" => assert_eq!(estimate, 0, "{chosen:b}: {step}"),
                _ => {}
            }
        }
    }
}
