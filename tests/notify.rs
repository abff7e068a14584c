//! Whom an insurer writes to: everybody in the estimate once, by the insurer's own identifiers, for no eyes but its own.

mod protection;
mod refusals;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use age::secrecy::{ExposeSecret, SecretString};
use age::{scrypt, x25519};
use polars::prelude::{ParquetReader, SerReader};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::harness::{Ampleur, Ended, Outcome, Run, files_under, leak};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A policyholder, her spouse and her child; one who has left; one who has died; one on two rows; twins; one who did not leak.
const MEMBERS: &str = "member_id;nir;birth_date;birth_rank;last_name;first_name;relation;contract_number;coverage_end;deceased_on;email;phone;postal_address
K-0001;2820175056101;1982-01-20;1;DURANDAL;ANNABELLE;Assuré;C7000001;;;annabelle@exemple.invalid;;12 rue Imaginaire
K-0002;2820175056101;1980-04-05;1;DURANDAL;BRUNISSEN;Conjoint;C7000001;;;;;
K-0003;2820175056101;2015-06-07;1;DURANDAL;CHLOELIA;Enfant;C7000001;;;;;
K-0004;1700575056202;1970-05-11;1;MONTLUEL;DENISARD;Assuré;C7000002;2023-12-31;;;;7 impasse Inventée
K-0005;2450375056303;1945-03-02;1;VERLINBOIS;EMMANUELLE;Assuré;C7000003;;2023-11-05;emmanuelle@exemple.invalid;;
K-0007;1780675056404;1978-06-15;1;BELDECOURT;FREDEGONDE;Assuré;C7000004;;;;;
K-0006;1780675056404;1978-06-15;1;BELDECOURT;FREDEGONDE;Assuré;C7000005;;;;0600000000;
K-0008;2900875056505;1990-08-12;1;MIREPOIX;GINETTINE;Assuré;C7000006;;;;;
K-0009;2900875056505;1990-08-12;2;MIREPOIX;HUGOLINE;Assuré;C7000006;;;;;
K-0010;1650975056606;1965-09-23;1;LANSERTEAU;IVANHOEL;Assuré;C7000007;;;;;
";

/// The child without rank and name, and one of the twins: nobody can say which.
const LEAKED: &str = "2820175056101;1982-01-20;1;ANNABELLE;
2820175056101;1980-04-05;1;BRUNISSEN;C7000001
2820175056101;2015-06-07;;;
1700575056202;1970-05-11;1;DENISARD;
2450375056303;1945-03-02;1;EMMANUELLE;
1780675056404;1978-06-15;1;FREDEGONDE;
2900875056505;1990-08-12;;;
";

const ALSO_LEAKED: &str = "nir;birth_date;email\n2820175056101;1982-01-20;annabelle@exemple.invalid\n";

const HEADERS: &str = "member_id;other_member_ids;situation;addressee;policyholder_member_id;channel;channel_known;fields;operators;certainty;variant;exposed_fr;exposed_en";

/// What the list of these members has to be, worked out by hand, if the insurer tells by e-mail, letter or its site.
const LIST: [&str; 6] = [
    "K-0001;;current;person;;email;yes;first_name birth_date birth_rank nir email;x y;certain",
    "K-0002;;current;policyholder;K-0001;email;yes;first_name birth_date birth_rank nir contract_number;x;certain",
    "K-0003;;current;legal-representative;K-0001;email;yes;birth_date nir;x;strong",
    "K-0007;K-0006;current;person;;web;yes;first_name birth_date birth_rank nir;x;certain",
    "K-0004;;former;person;;letter;yes;first_name birth_date birth_rank nir;x;certain",
    "K-0005;;deceased;none;;;;first_name birth_date birth_rank nir;x;certain",
];

/// An incident that has been assessed, with its report.
fn assessed(channels: &str) -> Outcome {
    Run::new()
        .members("a", MEMBERS)
        .insurer_declares("a", &format!("channels = {channels}"))
        .leak("x", &leak(LEAKED))
        .leak("y", ALSO_LEAKED)
        .run()
        .succeeds()
}

fn three() -> Outcome {
    assessed("[\"email\", \"letter\", \"web\"]")
}

/// What an insurer knows its own members by, in a list of its own.
const ITS_OWN: [&str; 3] = ["member_id", "other_member_ids", "policyholder_member_id"];

#[track_caller]
fn notify(outcome: &Outcome, args: &[&str]) -> Ended {
    let command = outcome.ampleur(&["notify", "incident.toml", "--insurer", "a"]).args(args);
    command.may_show("notify/a/list.csv", &ITS_OWN).run()
}

/// Refused, with these words, and nothing left behind.
#[track_caller]
fn refused(outcome: &Outcome, args: &[&str], says: &str) -> Ended {
    let done = notify(outcome, args).refuses().says(says);
    assert!(!outcome.path().join("notify/a/notified.json").exists());
    done
}

/// A list in clear, as lines without their headers; and what was recorded.
#[track_caller]
fn in_clear(outcome: &Outcome) -> (Vec<String>, Value) {
    assert_eq!(notify(outcome, &["--in-clear", "--quiet"]).succeeds().stdout, "");
    let (bytes, notified) = written(outcome, "list.csv");
    (lines(&bytes), notified)
}

/// The bytes of a list and what was recorded beside it; nothing else is there.
#[track_caller]
fn written(outcome: &Outcome, name: &str) -> (Vec<u8>, Value) {
    let folder = outcome.path().join("notify");
    let files: Vec<String> =
        files_under(&folder).iter().map(|file| file.strip_prefix(&folder).unwrap().display().to_string()).collect();
    assert_eq!(files, [format!("a/{name}"), "a/notified.json".to_owned()]);
    let bytes = fs::read(folder.join("a").join(name)).unwrap();
    let notified: Value = serde_json::from_slice(&fs::read(folder.join("a/notified.json")).unwrap()).unwrap();
    assert_eq!(notified["schema"], "ampleur/notified/1");
    assert_eq!(notified["list"]["file"], name);
    let sha256: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(notified["list"]["sha256"], sha256);
    (bytes, notified)
}

fn lines(csv: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(csv).unwrap().strip_prefix('\u{feff}').expect("the mark of UTF-8");
    let mut lines = text.lines().map(str::to_owned);
    assert_eq!(lines.next().as_deref(), Some(HEADERS));
    lines.map(without_merge_fields).collect()
}

/// A line without its merge fields, which follow from the others: the letter is that of the operators, or of one of the sets of data that
/// they lost (`letter/lost.rs` has which), and the words are those of the fields.
fn without_merge_fields(line: String) -> String {
    let cells: Vec<&str> = line.split(';').collect();
    let [rest @ .., variant, fr, en] = &cells[..] else { panic!("{line}") };
    let of_operators = variant.split('.').next() == Some(&rest[8].replace(' ', "+"));
    assert!(of_operators || *variant == "letter.*", "{line}");
    let fields = rest[7].split(' ').count();
    assert_eq!((fr.split(", ").count(), en.split(", ").count()), (fields, fields), "{line}");
    assert_eq!(rest[7].contains("nir"), fr.contains("votre numéro de sécurité sociale"), "{line}");
    rest.join(";")
}

/// Of each line: identifier, channel, and whether it is known to reach the person.
fn ways(lines: &[String]) -> Vec<String> {
    let cells = lines.iter().map(|line| line.split(';').collect::<Vec<_>>());
    cells.map(|cells| [cells[0], cells[5], cells[6]].join(" ").trim_end().to_owned()).collect()
}

#[test]
fn everybody_in_the_estimate_is_listed_once_with_how_to_be_told() {
    let outcome = three();
    let (lines, notified) = in_clear(&outcome);
    assert_eq!(lines, LIST);
    let report = outcome.report.as_ref().unwrap();
    let totals = &report["insurers"][0]["totals"];
    assert_eq!(totals["persons"]["estimate"], lines.len() as u64);
    assert_eq!(
        notified["coverage"],
        json!({
            "persons": 6, "listed": 6,
            "situations": {"current": 4, "former": 1, "deceased": 1},
            "addressees": {"person": 3, "legal_representative": 1, "policyholder": 1, "none": 1},
            "without_policyholder": 0,
            "channels": [
                {"channel": "email", "known": 3, "to_verify": 0},
                {"channel": "letter", "known": 1, "to_verify": 0},
                {"channel": "web", "known": 1, "to_verify": 0},
            ],
            "no_channel": 0,
            "without_id": {"persons": 0, "files": []},
            "ambiguous_ids": 0,
            // The twins: outside the estimate, outside the list.
            "doubtful": 0, "ambiguous": 2, "household": 0,
        })
    );
    assert_eq!(totals["ambiguous"], 2);
    // What it was made from is what the report was made from.
    let manifest: Value = serde_json::from_str(&outcome.read("manifest.json")).unwrap();
    for (of_list, of_report) in [
        ("/inputs", "/inputs"),
        ("/key", "/key"),
        ("/ampleur", "/ampleur"),
        ("/incident_sha256", "/plan/incident_sha256"),
        ("/incident", "/plan/incident/id"),
        ("/reference_date", "/plan/incident/reference_date"),
    ] {
        assert!(notified.pointer(of_list).is_some(), "{of_list}");
        assert_eq!(notified.pointer(of_list), manifest.pointer(of_report), "{of_list}");
    }
    let list = &notified["list"];
    assert_eq!((&list["in_clear"], &list["recipients"], &list["passphrase"]), (&json!(true), &json!(0), &json!(false)));
    assert_eq!(list["rows"], 6);
    let columns: Vec<&str> = list["columns"].as_array().unwrap().iter().map(|c| c.as_str().unwrap()).collect();
    assert_eq!(columns.join(";"), HEADERS);
}

/// The harness looks for their cells, and for identifiers of the insurer's own outside their columns.
#[test]
fn nothing_that_names_a_person_is_in_the_list_its_record_or_the_terminal() {
    let outcome = three();
    for lang in ["fr", "en"] {
        notify(&outcome, &["--in-clear", "--lang", lang]).succeeds();
        written(&outcome, "list.csv");
    }
}

#[test]
fn in_clear_the_same_bytes_again_with_another_number_of_threads() {
    let outcome = three();
    in_clear(&outcome);
    let first = written(&outcome, "list.csv");
    let again = outcome.ampleur(&["notify", "incident.toml", "--insurer", "a", "--in-clear", "--quiet"]);
    again.env("RAYON_NUM_THREADS", "1").may_show("notify/a/list.csv", &ITS_OWN).run().ends(0);
    assert!(written(&outcome, "list.csv") == first);
}

#[test]
fn the_first_declared_channel_that_reaches_a_person_is_taken() {
    for (channels, expected) in [
        (
            "[\"sms\", \"letter\", \"email\"]",
            [
                "K-0001 letter yes",
                "K-0002 letter yes",
                "K-0003 letter yes",
                "K-0007 sms yes",
                "K-0004 letter yes",
                "K-0005",
            ],
        ),
        // A site reaches nobody by itself: only who cannot be told otherwise is left to it.
        (
            "[\"web\", \"email\"]",
            ["K-0001 email yes", "K-0002 email yes", "K-0003 email yes", "K-0007 web yes", "K-0004 web yes", "K-0005"],
        ),
        (
            "[\"web\"]",
            ["K-0001 web yes", "K-0002 web yes", "K-0003 web yes", "K-0007 web yes", "K-0004 web yes", "K-0005"],
        ),
        ("[\"sms\"]", ["K-0001", "K-0002", "K-0003", "K-0007 sms yes", "K-0004", "K-0005"]),
        ("[]", ["K-0001", "K-0002", "K-0003", "K-0007", "K-0004", "K-0005"]),
    ] {
        let (lines, notified) = in_clear(&assessed(channels));
        assert_eq!(ways(&lines), expected, "{channels}");
        let none = expected.iter().filter(|way| !way.contains(' ') && **way != "K-0005").count();
        assert_eq!(notified["coverage"]["no_channel"], none as u64, "{channels}");
    }
}

/// Anna holds the contract; her child Chloé and her spouse Bruno are on it.
fn household(rows: &str, channels: &str, header: &str) -> Outcome {
    Run::new()
        .members("a", &format!("{header}\n{rows}"))
        .insurer_declares("a", &format!("channels = {channels}"))
        .leak("x", "nir;birth_date\n2820175056101;2015-06-07\n")
        .run()
        .succeeds()
        .persons(0, 1, 1)
}

#[test]
fn where_a_file_has_no_column_for_it_a_channel_is_proposed_and_to_be_verified() {
    let header = "member_id;nir;birth_date;relation;contract_number;email";
    let rows = "K-0001;2820175056101;1982-01-20;Assuré;C7000001;\nK-0003;2820175056101;2015-06-07;Enfant;C7000001;\n";
    let outcome = household(rows, "[\"web\", \"email\", \"letter\", \"sms\"]", header);
    let (lines, notified) = in_clear(&outcome);
    // Her e-mail is known to be none; of a letter and an SMS nobody knows; the site comes last all the same.
    assert_eq!(ways(&lines), ["K-0003 letter no"]);
    assert_eq!(notified["coverage"]["channels"][2], json!({"channel": "letter", "known": 0, "to_verify": 1}));
    // A contact that stands in the file comes before one that may exist elsewhere.
    let rows = rows.replace("Assuré;C7000001;", "Assuré;C7000001;annabelle@exemple.invalid");
    let (lines, _) = in_clear(&household(&rows, "[\"letter\", \"email\"]", header));
    assert_eq!(ways(&lines), ["K-0003 email yes"]);
}

#[test]
fn the_contact_is_the_policyholder_s_and_the_person_s_own_where_there_is_no_other() {
    let header = "member_id;nir;birth_date;relation;contract_number;email;postal_address";
    let rows = |holder: &str, child: &str| {
        format!(
            "K-0001;2820175056101;1982-01-20;Assuré;C7000001;{holder}\nK-0003;2820175056101;2015-06-07;Enfant;C7000001;{child}\n"
        )
    };
    let way = |rows: String| ways(&in_clear(&household(&rows, "[\"email\", \"letter\"]", header)).0);
    assert_eq!(way(rows(";7 impasse Inventée", "chloelia@exemple.invalid;")), ["K-0003 letter yes"]);
    assert_eq!(way(rows(";", ";7 impasse Inventée")), ["K-0003 letter yes"]);
    assert_eq!(way(rows(";", ";")), ["K-0003"]);
}

#[test]
fn a_policyholder_is_named_if_there_is_one_alone_who_can_be_told() {
    let header = "member_id;nir;birth_date;relation;contract_number;deceased_on";
    let child = "K-0003;2820175056101;2015-06-07;Enfant;C7000001;\n";
    let anna = "K-0001;2820175056101;1982-01-20;Assuré;C7000001;\n";
    let denis = "K-0004;1700575056202;1970-05-11;Assuré;C7000001;\n";
    for (rows, policyholder, without) in [
        (format!("{anna}{child}"), "K-0001", 0),
        // Two hold it; one of them has died; nobody holds it; the only one has no identifier.
        (format!("{anna}{denis}{child}"), "", 1),
        (format!("{anna}{}{child}", denis.replace("C7000001;", "C7000001;2023-11-05")), "K-0001", 0),
        (child.to_owned(), "", 1),
        (format!("{}{child}", anna.replace("K-0001", "")), "", 1),
    ] {
        let (lines, notified) = in_clear(&household(&rows, "[\"web\"]", header));
        let line = format!("K-0003;;current;legal-representative;{policyholder};web;yes;birth_date nir;x;strong");
        assert_eq!(lines, [line]);
        assert_eq!(notified["coverage"]["without_policyholder"], without);
    }
}

#[test]
fn who_rests_on_a_perimeter_is_listed_with_what_the_operator_declares() {
    let outcome = Run::new()
        .members("a", "member_id;nir;birth_date\nK-0001;2820175056101;1982-01-20\n")
        .insurer_declares("a", "channels = [\"letter\"]")
        .operators_declare("exposed = [\"last_name\", \"nir\"]")
        .operator("x")
        .perimeter("a", "operator = \"x\"\nstatus = \"exposed\"")
        .run()
        .succeeds()
        .persons(1, 1, 1);
    assert_eq!(in_clear(&outcome).0, ["K-0001;;current;person;;letter;no;last_name nir;x;perimeter"]);
}

#[test]
fn in_a_file_of_several_insurers_the_rows_of_one_are_listed() {
    let outcome = Run::new()
        .file(
            "all.csv",
            "member_id;insurer;nir;birth_date\nK-0001;b;2820175056101;1982-01-20\nK-0004;a;1700575056202;1970-05-11\n\
             K-0005;b;2450375056303;1945-03-02\nK-0006;a;1780675056404;1978-06-15\n",
        )
        .insurer("a")
        .insurer("b")
        .tail("[[members]]\npath = \"all.csv\"")
        .leak("x", "nir;birth_date\n2820175056101;1982-01-20\n1780675056404;1978-06-15\n2450375056303;1945-03-02\n")
        .run()
        .succeeds()
        .persons(0, 3, 3);
    let (lines, notified) = in_clear(&outcome);
    assert_eq!(lines, ["K-0006;;current;person;;;;birth_date nir;x;strong"]);
    assert_eq!(notified["coverage"]["persons"], 1);
}

#[test]
fn who_has_no_identifier_is_told_by_row_and_who_shares_one_is_counted() {
    let outcome = Run::new()
        .members(
            "a",
            "member_id;nir;birth_date\n;2820175056101;1982-01-20\nK-0001;1700575056202;1970-05-11\n \
             ;2450375056303;1945-03-02\nK-0001;1780675056404;1978-06-15\n=1+K;1650975056606;1965-09-23\n",
        )
        .leak(
            "x",
            "nir;birth_date\n2820175056101;1982-01-20\n1700575056202;1970-05-11\n2450375056303;1945-03-02\n\
             1780675056404;1978-06-15\n1650975056606;1965-09-23\n",
        )
        .run()
        .succeeds()
        .persons(0, 5, 5);
    let (lines, notified) = in_clear(&outcome);
    let coverage = &notified["coverage"];
    let ids: Vec<&str> = lines.iter().map(|line| line.split(';').next().unwrap()).collect();
    // What a spreadsheet would take for a formula is text.
    assert_eq!(ids, ["'=1+K", "K-0001", "K-0001"]);
    assert_eq!(
        (&coverage["persons"], &coverage["listed"], &coverage["ambiguous_ids"]),
        (&json!(5), &json!(3), &json!(1))
    );
    let files = json!([{"file": "members/a-0.csv", "rows": 2, "first_rows": [2, 4]}]);
    assert_eq!(coverage["without_id"], json!({"persons": 2, "files": files}));
    let done = notify(&outcome, &["--in-clear", "--lang", "en"]);
    let said = done.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    for note in
        ["2 persons not in the list", "members/a-0.csv, 2 rows (no. 2, 4)", "1 identifier belongs to several persons"]
    {
        assert!(said.contains(note), "{note} in {said}");
    }
}

#[test]
fn the_terminal_tells_how_far_the_list_reaches_in_both_languages_and_eighty_columns() {
    let outcome = three();
    let good = x25519::Identity::generate().to_public().to_string();
    for (lang, says) in [
        (
            "fr",
            [
                "Personnes à informer : Insurer a",
                "6 personnes concernées",
                "Le représentant légal (mineurs) 1",
                "Site ou espace personnel 1",
                "2 personnes hors de l’estimation, donc hors de la liste",
                "Chiffrée (age) pour 1 destinataire.",
            ],
        ),
        (
            "en",
            [
                "Persons to inform: Insurer a",
                "6 affected persons",
                "The legal representative (minors) 1",
                "Website or personal account 1",
                "2 persons outside the estimate, so not in the list",
                "Encrypted (age) to 1 recipient.",
            ],
        ),
    ] {
        let done = notify(&outcome, &["-r", &good, "--lang", lang]);
        assert_eq!(done.status, 0, "{}", done.stderr);
        assert!(done.stdout.lines().all(|line| line.chars().count() <= 80), "{}", done.stdout);
        let said = done.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in says {
            assert!(said.contains(words), "{words} in {said}");
        }
        assert!(done.stdout.contains("notify/a/list.csv.age"), "{}", done.stdout);
    }
    let done = notify(&outcome, &["--in-clear", "--json"]);
    let (_, notified) = written(&outcome, "list.csv");
    assert_eq!(serde_json::from_str::<Value>(&done.stdout).unwrap(), notified);
}

/// The demo: as many lines as its report and its truth count, no NIR, and what the sample's files cannot tell is said.
#[test]
fn the_lists_of_the_demo_are_as_long_as_its_estimates() {
    let dir = tempfile::TempDir::new().unwrap();
    let read = |path: &str| fs::read(Path::new(ROOT).join(path)).unwrap();
    let report: Value = serde_json::from_slice(&read("reports/tiers-payant-2024/report.json")).unwrap();
    let truth: Value = serde_json::from_slice(&read("samples/tiers-payant-2024/truth.json")).unwrap();
    for (insurer, channel) in [("aesio-mutuelle", "email"), ("harmonie-mutuelle", "letter")] {
        Ampleur::new(["notify", &format!("{ROOT}/samples/tiers-payant-2024/incident.toml"), "--insurer", insurer])
            .args(["--in-clear", "--quiet", "-o", "lists"])
            .within(dir.path())
            .may_show(&format!("lists/{insurer}/list.csv"), &ITS_OWN)
            .run()
            .ends(0);
        let bytes = fs::read(dir.path().join("lists").join(insurer).join("list.csv")).unwrap();
        let lines = lines(&bytes);
        let figures = report["insurers"].as_array().unwrap().iter().find(|of| of["id"] == insurer).unwrap();
        let planted = &truth["scopes"][insurer]["counts"];
        assert_eq!(figures["totals"]["persons"]["estimate"], lines.len() as u64);
        assert_eq!(planted["estimate"], lines.len() as u64);
        let cells: Vec<Vec<&str>> = lines.iter().map(|line| line.split(';').collect()).collect();
        let count =
            |column: usize, words: &[&str]| cells.iter().filter(|of| words.contains(&of[column])).count() as u64;
        assert_eq!(planted["deceased"], count(2, &["deceased"]));
        assert_eq!(planted["low"], count(9, &["certain", "perimeter"]));
        // Its files have no contacts.
        assert_eq!(count(5, &[channel]) + count(3, &["none"]), lines.len() as u64);
        assert_eq!(count(6, &["yes"]), 0);
        let mut ids: Vec<&str> = cells.iter().map(|of| of[0]).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), lines.len(), "two lines of one identifier");
    }
}
