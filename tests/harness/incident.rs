//! A small incident, written and assessed.
//!
//! Strict by default: a run must end as the test says.

use std::fs;
use std::panic::Location;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::{Ampleur, Exchanged, exchangeable, pseudonymised};

/// An incident in a folder of its own.
pub struct Run {
    dir: TempDir,
    operators: Vec<(String, Vec<String>)>,
    insurers: Vec<(String, Vec<String>, Vec<String>)>,
    head: String,
    operator_lines: String,
    /// Of an insurer, beyond its name, operators and members.
    perimeters: Vec<(String, String)>,
    insurer_lines: Vec<(String, String)>,
    tail: String,
    nowhere: Vec<String>,
    of_nobody: bool,
    args: Vec<String>,
    /// Whether exchange files of the same rows must give the same figures: those of every scenario do.
    is_scenario: bool,
}

/// How a run ended.
pub struct Outcome {
    pub status: i32,
    pub stderr: String,
    pub report: Option<Value>,
    dir: TempDir,
}

impl Run {
    #[track_caller]
    pub fn new() -> Run {
        Run {
            is_scenario: Location::caller().file().contains("scenarios"),
            dir: TempDir::new().unwrap(),
            operators: Vec::new(),
            insurers: Vec::new(),
            head: String::new(),
            operator_lines: String::new(),
            perimeters: Vec::new(),
            insurer_lines: Vec::new(),
            tail: String::new(),
            nowhere: Vec::new(),
            of_nobody: false,
            args: ["assess", "incident.toml", "--quiet", "--figures-only"].map(Into::into).to_vec(),
        }
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Another command in the incident's folder, before it is assessed.
    pub fn ampleur(&self, args: &[&str]) -> Ampleur {
        Ampleur::new(args).within(self.path())
    }

    /// A file beside the incident file. What its cells hold is watched for.
    pub fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Run {
        let full = self.dir.path().join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, bytes).unwrap();
        self
    }

    /// A leak of an operator (made if it is new), as CSV.
    pub fn leak(self, operator: &str, csv: &str) -> Run {
        let path = format!("leaks/{operator}-{}.csv", self.operators.iter().map(|o| o.1.len()).sum::<usize>());
        self.file(&path, csv).leak_file(operator, &path, "")
    }

    /// A leak that stands in a file already.
    pub fn leak_file(mut self, operator: &str, path: &str, more: &str) -> Run {
        let line = format!("path = \"{path}\"\n{more}");
        match self.operators.iter_mut().find(|(id, _)| id == operator) {
            Some((_, leaks)) => leaks.push(line),
            None => self.operators.push((operator.to_owned(), vec![line])),
        }
        self
    }

    /// Members of an insurer (made if it is new) that every operator serves, as CSV.
    pub fn members(self, insurer: &str, csv: &str) -> Run {
        let path = format!("members/{insurer}-{}.csv", self.insurers.iter().map(|i| i.1.len()).sum::<usize>());
        self.file(&path, csv).members_file(insurer, &path, "")
    }

    /// Members that stand in a file already.
    pub fn members_file(mut self, insurer: &str, path: &str, more: &str) -> Run {
        let entry = format!("{{ path = \"{path}\"{more} }}");
        match self.insurers.iter_mut().find(|(id, ..)| id == insurer) {
            Some((_, files, _)) => files.push(entry),
            None => self.insurers.push((insurer.to_owned(), vec![entry], vec!["*".into()])),
        }
        self
    }

    /// Only these operators serve the insurer.
    pub fn served_by(mut self, insurer: &str, operators: &[&str]) -> Run {
        let found = self.insurers.iter_mut().find(|(id, ..)| id == insurer).expect("members first");
        found.2 = operators.iter().map(|o| (*o).to_owned()).collect();
        self
    }

    /// Lines at the top of the incident file.
    pub fn head(mut self, lines: &str) -> Run {
        self.head.push_str(lines);
        self.head.push('\n');
        self
    }

    /// A perimeter of an insurer: the lines of its table.
    pub fn perimeter(mut self, insurer: &str, lines: &str) -> Run {
        self.perimeters.push((insurer.to_owned(), lines.to_owned()));
        self
    }

    /// Lines in an insurer's own table.
    pub fn insurer_declares(mut self, insurer: &str, lines: &str) -> Run {
        self.insurer_lines.push((insurer.to_owned(), lines.to_owned()));
        self
    }

    /// Tables at the end of the incident file.
    pub fn tail(mut self, tables: &str) -> Run {
        self.tail.push_str(tables);
        self.tail.push('\n');
        self
    }

    /// Dossiers, letters, workbook and PDF too: they take time, and most tests are about figures.
    pub fn documents(mut self) -> Run {
        self.args.retain(|arg| arg != "--figures-only");
        self
    }

    /// An insurer without a file of members.
    pub fn insurer(mut self, insurer: &str) -> Run {
        self.insurers.push((insurer.to_owned(), Vec::new(), vec!["*".into()]));
        self
    }

    /// An operator that has handed over no rows.
    pub fn operator(mut self, operator: &str) -> Run {
        self.operators.push((operator.to_owned(), Vec::new()));
        self
    }

    /// A manager, `Manager ID`.
    pub fn manager(mut self, id: &str) -> Run {
        self.tail.push_str(&format!("[managers.{id}]\nname = \"Manager {id}\"\n"));
        self
    }

    /// Lines in every operator's table.
    pub fn operators_declare(mut self, lines: &str) -> Run {
        self.operator_lines = lines.to_owned();
        self
    }

    pub fn arg(mut self, arg: &str) -> Run {
        self.args.push(arg.to_owned());
        self
    }

    /// Another text that must appear nowhere.
    pub fn nowhere(mut self, text: &str) -> Run {
        self.nowhere.push(text.to_owned());
        self
    }

    /// No file of it has a row.
    pub fn of_nobody(mut self) -> Run {
        self.of_nobody = true;
        self
    }

    pub fn incident(&self) -> String {
        let mut toml = format!(
            "schema = \"ampleur/incident/1\"\nid = \"test\"\ntitle = \"Test\"\nreference_date = 2024-02-07\n{}",
            self.head
        );
        if !self.head.contains("[key]") {
            toml.push_str("[key]\npublished = true\n");
        }
        for (id, leaks) in &self.operators {
            toml.push_str(&format!("[operators.{id}]\nname = \"Operator {id}\"\n{}\n", self.operator_lines));
            for leak in leaks {
                toml.push_str(&format!("[[operators.{id}.leaks]]\n{leak}\n"));
            }
        }
        for (id, files, served) in &self.insurers {
            let by: Vec<String> = match &served[..] {
                [all] if all == "*" => self.operators.iter().map(|(o, _)| format!("\"{o}\"")).collect(),
                some => some.iter().map(|o| format!("\"{o}\"")).collect(),
            };
            toml.push_str(&format!(
                "[insurers.{id}]\nname = \"Insurer {id}\"\noperators = [{}]\nmembers = [{}]\n",
                by.join(", "),
                files.join(", ")
            ));
            for (_, lines) in self.insurer_lines.iter().filter(|(insurer, _)| insurer == id) {
                toml.push_str(&format!("{lines}\n"));
            }
            for (_, lines) in self.perimeters.iter().filter(|(insurer, _)| insurer == id) {
                toml.push_str(&format!("[[insurers.{id}.perimeters]]\n{lines}\n"));
            }
        }
        toml.push_str(&self.tail);
        toml
    }

    /// Runs `assess`, which must leave nothing to identify anybody by.
    #[track_caller]
    pub fn run(self) -> Outcome {
        if !self.dir.path().join("incident.toml").exists() {
            fs::write(self.dir.path().join("incident.toml"), self.incident()).unwrap();
        }
        let mut command = Ampleur::new(&self.args).within(self.dir.path());
        for text in &self.nowhere {
            command = command.nowhere(text);
        }
        let ended = if self.of_nobody { command.of_nobody().run() } else { command.run() };
        let report = fs::read(self.dir.path().join("reports/test/report.json")).ok();
        let report: Option<Value> = report.map(|bytes| serde_json::from_slice(&bytes).unwrap());
        // A decision names a row by its number, which an exchange file does not have.
        let is_decided = self.insurer_lines.iter().any(|(_, lines)| lines.contains("decided"));
        if let Some(report) = report.as_ref().filter(|_| self.is_scenario && !is_decided) {
            self.is_the_same_exchanged(report);
        }
        Outcome { status: ended.status, stderr: ended.stderr, report, dir: self.dir }
    }
}

impl Run {
    /// Hands over the leaks as exchange files, then the members too, and looks for the same figures.
    #[track_caller]
    fn is_the_same_exchanged(&self, clear: &Value) {
        let files = pseudonymised(self.path());
        // What a perimeter asks of members is not exchanged.
        let asked = ["managed_by", "covered_", "managed_since", "contracts", "products"];
        let is_asked = self.perimeters.iter().any(|(_, lines)| asked.iter().any(|key| lines.contains(key)));
        let of_several = files.iter().any(|file| file.party.is_none());
        let sides: &[&[&str]] =
            if is_asked || of_several { &[&["leaks"]] } else { &[&["leaks"], &["leaks", "members"]] };
        for sides in sides {
            let name = format!("{}.toml", sides.join("-"));
            fs::write(self.path().join(&name), self.with(&files, sides).incident()).unwrap();
            let args = ["assess", &name, "--quiet", "--figures-only", "--fail-on", "never", "-o", "exchanged"];
            Ampleur::new(args).within(self.path()).run().ends(0);
            let report = fs::read(self.path().join("exchanged/test/report.json")).unwrap();
            let report: Value = serde_json::from_slice(&report).unwrap();
            are_the_same(&exchangeable(&report), &exchangeable(clear), sides);
            fs::remove_dir_all(self.path().join("exchanged")).unwrap();
        }
        fs::remove_dir_all(self.path().join("exchange")).unwrap();
    }

    /// The incident with exchange files in place of the clear files of these sides.
    fn with(&self, files: &[Exchanged], sides: &[&str]) -> Run {
        let of = |side: &'static str, id: &str| -> Option<Vec<String>> {
            let of_party = files.iter().filter(|file| file.side == side && file.party.as_deref() == Some(id));
            sides.contains(&side).then(|| of_party.map(|file| format!("path = \"{}\"", file.path)).collect())
        };
        let leaks =
            |(id, leaks): &(String, Vec<String>)| (id.clone(), of("leaks", id).unwrap_or_else(|| leaks.clone()));
        let members = |(id, files, by): &(String, Vec<String>, Vec<String>)| {
            let exchanged = of("members", id).map(|paths| paths.iter().map(|path| format!("{{ {path} }}")).collect());
            (id.clone(), exchanged.unwrap_or_else(|| files.clone()), by.clone())
        };
        Run {
            operators: self.operators.iter().map(leaks).collect(),
            insurers: self.insurers.iter().map(members).collect(),
            head: self.head.clone(),
            operator_lines: self.operator_lines.clone(),
            perimeters: self.perimeters.clone(),
            insurer_lines: self.insurer_lines.clone(),
            tail: self.tail.clone(),
            ..Run::new()
        }
    }
}

/// Says where two reports differ, rather than printing both.
#[track_caller]
fn are_the_same(exchanged: &Value, clear: &Value, sides: &[&str]) {
    fn differences(a: &Value, b: &Value, at: &str, found: &mut Vec<String>) {
        match (a, b) {
            (Value::Object(a), Value::Object(b)) => {
                let keys: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
                let of = |map: &serde_json::Map<String, Value>, key| map.get(key).cloned().unwrap_or(Value::Null);
                keys.into_iter().for_each(|key| differences(&of(a, key), &of(b, key), &format!("{at}/{key}"), found));
            }
            (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
                a.iter().zip(b).enumerate().for_each(|(i, (a, b))| differences(a, b, &format!("{at}/{i}"), found));
            }
            _ if a == b => {}
            _ => found.push(format!("{at}: {a} exchanged, {b} in clear")),
        }
    }
    let mut found = Vec::new();
    differences(exchanged, clear, "", &mut found);
    assert!(found.is_empty(), "with {sides:?} exchanged:\n{}", found.join("\n"));
}

impl Outcome {
    /// The run must have ended with 0 and said nothing on stderr.
    #[track_caller]
    pub fn succeeds(self) -> Outcome {
        assert_eq!((self.status, self.stderr.as_str()), (0, ""));
        self
    }

    /// The run must have ended with 3 if it found that nearly nothing was read of a column, a file or an insurer, and with 0
    /// otherwise. What is asked next is about figures.
    #[track_caller]
    pub fn ends_as_it_found(mut self) -> Outcome {
        const NOTHING_READ: [&str; 11] = [
            "column.empty",
            "column.partly-unreadable",
            "column.unreadable",
            "column.further-person",
            "column.not-recognised",
            "insurer.all-gone",
            "leak.dates-differ",
            "leak.meets-nobody",
            "leak.nirs-differ",
            "nir.not-of-birth-date",
            "rejects.over-limit",
        ];
        let report = self.report.as_ref().expect("a report");
        let findings = report["findings"].as_array().unwrap();
        const IF_MANY: [&str; 2] = ["leak.elsewhere", "leak.unknown-insurer"];
        let is_of_many =
            |finding: &Value| IF_MANY.contains(&finding["code"].as_str().unwrap()) && finding["level"] == "grave";
        let says_so =
            |finding: &Value| NOTHING_READ.contains(&finding["code"].as_str().unwrap()) || is_of_many(finding);
        let is_grave = findings.iter().any(says_so);
        assert_eq!(self.status, if is_grave { 3 } else { 0 }, "{}", self.stderr);
        if is_grave {
            (self.status, self.stderr) = (0, String::new());
        }
        self
    }

    /// The run must have ended so, and have written nothing.
    #[track_caller]
    pub fn fails(self, status: i32) -> Outcome {
        assert_eq!(self.status, status, "{}", self.stderr);
        assert!(!self.dir.path().join("reports").exists(), "something was written");
        if status == 1 {
            assert!(self.stderr.ends_with("nothing was written\n"), "{}", self.stderr);
        }
        self
    }

    #[track_caller]
    pub fn says(self, text: &str) -> Outcome {
        assert!(self.stderr.contains(text), "not said: {text}\n--- but:\n{}", self.stderr);
        self
    }

    /// A value of the report.
    #[track_caller]
    pub fn is(self, pointer: &str, expected: impl Into<Value>) -> Outcome {
        let report = self.report.as_ref().expect("a report");
        assert_eq!(report.pointer(pointer), Some(&expected.into()), "at {pointer} of {report:#}");
        self
    }

    /// Low, estimate and high over all.
    #[track_caller]
    pub fn persons(self, low: u64, estimate: u64, high: u64) -> Outcome {
        let persons = serde_json::json!({ "low": low, "estimate": estimate, "high": high });
        self.is("/totals/persons", persons)
    }

    /// Persons over all whom a rule met.
    #[track_caller]
    pub fn rests_on(self, rule: &str, persons: u64) -> Outcome {
        let report = self.report.as_ref().expect("a report");
        let found = report["rules"].as_array().unwrap().iter().find(|count| count["rule"] == rule).unwrap();
        assert_eq!(found["persons"], persons, "{rule} in {}", report["rules"]);
        self
    }

    /// The persons whose rows differ in one thing under a rule.
    #[track_caller]
    pub fn differs(self, rule: &str, difference: &str, persons: u64) -> Outcome {
        let report = self.report.as_ref().expect("a report");
        let found = report["rules"].as_array().unwrap().iter();
        let found = found.filter(|count| count["rule"] == rule && count["difference"] == difference);
        let found: u64 = found.map(|count| count["persons"].as_u64().unwrap()).sum();
        assert_eq!(found, persons, "{rule} but {difference} in {}", report["rules"]);
        self
    }

    /// The bins of the first leak.
    #[track_caller]
    pub fn leak_bin(self, bin: &str, rows: u64) -> Outcome {
        self.is(&format!("/conservation/leaks/0/{bin}"), rows)
    }

    /// Whether the report has a finding of that code, on so many rows.
    #[track_caller]
    pub fn finds(self, code: &str, rows: u64) -> Outcome {
        let report = self.report.as_ref().expect("a report");
        let findings = report["findings"].as_array().unwrap();
        let found = findings.iter().find(|f| f["code"] == code);
        assert_eq!(found.map(|f| f["rows"].clone()), Some(rows.into()), "{code} in {findings:#?}");
        self
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Another command in the incident's folder.
    pub fn ampleur(&self, args: &[&str]) -> Ampleur {
        Ampleur::new(args).within(self.path())
    }

    /// A file of the report's folder.
    #[track_caller]
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.dir.path().join("reports/test").join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }
}

const MEMBERS: &str = "nir;birth_date;birth_rank;first_name;last_name;relation;contract_number\n";
const LEAK: &str = "nir;birth_date;birth_rank;first_name;contract_number\n";

/// Members' rows under the usual header.
pub fn members(rows: &str) -> String {
    format!("{MEMBERS}{rows}")
}

/// Leaked rows under the usual header.
pub fn leak(rows: &str) -> String {
    format!("{LEAK}{rows}")
}
