//! Exchange files: pseudonyms in place of clear rows give the same figures, give nothing away, and take no flipped bit.

use std::fs;
use std::path::Path;
use std::process::Command;

use engine::pseudonym::{Hasher, SecretKey, exchange};
use engine::read::{self, Side, Source};
use model::error::Error;
use model::incident;
use proptest::prelude::*;
use serde_json::Value;

use crate::harness::{
    Ampleur, Ended, Exchanged, Outcome, Run, exchangeable, files_under, leak, members, pseudonymised, skip,
};
use crate::oracle::world::{World, any_world};
use crate::oracle::{comparable, expected_of};

/// Runs the program in a folder.
#[track_caller]
fn ampleur(folder: &Path, args: &[&str]) -> Ended {
    Ampleur::new(args).within(folder).run()
}

/// The report if the files of these sides are handed over as exchange files.
#[track_caller]
fn assessed_with(folder: &Path, exchanged: &[Exchanged], sides: &[&str]) -> Value {
    let mut incident = fs::read_to_string(folder.join("incident.toml")).unwrap();
    for Exchanged { side, of: clear, path: pseudonyms, .. } in
        exchanged.iter().filter(|file| sides.contains(&&*file.side))
    {
        // What is said of a clear file has no meaning for the other.
        for (from, to) in [
            (format!("path = \"{clear}\", date_order = \"dmy\""), format!("path = \"{pseudonyms}\"")),
            (format!("path = \"{clear}\"\ndate_order = \"dmy\""), format!("path = \"{pseudonyms}\"")),
            (format!("path = \"{clear}\""), format!("path = \"{pseudonyms}\"")),
        ] {
            incident = incident.replace(&from, &to);
        }
        assert!(incident.contains(pseudonyms), "{side}");
    }
    let name = format!("{}.toml", sides.join("-"));
    fs::write(folder.join(&name), incident).unwrap();
    let out = format!("out-{}", sides.join("-"));
    // A few rows of anything are soon a column of which nothing can be read, which ends with 3.
    ampleur(folder, &["assess", &name, "--quiet", "--figures-only", "--fail-on", "never", "-o", &out]).ends(0);
    serde_json::from_slice(&fs::read(folder.join(out).join("test/report.json")).unwrap()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whichever side hands over exchange files, the figures are those of the clear files.
    #[test]
    fn exchanged_rows_give_the_figures_of_clear_rows(world in any_world()) {
        let mut world: World = world;
        // Who is managed by whom or covered when is not exchanged; everybody is.
        world.perimeters.retain(|perimeter| perimeter.conditions == 0);
        let world = world.settled();
        let outcome = world.run().succeeds();
        let expected = exchangeable(&expected_of(&world));
        let exchanged = pseudonymised(outcome.path());
        for sides in [&["leaks"][..], &["members"], &["leaks", "members"]] {
            let mut report = assessed_with(outcome.path(), &exchanged, sides);
            prop_assert_eq!(&exchangeable(&comparable(&mut report)), &expected, "{:?}", sides);
        }
    }
}

/// Two persons, one of them met, one leaked row that meets nobody and one that no rule can meet.
fn small() -> Outcome {
    Run::new()
        .head("max_rejects = 1.0")
        .members(
            "a",
            &members(
                "2951099126111;03/10/1995;1;Éléonore;Béranger;Assuré;C0001234\n1800199126111;20/01/1980;1;Thomas;Béranger;Assuré;C0009999\n",
            ),
        )
        .leak(
            "x",
            &leak("2951099126111;03/10/1995;1;Éléonore;C0001234\n1750175056222;04/05/1975;1;Paul;C0007777\n;;;Marie;\n"),
        )
        .run()
        .succeeds()
        .persons(1, 1, 1)
}

const LEAKS: &str = "exchange/test/leaks/x-1.parquet";

#[test]
fn nothing_clear_is_in_an_exchange_file_and_no_row_is_lost() {
    let outcome = small();
    let exchanged = pseudonymised(outcome.path());
    let report = assessed_with(outcome.path(), &exchanged, &["leaks", "members"]);
    let bins = &report["conservation"]["leaks"][0];
    assert_eq!((&bins["rows"], &bins["matched"]), (&3.into(), &1.into()));
    assert_eq!((&bins["unmatched"], &bins["rejected"]), (&1.into(), &1.into()));
    // The harness looked for clear cells in each of them.
    assert_eq!(files_under(&outcome.path().join("exchange")).len(), 2);
}

/// Rows stand by their digests: how the source was sorted, by date of joining say, is gone.
#[test]
fn the_order_of_the_source_is_gone() {
    let rows = [
        "2951099126111;03/10/1995;1;Éléonore;C1\n",
        "1800199126111;20/01/1980;1;Thomas;C2\n",
        ";04/05/1975;;Paul;C3\n",
    ];
    let file = |order: [usize; 3]| {
        let outcome = Run::new()
            .head("max_rejects = 1.0")
            .members("a", &members("2951099126111;03/10/1995;1;Éléonore;Béranger;Assuré;C0001234\n"))
            .leak("x", &leak(&order.map(|i| rows[i]).concat()))
            .run()
            .succeeds();
        pseudonymised(outcome.path());
        fs::read(outcome.path().join(LEAKS)).unwrap()
    };
    let first = file([0, 1, 2]);
    assert!(file([2, 0, 1]) == first && file([1, 2, 0]) == first);
}

/// More rows than are held in memory, and ten thousand times the same one: they come back in order, whatever order they came in.
#[test]
fn more_rows_than_memory_holds() {
    let row = |i: usize| {
        let (nir, day) = (format!("1800199{:03}{:03}", i / 900 % 900 + 1, i % 900 + 1), i % 28 + 1);
        format!("{nir};1980-01-{day:02};MARTIN;CAMILLE;C{i:09}\n")
    };
    let same = "2951099126111;1995-10-03;;;\n".to_owned();
    let rows: Vec<String> = (0..450_000).map(row).chain(std::iter::repeat_n(same, 10_000)).collect();
    let written = |rows: &mut dyn Iterator<Item = &String>| {
        let leak = "nir;birth_date;last_name;first_name;contract_number\n".to_owned()
            + &rows.map(String::as_str).collect::<String>();
        let run = Run::new().members("a", "nir;birth_date\n2951099126111;1995-10-03\n").file("leak.csv", leak);
        let run = run.leak_file("x", "leak.csv", "");
        fs::write(run.path().join("incident.toml"), run.incident()).unwrap();
        run
    };
    let exchanged = |rows: &mut dyn Iterator<Item = &String>| {
        let run = written(rows);
        let written = run.ampleur(&["pseudonymise", "incident.toml", "--operator", "x", "--json"]).run().ends(0).json();
        assert_eq!(written[0]["rows"], 460_000);
        fs::read(run.path().join(LEAKS)).unwrap()
    };
    let first = exchanged(&mut rows.iter());
    assert!(first.len() > 128 << 20, "{} bytes are held", first.len());
    assert!(first == exchanged(&mut rows.iter().rev()));
    // Where the temporary file finds no room.
    let run = written(&mut rows.iter());
    let line = "ulimit -f 20000; ampleur pseudonymise incident.toml --operator x";
    let refused = Ampleur::shell(line).within(run.path()).run().ends(1);
    refused.says("cannot write here (file too large)").left_nothing();
}

/// Each byte of a file in turn: none can change without its being refused.
#[test]
fn a_flipped_byte_is_refused() {
    let outcome = small();
    pseudonymised(outcome.path());
    let bytes = fs::read(outcome.path().join(LEAKS)).unwrap();
    let incident = fs::read_to_string(outcome.path().join("incident.toml")).unwrap();
    let Ok(incident) = incident::document::parse::<incident::Incident>("incident.toml", &incident) else {
        panic!("an incident")
    };
    let Ok(key) = SecretKey::load(&incident.key, Path::new("")) else { panic!("the published key") };
    let hasher = Hasher::new(&key, &incident.id);
    let path = outcome.path().join("flipped.parquet");
    let refuses = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        let file: incident::File = toml::from_str("path = \"flipped.parquet\"").unwrap();
        match read::inspect(&path, "flipped.parquet", Side::Leaks, &file) {
            Err(_) => true,
            Ok(source) => match source.exchange() {
                // Then it is a table without a header that a rule could use.
                None => source.mapping.columns().iter().all(|mapped| mapped.col.name() == "insurer"),
                Some(header) => !exchange::refusals(&source, header, &incident, Some("x"), &hasher).is_empty(),
            },
        }
    };
    assert!(!refuses(&bytes));
    for at in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << (at % 8);
        assert!(refuses(&flipped), "byte {at} of {}", bytes.len());
    }
}

/// A file of another key, incident, day, version or party would meet nobody, or be taken for what it is not.
#[test]
fn what_cannot_be_compared_is_refused_in_words() {
    let outcome = small();
    let exchanged = pseudonymised(outcome.path());
    let incident = fs::read_to_string(outcome.path().join("incident.toml")).unwrap();
    let Exchanged { of: clear, path: pseudonyms, .. } = &exchanged[0];
    let incident = incident.replace(&format!("\"{clear}\""), &format!("\"{pseudonyms}\""));
    let refused = |incident: &str, says: &str| {
        fs::write(outcome.path().join("other.toml"), incident).unwrap();
        ampleur(outcome.path(), &["assess", "other.toml", "--quiet", "-o", "never"]).ends(1).says(says);
        assert!(!outcome.path().join("never").exists());
    };
    ampleur(outcome.path(), &["key", "new", "other.key"]).ends(0);
    refused(&incident.replace("published = true", "file = \"other.key\""), "made with another key");
    refused(&incident.replace("id = \"test\"", "id = \"test-2\""), "made for another incident");
    refused(&incident.replace("2024-02-07", "2024-02-08"), "for another reference date");
    refused(&incident.replace("operators.x", "operators.y").replace("\"x\"", "\"y\""), "names another party");
    refused(
        &incident
            .replace(&format!("path = \"{pseudonyms}\""), &format!("path = \"{pseudonyms}\"\ndate_order = \"dmy\"")),
        "date_order",
    );
    let bytes = fs::read(outcome.path().join(pseudonyms)).unwrap();
    let swap = |from: &[u8], to: &[u8]| {
        let at = bytes.windows(from.len()).position(|w| w == from).unwrap();
        let mut changed = bytes.clone();
        changed[at..at + to.len()].copy_from_slice(to);
        fs::write(outcome.path().join(pseudonyms), changed).unwrap();
    };
    swap(b"\"ampleur/4\"", b"\"ampleur/1\"");
    refused(&incident, "another version of the canonical forms");
    swap(b"ampleur/exchange/2", b"ampleur/exchange/1");
    refused(&incident, "everybody whose rows differ in a letter or a digit would be missed");
    swap(b"ampleur/exchange/2", b"ampleur/exchange/9");
    refused(&incident, "does not read the schema of this exchange file");
    swap(b"\"rows\":3", b"\"rows\":4");
    refused(&incident, "does not match its seal");
}

/// What a party has sent again counts; what it has replaced is neither counted beside it nor instead of it.
#[test]
fn an_older_file_of_the_same_party_is_told() {
    let outcome = small();
    let first = pseudonymised(outcome.path());
    ampleur(outcome.path(), &["pseudonymise", "incident.toml"])
        .ends(1)
        .says("files that replace those that were sent: `--edition 2`");
    ampleur(outcome.path(), &["pseudonymise", "incident.toml", "--edition", "0"]).ends(2);
    let second = ampleur(outcome.path(), &["pseudonymise", "incident.toml", "--edition", "2", "--json"]).ends(0).json();
    assert_eq!(second[0]["edition"], 2);
    let (clear, old, new) = (&first[0].of, LEAKS, "exchange/test.2/leaks/x-1.parquet");
    assert_eq!(first[0].path, old);

    let incident = fs::read_to_string(outcome.path().join("incident.toml")).unwrap();
    let from = format!("path = \"{clear}\"");
    for (name, path) in [("old", old), ("new", new)] {
        let one = incident.replace(&from, &format!("path = \"{path}\""));
        fs::write(outcome.path().join(format!("{name}.toml")), one).unwrap();
    }
    let both = incident.replace(&from, &format!("path = \"{old}\"\n[[operators.x.leaks]]\npath = \"{new}\""));
    fs::write(outcome.path().join("both.toml"), both).unwrap();
    let assess = |name: &str, more: &[&str]| {
        let args = ["assess", name, "--quiet", "--fail-on", "never"];
        ampleur(outcome.path(), &[&args[..], more].concat())
    };
    assess("both.toml", &["-o", "both"])
        .ends(1)
        .says("is edition 1, and edition 2 of the same party is listed too")
        .says(old);
    assess("old.toml", &["-o", "first"]).ends(0);
    assess("new.toml", &["-o", "first"]).ends(0);
    let manifest = fs::read(outcome.path().join("first/test/manifest.json")).unwrap();
    assert_eq!(serde_json::from_slice::<Value>(&manifest).unwrap()["inputs"][0]["edition"], 2);
    let says = "is edition 1, and the earlier report was made from edition 2";
    assess("old.toml", &["-o", "first"]).ends(1).says(says);
    assess("old.toml", &["-o", "third", "--since", "first/test"]).ends(1).says(says);
    assert_eq!(fs::read(outcome.path().join("first/test/manifest.json")).unwrap(), manifest);
    // To repeat an older assessment is nobody's mistake.
    assess("old.toml", &["-o", "again"]).ends(0);
}

/// A perimeter that asks when persons were covered cannot be drawn in a file that does not tell: it is refused, not empty.
#[test]
fn a_perimeter_that_the_file_cannot_tell_is_refused() {
    let outcome = small();
    let exchanged = pseudonymised(outcome.path());
    let Exchanged { of: clear, path: pseudonyms, .. } = exchanged.iter().find(|file| file.side == "members").unwrap();
    let incident = fs::read_to_string(outcome.path().join("incident.toml")).unwrap();
    let incident = incident.replace(&format!("\"{clear}\""), &format!("\"{pseudonyms}\""))
        + "[[insurers.a.perimeters]]\noperator = \"x\"\nstatus = \"exposed\"\ncontracts = [\"C0001234\"]\n";
    fs::write(outcome.path().join("other.toml"), incident).unwrap();
    ampleur(outcome.path(), &["assess", "other.toml", "--quiet"]).ends(1).says("contract_number");
}

/// An operator has leaks and no members, an insurer the other way round: each hands over what it has.
#[test]
fn one_side_alone_can_be_pseudonymised() {
    let folder = tempfile::TempDir::new().unwrap();
    fs::write(folder.path().join("leak.csv"), leak("2951099126111;03/10/1995;1;Éléonore;C0001234\n")).unwrap();
    let incident = "schema = \"ampleur/incident/1\"\nid = \"test\"\ntitle = \"Test\"\nreference_date = 2024-02-07\n[key]\npublished = true\n[insurers]\n[operators.x]\nname = \"X\"\n[[operators.x.leaks]]\npath = \"leak.csv\"\n";
    fs::write(folder.path().join("incident.toml"), incident).unwrap();
    assert_eq!(pseudonymised(folder.path()).len(), 1);
    ampleur(folder.path(), &["pseudonymise", "incident.toml"]).ends(1).says("the folder already exists");
    ampleur(folder.path(), &["pseudonymise", "incident.toml", "-o", "o", "--operator", "y"])
        .ends(1)
        .says("has no operator `y`");
    assert!(!folder.path().join("o").exists());
    ampleur(folder.path(), &["assess", "incident.toml"]).says("no insurer has a member file");
}

/// Under the key that everybody has, a digest hides nothing; under one's own, the key must not travel with the file.
#[test]
fn who_writes_exchange_files_is_told_about_the_key() {
    let outcome = small();
    let told = |incident: &str, out: &str| {
        let ended = ampleur(outcome.path(), &["pseudonymise", incident, "-o", out, "--lang", "en"]);
        ended.stdout.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(told("incident.toml", "published").contains("for invented persons only"));
    ampleur(outcome.path(), &["key", "new", "own.key"]).ends(0);
    let incident = fs::read_to_string(outcome.path().join("incident.toml")).unwrap();
    fs::write(outcome.path().join("own.toml"), incident.replace("published = true", "file = \"own.key\"")).unwrap();
    assert!(told("own.toml", "own").contains("Send the key by another route"));
}

#[test]
fn check_tells_what_an_exchange_file_is() {
    let outcome = small();
    let exchanged = pseudonymised(outcome.path());
    assessed_with(outcome.path(), &exchanged, &["leaks", "members"]);
    let checked = ampleur(outcome.path(), &["check", "leaks-members.toml", "--json"]).json();
    let file = &checked["files"][0];
    assert_eq!((&file["format"], &file["rows"], &file["rejected"]), (&"exchange".into(), &3.into(), &1.into()));
    assert_eq!(file["columns"], serde_json::json!([]));
}

/// A file by the script of `samples/`, which shares no code with the program, is read like one of ours.
#[test]
fn a_file_by_another_hand_is_read() {
    let Some(python) = std::env::var_os("PYTHON") else { return skip("PYTHON, with pyarrow") };
    let outcome = Run::new()
        .head("[key]\nfile = \"incident.key\"")
        .file("incident.key", "5f0c1d9be3a74268905d1b7e2c84fa6339e1d07c5ab2846f10d93ec75b68a2f4\n")
        .file(
            "rows.csv",
            "nir,birth_date,birth_rank,first_name,last_name\n2951099126111,19951003,1,ELEONORE,BERANGER\n,19800120,,THOMAS,BERANGER\n1750175056222,19750504,,PAUL,MARTIN\n2951099126111,19951003,1,ELEONORE,BERANGER\n",
        )
        .members(
            "a",
            &members(
                "2951099126111;03/10/1995;1;Éléonore;Béranger;Assuré;C0001234\n1800199126111;20/01/1980;1;Thomas;Béranger;Assuré;C0009999\n",
            ),
        )
        .leak_file("x", "leak.parquet", "");
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(outcome.path().join("incident.key"), fs::Permissions::from_mode(0o600)).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/exchange/write.py");
    let status = Command::new(python)
        .args([script, "incident.key", "rows.csv", "leak.parquet", "x", "test", "2024-02-07"])
        .current_dir(outcome.path())
        .status()
        .unwrap();
    assert!(status.success());
    // One by NIR, date and rank, one by name and date; one meets nobody, one is there twice.
    outcome
        .run()
        .succeeds()
        .persons(1, 2, 2)
        .rests_on("nir-date-rank", 1)
        .rests_on("name-date", 1)
        .leak_bin("unmatched", 1)
        .leak_bin("duplicate", 1);
}

/// A source is either somebody's table or an exchange file: reading the one as the other is a bug, not a figure.
#[test]
fn an_exchange_file_has_no_clear_rows() {
    let outcome = small();
    pseudonymised(outcome.path());
    let file: incident::File = toml::from_str("path = \"x\"").unwrap();
    let Ok(source) = read::inspect(&outcome.path().join(LEAKS), "x", Side::Leaks, &file) else { panic!("a source") };
    let source: Source = source;
    assert!(matches!(source.batches(), Err(Error::Internal(_))));
}
