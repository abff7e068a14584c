//! Words of the dossier.

use model::incident::{Availability, Informed, Integrity, Recipients};

use super::{Words, words};
use crate::sheet::Kind;

/// What fields of letters are about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartOfLetter {
    Story,
    Measures,
    Contacts,
    Services,
    Sending,
}

words! {
    dossier_intro: "Ce que seule une personne peut dire se saisit ici, là où c’est demandé. Formulaires et lettres sont refaits aussitôt, à partir des chiffres du rapport.",
        "What only a person can say is typed here, where it is asked for. Forms and letters are made again at once, from the figures of the report.";
    dossier_needs_report: "Le dossier se remplit sur les chiffres d’une évaluation.", "The dossier is filled in on the figures of an assessment.";
    no_dossiers: "Aucun organisme n’a de dossier\u{a0}: personne n’est concerné à ce jour.", "No organisation has a dossier: nobody is affected to date.";
    part_form: "Formulaire CNIL", "CNIL form";
    part_letters: "Lettres", "Letters";
    part_list: "Destinataires", "Addressees";
    list_intro: "La liste des personnes à qui écrire\u{a0}: l’identifiant de l’organisme, à qui la lettre est adressée, sa variante, les données perdues en mots. Elle est chiffrée (age) pour qui envoie les lettres, reste dans le dossier de l’incident et part avec le ZIP de l’imprimeur. Cette page n’en montre personne.",
        "The list of persons to write to: the organisation’s identifier, whom the letter is addressed to, its variant, the lost data in words. It is encrypted (age) for who sends the letters, stays in the incident’s folder and goes along in the printer’s ZIP. This page shows nobody of it.";
    list_there: "La liste est là\u{a0}:", "The list is there:";
    list_make: "Établir la liste", "Make the list";
    list_again: "L’établir à nouveau", "Make it again";
    list_running: "La liste s’établit\u{a0}: les fichiers sont relus.", "The list is being made: the files are read again.";
    list_made: "La liste est écrite.", "The list is written.";
    list_refused: "La liste n’a pas pu être établie", "The list could not be made";
    list_for_whom: "Dites pour qui la chiffrer\u{a0}: une clé publique age, ou une phrase secrète.", "Say whom to encrypt it for: an age public key, or a passphrase.";
    recipient: "Clés publiques age de qui reçoit la liste", "age public keys of who receives the list";
    recipient_hint: "Elles commencent par age1\u{202f}; plusieurs se séparent par une espace.", "They begin with age1; several are separated by a space.";
    passphrase: "Ou une phrase secrète", "Or a passphrase";
    passphrase_hint: "Douze caractères au moins. Elle n’est gardée nulle part\u{a0}: transmettez-la par une autre voie.", "Twelve characters at least. It is kept nowhere: pass it on by another way.";
    part_decisions: "Décisions", "Decisions";
    what_leaves: "À envoyer", "To send";
    not_redrawn: "Ce qui est saisi est enregistré, mais les documents n’ont pas pu être refaits", "What was typed is saved, but the documents could not be made again";
    drawn_later: "Tout est enregistré. Une évaluation est en cours\u{a0}: les documents suivront.", "Everything is saved. An assessment is under way: the documents will follow.";
    documents_current: "Tout est enregistré, et les documents sont à jour.", "Everything is saved, and the documents are up to date.";
    not_saved: "Cela n’a pas pu être enregistré\u{a0}: la page ne répond plus. Gardez-la ouverte.", "This could not be saved: the page does not answer any more. Keep it open.";
    form_intro: "Les rubriques du téléservice, dans leur ordre. Chaque réponse se copie d’un clic\u{202f}; ce qui se saisit est enregistré au fil de la frappe.",
        "The questions of the teleservice, in their order. Each answer is copied with one click; what is typed is saved as it is typed. The form is in French.";
    not_asked: "Sans objet pour l’instant.", "Of no matter for now.";
    copy: "Copier", "Copy";
    copied: "Copié", "Copied";
    is_proposed: "Proposition, à confirmer.", "A proposal, to be confirmed.";
    answered_at: "Se saisit au", "Is typed at";
    answered_among_decisions: "Se décide à la page Décisions.", "Is decided on the Decisions page.";
    answered_in_teleservice: "À répondre dans le téléservice\u{a0}: ni les fichiers ni le fichier d’incident ne le disent.",
        "To be answered in the teleservice: neither the files nor the incident file tell it.";
    number_of_notification: "Numéro de la notification initiale", "Number of the initial notification";
    sent_on: "Date et heure d’envoi (heure de Paris)", "When it was sent (Paris time)";
    no_letter_yet: "Pas de lettre encore\u{a0}: il n’est établi pour personne que ses données ont été exposées.", "No letter yet: it is established of nobody that their data were exposed.";
    still_missing: "Ce qui manque aux lettres", "What the letters lack";
    recommended: "(recommandé)", "(recommended)";
    preview: "Les lettres", "The letters";
    letters_by_variant: "Une lettre par cas, pour que personne ne lise ce que d’autres ont perdu", "One letter for each case, so that nobody reads what others lost";
    variant: "Données perdues par", "Data lost by";
    word_processor: "À modifier", "To edit";
    whole_letter: "tous les opérateurs", "all operators";
    few: "si peu de personnes que la lettre les désignerait", "so few persons that the letter would single them out";
    measures_after: "Ce qui a été fait depuis", "What was done since";
    decisions_intro: "Ampleur propose\u{202f}; le responsable décide. Une décision qui s’écarte de la proposition figure dans les documents avec son motif.",
        "Ampleur proposes; the controller decides. A decision that departs from the proposal is printed with its reason.";
    no_severity: "Le rapport ne dit rien de cet organisme.", "The report says nothing of this organisation.";
    proposal: "Proposition", "Proposal";
    your_decision: "Votre décision", "Your decision";
    as_proposed: "comme proposé", "as proposed";
    why: "Motif", "Reason";
    exemption_if_not: "Si les personnes ne sont pas informées\u{a0}: exception invoquée", "If persons are not informed: exemption claimed";
    none_of_these: "aucune", "none";
    log_of_decisions: "Journal des décisions", "Log of decisions";
    no_decisions: "Aucune décision consignée.", "No decision is logged.";
    log_one: "Consigner une décision", "Log a decision";
    decided_on: "Prise le", "Taken on";
    decided_by: "Par qui (fonction)", "By whom (function)";
    decided_about: "Sur quoi", "About what";
    decided_what: "Ce qui est décidé, et pourquoi", "What is decided, and why";
    log_it: "Consigner", "Log it";
    no_day: "Il manque la date, ou elle ne se lit pas.", "The date is missing, or cannot be read.";
    who_and_what: "Dites qui a décidé, et quoi.", "Say who decided, and what.";
    part_answers: "Demandes des personnes", "Requests of persons";
    answers_intro: "Une personne demande ce que la violation a exposé d’elle (article 15 du RGPD)\u{a0}: une réponse est écrite pour chacune, en français et en anglais, d’après vos fichiers et ceux des opérateurs.",
        "A person asks what the breach exposed of them (GDPR, article 15): an answer is written for each, in French and English, from your files and those of the operators.";
    who_asks: "Vos identifiants de ceux qui demandent", "Your identifiers of those who ask";
    who_asks_hint: "Un par ligne, comme dans la colonne member_id de vos fichiers. Les réponses portent le numéro de la ligne\u{202f}; les identifiants ne sont ni gardés, ni montrés, ni imprimés.",
        "One a line, as in the column member_id of your files. Answers have the number of the line; the identifiers are not kept, shown or printed.";
    answers_write: "Écrire les réponses", "Write the answers";
    answers_running: "Les fichiers sont lus, et les réponses écrites.", "The files are being read, and the answers written.";
    answers_written: "Les réponses sont écrites.", "The answers are written.";
    answers_refused: "Aucune réponse n’a été écrite", "No answer was written";
    answers_old: "Les réponses du dossier «\u{a0}answers\u{a0}» sont d’une autre demande, ou d’un fichier d’incident qui a changé depuis\u{a0}: faites-les écrire à nouveau.",
        "The answers in the folder “answers” are of another request, or of an incident file that changed since: have them written again.";
    answers_in_one: "Les réponses en un fichier", "The answers in one file";
    nobody_asks: "Écrivez au moins un identifiant.", "Write one identifier at least.";
    part_rows: "Lignes à trancher", "Rows to decide on";
    rows_intro: "Certaines lignes divulguées ne se rattachent par aucune règle, à coup sûr, à une personne de vos fichiers\u{a0}: quelqu’un les lit et tranche, une à une. Ce qui est décidé entre dans les chiffres à l’évaluation suivante.",
        "Some leaked rows are tied by no rule, for certain, to a person of your files: somebody reads them and decides, one by one. What is decided counts from the next assessment on.";
    rows_list: "La liste", "The list";
    rows_list_more: "Une ligne par ligne divulguée et personne possible, désignée par votre identifiant\u{202f}; ce qui concorde, ce qui diffère, et en dernière colonne la décision telle qu’elle s’écrit. Elle est chiffrée pour qui tranche.",
        "One line for each leaked row and possible person, told by your identifier; what agrees, what differs, and in the last column the decision as it is written. It is encrypted for who decides.";
    rows_decided: "Ce qui est décidé", "What is decided";
    rows_none_decided: "Aucune ligne encore.", "No row yet.";
    rows_decide: "Trancher une ligne", "Decide on a row";
    rows_several: "Trancher plusieurs lignes", "Decide on several rows";
    rows_file: "Fichier divulgué", "Leaked file";
    rows_number: "Numéro de la ligne", "Number of the row";
    rows_member: "Votre identifiant (member_id)", "Your identifier (member_id)";
    rows_lines: "Dernière colonne de la liste", "Last column of the list";
    rows_lines_hint: "Une décision par ligne, telle que la liste l’écrit\u{202f}; same_person = true devient false si ce n’est pas la même personne.",
        "One decision a line, as the list writes it; same_person = true becomes false if it is not the same person.";
    take_back: "Retirer la décision", "Take back";
    rows_changed: "Le fichier a changé entre-temps\u{202f}; la décision n’a pas été retirée.", "The file changed in the meantime; the decision was not taken back.";
    rows_empty: "Collez au moins une ligne.", "Paste one line at least.";
    rows_incomplete: "Il faut un fichier du menu, un numéro de ligne et votre identifiant de la personne.", "A file of the menu, the number of a row and your identifier of the person are needed.";
    reason_needed: "Une décision qui s’écarte de la proposition demande un motif.", "A decision that departs from the proposal needs a reason.";
}

impl Words {
    /// What is open in a form.
    pub(crate) fn to_complete_in_form(self, open: usize) -> String {
        match open {
            0 => self.pick("Rien ne reste à compléter.".into(), "Nothing is left to complete.".into()),
            1 => self.pick("1 réponse à compléter.".into(), "1 answer to complete.".into()),
            n => self.pick(format!("{n} réponses à compléter."), format!("{n} answers to complete.")),
        }
    }

    /// What is open in a section of a form.
    pub(crate) fn to_complete_here(self, open: usize) -> String {
        self.pick(format!("{open} à compléter"), format!("{open} to complete"))
    }

    pub(crate) fn points_missing(self, open: usize) -> String {
        match open {
            0 => self.pick("Rien ne manque aux lettres.".into(), "The letters lack nothing.".into()),
            1 => self.pick("1 point manque aux lettres.".into(), "The letters lack 1 point.".into()),
            n => self.pick(format!("{n} points manquent aux lettres."), format!("The letters lack {n} points.")),
        }
    }

    /// Whether there is a list of addressees.
    pub(crate) fn list_rows(self, rows: Option<u64>) -> String {
        match rows {
            None => self.pick("Pas encore de liste.".into(), "No list yet.".into()),
            Some(rows) => format!("{}.", self.number_of_persons(rows)),
        }
    }

    /// How many requests were answered last.
    pub(crate) fn answers_there(self, n: Option<usize>) -> String {
        match n {
            None | Some(0) => self.pick("Aucune demande encore.".into(), "No request yet.".into()),
            Some(1) => self.pick("1 demande traitée.".into(), "1 request dealt with.".into()),
            Some(n) => self.pick(format!("{n} demandes traitées."), format!("{n} requests dealt with.")),
        }
    }

    pub(crate) fn decisions_logged(self, n: usize) -> String {
        match n {
            0 => self.no_decisions().into(),
            1 => self.pick("1 décision consignée.".into(), "1 decision is logged.".into()),
            n => self.pick(format!("{n} décisions consignées."), format!("{n} decisions are logged.")),
        }
    }

    pub(crate) fn number_of_persons(self, n: u64) -> String {
        let number = self.number(n);
        match n {
            0 | 1 => self
                .pick(format!("{number} personne"), format!("{number} {}", if n == 1 { "person" } else { "persons" })),
            _ => self.pick(format!("{number} personnes"), format!("{number} persons")),
        }
    }

    /// How many rows were decided on.
    pub(crate) fn rows_settled(self, n: usize) -> String {
        match n {
            0 => self.rows_none_decided().into(),
            1 => self.pick("1 ligne tranchée.".into(), "1 row is decided.".into()),
            n => self.pick(format!("{n} lignes tranchées."), format!("{n} rows are decided.")),
        }
    }

    /// Why a line of those pasted is none.
    pub(crate) fn rows_no_line(self, lines: &[usize]) -> String {
        let numbers = lines.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
        self.pick(
            format!("Ne sont pas des décisions telles que la liste les écrit, sur un fichier du rapport\u{a0}: lignes {numbers}. Rien n’a été enregistré."),
            format!("No decisions as the list writes them, on a file of the report: lines {numbers}. Nothing was saved."),
        )
    }

    /// A row that would be about two persons.
    pub(crate) fn rows_two_persons(self, file: &str, row: u64) -> String {
        self.pick(
            format!("{file}, ligne {row}\u{a0}: une ligne concerne une seule personne\u{202f}; pour les autres, écrivez false. Rien n’a été enregistré."),
            format!("{file}, row {row}: a row is about one person; write false for the others. Nothing was saved."),
        )
    }

    pub(crate) fn row_number(self, row: i64) -> String {
        self.pick(format!("ligne {row}"), format!("row {row}"))
    }

    pub(crate) fn same_person(self, same: bool) -> &'static str {
        if same {
            self.pick("c’est cette personne", "it is this person")
        } else {
            self.pick("ce n’est pas cette personne", "it is not this person")
        }
    }

    /// What leaves a row in doubt.
    pub(crate) fn in_doubt(self, why: &str) -> &'static str {
        match why {
            "doubtful" => self
                .pick("une règle la rattache, mais seulement comme possible", "a rule ties it, but only as possible"),
            "ambiguous" => {
                self.pick("plusieurs personnes répondent à la même ligne", "several persons answer to the same row")
            }
            "household" => self.pick(
                "un numéro ou une coordonnée concorde, et rien d’autre",
                "a number or a contact agrees, and nothing else",
            ),
            _ => self.pick(
                "elle ne répond à personne, et ressemble à quelqu’un",
                "it matches nobody, and resembles somebody",
            ),
        }
    }

    /// Whom a pack is for.
    pub(crate) fn pack(self, name: &str) -> &'static str {
        match name {
            "cnil" => self.pick("Pour la CNIL (ZIP)", "For the CNIL (ZIP)"),
            _ => self.pick("Pour l’imprimeur (ZIP)", "For the printer (ZIP)"),
        }
    }

    /// The language of a text that stands in the incident file in both.
    pub(crate) fn in_language(self, kind: Kind) -> &'static str {
        match kind {
            Kind::InFrench => self.pick(" (en français)", " (in French)"),
            Kind::InEnglish => self.pick(" (en anglais)", " (in English)"),
            _ => "",
        }
    }

    pub(crate) fn preview_in(self, french: bool) -> &'static str {
        if french {
            self.pick("Lire en français", "Read in French")
        } else {
            self.pick("Lire en anglais", "Read in English")
        }
    }

    pub(crate) fn choice_number(self, place: &str) -> String {
        self.pick(format!("Moyen, choix n°\u{a0}{place}"), format!("Means, choice {place}"))
    }

    pub(crate) fn nature_of(self, nature: &str) -> &'static str {
        let nature = serde_json::from_value(nature.into());
        nature.map_or("", |nature| self.nature_word(nature))
    }

    /// What the fields of the letters are about.
    pub(crate) fn part_of_letter(self, part: PartOfLetter) -> &'static str {
        match part {
            PartOfLetter::Story => self.pick("Ce qui s’est passé", "What happened"),
            PartOfLetter::Measures => self.pick("Ce qui a été fait depuis", "What was done since"),
            PartOfLetter::Contacts => self.pick("Qui joindre", "Whom to reach"),
            PartOfLetter::Services => self.pick("Ce que cela change", "What it changes"),
            PartOfLetter::Sending => self.pick("Envoi et plainte", "Sending and complaint"),
        }
    }

    /// The label of a field of the letters, by its key below the incident or the insurer.
    pub(crate) fn field_of_letter(self, key: &str) -> &'static str {
        match key {
            "description" => self.pick("Ce qui s’est passé, en phrases simples", "What happened, in plain sentences"),
            "circumstances.recipients" => self.pick("Qui a les données", "Who has the data"),
            "circumstances.trusted" => {
                self.pick("Pourquoi l’on peut se fier à ceux qui les ont", "Why those who have them can be trusted")
            }
            "circumstances.unintelligible" => {
                self.pick("Pourquoi elles ne peuvent être lues", "Why they cannot be read")
            }
            "circumstances.integrity" => self.pick("Données modifiées", "Altered data"),
            "circumstances.availability" => self.pick("Données indisponibles", "Unavailable data"),
            "dpo.name" => self.pick(
                "Délégué à la protection des données\u{a0}: nom ou service",
                "Data protection officer: name or department",
            ),
            "dpo.email" => self.pick("Son courriel", "E-mail"),
            "dpo.phone" => self.pick("Son téléphone", "Telephone"),
            "communication.helpline.phone" => self.pick("Numéro d’appel", "Helpline"),
            "communication.helpline.hours" => self.pick("Ses horaires", "Its hours"),
            "communication.page" => self.pick("Page d’information", "Page with information"),
            "communication.login_page" => {
                self.pick("Seule page où les personnes se connectent", "The only page where persons log in")
            }
            "communication.own_systems_safe" => {
                self.pick("Vos propres systèmes n’ont pas été attaqués", "Your own systems were not attacked")
            }
            "communication.renewal_safe" => self.pick(
                "Personne ne peut renouveler un mot de passe avec ces données",
                "Nobody can renew a password with these data",
            ),
            "communication.effects_on_services" => self.pick(
                "Ce que cela change pour la carte et les services",
                "What it changes for the card and for services",
            ),
            "communication.status" => {
                self.pick("Les personnes sont-elles informées\u{202f}?", "Are the persons informed?")
            }
            "communication.on" => self.pick("Date d’envoi, faite ou prévue", "Day of sending, done or planned"),
            "notification.sent_on" => self.pick("CNIL prévenue le (heure de Paris)", "CNIL told on (Paris time)"),
            "complaint_on" => self.pick("Plainte déposée le (heure de Paris)", "Complaint filed on (Paris time)"),
            _ => self.measures_after(),
        }
    }

    /// What can be decided otherwise than proposed.
    pub(crate) fn judged(self, about: &str) -> &'static str {
        match about {
            "gravity" => self.pick("Niveau de gravité", "Level of gravity"),
            "tell_authority" => self.pick("Notifier la CNIL", "Notify the CNIL"),
            _ => self.pick("Informer les personnes", "Inform the persons"),
        }
    }

    pub(crate) fn moment_or_day(self, written: &str) -> String {
        if written.contains('T') { self.moment(written) } else { self.date(written) }
    }

    pub(crate) fn recipients_word(self, recipients: Recipients) -> &'static str {
        match recipients {
            Recipients::None => self.pick("personne, autant que l’on sache", "nobody, as far as is known"),
            Recipients::Known => self.pick("des destinataires connus", "known recipients"),
            Recipients::Unknown => self.pick("on ne sait qui, ou tout le monde", "nobody knows who, or the public"),
        }
    }

    pub(crate) fn integrity_word(self, integrity: Integrity) -> &'static str {
        match integrity {
            Integrity::Restored => self.pick("rétablies avant tout usage", "restored before any use"),
            Integrity::Recoverable => self.pick("peut-être utilisées, rétablissables", "possibly misused, recoverable"),
            Integrity::Lost => self.pick("peut-être utilisées, perdues", "possibly misused, lost"),
        }
    }

    pub(crate) fn availability_word(self, availability: Availability) -> &'static str {
        match availability {
            Availability::Restored => self.pick("retrouvées sans difficulté", "recovered without difficulty"),
            Availability::Temporary => self.pick("indisponibles un temps", "unavailable for a time"),
            Availability::Permanent => self.pick("perdues pour toujours", "permanently lost"),
        }
    }

    pub(crate) fn informed_word(self, informed: Informed) -> &'static str {
        match informed {
            Informed::Yes => self.pick("oui", "yes"),
            Informed::Planned => self.pick("prévu", "planned"),
            Informed::No => self.pick("non", "no"),
            Informed::Undetermined => self.pick("pas encore décidé", "not decided yet"),
        }
    }
}
