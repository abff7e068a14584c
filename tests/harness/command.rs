//! One command of the program: what it is given, how it ends, and that nobody is to be seen in what it leaves.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};

use serde_json::Value;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use super::left::{Shown, Watch, is_aside};
use super::search::Search;
use super::{ROOT, identifiers};

/// The program under test.
const PROGRAM: &str = env!("CARGO_BIN_EXE_ampleur");

/// Whose persons the demo's report is about.
const DEMO: [&str; 2] = ["samples/tiers-payant-2024", "reports/tiers-payant-2024"];

/// What `init` writes.
const TEMPLATE: &[u8] = include_bytes!("../../src/cli/incident.toml");

/// Commands that are given nobody's rows.
const READS_NO_ROWS: [&str; 4] = ["init", "key", "schema", "synth"];

/// A command, not yet run.
pub struct Ampleur {
    /// What starts the program; the shell, for a line.
    starter: Vec<OsString>,
    args: Vec<OsString>,
    folder: PathBuf,
    /// The folder, if it is this command's own.
    own: Option<TempDir>,
    vars: Vec<(String, String)>,
    watched: Vec<PathBuf>,
    nowhere: Vec<String>,
    of_nobody: bool,
    shown: Vec<Shown>,
    invented: Option<PathBuf>,
    may_be_cut_short: bool,
}

/// A command under way.
pub struct Started {
    pub child: Child,
    folder: PathBuf,
    own: Option<TempDir>,
    watch: Watch,
}

/// How a command ended, and what it left.
pub struct Ended {
    /// The exit status, -1 if a signal ended it.
    pub status: i32,
    pub signal: Option<i32>,
    pub stdout: String,
    pub stderr: String,
    /// What it made or changed.
    pub left: Vec<PathBuf>,
    folder: PathBuf,
    /// Kept as long as anybody may look into it.
    _own: Option<TempDir>,
}

impl Ampleur {
    /// Runs in an empty folder, unless another is given.
    pub fn new(args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Ampleur {
        let own = TempDir::new().unwrap();
        Ampleur {
            starter: Vec::new(),
            args: args.into_iter().map(|arg| arg.as_ref().to_owned()).collect(),
            folder: own.path().to_owned(),
            own: Some(own),
            vars: Vec::new(),
            watched: Vec::new(),
            nowhere: Vec::new(),
            of_nobody: false,
            shown: Vec::new(),
            invented: None,
            may_be_cut_short: false,
        }
    }

    /// A line of a shell in which `ampleur` is the program.
    pub fn shell(line: &str) -> Ampleur {
        let programs = Path::new(PROGRAM).parent().unwrap();
        let path = std::env::var_os("PATH").unwrap();
        let path = std::env::join_paths([programs.to_owned()].into_iter().chain(std::env::split_paths(&path))).unwrap();
        let shell = Ampleur::new([line]).env("PATH", path.to_str().unwrap());
        Ampleur { starter: ["sh", "-c"].map(OsString::from).to_vec(), ..shell }
    }

    /// Started by another program.
    pub fn through(mut self, starter: &[&str]) -> Ampleur {
        self.starter = starter.iter().chain(&[PROGRAM]).map(OsString::from).collect();
        self
    }

    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Ampleur {
        self.args.push(arg.as_ref().to_owned());
        self
    }

    pub fn args(mut self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Ampleur {
        self.args.extend(args.into_iter().map(|arg| arg.as_ref().to_owned()));
        self
    }

    pub fn env(mut self, name: &str, value: &str) -> Ampleur {
        self.vars.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Runs in this folder: all that stands in it, but reports, may be read, and its cells are watched for.
    pub fn within(mut self, folder: &Path) -> Ampleur {
        self.folder = folder.to_owned();
        self.own = None;
        self
    }

    /// A folder or file whose cells are watched for too. Those of an incident file's folder are, wherever it stands.
    pub fn watching(mut self, place: impl AsRef<Path>) -> Ampleur {
        self.watched.push(place.as_ref().to_owned());
        self
    }

    /// Another text that must stand nowhere.
    pub fn nowhere(mut self, text: &str) -> Ampleur {
        self.nowhere.push(text.to_owned());
        self
    }

    /// It is given nobody's rows: there is nobody to watch for.
    pub fn of_nobody(mut self) -> Ampleur {
        self.of_nobody = true;
        self
    }

    /// In this file, if it is written, these columns may hold identifiers: the others may not, nor any other file.
    pub fn may_show(mut self, file: &str, columns: &[&str]) -> Ampleur {
        self.shown.push(Shown { file: file.to_owned(), columns: columns.iter().map(|c| (*c).to_owned()).collect() });
        self
    }

    /// It invents persons, whom its `members/` and `leaks/` in this folder may show, and nothing else.
    pub fn invents(mut self, folder: &str) -> Ampleur {
        self.invented = Some(self.folder.join(folder));
        self
    }

    /// It may be killed: then what is half done stays, and nobody is to be seen in that either.
    pub fn may_be_cut_short(mut self) -> Ampleur {
        self.may_be_cut_short = true;
        self
    }

    /// Runs to its end and searches what it leaves for everybody who went in.
    #[track_caller]
    pub fn run(self) -> Ended {
        self.start().ended()
    }

    #[track_caller]
    pub fn start(self) -> Started {
        let search = self.search();
        let somebody = !search.is_empty() || self.of_nobody || self.only_tells() || self.is(&READS_NO_ROWS);
        assert!(somebody, "nobody would be found: who goes in? (`watching`, `of_nobody`)");
        let told = self.invented.is_some() || self.only_tells() || !self.is(&["synth"]);
        assert!(told, "whom it invents may be shown in one folder: which? (`invents`)");
        let watch = Watch::begin(self.places(), search, self.shown, self.invented, self.may_be_cut_short);
        let program = [OsString::from(PROGRAM)];
        let starter = if self.starter.is_empty() { &program[..] } else { &self.starter };
        let child = Command::new(&starter[0])
            .args(&starter[1..])
            .args(&self.args)
            .current_dir(&self.folder)
            .env("TMPDIR", watch.temp())
            // What is said is read in English, unless a test says otherwise; files are French.
            .env_remove("AMPLEUR_LANG")
            .env_remove("LC_ALL")
            .env("LC_MESSAGES", "en_GB.UTF-8")
            .envs(self.vars)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        Started { child, folder: self.folder, own: self.own, watch }
    }

    fn is(&self, commands: &[&str]) -> bool {
        self.args.first().is_some_and(|arg| commands.iter().any(|command| arg == command))
    }

    /// Help and version.
    fn only_tells(&self) -> bool {
        self.args.iter().any(|arg| arg == "--help" || arg == "--version")
    }

    /// What it is given that stands in a folder: arguments as paths.
    fn paths(&self) -> impl Iterator<Item = PathBuf> {
        self.args.iter().map(|arg| self.folder.join(arg)).filter(|path| path.exists())
    }

    /// Everybody who goes in.
    fn search(&self) -> Arc<Search> {
        let demo = DEMO.map(|folder| Path::new(ROOT).join(folder));
        let mut places = self.watched.clone();
        if self.own.is_none() {
            places.push(self.folder.clone());
        }
        for path in self.paths() {
            // Of an incident file, or of a report that stands where it was made.
            let mut folders = path.ancestors().take(4);
            places.extend(folders.find(|folder| folder.join("incident.toml").exists()).map(Path::to_owned));
            if path.starts_with(&demo[1]) {
                places.push(demo[0].clone());
            }
        }
        if self.is(&["demo"]) {
            places.push(demo[0].clone());
        }
        let files: BTreeSet<PathBuf> = places.iter().flat_map(|place| inputs(place)).collect();
        let reads_template = self.is(&["init"]) || !self.starter.is_empty();
        search(&files, &self.nowhere, if reads_template { TEMPLATE } else { b"" })
    }

    /// Where it may leave something.
    fn places(&self) -> BTreeSet<PathBuf> {
        let mut places = BTreeSet::from([self.folder.clone()]);
        // What it reads elsewhere it must leave as it is.
        places.extend(self.paths().filter(|path| path.is_file()).filter_map(|path| path.parent().map(Path::to_owned)));
        let out = self.args.iter().position(|arg| arg == "-o" || arg == "--out").and_then(|at| self.args.get(at + 1));
        places.extend(out.map(|out| self.folder.join(out)));
        places
    }
}

/// Files that a command may read: no earlier output, which a manifest or record stands beside, and none that is under way.
fn inputs(place: &Path) -> BTreeSet<PathBuf> {
    if place.is_file() {
        return BTreeSet::from([place.to_owned()]);
    }
    let is_output = ["manifest.json", "notified.json"].iter().any(|of| place.join(of).exists()) || is_aside(place);
    let entries = fs::read_dir(place).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.filter(|_| !is_output).flat_map(|path| inputs(&path)).collect()
}

/// Many commands are given the same files: what was last worked out is kept, by what stands in them.
fn search(files: &BTreeSet<PathBuf>, nowhere: &[String], template: &[u8]) -> Arc<Search> {
    type Given = ([u8; 32], Vec<String>, bool);
    static LAST: Mutex<Vec<(Given, Arc<Search>)>> = Mutex::new(Vec::new());
    let files: Vec<(&PathBuf, Vec<u8>)> = files.iter().map(|file| (file, fs::read(file).unwrap_or_default())).collect();
    let mut digest = Sha256::new();
    for (file, bytes) in &files {
        digest.update(Sha256::digest(bytes));
        digest.update(file.extension().unwrap_or_default().as_encoded_bytes());
    }
    let given: Given = (digest.finalize().into(), nowhere.to_vec(), template.is_empty());
    let last = || LAST.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some((_, search)) = last().iter().find(|(other, _)| *other == given) {
        return search.clone();
    }
    // A day of the incident, or of the template that `init` writes, may be somebody's birthday too.
    let template = identifiers::days_told(Path::new("incident.toml"), template);
    let told = files.iter().flat_map(|(file, bytes)| identifiers::days_told(file, bytes));
    let told: BTreeSet<Vec<u8>> = told.chain(template).collect();
    let texts = files.iter().flat_map(|(file, bytes)| identifiers::of_file(file, bytes));
    let texts = texts.filter(|text| !told.contains(text)).chain(nowhere.iter().map(|text| text.clone().into_bytes()));
    let texts: Vec<Vec<u8>> = texts.collect();
    let takes_long = texts.len() > 10_000;
    let search = Arc::new(Search::new(texts));
    if takes_long {
        let mut last = last();
        last.insert(0, (given, search.clone()));
        last.truncate(6);
    }
    search
}

impl Started {
    /// Searches what anybody on the machine can see now; of how much of the process there was anything to be seen.
    #[track_caller]
    pub fn look(&self) -> usize {
        let process = |name| fs::read(format!("/proc/{}/{name}", self.child.id())).unwrap_or_default();
        let seen = [("the command line", process("cmdline")), ("the environment", process("environ"))];
        self.watch.look(&[(seen[0].0, &seen[0].1), (seen[1].0, &seen[1].1)]);
        seen.iter().filter(|(_, bytes)| !bytes.is_empty()).count()
    }

    /// Waits for its end and searches what it left for everybody who went in.
    #[track_caller]
    pub fn ended(self) -> Ended {
        let Output { status, stdout, stderr } = self.child.wait_with_output().unwrap();
        let left = self.watch.end(&[("stdout", &stdout), ("stderr", &stderr)]);
        Ended {
            status: status.code().unwrap_or(-1),
            signal: status.signal(),
            stdout: String::from_utf8(stdout).unwrap(),
            stderr: String::from_utf8(stderr).unwrap(),
            left,
            folder: self.folder,
            _own: self.own,
        }
    }
}

impl Ended {
    /// It must have ended so.
    #[track_caller]
    pub fn ends(self, status: i32) -> Ended {
        assert_eq!(self.status, status, "{}{}", self.stdout, self.stderr);
        self
    }

    /// It must have ended with 0 and said nothing on stderr.
    #[track_caller]
    pub fn succeeds(self) -> Ended {
        assert_eq!((self.status, self.stderr.as_str()), (0, ""));
        self
    }

    /// It must have refused, and have written nothing.
    #[track_caller]
    pub fn refuses(self) -> Ended {
        assert!(self.stderr.ends_with("nothing was written\n"), "{}", self.stderr);
        self.ends(1).left_nothing()
    }

    #[track_caller]
    pub fn left_nothing(self) -> Ended {
        assert_eq!(self.left, [] as [PathBuf; 0]);
        self
    }

    #[track_caller]
    pub fn says(self, text: &str) -> Ended {
        assert!(self.stderr.contains(text), "not said: {text}\n--- but:\n{}", self.stderr);
        self
    }

    #[track_caller]
    pub fn never_says(self, text: &str) -> Ended {
        assert!(!self.stderr.contains(text) && !self.stdout.contains(text), "said: {text}");
        self
    }

    /// What was printed.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|e| panic!("{e}: {}{}", self.stdout, self.stderr))
    }

    /// The folder it ran in.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// A file of that folder.
    #[track_caller]
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }
}
