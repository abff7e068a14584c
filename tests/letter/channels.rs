//! The same in a letter, on a public page and in a short message; whom each names, and whom none does.

use super::*;

const HEADER: &str = "nir;birth_date;contract_number;product;manager;coverage_start;coverage_end;managed_since\n";
const ROW: &str = "2951099126111;1995-10-03;C1000001;ProtecTerritoriale;gfp;2020-01-01;;2022-03-01\n";

/// One member in a perimeter of these conditions.
fn within(status: &str, conditions: &str) -> Run {
    let run = Run::new().documents().manager("gfp").members("a", &format!("{HEADER}{ROW}"));
    run.leak("x", "nir;birth_date\n2951099126111;1995-10-03\n")
        .insurer_declares("a", "channels = [\"web\", \"sms\"]")
        .perimeter("a", &format!("operator = \"x\"\nstatus = \"{status}\"\n{conditions}"))
}

/// What the letters, or the pages, say of who is concerned: French, then English.
fn who(outcome: &Outcome, form: &str) -> [String; 2] {
    let read = |lang: &str, heading: &str| {
        part(&outcome.read(&format!("insurers/a/{form}.{lang}.md")), heading).replace('\u{a0}', " ")
    };
    [read("fr", "Qui est concerné"), read("en", "Who is affected")]
}

#[test]
fn a_perimeter_in_words() {
    for (conditions, fr, en) in [
        ("", &["toutes les personnes"][..], &["all persons"][..]),
        ("managed_by = \"gfp\"", &["géré par Manager gfp"], &["managed by Manager gfp"]),
        ("covered_on = 2024-01-01", &["1er janvier 2024"], &["1 January 2024"]),
        (
            "covered_between = { from = 2023-01-01, to = 2023-12-31 }",
            &["1er janvier 2023", "31 décembre 2023"],
            &["1 January 2023", "31 December 2023"],
        ),
        ("covered_between = { from = 2023-01-01 }", &["1er janvier 2023 ou plus tard"], &["1 January 2023 or later"]),
        ("managed_since = 2022-01-01", &["1er janvier 2022 ou plus tard"], &["1 January 2022 or later"]),
        ("products = [\"ProtecTerritoriale\"]", &["« ProtecTerritoriale »"], &["“ProtecTerritoriale”"]),
        (
            "managed_by = \"gfp\"\nany_of = [{ covered_on = 2024-01-01 }, { managed_since = 2022-01-01 }]",
            &["Manager gfp", "1er janvier 2024", "1er janvier 2022"],
            &["Manager gfp", "1 January 2024", "1 January 2022"],
        ),
    ] {
        let outcome = within("exposed", conditions).run().succeeds();
        let [french, english] = who(&outcome, "letter");
        assert!(fr.iter().all(|words| french.contains(words)), "{conditions}: {french}");
        assert!(en.iter().all(|words| english.contains(words)), "{conditions}: {english}");
        assert!(french.contains("Operator x") && english.contains("Operator x"));
    }
}

/// A contract's name is told; a number, which may be a person's, never.
#[test]
fn contracts_by_name_and_never_by_number() {
    for (contracts, named) in [("[\"C1000001\", \"ProtecTerritoriale\"]", true), ("[\"C1000001\"]", false)] {
        let outcome = within("exposed", &format!("contracts = {contracts}")).run().succeeds();
        for form in ["letter", "notice"] {
            for text in who(&outcome, form) {
                assert!(text.contains("ProtecTerritoriale") == named && !text.contains("1000001"), "{text}");
            }
        }
    }
}

/// The page reassures those who are not concerned, but nobody whom a leaked row meets or another perimeter exposes.
#[test]
fn not_concerned_is_told_where_nothing_is_against_it() {
    let told = |run: Run| who(&run.run().succeeds(), "notice").map(|text| text.contains("Manager gfp"));
    let other = "nir;birth_date;manager\n2951099126111;1995-10-03;\n1750175056222;1975-01-04;gfp\n";
    let of_others = Run::new()
        .documents()
        .manager("gfp")
        .members("a", other)
        .leak("x", "nir;birth_date\n2951099126111;1995-10-03\n")
        .insurer_declares("a", "channels = [\"web\"]")
        .perimeter("a", "operator = \"x\"\nstatus = \"not_concerned\"\nmanaged_by = \"gfp\"");
    assert_eq!(told(of_others), [true, true]);
    assert_eq!(told(within("not_concerned", "managed_by = \"gfp\"")), [false, false]);
}

/// A letter says "you are"; a page, which anybody reads, says how to know.
#[test]
fn a_page_does_not_say_that_its_reader_is_concerned() {
    let outcome = vivinter().run().succeeds();
    let [letter, page] = ["letter", "notice"].map(|form| outcome.read(&format!("insurers/vivinter/{form}.fr.md")));
    assert!(letter.contains("D’après cette comparaison") && !page.contains("D’après cette comparaison"));
    assert!(part(&page, "Qui est concerné").contains("Pour savoir si cela vous concerne"));
    assert!(part(&page, "Les données exposées").contains("Si cela vous concerne"));
    assert!(
        !part(&page, "Pourquoi").contains("sont les vôtres") && part(&letter, "Pourquoi").contains("sont les vôtres")
    );
    // Only the page has use for the groups that are not concerned.
    assert!(page.contains("Manager cgrm") && !letter.contains("Manager cgrm"));
}

/// Children, relatives and former members are told of where there are some.
#[test]
fn others_than_the_policyholder() {
    let outcome = vivinter().run().succeeds();
    let letter = outcome.read("insurers/vivinter/letter.fr.md");
    let of_one = bare().run().succeeds().read("insurers/a/letter.fr.md");
    for word in ["enfant", "proche", "quittés"] {
        assert!(part(&letter, "Qui est concerné").contains(word), "{word}");
        assert!(!part(&of_one, "Qui est concerné").contains(word), "{word}");
    }
}

mod sms {
    use super::*;

    /// The alphabet of short messages (3GPP TS 23.038) as far as ours go; what it lacks would cut a message to 70.
    fn units(text: &str) -> usize {
        let one =
            |c: char| c.is_ascii_alphanumeric() || "@£$¥èéùìòÇØøÅåÆæßÉ !\"#%&'()*+,-./:;<=>?ÄÖÑÜ§äöñüà_".contains(c);
        text.chars()
            .map(|c| match c {
                c if "[]{}~|\\^€".contains(c) => 2,
                c => usize::from(one(c)) + 1000 * usize::from(!one(c)),
            })
            .sum()
    }

    /// The message, French and English, in one or two parts.
    #[track_caller]
    fn messages(communication: &str) -> [String; 2] {
        let told = match communication {
            "" => String::new(),
            lines => format!("[insurers.a.communication]\nstatus = \"yes\"\n{lines}"),
        };
        let outcome = within("exposed", "").tail(&told).run().succeeds();
        ["fr", "en"].map(|lang| {
            let text = outcome.read(&format!("insurers/a/sms.{lang}.txt")).trim_end().to_owned();
            assert!(units(&text) <= 2 * 153, "{text}");
            assert!(text.contains("Insurer a") && text.contains("Operator x"), "{text}");
            text
        })
    }

    #[test]
    fn points_to_the_page_and_the_number() {
        let helpline = "helpline = { phone = \"01 99 00 10 20\" }";
        let page = "page = \"https://a.invalid/info\"";
        for text in messages(&format!("{helpline}\n{page}")) {
            assert!(text.contains("01 99 00 10 20") && text.contains("https://a.invalid/info"), "{text}");
        }
        assert!(messages(helpline).iter().all(|text| text.contains("01 99 00 10 20")));
        assert!(messages(page).iter().all(|text| text.ends_with("https://a.invalid/info")));
        let [french, english] = messages("");
        assert!(french.contains("à compléter") && english.contains("to be completed"));
    }

    /// A character that a short message lacks would make three of two.
    #[test]
    fn a_number_with_narrow_spaces_is_sent_with_plain_ones() {
        for text in messages("helpline = { phone = \"01\u{a0}99\u{202f}00\u{a0}10\u{a0}20\" }") {
            assert!(text.contains("01 99 00 10 20"), "{text}");
        }
    }

    /// An address is told whole or not at all.
    #[test]
    fn an_address_that_does_not_fit_is_not_cut() {
        let page = format!("https://a.invalid/{}", "x".repeat(300));
        for text in messages(&format!("page = \"{page}\"\nhelpline = {{ phone = \"01 99 00 10 20\" }}")) {
            assert!(text.contains("01 99 00 10 20") && !text.contains("a.invalid"), "{text}");
        }
        assert!(messages(&format!("page = \"{page}\""))[0].contains("à compléter"));
    }
}
