//! Sentences of the answer to an access request.

use super::{Phrases, upper_first};
use model::standing::RestsOn;

phrases! {
    answer_kind: "Droit d’accès (art. 15 du RGPD)", "Right of access (GDPR art. 15)";
    answer_title: "Vos données et cet incident", "Your data and this incident";
    answer_why: "Votre demande", "Your request";
    answer_scope: "Cette réponse porte sur cet incident seulement. Elle ne porte pas sur les autres données que nous avons sur vous.",
        "This answer is about this incident only. It is not about other data that we hold about you.";
    answer_found: "Ce que nous avons trouvé sur vous", "What we found about you";
    answer_undecided: "Des données en cause peuvent porter sur vous, mais aussi sur une autre personne. Nous ne pouvons pas trancher. Faites comme si l’incident vous concernait.",
        "Some of the data in question may be about you, but also about someone else. We cannot tell. Act as if the incident affected you.";
    answer_not_found: "Nous avons comparé nos fichiers aux données en cause. Vous ne faites pas partie des personnes retrouvées à ce jour. Ce n’est pas une certitude\u{a0}: une ligne illisible ou incomplète peut porter sur vous sans que nous le voyions. Si nous apprenons autre chose, nous vous le dirons.",
        "We compared our files with the data in question. You are not among those found to date. This is not a certainty: a row that is unreadable or incomplete may be about you without our seeing it. If we learn anything else, we will tell you.";
    of_others: "Pour d’autres personnes, d’autres données ont été exposées aussi. Nous ne les avons pas trouvées pour vous\u{a0}:",
        "For other people, other data were exposed as well. We did not find these for you:";
}

impl Phrases {
    /// Whether the incident concerns who asks, and what the list below is. `told`: who says of a whole group that its data were lost.
    pub(in crate::dossier::letter) fn answer_met(self, rests_on: RestsOn, told: &str) -> String {
        let by = match told {
            "" => self.pick(
                "d’après ce qui nous a été déclaré".to_owned(),
                "according to what was declared to us".to_owned(),
            ),
            told => self.pick(format!("selon {told}"), format!("according to {told}")),
        };
        let of_group = self.pick(
            format!("{}, cet incident concerne un groupe dont vous faites partie. La liste ci-dessous contient ce qui a été exposé pour ce groupe.", upper_first(&by)),
            format!("{}, this incident affects a group to which you belong. The list below holds what was exposed of this group.", upper_first(&by)),
        );
        match rests_on {
            RestsOn::Rows => self.pick(
                "D’après nos fichiers, cet incident vous concerne. La liste ci-dessous ne contient que ce que nous avons trouvé sur vous.".to_owned(),
                "Our files show that this incident affects you. The list below holds only what we found about you.".to_owned(),
            ),
            RestsOn::ProbableRows => self.pick(
                "Il est probable, mais pas certain, que cet incident vous concerne. La liste ci-dessous ne contient que ce que nous avons trouvé, et qui porte probablement sur vous.".to_owned(),
                "This incident probably, but not certainly, affects you. The list below holds only what we found, and what is probably about you.".to_owned(),
            ),
            RestsOn::RowsAndPerimeter => self.pick(
                format!("D’après nos fichiers, cet incident vous concerne. La liste ci-dessous contient ce que nous avons trouvé sur vous. Elle contient aussi ce qui, {by}, a été exposé pour un groupe dont vous faites partie."),
                format!("Our files show that this incident affects you. The list below holds what we found about you. It also holds what, {by}, was exposed of a group to which you belong."),
            ),
            RestsOn::ProbableRowsAndPerimeter => self.pick(
                format!("{of_group} Elle contient aussi ce que nous avons trouvé, et qui porte probablement sur vous."),
                format!("{of_group} It also holds what we found, and what is probably about you."),
            ),
            RestsOn::Perimeter => self.pick(
                format!("{of_group} Dans les données que nous avons pu comparer, nous n’avons rien trouvé sur vous."),
                format!("{of_group} In the data that we could compare, we found nothing about you."),
            ),
        }
    }

    /// What was asked, of whom, and as of when it is answered.
    pub(in crate::dossier::letter) fn answer_about(self, insurer: &str, on: &str) -> String {
        self.pick(
            format!("Vous avez demandé à {insurer} si cet incident a touché vos données, et lesquelles. Voici ce que nous savons au {on}."),
            format!("You asked {insurer} whether this incident affected your data, and which. This is what we know as of {on}."),
        )
    }
}
