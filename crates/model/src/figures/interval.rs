//! Intervals of counts that were seen.

/// The interval in which, in 95 of 100 cases, the expectation of a count lies that was seen as `count`: Byar's approximation to the
/// exact limits of a Poisson count (Breslow and Day, *Statistical Methods in Cancer Research* II, IARC 1987, page 69).
pub fn poisson(count: u64) -> (f64, f64) {
    // The normal deviate of 95 %.
    const Z: f64 = 1.96;
    let cube = |x: f64| x * x * x;
    let (seen, next) = (count as f64, count as f64 + 1.0);
    let low = if count == 0 { 0.0 } else { seen * cube(1.0 - 1.0 / (9.0 * seen) - Z / (3.0 * seen.sqrt())) };
    (low.max(0.0), next * cube(1.0 - 1.0 / (9.0 * next) + Z / (3.0 * next.sqrt())))
}

#[cfg(test)]
mod tests {
    /// Limits from tables of the Poisson distribution (Ulm 1990, *American Journal of Epidemiology* 131).
    #[test]
    fn limits_of_the_tables() {
        for (count, low, high) in
            [(0, 0.0, 3.689), (1, 0.025, 5.572), (3, 0.619, 8.767), (10, 4.795, 18.39), (100, 81.36, 121.6)]
        {
            let (found_low, found_high) = super::poisson(count);
            let near = |found: f64, told: f64| (found - told).abs() <= 0.02 * told.max(1.0);
            assert!(near(found_low, low) && near(found_high, high), "{count}: {found_low} {found_high}");
        }
    }
}
