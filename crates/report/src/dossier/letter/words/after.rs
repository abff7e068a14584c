//! Sentences about consequences, measures, advice and contacts.

use super::Phrases;
use model::incident::Channel;

phrases! {
    consequences: "Ce qui peut arriver", "What may happen";
    only_possible: "Rien ne dit que cela arrivera. Mais c’est possible\u{a0}:", "Nothing says that this will happen. But it is possible:";
    impersonation: "Quelqu’un peut se faire passer pour vous. Avec ces données, il peut tenter d’ouvrir un compte ou un crédit à votre nom.",
        "Someone may pose as you. With these data, that person may try to open an account or a loan in your name.";
    joining: "Vos données peuvent être rapprochées de celles d’autres fuites, plus anciennes. On peut alors en savoir plus sur vous. Nous ne savons pas si cela a été fait.",
        "Your data may be joined with those of other, earlier leaks. More can then be known about you. We do not know whether this was done.";
    claims: "Quelqu’un peut demander un remboursement, ou présenter une facture de soins, à votre nom.",
        "Someone may claim a reimbursement, or send in a bill for care, in your name.";
    debit: "Quelqu’un peut tenter un prélèvement sur votre compte bancaire.", "Someone may try to take money from your bank account.";
    embarrassment: "D’autres personnes peuvent apprendre des choses sur votre santé. Cela peut vous gêner, ou servir à vous traiter moins bien.",
        "Others may learn about your health. This may embarrass you, or be used to treat you worse.";
    approached: "Vous pouvez recevoir plus d’appels, de messages ou de courriers non voulus.", "You may get more unwanted calls, messages or letters.";
    accounts: "Aucun mot de passe ne figure parmi les données citées ici. Sans mot de passe, elles ne suffisent pas à ouvrir vos comptes en ligne.",
        "No password is among the data listed here. Without a password, they are not enough to open your accounts online.";

    measures: "Ce qui a été fait", "What has been done";
    authority: "La CNIL est l’autorité qui protège les données personnelles en France.", "The CNIL is the authority that protects personal data in France.";

    advice: "Ce que vous pouvez faire", "What you can do";
    months: "Faites attention pendant plusieurs mois, surtout quand un message se présente en notre nom.",
        "Be careful for several months, above all with messages that come in our name.";
    never_give: "Ne donnez jamais un identifiant, un mot de passe ou un code par téléphone, par SMS ou par e-mail. Nous ne les demandons jamais\u{a0}: toute demande de ce genre est suspecte.",
        "Never give a login, a password or a code by phone, text message or e-mail. We never ask for them: whoever does is not to be trusted.";
    check_sender: "Vérifiez qui vous écrit avant d’ouvrir un message, un lien ou une pièce jointe. Dans le doute, ne cliquez pas.",
        "Check who writes to you before you open a message, a link or an attachment. When in doubt, do not click.";
    type_address: "Pour aller sur un site, tapez vous-même son adresse. N’entrez pas de mot de passe sur un site qui vous semble douteux.",
        "To go to a site, type its address yourself. Enter no password on a site that looks doubtful.";
    do_not_answer: "Si un message vous semble faux, n’y répondez pas. Supprimez-le et prévenez-nous.",
        "If a message looks false, do not answer it. Delete it and tell us.";
    passwords: "Changez vos mots de passe régulièrement, et prenez-en un différent pour chaque site. Pensez à votre messagerie et à vos espaces personnels.",
        "Change your passwords now and then, and take another one for each site. Think of your mailbox and of your personal accounts.";
    passwords_nir: "Commencez par les sites où votre numéro de sécurité sociale sert d’identifiant, comme ameli.",
        "Begin with the sites where your social security number is the login, such as ameli.";
    good_password: "Un bon mot de passe a au moins 12 caractères\u{a0}: des majuscules, des minuscules, des chiffres et des signes.",
        "A good password has at least 12 characters: capitals, small letters, digits and signs.";
    second_check: "Activez la double authentification\u{a0}: un code demandé en plus du mot de passe. Lisez les alertes de connexion.",
        "Turn on double authentication: a code asked for besides the password. Read the alerts about logins.";
    statements: "Surveillez vos comptes bancaires et vos remboursements de santé. Dites-nous ce que vous ne reconnaissez pas.",
        "Watch your bank accounts and your health reimbursements. Tell us what you do not recognise.";
    tell_bank: "Prévenez votre banque. Contestez tout prélèvement que vous n’avez pas accepté.",
        "Tell your bank. Dispute any debit that you have not agreed to.";
    proves_nothing: "Méfiez-vous de qui connaît ces données et vous promet un remboursement. Les connaître ne prouve rien.",
        "Beware of anyone who knows these data and promises you a reimbursement. To know them proves nothing.";
    proves_nothing_nir: "Connaître votre numéro de sécurité sociale ne prouve rien non plus.", "To know your social security number proves nothing either.";
    tell_relatives: "Parlez-en à vos enfants, à vos proches et à toute personne couverte par votre contrat.",
        "Tell your children, your relatives and everyone whom your contract covers.";
    keep_letter: "Gardez cette lettre. Elle peut vous servir de preuve.", "Keep this letter. It may serve you as proof.";
    file_complaint: "Portez plainte si quelqu’un se sert de vos données.", "File a complaint if someone uses your data.";

    contacts: "À qui vous adresser", "Whom to ask";
    by_phone: "Par téléphone\u{a0}: ", "By phone: ";
    on_page: "Sur internet\u{a0}: ", "On the internet: ";
    by_post: "Par courrier\u{a0}: ", "By post: ";
    dpo: "La personne qui veille chez nous sur les données personnelles (DPO)\u{a0}: ", "The person who watches over personal data here (DPO): ";

    complaint: "Plainte et réclamation", "Complaints";
    police: "Si quelqu’un se sert de vos données, vous pouvez porter plainte à la police ou à la gendarmerie. Ce n’est pas obligatoire.",
        "If someone uses your data, you can file a complaint with the police or the gendarmerie. You do not have to.";
    help_site: "Ce site public aide les victimes et explique comment porter plainte\u{a0}: ", "This public site helps victims and tells how to file a complaint: ";
    advice_site: "D’autres conseils contre les faux messages et l’usurpation d’identité\u{a0}: ", "More advice against false messages and identity theft: ";
    cnil_site: "Vous pouvez aussi adresser une réclamation à la CNIL\u{a0}: ", "You can also file a complaint with the CNIL, the data protection authority: ";
}

impl Phrases {
    pub(in crate::dossier::letter) fn phishing(self, parties: &[&str]) -> String {
        let health = self.pick("l’assurance maladie", "the public health insurance");
        let parties: Vec<&str> = parties.iter().copied().chain([health]).collect();
        let or = self.pick(" ou pour ", " or ");
        let parties = match &parties[..] {
            [first @ .., last] => format!("{}{or}{last}", first.join(self.pick(", pour ", ", "))),
            [] => String::new(),
        };
        self.pick(
            format!(
                "Quelqu’un peut se faire passer pour {parties}. Vos données rendent ces faux messages, appels ou sites plus crédibles. Ils cherchent à obtenir votre argent ou vos mots de passe. C’est l’hameçonnage."
            ),
            format!(
                "Someone may pose as {parties}. Your data make such false messages, calls or sites more credible. They are after your money or your passwords. This is called phishing."
            ),
        )
    }

    pub(in crate::dossier::letter) fn authority_told(self, on: &str) -> String {
        self.pick(format!("Nous avons prévenu la CNIL le {on}. "), format!("We told the CNIL on {on}. "))
            + self.authority()
    }

    /// Whether persons are informed, when, and through which channels.
    pub(in crate::dossier::letter) fn persons_told(self, done: bool, on: Option<&str>, channels: &[Channel]) -> String {
        let phrase = match done {
            true => self.pick("Les personnes concernées ont été prévenues", "The persons concerned were told"),
            false => self.pick("Les personnes concernées seront prévenues", "The persons concerned will be told"),
        };
        let on = on.map(|on| self.pick(format!(" le {on}"), format!(" on {on}"))).unwrap_or_default();
        let channels: Vec<&str> = channels.iter().map(|channel| self.through(*channel)).collect();
        let comma = if channels.is_empty() { "" } else { ", " };
        format!("{phrase}{on}{comma}{}.", self.list(&channels))
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
