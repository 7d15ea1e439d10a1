//! How a layer mixes with what lies below: the ways whose colours mix channel by channel.

/// A way to mix (W3C Compositing and Blending Level 1; Adobe's names).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blend {
    Normal,
    Multiply,
    Screen,
    Overlay,
    Darken,
    Lighten,
    Dodge,
    Burn,
    HardLight,
    SoftLight,
    Difference,
    Exclusion,
    /// Linear dodge.
    Add,
    LinearBurn,
    Subtract,
}

/// Each way with its key in Photoshop documents and its name in `OpenRaster`.
const NAMES: [(Blend, &[u8; 4], &str); 15] = [
    (Blend::Normal, b"norm", "svg:src-over"),
    (Blend::Multiply, b"mul ", "svg:multiply"),
    (Blend::Screen, b"scrn", "svg:screen"),
    (Blend::Overlay, b"over", "svg:overlay"),
    (Blend::Darken, b"dark", "svg:darken"),
    (Blend::Lighten, b"lite", "svg:lighten"),
    (Blend::Dodge, b"div ", "svg:color-dodge"),
    (Blend::Burn, b"idiv", "svg:color-burn"),
    (Blend::HardLight, b"hLit", "svg:hard-light"),
    (Blend::SoftLight, b"sLit", "svg:soft-light"),
    (Blend::Difference, b"diff", "svg:difference"),
    (Blend::Exclusion, b"smud", "svg:exclusion"),
    (Blend::Add, b"lddg", "svg:plus"),
    (Blend::LinearBurn, b"lbrn", "krita:linear_burn"),
    (Blend::Subtract, b"fsub", "krita:subtract"),
];

impl Blend {
    /// By its key in a Photoshop document.
    pub(super) fn keyed(key: [u8; 4]) -> Option<Blend> {
        NAMES.iter().find(|(_, known, _)| **known == key).map(|(blend, ..)| *blend)
    }

    /// By its name in `OpenRaster`.
    pub(super) fn named(name: &str) -> Option<Blend> {
        NAMES.iter().find(|(.., known)| *known == name).map(|(blend, ..)| *blend)
    }

    /// One channel of the mix, from what lies below and what lies above; all from 0 to 1.
    pub(super) fn mix(self, below: f32, above: f32) -> f32 {
        match self {
            Blend::Normal => above,
            Blend::Multiply => below * above,
            Blend::Screen => below + above - below * above,
            Blend::Overlay => Blend::HardLight.mix(above, below),
            Blend::Darken => below.min(above),
            Blend::Lighten => below.max(above),
            Blend::Dodge if below <= 0.0 => 0.0,
            Blend::Dodge if above >= 1.0 => 1.0,
            Blend::Dodge => (below / (1.0 - above)).min(1.0),
            Blend::Burn if below >= 1.0 => 1.0,
            Blend::Burn if above <= 0.0 => 0.0,
            Blend::Burn => 1.0 - ((1.0 - below) / above).min(1.0),
            Blend::HardLight if above <= 0.5 => Blend::Multiply.mix(below, 2.0 * above),
            Blend::HardLight => Blend::Screen.mix(below, 2.0 * above - 1.0),
            Blend::SoftLight => soft_light(below, above),
            Blend::Difference => (below - above).abs(),
            Blend::Exclusion => below + above - 2.0 * below * above,
            Blend::Add => (below + above).min(1.0),
            Blend::LinearBurn => (below + above - 1.0).max(0.0),
            Blend::Subtract => (below - above).max(0.0),
        }
    }
}

fn soft_light(below: f32, above: f32) -> f32 {
    if above <= 0.5 {
        return below - (1.0 - 2.0 * above) * below * (1.0 - below);
    }
    let curve = if below <= 0.25 { ((16.0 * below - 12.0) * below + 4.0) * below } else { below.sqrt() };
    below + (2.0 * above - 1.0) * (curve - below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_stays_within_its_bounds() {
        for (blend, key, name) in NAMES {
            assert_eq!((Blend::keyed(*key), Blend::named(name)), (Some(blend), Some(blend)));
            for step in 0..=400_u16 {
                let (below, above) = (f32::from(step % 21) / 20.0, f32::from(step / 21) / 19.1);
                let mixed = blend.mix(below, above.min(1.0));
                assert!((-1e-6..=1.000_001).contains(&mixed), "{blend:?}: {below} {above} {mixed}");
            }
        }
    }
}
