//! How a list is kept from those it is not for.

use super::*;

#[test]
fn encrypted_it_is_the_list_in_clear_for_who_has_the_key_and_for_nobody_else() {
    let outcome = three();
    in_clear(&outcome);
    let (clear, _) = written(&outcome, "list.csv");
    let (one, two) = (x25519::Identity::generate(), x25519::Identity::generate());
    let (first, second) = (one.to_public().to_string(), two.to_public().to_string());
    fs::write(outcome.path().join("keys.txt"), format!("# the insurer's\n\n{second}\n")).unwrap();
    let mut sealed = Vec::new();
    for _ in 0..2 {
        // The list in clear is replaced: it does not stay beside this one.
        let done = notify(&outcome, &["-r", &first, "-r", &first, "--recipients-file", "keys.txt", "--quiet"]);
        assert_eq!((done.status, done.stderr.as_str()), (0, ""));
        let (bytes, notified) = written(&outcome, "list.csv.age");
        let list = &notified["list"];
        assert_eq!(
            (&list["in_clear"], &list["recipients"], &list["passphrase"]),
            (&json!(false), &json!(2), &json!(false))
        );
        for identity in [&one, &two] {
            assert!(age::decrypt(identity, &bytes).unwrap() == clear);
        }
        assert!(age::decrypt(&x25519::Identity::generate(), &bytes).is_err());
        assert!(!String::from_utf8_lossy(&bytes).contains("member_id"));
        sealed.push(bytes);
    }
    assert!(sealed[0] != sealed[1], "a file key serves once");
    let bytes = &sealed[1];
    for i in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[i] ^= 1;
        assert!(age::decrypt(&one, &flipped).is_err(), "byte {i} of {}", bytes.len());
    }
    assert!(age::decrypt(&one, &bytes[..bytes.len() - 1]).is_err());
}

#[test]
fn a_passphrase_stands_in_a_file_that_nobody_else_may_read() {
    let outcome = three();
    let path = outcome.path().join("pass");
    let with = |text: &str, mode: u32| {
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let secret = ["--passphrase-file", "pass"];
    for mode in [0o644, 0o640, 0o604] {
        with("correct horse battery\n", mode);
        let says = format!("can be read by other accounts (mode {mode:04o})\n  in pass");
        refused(&outcome, &secret, &says).never_says("horse");
    }
    with("eleven char\n", 0o600);
    refused(&outcome, &secret, "shorter than 12 characters\n  in pass");
    with(&"long ".repeat(300), 0o600);
    refused(&outcome, &secret, "the file does not hold a valid passphrase\n  in pass");
    refused(&outcome, &["--passphrase-file", "none"], "passphrase file cannot be read");

    with("correct horse battery\n", 0o600);
    let done = notify(&outcome, &secret).succeeds();
    let (bytes, notified) = written(&outcome, "list.csv.age");
    let list = &notified["list"];
    assert_eq!((&list["in_clear"], &list["recipients"], &list["passphrase"]), (&json!(false), &json!(0), &json!(true)));
    let mut identity = scrypt::Identity::new(SecretString::from("correct horse battery"));
    identity.set_max_work_factor(18);
    assert_eq!(lines(&age::decrypt(&identity, &bytes).unwrap()), LIST);
    assert!(!format!("{}{notified}", done.stdout).contains("horse"));
}

#[test]
fn parquet_holds_the_same_cells() {
    let outcome = three();
    let identity = x25519::Identity::generate();
    let recipient = identity.to_public().to_string();
    let done = notify(&outcome, &["-r", &recipient, "--format", "parquet", "--quiet"]);
    assert_eq!((done.status, done.stderr.as_str()), (0, ""));
    let (bytes, notified) = written(&outcome, "list.parquet.age");
    assert_eq!(notified["list"]["format"], "parquet");
    let bytes = age::decrypt(&identity, &bytes).unwrap();
    let frame = ParquetReader::new(std::io::Cursor::new(bytes)).finish().unwrap();
    let headers: Vec<&str> = frame.columns().iter().map(|column| column.name().as_str()).collect();
    assert_eq!(headers.join(";"), HEADERS);
    let line = |i: usize| {
        let cells = frame.columns().iter().map(|column| column.str().unwrap().get(i).unwrap_or("").to_owned());
        cells.collect::<Vec<_>>().join(";")
    };
    assert_eq!((0..frame.height()).map(line).map(without_merge_fields).collect::<Vec<_>>(), LIST);
}

#[test]
fn a_wrong_recipient_is_named_by_its_place() {
    let outcome = three();
    let identity = x25519::Identity::generate();
    let good = identity.to_public().to_string();
    refused(&outcome, &["-r", &good, "-r", "age1nonsense"], "this is not an age recipient\n  in recipient 2 of `-r`")
        .never_says("nonsense");
    fs::write(outcome.path().join("keys.txt"), format!("# ours\n{good}\nssh-ed25519 AAAA\n")).unwrap();
    let file = ["--recipients-file", "keys.txt"];
    refused(&outcome, &file, "this is not an age recipient\n  in keys.txt, line 3");
    let secret = identity.to_string();
    fs::write(outcome.path().join("keys.txt"), secret.expose_secret()).unwrap();
    refused(&outcome, &file, "this is a secret key, not a recipient\n  in keys.txt, line 1")
        .never_says(secret.expose_secret());
    fs::write(outcome.path().join("keys.txt"), "# none yet\n").unwrap();
    refused(&outcome, &file, "the file contains no recipients");
}

#[test]
fn how_the_list_is_kept_from_others_has_to_be_said_and_once() {
    let outcome = three();
    let good = x25519::Identity::generate().to_public().to_string();
    let wrong: [&[&str]; 5] = [
        &[],
        &["--in-clear", "-r", &good],
        &["--in-clear", "--passphrase-file", "pass"],
        &["--passphrase-file", "pass", "-r", &good],
        &["--passphrase-file", "pass", "--recipients-file", "keys.txt"],
    ];
    for args in wrong {
        let done = notify(&outcome, args);
        assert_eq!(done.status, 2, "{args:?}: {}", done.stderr);
        assert!(!outcome.path().join("notify").exists());
    }
}
