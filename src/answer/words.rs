//! Words of `ampleur answer`, besides those of answers.

use crate::words::words;

words! {
    answers_title: "Réponses à des demandes d’accès", "Answers to access requests";
    answers_are_in: "Réponses", "Answers";
}
