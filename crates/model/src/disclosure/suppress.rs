//! Primary and secondary suppression.

/// A count and the counts that add up to it, by index.
pub(super) struct Equation {
    pub whole: usize,
    pub parts: Vec<usize>,
}

/// Which counts to suppress.
///
/// Primary suppression: counts from 1 to `below` − 1. Secondary suppression, repeated until nothing changes: where
/// exactly one count of an equation is suppressed, or where the suppressed parts of a published whole add up to fewer
/// than `below` persons, the smallest published one is suppressed too.
pub(super) fn suppressed(values: &[u64], equations: &[Equation], below: u64) -> Vec<bool> {
    let mut hidden: Vec<bool> = values.iter().map(|value| (1..below).contains(value)).collect();
    loop {
        let mut changed = false;
        for equation in equations {
            while let Some(next) = equation.next_suppressed(values, &hidden, below) {
                hidden[next] = true;
                changed = true;
            }
        }
        if !changed {
            return hidden;
        }
    }
}

impl Equation {
    /// The count to suppress next, if the suppressed ones can be computed from the published ones.
    fn next_suppressed(&self, values: &[u64], hidden: &[bool], below: u64) -> Option<usize> {
        let parts = || self.parts.iter().copied().filter(|part| hidden[*part]);
        let members = parts().count() + usize::from(hidden[self.whole]);
        let sum: u64 = parts().map(|part| values[part]).sum();
        let computable = members == 1 || (members > 0 && !hidden[self.whole] && sum < below);
        if !computable {
            return None;
        }
        let published = || self.parts.iter().copied().filter(|part| !hidden[*part]);
        let smallest = published().filter(|part| values[*part] > 0).min_by_key(|part| (values[*part], *part));
        smallest.or_else(|| (!hidden[self.whole]).then_some(self.whole)).or_else(|| published().next())
    }
}
