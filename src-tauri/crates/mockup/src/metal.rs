//! Polished metal, and the studio that it mirrors.

/// What polished metal shows of the studio: linear light, about 1 where a white card is reflected.
pub(crate) fn polished(normal: [f32; 3]) -> f32 {
    let [x, y, z] = normal;
    let z = z.max(0.0);
    let mirrored = [2.0 * z * x, 2.0 * z * y, 2.0 * z * z - 1.0];
    // Grazing metal turns to its rim's colour: dark, or edges would vanish against bright cloth.
    let rim = smooth(0.0, 0.35, z);
    studio(mirrored) * (0.25 + 0.75 * rim)
}

/// A product photographer's studio for metal: dim room, large soft box at the upper left, strip at the right,
/// white card round the lens and a black flag below it.
fn studio(to: [f32; 3]) -> f32 {
    let [x, y, z] = to;
    let room = 0.055 + 0.14 * smooth(-0.4, 1.0, -y) + 0.10 * smooth(0.2, 0.9, y);
    let card = 0.80 * smooth(0.45, 0.95, z) * (0.75 - 0.6 * (0.7 * x + 0.7 * y)).clamp(0.0, 1.3);
    let flag = 1.0 - 0.75 * smooth(0.40, 0.0, (y - 0.30).abs()) * smooth(0.85, 0.2, z);
    let soft_box = 2.1 * panel(to, [-0.52, -0.60, 0.61], 0.42);
    let strip = 0.8 * panel(to, [0.90, -0.15, 0.40], 0.22);
    (room + card) * flag + soft_box + strip
}

/// A round soft panel seen towards `at`, `size` wide: 1 in its middle.
fn panel(to: [f32; 3], at: [f32; 3], size: f32) -> f32 {
    let cosine = to[0] * at[0] + to[1] * at[1] + to[2] * at[2];
    smooth(1.0 - size * 0.75, 1.0 - size * 0.30, cosine)
}

/// Rises smoothly from 0 at `from` to 1 at `to`.
pub(crate) fn smooth(from: f32, to: f32, value: f32) -> f32 {
    let t = ((value - from) / (to - from)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// The sRGB value of linear light (IEC 61966-2-1).
pub(crate) fn to_srgb(linear: f32) -> f32 {
    let linear = linear.clamp(0.0, 1.0);
    if linear <= 0.003_130_8 { linear * 12.92 } else { 1.055 * libm::powf(linear, 1.0 / 2.4) - 0.055 }
}
