//! Identifiability of the lost fields, as measured at each insurer.

use super::{Section, Tables, table};
use crate::table::Value;
use model::figures::{Identifiability, InsurerReport, Measure};

impl<'a> Tables<'a> {
    /// Populations, unique persons by set of fields, and the contribution of each field.
    pub(super) fn identifiability(self) -> Section {
        let w = self.w;
        let populations = self.measured().map(|(insurer, measured)| {
            let cells = [measured.population, measured.not_measured].map(Value::from);
            let comparable = Value::from(w.field_names(&measured.comparable));
            self.about_insurer(&insurer.id, [comparable].into_iter().chain(cells))
        });
        let heads = [w.insurer(), w.comparable()];
        let figures = [w.population(), w.not_measured()];
        let populations = table("populations", w.populations(), &heads, &figures, populations.collect());

        let alone = self.measures().map(|(insurer, measured, measure)| {
            let k = measure.k;
            let counts = [measured.population, k.one, k.two_to_five, k.six_to_twenty, k.over_twenty].map(Value::from);
            let shares = [measure.alone_ppm, measure.mean_inverse_k_ppm].map(Value::Share);
            let set = Value::from(w.field_names(&measure.fields));
            self.about_insurer(&insurer.id, [set].into_iter().chain(counts).chain(shares))
        });
        let heads = [w.insurer(), w.set()];
        let figures = [w.population(), w.k_one(), w.k_few(), w.k_some(), w.k_many(), w.alone(), w.mean_inverse_k()];
        let alone = table("alone", w.alone_by_set(), &heads, &figures, alone.collect());

        let adds = self.measures().flat_map(|(insurer, _, measure)| {
            measure.without.iter().map(move |without| {
                let words = [w.field_names(&measure.fields), w.field_name(without.field).to_owned()].map(Value::from);
                let shares = [without.alone_ppm, measure.alone_ppm].map(Value::Share);
                let cells = words.into_iter().chain([Value::from(without.one)]).chain(shares);
                self.about_insurer(&insurer.id, cells)
            })
        });
        let heads = [w.insurer(), w.set(), w.field_left_out()];
        let figures = [w.alone_persons_without(), w.alone_without(), w.alone_with()];
        let adds = table("adds", w.added_by_field(), &heads, &figures, adds.collect());

        let parts = vec![populations, alone, adds];
        let section = Section::new("identifiability", w.identifiability(), w.how_identifiability(), parts);
        section.note(w.identifiability_note()).annex()
    }

    /// Insurers with a measure.
    fn measured(self) -> impl Iterator<Item = (&'a InsurerReport, &'a Identifiability)> {
        let insurers = self.a.insurers.iter();
        insurers.filter_map(|insurer| insurer.identifiability.as_ref().map(|measured| (insurer, measured)))
    }

    /// Every measure of every insurer.
    fn measures(self) -> impl Iterator<Item = (&'a InsurerReport, &'a Identifiability, &'a Measure)> {
        self.measured()
            .flat_map(|(insurer, measured)| measured.sets.iter().map(move |measure| (insurer, measured, measure)))
    }
}
