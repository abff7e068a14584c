//! Signed reports: who can change the folder cannot sign what it is changed to.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use super::{faults, told};
use crate::harness::{Ended, Outcome, Run, has, leak, members};

/// A folder with an incident and a signing key.
struct Signed(Outcome);

impl Signed {
    /// A report that is not signed, and a key.
    fn not_yet() -> Signed {
        let run = Run::new().members("a", &members("2951099126111;1995-10-03;1;LEA;;;C1000001\n"));
        let signed = Signed(run.leak("x", &leak("2951099126111;1995-10-03;1;LEA;C1000001\n")).run().succeeds());
        signed.run(&["key", "new", "--signing", "signing.key"]).succeeds();
        signed
    }

    fn new() -> Signed {
        let signed = Signed::not_yet();
        signed.sign("signing.key").succeeds();
        signed
    }

    #[track_caller]
    fn run(&self, args: &[&str]) -> Ended {
        self.0.ampleur(args).run()
    }

    #[track_caller]
    fn sign(&self, key: &str) -> Ended {
        self.run(&["assess", "incident.toml", "--quiet", "--figures-only", "--sign", key])
    }

    fn place(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn public(&self) -> String {
        fs::read_to_string(self.place("signing.key.pub")).unwrap().lines().nth(1).unwrap().to_owned()
    }

    fn signature(&self) -> Vec<u8> {
        fs::read(self.place("reports/test/manifest.json.minisig")).unwrap()
    }

    /// What is told of the signature.
    #[track_caller]
    fn tells(&self, key: &str, expected: &[&str]) {
        let ended = self.run(&["verify", "reports/test", "--json", "--signed-by", key]).left_nothing();
        let told: Vec<String> = faults(&ended.json()).iter().map(told).collect();
        assert_eq!(told, expected, "{}", ended.stdout);
        assert_eq!(ended.status, if expected.is_empty() { 0 } else { 4 });
    }
}

#[test]
fn a_signing_key_is_private_and_never_overwritten() {
    let signed = Signed::not_yet();
    let read = |path: &str| fs::read_to_string(signed.place(path)).unwrap();
    let mode = |path: &str| fs::metadata(signed.place(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("signing.key"), 0o600);
    let (secret, public) = (read("signing.key"), read("signing.key.pub"));
    // Nothing of the secret is printed: the two halves of the name of the key and the public half.
    let shown = signed.run(&["key", "show", "--signing", "signing.key"]).succeeds().stdout;
    assert_eq!(shown, format!("{} signing.key\n", signed.public()));
    assert!(!shown.contains(&secret.lines().nth(1).unwrap()[8..40]));
    for there in ["signing.key", "signing.key.pub"] {
        let gone = if there == "signing.key" { "signing.key.pub" } else { "signing.key" };
        let kept = fs::read(signed.place(gone)).unwrap();
        fs::remove_file(signed.place(gone)).unwrap();
        let again = signed.run(&["key", "new", "--signing", "signing.key"]);
        again.refuses().says("never overwrites").says(&format!("in {there}"));
        fs::write(signed.place(gone), kept).unwrap();
    }
    assert_eq!((read("signing.key"), read("signing.key.pub")), (secret, public));
    signed.run(&["key", "new", "--signing", "nowhere/signing.key"]).refuses().says("cannot write here");
}

#[test]
fn a_signed_report_holds_with_the_key_and_is_told_to_be_signed_without() {
    let signed = Signed::new();
    signed.tells("signing.key.pub", &[]);
    signed.tells(&signed.public(), &[]);
    let verified = signed.run(&["verify", "reports/test", "--json"]).succeeds().json();
    assert_eq!(verified["subjects"][7]["not_checked"], "no-public-key");
    assert_eq!((&verified["holds"], &verified["complete"]), (&Value::Bool(true), &Value::Bool(true)));
    // The manifest does not list it, and a rerun cannot repeat it.
    assert!(!signed.0.read("manifest.json").contains("minisig"));
    signed.run(&["verify", "reports/test", "--rerun", "incident.toml", "--signed-by", "signing.key.pub"]).succeeds();
    for (lang, says) in [("fr", "signé\u{a0}; ajoutez --signed-by"), ("en", "signed; add --signed-by")] {
        let said = signed.run(&["verify", "reports/test", "--lang", lang]).succeeds().stdout;
        assert!(said.contains(says), "{said}");
    }
}

/// The same manifest and the same key: the same bytes, without a clock. It changes nothing else.
#[test]
fn signing_again_gives_the_same_bytes() {
    let signed = Signed::not_yet();
    let before = signed.0.read("manifest.json");
    signed.sign("signing.key").succeeds();
    let first = signed.signature();
    signed.sign("signing.key").succeeds();
    assert_eq!(signed.signature(), first);
    assert_eq!(signed.0.read("manifest.json"), before);
    let text = String::from_utf8(first).unwrap();
    assert!(text.contains("trusted comment: incident test, manifest sha256 ") && !text.contains("timestamp"), "{text}");
}

#[test]
fn what_was_altered_is_not_signed() {
    // The report and its manifest agree, and only the signature tells.
    let signed = Signed::new();
    let manifest = signed.place("reports/test/manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    fs::write(&manifest, text.replacen("\"bytes\": ", "\"bytes\": 1", 1)).unwrap();
    signed.run(&["verify", "reports/test"]).succeeds();
    signed.tells("signing.key.pub", &["signature manifest.json.minisig bad-signature"]);
    fs::write(&manifest, text).unwrap();
    signed.tells("signing.key.pub", &[]);

    let place = signed.place("reports/test/manifest.json.minisig");
    let whole = fs::read_to_string(&place).unwrap();
    for (altered, kind) in [
        (whole.replace("incident test", "incident tost"), "bad-signature"),
        (whole.lines().take(3).collect::<Vec<_>>().join("\n"), "malformed"),
        (whole.replacen("\nRU", "\n!!", 1), "malformed"),
        (String::new(), "malformed"),
    ] {
        fs::write(&place, altered).unwrap();
        signed.tells("signing.key.pub", &[&format!("signature manifest.json.minisig {kind}")]);
    }
    fs::remove_file(&place).unwrap();
    signed.tells("signing.key.pub", &["signature manifest.json.minisig missing"]);
    fs::write(&place, whole).unwrap();
    signed.run(&["key", "new", "--signing", "other.key"]).succeeds();
    signed.tells("other.key.pub", &["signature manifest.json.minisig other-key"]);
    for (lang, says) in [("fr", "faite avec une autre clé"), ("en", "made with another key")] {
        let said =
            signed.run(&["verify", "reports/test", "--lang", lang, "--signed-by", "other.key.pub"]).ends(4).stdout;
        assert!(said.contains(says), "{said}");
    }
}

/// A signature goes with the report that it was written with; one that somebody has added stays.
#[test]
fn a_signed_report_is_replaced_and_a_signature_of_somebody_else_is_kept() {
    let signed = Signed::new();
    let again = ["assess", "incident.toml", "--quiet", "--figures-only"];
    signed.run(&again).succeeds();
    assert!(!signed.place("reports/test/manifest.json.minisig").exists());
    signed.sign("signing.key").succeeds();
    let place = signed.place("reports/test/manifest.json.minisig");
    let text = fs::read_to_string(&place).unwrap();
    let comment = text.lines().nth(2).unwrap();
    fs::write(&place, text.replace(comment, "trusted comment: received on Monday")).unwrap();
    signed.run(&again).refuses().says("manifest.json.minisig");
}

#[test]
fn keys_of_two_kinds_are_not_taken_for_each_other() {
    let signed = Signed::new();
    signed.run(&["key", "new", "incident.key"]).succeeds();
    signed.sign("incident.key").refuses().says("this key makes pseudonyms; it is no key that signs");
    signed.run(&["key", "show", "signing.key"]).refuses().says("this key signs manifests; it is no key for pseudonyms");
    signed.run(&["key", "show", "--signing", "incident.key"]).refuses().says("this key makes pseudonyms");
    let text = fs::read_to_string(signed.place("incident.toml")).unwrap();
    fs::write(signed.place("other.toml"), text.replace("published = true", "file = \"signing.key\"")).unwrap();
    signed.run(&["check", "other.toml"]).ends(1).says("this key signs manifests");
    let verify = |key: &str| signed.run(&["verify", "reports/test", "--signed-by", key]);
    verify("incident.key").refuses().says("this key makes pseudonyms");
    verify("signing.key").refuses().says("this is a secret key; a signature is checked with its public half");
    verify("incident.toml").refuses().says("neither a public key");
    verify("RWnothing").refuses().says("neither a public key").never_says("RWnothing");
    signed.sign("signing.key.pub").refuses();
    signed.sign("nowhere.key").refuses().says("the signing key cannot be read");
    // A letter of it in another place.
    let whole = fs::read_to_string(signed.place("signing.key")).unwrap();
    fs::write(signed.place("damaged.key"), whole.replacen("RWQAAEIy", "RWQAAEIz", 1)).unwrap();
    fs::set_permissions(signed.place("damaged.key"), fs::Permissions::from_mode(0o600)).unwrap();
    fs::write(signed.place("cut.key"), &whole[..whole.len() - 9]).unwrap();
    fs::set_permissions(signed.place("cut.key"), fs::Permissions::from_mode(0o600)).unwrap();
    signed.sign("cut.key").refuses().says("not a whole secret key");
    fs::set_permissions(signed.place("signing.key"), fs::Permissions::from_mode(0o640)).unwrap();
    signed.sign("signing.key").refuses().says("the signing key can be read by other accounts (mode 0640)");
}

/// The tool checks what ampleur signs, ampleur what the tool signs, and each reads the other's keys.
#[test]
fn the_minisign_tool_agrees() {
    if !has("minisign") {
        return;
    }
    let signed = Signed::new();
    let minisign = |args: &[&str]| {
        let ended = Command::new("minisign").args(args).current_dir(signed.0.path()).output().unwrap();
        let said = format!("{}{}", String::from_utf8_lossy(&ended.stdout), String::from_utf8_lossy(&ended.stderr));
        (ended.status.success(), said)
    };
    const MANIFEST: &str = "reports/test/manifest.json";
    let (holds, said) = minisign(&["-V", "-H", "-p", "signing.key.pub", "-m", MANIFEST]);
    assert!(holds && said.contains("Trusted comment: incident test, manifest sha256 "), "{said}");
    assert!(minisign(&["-V", "-P", &signed.public(), "-m", MANIFEST]).0);
    // Our secret key in its hands.
    fs::remove_file(signed.place("reports/test/manifest.json.minisig")).unwrap();
    for legacy in [&[][..], &["-l"]] {
        let (holds, said) = minisign(&[&["-S", "-W", "-s", "signing.key", "-m", MANIFEST], legacy].concat());
        assert!(holds, "{said}");
        signed.tells("signing.key.pub", &[]);
    }
    fs::remove_file(signed.place("reports/test/manifest.json.minisig")).unwrap();
    // And its own in ours.
    let (holds, said) = minisign(&["-G", "-W", "-p", "theirs.pub", "-s", "theirs.key"]);
    assert!(holds, "{said}");
    signed.sign("theirs.key").succeeds();
    signed.tells("theirs.pub", &[]);
    let (holds, said) = minisign(&["-V", "-p", "theirs.pub", "-m", MANIFEST]);
    assert!(holds, "{said}");
    fs::write(signed.place(MANIFEST), "{}").unwrap();
    assert!(!minisign(&["-V", "-p", "theirs.pub", "-m", MANIFEST]).0);
}
