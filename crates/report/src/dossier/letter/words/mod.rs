//! The sentences of the letter, French and English side by side. Sentences about fields and perimeters are where these
//! are matched.
//!
//! Readers are not lawyers: short sentences, everyday words, and nothing stated as certain that is only possible.

use super::Form;
use model::incident::{Availability, Cause, Circumstances, Nature, Origin, Recipients, Service};
use model::said::Lang;

/// The sentences of one language.
#[derive(Clone, Copy)]
pub(super) struct Phrases(Lang);

/// Declares sentences without placeholders: a name, then French, then English.
macro_rules! phrases {
    ($($name:ident: $fr:literal, $en:literal;)*) => {
        impl Phrases {
            $(pub(in crate::dossier::letter) fn $name(self) -> &'static str { self.pick($fr, $en) })*
        }
    };
}

mod after;
mod answer;
mod points;
mod readers;
mod sms;

pub use points::label;
pub(super) use points::{lower_first, upper_first};
pub(super) use readers::Became;

phrases! {
    essential: "L’essentiel\u{a0}: ne donnez à personne vos mots de passe ni vos codes. Nous ne vous les demanderons jamais.",
        "Above all: never give anyone your passwords or codes. We will never ask you for them.";
    regret: "Nous regrettons cet incident et la gêne qu’il peut vous causer.",
        "We regret this incident and any trouble that it may cause you.";

    what_happened: "Ce qui s’est passé", "What happened";

    who: "Qui est concerné", "Who is affected";
    not_everybody: "Les personnes dont nous détenons des données ne sont pas forcément toutes concernées.",
        "Not everyone whose data we hold is necessarily affected.";
    compared: "Nous avons comparé nos fichiers aux données en cause pour retrouver les personnes concernées.",
        "We compared our files with the data in question to find the people affected.";
    how_to_know: "Pour savoir si cela vous concerne, adressez-vous à nous. Nos contacts sont plus bas sur cette page.",
        "To find out whether you are affected, contact us. Our contact details are further down this page.";
    concerned: "Voici les groupes de personnes concernés\u{a0}:",
        "These groups of people are affected:";
    concerned_among_others: "Outre d’autres personnes, ces groupes sont concernés en entier\u{a0}:",
        "Besides other people, all members of these groups are affected:";
    not_concerned: "À ce jour, et au stade actuel des recherches, ces groupes ne sont pas concernés\u{a0}:",
        "To date, at this stage of the inquiry, these groups are not affected:";
    not_known_of: "Pour ces groupes, nous ne savons pas encore\u{a0}:",
        "We do not know yet about these groups:";
    dependants: "Une personne peut être concernée même si le contrat est au nom d’un proche.",
        "A person may be affected even if the contract is in a relative’s name.";
    former: "Vous nous avez quittés\u{202f}? Des données du temps où vous étiez chez nous peuvent être concernées aussi.",
        "If you have left us, data from your time with us may be affected too.";
    former_must_be_told: "Vous nous avez quittés\u{202f}? Des données du temps où vous étiez chez nous peuvent être concernées aussi. La loi nous demande de vous prévenir également.",
        "If you have left us, data from your time with us may be affected too. The law requires us to tell you as well.";
    minors_letter: "Des enfants sont concernés. Si cette lettre porte sur un enfant, elle s’adresse à ses parents ou à son représentant légal.",
        "Children are affected. If this letter is about a child, it is meant for the parents or the legal guardian.";
    minors_notice: "Des enfants sont concernés. Leurs parents, ou leur représentant légal, peuvent nous écrire pour eux.",
        "Children are affected. Their parents, or their legal guardian, can write to us for them.";

    data_affected: "Les données touchées", "The data affected";
    affected_for_you: "Voici les données touchées\u{a0}:", "These data were affected:";
    affected_for_some: "Selon les personnes, ces données ont pu être touchées\u{a0}:",
        "Depending on the person, these data may have been affected:";
    data_exposed_letter: "Vos données exposées",
        "Your data that were exposed";
    data_exposed_notice: "Les données exposées", "The data that were exposed";
    exposed_for_you: "Voici les données qui ont été exposées\u{a0}:",
        "These data were exposed:";
    exposed_for_each: "Si cela vous concerne, voici ce qui a été exposé\u{a0}:", "If you are affected, this is what was exposed:";
    exposed_for_some: "Selon les personnes, voici ce qui a pu être exposé\u{a0}:",
        "Depending on the person, these data may have been exposed:";
    ask_which: "Vous pouvez nous demander quelles données ont été exposées dans votre cas.",
        "You can ask us which of your data were exposed.";
    data_not_exposed: "Ce qui n’a pas été exposé", "What was not exposed";
    data_not_established: "Ce que nous ne savons pas encore", "What we do not know yet";
    not_established: "Nous ne savons pas encore si ces données ont été exposées\u{a0}:",
        "We do not know yet whether these data were exposed:";
    not_known_if_affected: "Nous ne savons pas encore si ces données ont été touchées\u{a0}:",
        "We do not know yet whether these data were affected:";
    may_be_others: "Ce n’est pas certain\u{a0}: ces données peuvent être celles d’une autre personne.",
        "This is not certain: these data may be another person’s.";
    probably_for_some: "Pour une partie des personnes à qui nous écrivons, c’est probable, mais pas certain.",
        "For some of the people to whom we write, this is probable, but not certain.";

    recipients_known: "Nous savons qui a eu accès à ces données.", "We know who had access to these data.";
    recipients_trusted: "Nous savons qui a eu accès à ces données, et nous avons des raisons de lui faire confiance.",
        "We know who had access to these data, and we have reasons to trust them.";

    effects_on_services: "Ce que cela change pour vous", "What this changes for you";
    at_us: "chez nous", "at our own organisation";
    effects: "Vos soins et votre carte de tiers payant", "Your care and your third-party payment card";
}

impl Phrases {
    pub(super) fn of(lang: Lang) -> Phrases {
        Phrases(lang)
    }

    pub(super) fn lang(self) -> Lang {
        self.0
    }

    pub(super) fn pick<T>(self, fr: T, en: T) -> T {
        match self.0 {
            Lang::Fr => fr,
            Lang::En => en,
        }
    }

    pub(super) fn list(self, names: &[&str]) -> String {
        match names {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [first @ .., last] => format!("{} {} {last}", first.join(", "), self.pick("et", "and")),
        }
    }

    pub(super) fn kind(self, form: Form) -> &'static str {
        match form {
            Form::Letter => self.pick("Lettre aux personnes concernées", "Letter to the people affected"),
            Form::Notice => self.pick("Information du public", "Public information"),
        }
    }

    pub(super) fn why(self, form: Form) -> &'static str {
        match form {
            Form::Letter => self.pick("Pourquoi cette lettre", "Why this letter"),
            Form::Notice => self.pick("Pourquoi cette page", "Why this page"),
        }
    }

    pub(super) fn data_exposed(self, form: Form) -> &'static str {
        match form {
            Form::Letter => self.data_exposed_letter(),
            Form::Notice => self.data_exposed_notice(),
        }
    }

    pub(super) fn minors(self, form: Form) -> &'static str {
        match form {
            Form::Letter => self.minors_letter(),
            Form::Notice => self.minors_notice(),
        }
    }

    /// The signature of a manager that writes in a controller's name.
    pub(super) fn signed_for(self, manager: &str, insurer: &str) -> String {
        self.pick(format!("{manager}, pour {insurer}"), format!("{manager}, for {insurer}"))
    }

    /// The first sentence of a manager that writes in a controller's name.
    pub(super) fn writes_for(self, form: Form, manager: &str, insurer: &str) -> String {
        let here = match form {
            Form::Letter => self.pick("Dans cette lettre", "In this letter"),
            Form::Notice => self.pick("Sur cette page", "On this page"),
        };
        self.pick(
            format!(
                "{manager} gère des contrats pour {insurer}, et vous écrit en son nom. {here}, «\u{a0}nous\u{a0}» désigne {insurer}."
            ),
            format!(
                "{manager} manages contracts for {insurer}, and writes to you in its name. {here}, “we” means {insurer}."
            ),
        )
    }

    /// Others in whose name a controller writes as well.
    pub(super) fn together_with(self, form: Form, others: &[&str]) -> String {
        let others = self.list(others);
        match form {
            Form::Letter => self.pick(
                format!("Cette lettre vous est adressée en commun avec {others}."),
                format!("This letter is sent to you jointly with {others}."),
            ),
            Form::Notice => self.pick(
                format!("Cette page est publiée en commun avec {others}."),
                format!("This page is published jointly with {others}."),
            ),
        }
    }

    /// Parties of which nothing shows, so far, that they are concerned.
    pub(super) fn others_not_concerned(self, others: &[&str]) -> String {
        let named = self.list(others);
        let (fr, en) = match others.len() {
            1 => ("n’est pas concerné", "is not affected"),
            _ => ("ne sont pas concernés", "are not affected"),
        };
        self.pick(
            format!("À ce jour, et au stade actuel des recherches, {named} {fr}."),
            format!("To date, at this stage of the inquiry, {named} {en}."),
        )
    }

    /// Where the data were exposed.
    pub(super) fn at(self, operators: &str) -> String {
        self.pick(format!("chez {operators}"), format!("at {operators}"))
    }

    /// What operators do for the controller.
    pub(super) fn service(self, service: Service, operators: &str, several: bool) -> String {
        let pick = |fr: (&'static str, &'static str), en: (&'static str, &'static str), rest: (&str, &str)| {
            let (fr, en) = if several { (fr.1, en.1) } else { (fr.0, en.0) };
            self.pick(format!("{operators} {fr} {}", rest.0), format!("{operators} {en} {}", rest.1))
        };
        match service {
            Service::ThirdPartyPayment => pick(
                ("gère", "gèrent"),
                ("handles", "handle"),
                (
                    "pour nous le tiers payant, qui évite l’avance de frais de santé.",
                    "third-party payment for us. It means that you do not have to pay for care and claim the money back.",
                ),
            ),
            Service::CareNetwork => pick(
                ("gère", "gèrent"),
                ("runs", "run"),
                (
                    "pour nous un réseau de soins\u{a0}: des opticiens, des dentistes ou d’autres professionnels.",
                    "a care network for us: opticians, dentists or other practitioners.",
                ),
            ),
            Service::ContractManagement => {
                pick(("gère", "gèrent"), ("manages", "manage"), ("des contrats pour nous.", "contracts for us."))
            }
            Service::Hosting => {
                pick(("héberge", "hébergent"), ("hosts", "host"), ("des données pour nous.", "data for us."))
            }
            Service::CustomerService => pick(
                ("répond", "répondent"),
                ("answers", "answer"),
                ("pour nous à vos demandes.", "your requests for us."),
            ),
            Service::Mailing => pick(
                ("envoie", "envoient"),
                ("sends", "send"),
                ("pour nous des courriers et des messages.", "letters and messages for us."),
            ),
            Service::Payroll => pick(
                ("s’occupe", "s’occupent"),
                ("handles", "handle"),
                ("pour nous de la paie et du personnel.", "payroll and staff matters for us."),
            ),
        }
    }

    pub(super) fn nature(self, nature: Nature, became: &Circumstances) -> &'static str {
        let availability = became.availability;
        match nature {
            Nature::Confidentiality if matches!(became.recipients, Some(Recipients::Known | Recipients::Unknown)) => {
                self.pick(
                    "Des données ont été lues ou copiées par qui n’y avait pas droit.",
                    "Data were read or copied by someone who had no right to do so.",
                )
            }
            Nature::Confidentiality => self.pick(
                "Des données ont pu être lues ou copiées par qui n’y avait pas droit.",
                "Data may have been read or copied by someone who had no right to do so.",
            ),
            Nature::Integrity => {
                self.pick("Des données ont pu être modifiées à tort.", "Data may have been changed wrongly.")
            }
            Nature::Availability if availability == Some(Availability::Permanent) => {
                self.pick("Des données ont été perdues.", "Data were lost.")
            }
            Nature::Availability if availability.is_some() => self.pick(
                "Des données n’ont pas pu être consultées pendant un temps.",
                "Data were out of reach for a time.",
            ),
            Nature::Availability => self.pick(
                "Des données ont pu être perdues, ou rester un temps hors de portée.",
                "Data may have been lost, or out of reach for a time.",
            ),
        }
    }

    pub(super) fn origin(self, origin: Origin) -> &'static str {
        match origin {
            Origin::Hacking => self.pick("Il s’agit d’un piratage informatique.", "It was a cyberattack."),
            Origin::LostEquipment => {
                self.pick("Du matériel informatique a été perdu ou volé.", "Computer equipment was lost or stolen.")
            }
            Origin::LostPaper => self.pick(
                "Des papiers ont été perdus, volés, ou laissés à la portée d’autres personnes.",
                "Papers were lost, stolen, or left within reach of others.",
            ),
            Origin::LostMail => {
                self.pick("Du courrier a été perdu, ou ouvert par d’autres.", "Mail was lost, or opened by others.")
            }
            Origin::PaperDisposal => {
                self.pick("Des papiers ont été jetés sans être détruits.", "Papers were thrown away and not destroyed.")
            }
            Origin::DeviceDisposal => {
                self.pick("Des appareils ont été jetés sans être effacés.", "Devices were thrown away and not erased.")
            }
            Origin::UnintendedPublication => {
                self.pick("Des données ont été publiées par erreur.", "Data were made public by mistake.")
            }
            Origin::WrongPersonOnPortal => self.pick(
                "Un site a montré à des personnes les données d’autres personnes.",
                "A site showed people the data of other people.",
            ),
            Origin::WrongRecipient => {
                self.pick("Des données ont été envoyées à la mauvaise personne.", "Data were sent to the wrong person.")
            }
            Origin::Spoken => self.pick("Des données ont été dites à voix haute.", "Data were spoken aloud."),
        }
    }

    pub(super) fn cause(self, cause: Cause) -> &'static str {
        match cause {
            Cause::ExternalMalicious => self.pick(
                "C’est un acte volontaire et malveillant, venu de l’extérieur.",
                "It was done on purpose and with ill intent, by outsiders.",
            ),
            Cause::InternalMalicious => self.pick(
                "C’est un acte volontaire et malveillant, venu de l’intérieur.",
                "It was done on purpose and with ill intent, by an insider.",
            ),
            Cause::ExternalAccidental => self
                .pick("C’est une erreur, commise à l’extérieur.", "It was a mistake, made outside our organisation."),
            Cause::InternalAccidental => self.pick("C’est une erreur interne.", "It was an internal mistake."),
            Cause::Unknown => {
                self.pick("On ne sait pas encore qui en est à l’origine.", "Nobody knows yet who caused it.")
            }
        }
    }

    /// Period of the breach.
    pub(super) fn when(self, from: &str, to: Option<&str>, ongoing: bool) -> String {
        match to {
            Some(to) if to == from => {
                self.pick(format!("Cela s’est passé le {from}."), format!("It happened on {from}."))
            }
            Some(to) => self.pick(
                format!("Cela s’est passé entre le {from} et le {to}."),
                format!("It happened between {from} and {to}."),
            ),
            None if ongoing => self.pick(
                format!("Cela a commencé le {from} et n’est pas terminé à ce jour."),
                format!("It began on {from} and is still going on."),
            ),
            None => self.pick(
                format!("Cela a commencé le {from}. C’est terminé, mais la date de fin n’est pas connue."),
                format!("It began on {from}. It is over, but when it ended is not known."),
            ),
        }
    }

    pub(super) fn learned(self, on: &str) -> String {
        self.pick(format!("Nous l’avons appris le {on}."), format!("We learned of it on {on}."))
    }

    pub(super) fn not_exposed(self, operators: &str) -> String {
        let according_to = match operators {
            "" => self.pick("D’après nos recherches".to_owned(), "According to our inquiry".to_owned()),
            operators => self.pick(format!("D’après {operators}"), format!("According to {operators}")),
        };
        self.pick(
            format!("{according_to}, ces données n’ont pas été exposées, et rien ne dit le contraire à ce jour\u{a0}:"),
            format!("{according_to}, these data were not exposed, and nothing suggests otherwise so far:"),
        )
    }
}
