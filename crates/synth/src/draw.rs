//! Pseudo-random draws, identical on every machine.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// The random stream of one unit.
pub(crate) struct Draw(ChaCha8Rng);

impl Draw {
    /// Every unit has its own stream, so units can be made in any order.
    pub(crate) fn of(seed: u64, unit: u64) -> Draw {
        Draw::stream(seed, 0, unit)
    }

    /// The stream of the errors in a unit's leaked rows.
    pub(crate) fn of_errors(seed: u64, unit: u64) -> Draw {
        Draw::stream(seed, 1, unit)
    }

    /// The stream of a unit's last name.
    pub(crate) fn of_names(seed: u64, unit: u64) -> Draw {
        Draw::stream(seed, 2, unit)
    }

    fn stream(seed: u64, purpose: u8, unit: u64) -> Draw {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        bytes[8] = purpose;
        let mut rng = ChaCha8Rng::from_seed(bytes);
        rng.set_stream(unit);
        Draw(rng)
    }

    /// An integer below `n`. Some are drawn more often than others by one time in 2³² / `n`.
    pub(crate) fn below(&mut self, n: u32) -> u32 {
        ((u64::from(self.0.next_u32()) * u64::from(n)) >> 32) as u32
    }

    /// True with a probability of `share` percent.
    pub(crate) fn percent(&mut self, share: u32) -> bool {
        self.below(100) < share
    }

    /// An integer from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high - low + 1)
    }
}
