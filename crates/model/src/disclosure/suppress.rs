//! Primary and secondary suppression of counts.

/// A count and those that add up to it, by their places.
pub(super) struct Family {
    pub whole: usize,
    pub parts: Vec<usize>,
}

/// Which counts are not given.
///
/// First those from 1 to one `below`. Then, until nothing more is needed: where one member of a family alone is hidden, or
/// hidden parts of a given whole are fewer persons together than the threshold, the smallest other one goes too.
pub(super) fn suppressed(values: &[u64], families: &[Family], below: u64) -> Vec<bool> {
    let mut hidden: Vec<bool> = values.iter().map(|value| (1..below).contains(value)).collect();
    loop {
        let mut changed = false;
        for family in families {
            while let Some(next) = family.lacks(values, &hidden, below) {
                hidden[next] = true;
                changed = true;
            }
        }
        if !changed {
            return hidden;
        }
    }
}

impl Family {
    /// The count that must be hidden too, if what is hidden can be worked out from what is given.
    fn lacks(&self, values: &[u64], hidden: &[bool], below: u64) -> Option<usize> {
        let parts = || self.parts.iter().copied().filter(|part| hidden[*part]);
        let members = parts().count() + usize::from(hidden[self.whole]);
        let sum: u64 = parts().map(|part| values[part]).sum();
        let told = members == 1 || (members > 0 && !hidden[self.whole] && sum < below);
        if !told {
            return None;
        }
        let given = || self.parts.iter().copied().filter(|part| !hidden[*part]);
        let smallest = given().filter(|part| values[*part] > 0).min_by_key(|part| (values[*part], *part));
        smallest.or_else(|| (!hidden[self.whole]).then_some(self.whole)).or_else(|| given().next())
    }
}
