//! Sentences about consequences, measures, advice and contacts.

use super::Phrases;
use model::incident::Channel;
use model::severity::Chance;

phrases! {
    consequences: "Ce qui peut arriver", "What may happen";
    impersonation: "Quelqu’un peut se faire passer pour vous.", "Someone may pretend to be you.";
    credit: "Quelqu’un peut se faire passer pour vous. Avec ces données, il peut tenter d’ouvrir un compte ou un crédit à votre nom.",
        "Someone may pretend to be you. With these data, they may try to open an account or take out a loan in your name.";
    joining: "Vos données peuvent être rapprochées de celles d’autres fuites. On peut alors en savoir plus sur vous. Nous ne savons pas si cela a été fait.",
        "Your data may be combined with data from other leaks. More can then be known about you. We do not know whether this has been done.";
    claims: "Quelqu’un peut demander un remboursement, ou présenter une facture de soins, à votre nom.",
        "Someone may claim a reimbursement, or submit a bill for care, in your name.";
    accounts_opened: "Quelqu’un peut ouvrir vos comptes en ligne avec ce mot de passe, chez nous et ailleurs si c’est le même.",
        "Someone may open your online accounts with this password, here and elsewhere if it is the same.";
    accounts_at_risk: "Quelqu’un peut essayer de retrouver votre mot de passe, surtout s’il est court ou courant.",
        "Someone may try to work out your password, above all if it is short or common.";
    papers_used: "Quelqu’un peut se servir de votre pièce d’identité pour s’inscrire ou emprunter à votre nom.",
        "Someone may use your identity paper to register or to borrow in your name.";
    card_used: "Quelqu’un peut tenter de payer avec votre carte bancaire.", "Someone may try to pay with your bank card.";
    change_now: "Changez tout de suite votre mot de passe chez nous, et partout où vous utilisez le même.",
        "Change your password with us at once, and wherever you use the same one.";
    block_card: "Faites opposition sur votre carte bancaire et demandez-en une nouvelle.", "Block your bank card and ask for a new one.";
    accounts: "D’après ce que nous savons à ce jour, aucun de vos mots de passe n’a été exposé. Ces données peuvent tout de même aider quelqu’un qui cherche à en obtenir un.",
        "As far as we know to date, none of your passwords was exposed. These data may still help someone who tries to obtain one.";
    debit: "Quelqu’un peut tenter un prélèvement sur votre compte bancaire.", "Someone may try to take money from your bank account.";
    embarrassment: "D’autres personnes peuvent apprendre des choses sur votre santé. Cela peut vous nuire, ou servir à vous traiter moins bien.",
        "Others may learn about your health. This may harm you, or lead to unfair treatment.";
    approached: "Vous pouvez recevoir plus d’appels, de messages ou de courriers non voulus.", "You may get more unwanted calls, messages or letters.";
    delayed: "Un service ou une réponse peut être retardé.", "A service or an answer may be delayed.";
    rests_on_wrong_data: "Une réponse peut reposer sur une donnée fausse.", "An answer may rest on wrong data.";
    report_to_us: "Signalez-nous ce qui vous semble anormal.", "Tell us about anything that seems wrong.";
    not_read: "Rien n’indique à ce jour que vos données aient été lues ou copiées par d’autres. Si cela changeait, nous vous le dirions.",
        "Nothing shows so far that others read or copied your data. If this changed, we would tell you.";
    health_fund: "l’Assurance maladie", "the public health insurance";

    measures: "Ce qui a été fait", "What has been done";
    authority: "La CNIL est l’autorité qui protège les données personnelles en France.", "The CNIL is the authority that protects personal data in France.";

    no_surcharge: " (numéro non surtaxé)", " (not a premium-rate number)";

    advice: "Ce que vous pouvez faire", "What you can do";
    months: "Faites attention pendant plusieurs mois, surtout quand un message se présente en notre nom.",
        "Be careful for several months, above all with messages that come in our name.";
    never_give: "Ne donnez jamais un identifiant, un mot de passe ou un code par téléphone, par SMS ou par e-mail. Si quelqu’un vous demande une autre donnée personnelle en notre nom, rappelez-nous avant de répondre.",
        "Never give a login, a password or a code by phone, text message or e-mail. If someone asks you for other personal data in our name, call us back before you answer.";
    check_sender: "Vérifiez qui vous écrit avant d’ouvrir un message, un lien ou une pièce jointe. Dans le doute, ne cliquez pas.",
        "Check who writes to you before you open a message, a link or an attachment. When in doubt, do not click.";
    type_address: "Pour aller sur un site, tapez vous-même son adresse. N’entrez ni mot de passe ni données personnelles sur un site qui vous semble douteux.",
        "To visit a site, type its address yourself. Do not enter a password or personal data on a site that looks suspicious.";
    do_not_answer: "Si un message vous semble faux, n’y répondez pas. Supprimez-le et prévenez-nous.",
        "If a message looks fake, do not reply. Delete it and let us know.";
    passwords: "Choisissez un mot de passe différent pour chaque site, surtout pour votre messagerie. Changez tout de suite un mot de passe que quelqu’un d’autre pourrait connaître.",
        "Use a different password for each site, above all for your mailbox. Change at once any password that someone else may know.";
    passwords_nir: "Vérifiez d’abord les sites où votre numéro de sécurité sociale sert d’identifiant, comme ameli.",
        "Check first the sites where your social security number is the login, such as ameli.";
    good_password: "Un bon mot de passe a au moins 12 caractères\u{a0}: des majuscules, des minuscules, des chiffres et des signes.",
        "A good password has at least 12 characters: capital letters, small letters, digits and symbols.";
    second_check: "Activez la double authentification\u{a0}: un code demandé en plus du mot de passe. Lisez les alertes de connexion.",
        "Turn on two-step verification: a code is asked for in addition to the password. Read alerts about new logins.";
    statements: "Surveillez vos comptes bancaires. Signalez à votre banque ce que vous ne reconnaissez pas.",
        "Check your bank statements. Report to your bank anything that you do not recognise.";
    statements_health: "Surveillez aussi vos remboursements de santé. Dites-nous ce que vous ne reconnaissez pas.",
        "Check your health reimbursements as well. Tell us about anything that you do not recognise.";
    tell_bank: "Prévenez votre banque. Contestez tout prélèvement que vous n’avez pas accepté.",
        "Tell your bank. Dispute any debit that you have not agreed to.";
    proves_nothing: "Méfiez-vous de qui connaît ces données et vous promet un remboursement. Les connaître ne prouve pas son identité.",
        "Beware of anyone who knows these data and promises you a reimbursement. Knowing them does not prove who they are.";
    proves_nothing_nir: "Connaître votre numéro de sécurité sociale ne prouve l’identité de personne.",
        "Knowing your social security number does not prove anyone’s identity.";
    tell_relatives: "Parlez-en à vos proches et à toute personne couverte par votre contrat.",
        "Tell your relatives and everyone covered by your contract.";
    keep_letter: "Gardez cette lettre. Elle peut vous servir de preuve.",
        "Keep this letter. You may need it as evidence.";
    file_complaint: "Portez plainte si quelqu’un se sert de vos données.", "File a complaint if someone uses your data.";

    contacts: "À qui vous adresser",
        "Who to contact";
    by_phone: "Par téléphone\u{a0}: ", "By phone: ";
    on_page: "Sur internet\u{a0}: ",
        "Online: ";
    by_post: "Par courrier\u{a0}: ", "By post: ";
    dpo: "La personne chargée chez nous de la protection des données (DPO)\u{a0}: ",
        "Our data protection officer (DPO): ";

    complaint: "Plainte et réclamation",
        "Filing a complaint";
    police: "Si quelqu’un se sert de vos données, vous pouvez porter plainte à la police ou à la gendarmerie. Ce n’est pas obligatoire.",
        "If someone uses your data, you can file a complaint with the police or the gendarmerie. You do not have to.";
    complaint_of_theft: "Vous pouvez aussi porter plainte pour le vol de vos données lui-même, même si personne ne s’en est servi. Le site ci-dessous explique comment.",
        "You can also file a complaint about the theft of your data itself, even if nobody has used them. The site below explains how.";
    seventeen_site: "Ce service public répond aux victimes à toute heure\u{a0}: ", "This public service answers victims at any hour: ";
    help_site: "Ce site public aide les victimes et explique comment porter plainte\u{a0}: ",
        "This public site helps victims and explains how to file a complaint: ";
    advice_site: "Deux pages du ministère de l’Économie\u{a0}: «\u{a0}Hameçonnage ou phishing, comment faire\u{202f}?\u{a0}» et «\u{a0}Usurpation d’identité, comment s’en protéger\u{202f}?\u{a0}»\u{a0}: ",
        "Two pages (in French), on phishing and on identity theft: “Hameçonnage ou phishing, comment faire” and “Usurpation d’identité, comment s’en protéger”: ";
    cnil_site: "Vous pouvez aussi adresser une réclamation à la CNIL\u{a0}: ", "You can also file a complaint with the CNIL, the data protection authority: ";
}

impl Phrases {
    /// How likely the consequences that are listed below are.
    pub(in crate::dossier::letter) fn how_likely(self, level: Chance) -> &'static str {
        match level {
            Chance::Likely => self.pick(
                "Ces conséquences sont assez probables pour que vous preniez des précautions\u{a0}:",
                "These consequences are likely enough for you to take precautions:",
            ),
            Chance::Possible => self.pick("Ces conséquences sont possibles\u{a0}:", "These consequences are possible:"),
            Chance::Unlikely => self.pick(
                "Ces conséquences sont possibles, mais peu probables\u{a0}:",
                "These consequences are possible, but not likely:",
            ),
        }
    }

    /// The manager that writes is one in whose name a false message may come.
    pub(in crate::dossier::letter) fn in_the_name_of_the_writer(self, writer: &str) -> String {
        self.pick(
            format!("De faux messages peuvent se présenter au nom de {writer}. Dans le doute, joignez-nous comme il est dit plus bas."),
            format!("Fake messages may come in the name of {writer}. When in doubt, contact us as described below."),
        )
    }

    /// The controller has filed a complaint.
    pub(in crate::dossier::letter) fn complaint_filed(self, on: &str) -> String {
        self.pick(format!("Nous avons porté plainte le {on}."), format!("We filed a complaint on {on}."))
    }

    /// Managers in whose name a false message may come.
    pub(in crate::dossier::letter) fn in_the_name_of(self, managers: &[&str]) -> String {
        let (fr, en) = if managers.len() > 1 { ("gèrent", "manage") } else { ("gère", "manages") };
        let named = match managers {
            [first @ .., last] if !first.is_empty() => {
                format!("{}{}{last}", first.join(self.pick(", par ", ", ")), self.pick(" ou par ", " or "))
            }
            named => named.concat(),
        };
        self.pick(
            format!("Méfiez-vous aussi des messages qui se disent envoyés par {named}, qui {fr} des contrats."),
            format!("Be careful too with messages that claim to come from {named}, which {en} contracts."),
        )
    }

    /// The page where persons log in: that of the manager that writes, or else of the controller.
    pub(in crate::dossier::letter) fn login_page(self, page: &str, writer: Option<&str>) -> String {
        let its = match writer {
            Some(writer) => self.pick(
                format!("Chez {writer}, la seule page de connexion est"),
                format!("The only login page of {writer} is"),
            ),
            None => self.pick("Notre seule page de connexion est", "Our only login page is").to_owned(),
        };
        self.pick(
            format!("{its} {page}. Vérifiez l’adresse avant d’entrer un mot de passe."),
            format!("{its} {page}. Check the address before you enter a password."),
        )
    }

    /// The systems of the sender were not attacked.
    pub(in crate::dossier::letter) fn own_systems_safe(self, writer: Option<&str>) -> String {
        match writer {
            Some(writer) => self.pick(
                format!("Chez {writer}, les systèmes n’ont pas été attaqués."),
                format!("The systems of {writer} were not attacked."),
            ),
            None => self
                .pick("Nos propres systèmes n’ont pas été attaqués.", "Our own systems were not attacked.")
                .to_owned(),
        }
    }

    /// Nobody can renew a password with the sender by means of the lost data.
    pub(in crate::dossier::letter) fn renewal_safe(self, writer: Option<&str>) -> String {
        let at = writer.map_or_else(
            || self.pick("chez nous", "with us").to_owned(),
            |writer| self.pick(format!("chez {writer}"), format!("with {writer}")),
        );
        self.pick(
            format!("Le renouvellement de votre mot de passe {at} reste protégé."),
            format!("Renewing your password {at} remains protected."),
        )
    }

    pub(in crate::dossier::letter) fn phishing(self, parties: &[&str]) -> String {
        let or = self.pick(" ou pour ", " or ");
        let parties = match parties {
            [] => String::new(),
            [only] => (*only).to_owned(),
            [first @ .., last] => format!("{}{or}{last}", first.join(self.pick(", pour ", ", "))),
        };
        self.pick(
            format!(
                "Quelqu’un peut se faire passer pour {parties}. Vos données rendent ces faux messages, appels ou sites plus crédibles. Leur but est d’obtenir votre argent ou vos mots de passe. C’est l’hameçonnage."
            ),
            format!(
                "Someone may pretend to be {parties}. Your data make such fake messages, calls or sites more credible. Their aim is to get your money or your passwords. This is called phishing."
            ),
        )
    }

    pub(in crate::dossier::letter) fn authority_told(self, on: &str) -> String {
        self.pick(format!("Nous avons prévenu la CNIL le {on}. "), format!("We told the CNIL on {on}. "))
            + self.authority()
    }

    /// Who was or will be told, when, and through which channels. Who gets no message is not told to be unaffected.
    pub(in crate::dossier::letter) fn persons_told(self, on: Option<&str>, channels: &[Channel]) -> String {
        let channels: Vec<&str> = channels.iter().map(|channel| self.through(*channel)).collect();
        let through = self.list(&channels);
        let told = match on {
            Some(on) => self.pick(
                format!("Le {on}, nous avons prévenu {through} les personnes que nous avons retrouvées."),
                format!("On {on}, we told the people whom we found, {through}."),
            ),
            None => self.pick(
                format!("Nous allons prévenir {through} les personnes que nous avons retrouvées."),
                format!("We will tell the people whom we found, {through}."),
            ),
        };
        let or_not = self.pick(
            "Ne rien recevoir ne veut pas dire que vous n’êtes pas concerné.",
            "If you receive nothing, this does not mean that you are not affected.",
        );
        format!("{told} {or_not}")
    }

    fn through(self, channel: Channel) -> &'static str {
        match channel {
            Channel::Email => self.pick("par e-mail", "by e-mail"),
            Channel::Letter => self.pick("par courrier", "by post"),
            Channel::Sms => self.pick("par SMS", "by text message"),
            Channel::Web => self.pick("sur notre site", "on our site"),
        }
    }

    /// A period, as an addition to a preceding phrase.
    pub(in crate::dossier::letter) fn span(self, from: Option<&str>, to: Option<&str>) -> String {
        match (from, to) {
            (Some(from), Some(to)) => self.pick(format!(", du {from} au {to}"), format!(", from {from} to {to}")),
            (Some(from), None) => self.pick(format!(", à partir du {from}"), format!(", from {from}")),
            (None, Some(to)) => self.pick(format!(", jusqu’au {to}"), format!(", until {to}")),
            (None, None) => String::new(),
        }
    }
}
