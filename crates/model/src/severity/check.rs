//! Consistency check of severity derivations, made before a report is written.

use anyhow::{Result, ensure};

use super::{Severity, enisa};

/// Fails if a step of a score does not follow from the steps before.
pub fn check(severities: &[Severity]) -> Result<()> {
    for severity in severities {
        let (id, score) = (&severity.insurer, &severity.enisa);
        for class in &score.context.classes {
            let ends_with = class.step.map_or(class.base, |step| step.moves(class.base));
            ensure!(class.score == ends_with, "{id}: a class of data does not have the score of its steps");
        }
        let highest = score.context.classes.iter().map(|class| class.score).max().unwrap_or(1);
        ensure!(score.context.proposed == highest, "{id}: the context is not its highest class");
        let identification = &score.identification;
        let levels = identification.identifiers.iter().map(|level| level.level_hundredths);
        let measured = identification.measured.iter().map(|measured| measured.level_hundredths);
        let highest = levels.chain(measured).max().unwrap_or(25);
        ensure!(identification.proposed_hundredths == highest, "{id}: identification is not its highest level");
        let decided = score.context.decided.is_some() || score.context.value == score.context.proposed;
        ensure!(decided, "{id}: the context is not the one proposed and nobody decided");
        let (value, proposed) = (identification.value_hundredths, identification.proposed_hundredths);
        ensure!(identification.decided.is_some() || value == proposed, "{id}: identification is not the one proposed");
        let of = score.circumstances;
        let parts = [of.confidentiality, of.integrity, of.availability, of.malicious];
        let sum: u64 = parts.iter().map(|part| part.hundredths).sum();
        ensure!(of.sum_hundredths == sum, "{id}: the circumstances do not add up");
        let formula = enisa::formula(score.context.value, identification.value_hundredths, of.sum_hundredths);
        ensure!(score.score_hundredths == formula, "{id}: the score is not that of the formula");
        let gravity = &severity.gravity;
        let least = gravity.floors.iter().map(|floor| floor.least()).max();
        let by_band = super::of_band(score.band);
        // The floors are those of the proposal; the band may be one that the controller's values give.
        let proposed = least.map_or(by_band, |least| least.max(by_band));
        ensure!(gravity.proposed == proposed, "{id}: the gravity follows neither from the band nor from a floor");
        let operators = &severity.operators;
        let lesser = severity.without.iter().chain(operators.iter().flat_map(|of| &of.had_it_not_held));
        let lesser = lesser.map(|without| (without.score_hundredths, without.band));
        let own = operators.iter().map(|of| (of.score_hundredths, of.band));
        for (hundredths, band) in lesser.chain(own).chain([(score.score_hundredths, score.band)]) {
            ensure!(enisa::band(hundredths) == band, "{id}: a score stands in another band");
        }
    }
    Ok(())
}
