//! Chance from a seed: the same on every machine.

/// `SplitMix64` (Steele, Lea and Flood, 2014): small, fast, and good enough to choose places by.
#[derive(Clone, Debug)]
pub(super) struct Chance(u64);

impl Chance {
    /// The chance of one piece of work, which does not depend on what others drew.
    pub(super) fn of(seed: u64, work: u64) -> Chance {
        let mut mixed = Chance(seed ^ work.wrapping_mul(0xD134_2543_DE82_EF95));
        Chance(mixed.next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, not including, 1.
    pub(super) fn share(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }

    /// A number from `low` to `high`; `low` where there is nothing between.
    pub(super) fn between(&mut self, low: f32, high: f32) -> f32 {
        low + self.share() * (high - low).max(0.0)
    }

    /// A number below `count`, which is above 0.
    pub(super) fn below(&mut self, count: usize) -> usize {
        (((self.next() >> 32) * count as u64) >> 32) as usize
    }

    /// Puts a list into another order.
    pub(super) fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }
}
