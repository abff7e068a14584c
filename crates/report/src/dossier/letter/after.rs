//! Consequences, measures, advice and contacts.

use super::completeness::Topic;
use super::draft::Draft;
use super::{Form, LetterContext, leads_to, written, written_of};
use crate::document::Inline;
use crate::dossier::State;
use crate::dossier::harm::{self, Harm, credit_in_their_name};
use model::incident::{Contact, Field, Helpline, Nature, Notification, Role, Service, Trade};

/// Assistance for victims, and the authority for complaints.
const VICTIMS: &str = "https://www.cybermalveillance.gouv.fr";
/// The public service for victims on the internet, and the day on which it opened.
const SEVENTEEN: &str = "https://17cyber.gouv.fr";
const SEVENTEEN_SINCE: jiff::civil::Date = jiff::civil::date(2024, 12, 17);
const CNIL: &str = "https://www.cnil.fr";
/// Advice on phishing and identity theft.
const ECONOMY: &str = "https://www.economie.gouv.fr";

impl LetterContext<'_> {
    fn lost(&self, field: Field) -> bool {
        self.data.exposed().contains(field)
    }

    fn lost_one_of(&self, fields: &[Field]) -> bool {
        fields.iter().any(|field| self.lost(*field))
    }

    /// Whether the persons are insured for health costs here, as declared or as the data show.
    fn is_about_health_cover(&self) -> bool {
        self.facts.declared.trade == Some(Trade::HealthInsurer)
            || self.is_about_third_party_payment()
            || self.lost(Field::Reimbursements)
    }

    /// Whether a party that lost data handles third-party payment.
    fn is_about_third_party_payment(&self) -> bool {
        self.facts.operators().any(|(_, operator)| operator.service == Some(Service::ThirdPartyPayment))
    }

    /// Likely consequences of the exposed data.
    pub(super) fn consequences(&self, draft: &mut Draft) {
        let words = self.words;
        draft.heading(words.consequences());
        if self.data.exposed().is_empty() {
            draft.paragraph_or_missing(Topic::Consequences, None);
            return;
        }
        if !self.facts.is_disclosed() {
            draft.covers(Topic::Consequences, true);
            let of = [(Nature::Availability, words.delayed()), (Nature::Integrity, words.rests_on_wrong_data())];
            let of = of.into_iter().filter(|(nature, _)| self.facts.incident.lost(*nature)).map(|(_, may)| may);
            draft.sentences(of.chain([words.report_to_us()]).collect::<Vec<&str>>().join(" "));
            draft.sentences(words.not_read());
            let declared = self.facts.incident.consequences.as_ref();
            if let Some(text) = declared.and_then(|text| draft.as_declared(Topic::Consequences, text)) {
                draft.paragraph(vec![text]);
            }
            return;
        }
        let name = self.lost_one_of(&[Field::LastName, Field::BirthName]);
        let date = self.lost(Field::BirthDate);
        let reach = [Field::Phone, Field::Email, Field::PostalAddress];
        let numbers = [Field::Nir, Field::ContractNumber, Field::MemberNumber];
        let can_be_joined = (name && date) || self.lost(Field::Nir) || self.lost_one_of(&reach);
        let mut parties: Vec<&str> = vec![self.facts.declared.name.as_str()];
        parties.extend(self.other_operators());
        if self.lost(Field::Manager) {
            parties.extend(self.facts.managers());
        }
        if self.lost(Field::Nir) {
            parties.push(words.health_fund());
        }
        let mut possible = vec![words.phishing(&parties)];
        let mut add = |may: bool, sentences: &str| possible.extend(may.then(|| sentences.to_owned()));
        let credit = credit_in_their_name(self.data.exposed());
        add(credit, words.credit());
        add(!credit && harm::harms(&self.facts).contains(&Harm::IdentityTheft), words.impersonation());
        add(can_be_joined, words.joining());
        add(self.is_about_health_cover() && self.lost_one_of(&numbers), words.claims());
        add(self.lost(Field::CredentialsClear), words.accounts_opened());
        add(self.lost(Field::CredentialsHashed), words.accounts_at_risk());
        add(self.lost(Field::IdentityPapers), words.papers_used());
        add(self.lost(Field::CardNumber), words.card_used());
        add(self.lost(Field::BankDetails), words.debit());
        add(self.lost_one_of(&[Field::MedicalData, Field::Reimbursements]), words.embarrassment());
        add(self.lost_one_of(&reach), words.approached());
        draft.covers(Topic::Consequences, !possible.is_empty());
        draft.sentences(words.how_likely(self.facts.severity.likelihood.level));
        draft.list(possible);
        // Only where every party excludes credentials: a reassurance must not be wrong for anybody.
        let credentials = [Field::CredentialsClear, Field::CredentialsHashed].map(|field| self.facts.state(field));
        if credentials == [State::NotExposed; 2] {
            draft.sentences(words.accounts());
        }
        if let Some(text) =
            self.facts.incident.consequences.as_ref().and_then(|text| draft.as_declared(Topic::Consequences, text))
        {
            draft.paragraph(vec![text]);
        }
    }

    /// Measures of operators and insurer, and the authorities notified.
    pub(super) fn measures(&self, draft: &mut Draft) {
        let words = self.words;
        draft.heading(words.measures());
        let operators = self.facts.operators().filter(|(_, of)| of.role != Role::Controller);
        let operators = operators.map(|(_, of)| (Topic::MeasuresOperator, &of.name, &of.measures_after));
        let insurer = self.facts.declared;
        let own = (Topic::MeasuresInsurer, &insurer.name, &insurer.measures_after);
        for (topic, name, measures) in operators.chain([own]) {
            let text = measures.as_ref().and_then(|text| draft.as_declared(topic, text)).map(|text| vec![text]);
            let mut line = vec![Inline::Strong(name.clone()), self.colon().into()];
            line.append(&mut draft.or_missing(topic, text));
            draft.paragraph(line);
        }
        if self.other_operators().is_empty() {
            // Its own breach: nobody else has measures to tell.
            draft.covers(Topic::MeasuresOperator, true);
        }
        if let Some(on) = insurer.complaint_on.as_ref().filter(|on| self.facts.has_come(on)) {
            draft.sentences(words.complaint_filed(&self.day(on)));
        }
        let communication = insurer.communication.as_ref();
        if communication.is_some_and(|it| it.own_systems_safe) {
            draft.sentences(words.own_systems_safe(self.writer()));
        }
        if communication.is_some_and(|it| it.renewal_safe) {
            draft.sentences(words.renewal_safe(self.writer()));
        }
        let sent_on = insurer.notification.as_ref().and_then(Notification::first_sent_on);
        match sent_on {
            // Nothing was sent, and nothing is owed: nothing is missing.
            None if !self.facts.severity.duties.authority.value => draft.covers(Topic::AuthorityTold, true),
            sent_on => {
                draft.paragraph_or_missing(Topic::AuthorityTold, sent_on.map(|on| words.authority_told(&self.day(on))))
            }
        }
        if let Some(text) = self.persons_told() {
            draft.sentences(text);
        }
    }

    /// Advice: the general part, then the part that depends on the exposed data.
    pub(super) fn advice(&self, draft: &mut Draft) {
        let words = self.words;
        let (nir, health) = (self.lost(Field::Nir), self.is_about_health_cover());
        // Data that nobody else has read or copied are no help to fraud: only what always holds is said.
        let disclosed = self.facts.is_disclosed();
        let always = |advice: &'static str| Some(advice);
        let against_fraud = |advice: &'static str| disclosed.then_some(advice);
        // Whoever writes, then those whose names were lost: a false message may come in any of them.
        let lost = if self.lost(Field::Manager) { self.facts.managers() } else { Vec::new() };
        let managers: Vec<&str> = lost.into_iter().filter(|name| self.writer() != Some(*name)).collect();
        let login = self.facts.declared.communication.as_ref().and_then(|it| written_of(&it.login_page));
        let advice = [
            against_fraud(words.months()),
            always(words.never_give()),
            always(words.check_sender()),
            against_fraud(words.type_address()),
            always(words.do_not_answer()),
            (disclosed && self.lost_one_of(&[Field::CredentialsClear, Field::CredentialsHashed]))
                .then(|| words.change_now()),
            against_fraud(words.passwords()),
            (disclosed && nir).then(|| words.passwords_nir()),
            against_fraud(words.good_password()),
            against_fraud(words.second_check()),
            against_fraud(words.statements()),
            (disclosed && health).then(|| words.statements_health()),
            (disclosed && self.lost(Field::BankDetails)).then(|| words.tell_bank()),
            (disclosed && self.lost(Field::CardNumber)).then(|| words.block_card()),
            (disclosed && health).then(|| words.proves_nothing()),
            // Said already of all these data where health is insured.
            (disclosed && nir && !health).then(|| words.proves_nothing_nir()),
            (disclosed && health).then(|| words.tell_relatives()),
            (self.form == Form::Letter && !self.is_answer).then(|| words.keep_letter()),
            against_fraud(words.file_complaint()),
        ];
        draft.heading(words.advice());
        let mut items: Vec<String> = advice.into_iter().flatten().map(str::to_owned).collect();
        // Names of the declarations go where they are of use: right after the sentence that they complete.
        let of_writer = self.writer().map(|writer| words.in_the_name_of_the_writer(writer));
        items
            .splice(1..1, of_writer.into_iter().chain((!managers.is_empty()).then(|| words.in_the_name_of(&managers))));
        items.extend(login.map(|page| words.login_page(page, self.writer())));
        draft.list(items);
        // Without known fields, advice about specific data does not apply.
        match self.data.exposed().is_empty() {
            true => draft.paragraph_or_missing(Topic::Advice, None),
            false => draft.covers(Topic::Advice, true),
        }
    }

    /// Effects on care and on the insurance card.
    pub(super) fn effects(&self, draft: &mut Draft) {
        draft.heading(match self.is_about_third_party_payment() {
            true => self.words.effects(),
            false => self.words.effects_on_services(),
        });
        let text = self.facts.declared.communication.as_ref().and_then(|c| c.effects_on_services.as_ref());
        let text = text.and_then(|text| draft.as_declared(Topic::EffectsOnServices, text)).map(|text| vec![text]);
        let line = draft.or_missing(Topic::EffectsOnServices, text);
        draft.paragraph(line);
    }

    pub(super) fn contacts(&self, draft: &mut Draft) {
        let words = self.words;
        draft.heading(words.contacts());
        let phone = self.helpline().map(|helpline| self.by_phone(helpline, draft));
        let page = self.page().map(|page| vec![words.on_page().into(), link(page, &followed(page))]);
        let mut items: Vec<Vec<Inline>> = phone.into_iter().chain(page).collect();
        match items.is_empty() {
            true => items.push(draft.or_missing(Topic::HelplineOrPage, None)),
            false => draft.covers(Topic::HelplineOrPage, true),
        }
        let mut dpo = vec![words.dpo().into()];
        dpo.append(&mut draft.or_missing(Topic::ContactDpo, self.dpo().and_then(reached)));
        items.push(dpo);
        items.extend(self.by_post().map(|address| vec![words.by_post().into(), address.into()]));
        draft.items(items);
    }

    fn by_phone(&self, helpline: &Helpline, draft: &mut Draft) -> Vec<Inline> {
        let mut line = vec![self.words.by_phone().into(), Inline::Strong(helpline.phone.clone())];
        if let Some(hours) = helpline.hours.as_ref().and_then(|hours| draft.as_declared(Topic::HelplineOrPage, hours)) {
            line.extend([", ".into(), hours]);
        }
        if helpline.no_surcharge {
            line.push(self.words.no_surcharge().into());
        }
        let [from, to] = [helpline.from, helpline.to].map(|date| date.map(|date| self.date(date)));
        line.push(self.words.span(from.as_deref(), to.as_deref()).into());
        line
    }

    /// The insurer's postal address; `None` unless it is declared completely.
    fn by_post(&self) -> Option<String> {
        let of = &self.facts.declared.organisation;
        let (street, code, city) = (written_of(&of.address)?, written_of(&of.postal_code)?, written_of(&of.city)?);
        Some(format!("{}, {street}, {code} {city}", self.facts.declared.name))
    }

    pub(super) fn complaint(&self, draft: &mut Draft) {
        let words = self.words;
        draft.heading(words.complaint());
        draft.sentences(words.police());
        if self.facts.is_disclosed() && self.facts.incident.is_malicious() == Some(true) {
            draft.sentences(words.complaint_of_theft());
        }
        let bare = |url: &'static str| link(url.trim_start_matches("https://"), url);
        let mut items = vec![vec![words.help_site().into(), bare(VICTIMS)]];
        if self.facts.incident.reference_date.0 >= SEVENTEEN_SINCE {
            items.push(vec![words.seventeen_site().into(), bare(SEVENTEEN)]);
        }
        items.extend([vec![words.advice_site().into(), bare(ECONOMY)], vec![words.cnil_site().into(), bare(CNIL)]]);
        draft.items(items);
        draft.covers(Topic::Complaint, [VICTIMS, CNIL].into_iter().all(|url| leads_to(&draft.blocks, url)));
    }
}

fn link(label: &str, url: &str) -> Inline {
    Inline::Link { label: label.to_owned(), url: url.to_owned() }
}

/// The URL of a page, which may be declared without `https://`.
fn followed(page: &str) -> String {
    if page.contains("://") { page.to_owned() } else { format!("https://{page}") }
}

/// Name and address of the contact; `None` if neither an e-mail address nor a telephone number is declared.
fn reached(dpo: &Contact) -> Option<Vec<Inline>> {
    let name = [written_of(&dpo.civility), written_of(&dpo.first_name), written(&dpo.name)];
    let mut line = vec![Inline::Text(name.into_iter().flatten().collect::<Vec<&str>>().join(" "))];
    let email = written_of(&dpo.email).map(|email| link(email, &format!("mailto:{email}")));
    let phone = written_of(&dpo.phone).map(|phone| Inline::Strong(phone.to_owned()));
    for way in [email, phone].into_iter().flatten() {
        line.extend([", ".into(), way]);
    }
    (line.len() > 1).then_some(line)
}
