//! Places and colours in words.

use kurbo::{Rect, Vec2};

use super::plane::Lab;
use super::white::from_lab;

/// Where on the charm a place lies.
pub(super) fn place(frame: Rect, trim: Rect) -> String {
    let at = frame.center();
    let third = |value: f64, names: [&'static str; 3]| match value {
        ..0.36 => names[0],
        0.36..0.64 => names[1],
        _ => names[2],
    };
    let down = third((at.y - trim.y0) / trim.height(), ["top", "middle", "bottom"]);
    let across = third((at.x - trim.x0) / trim.width(), [" left", "", " right"]);
    format!(
        "{down}{across}, {:.1} mm from the left and {:.1} mm from the top",
        at.x - trim.x0,
        at.y - trim.y0
    )
}

/// A shift on the charm.
pub(super) fn shift(by: Vec2) -> String {
    let part = |mm: f64, names: [&str; 2]| {
        (mm.abs() >= 0.05).then(|| format!("{:.2} mm {}", mm.abs(), names[usize::from(mm > 0.0)]))
    };
    let parts = [part(by.x, ["to the left", "to the right"]), part(by.y, ["up", "down"])];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" and ")
}

/// What became of a colour.
pub(super) fn colours(meant: Lab, found: Lab) -> String {
    let hex = |lab: Lab| {
        let [r, g, b] = from_lab(lab);
        format!("#{r:02x}{g:02x}{b:02x}")
    };
    let change = change(found[0] - meant[0], chroma(found) - chroma(meant));
    let change = change.unwrap_or_else(|| "another hue".to_owned());
    format!("{change}: {} where {} was meant", hex(found), hex(meant))
}

fn chroma(lab: Lab) -> f32 {
    lab[1].hypot(lab[2])
}

/// A change of lightness and chroma; nothing where neither is much.
pub(super) fn change(lightness: f32, chroma: f32) -> Option<String> {
    let word = |change: f32, names: [&'static str; 2]| {
        (change.abs() >= 2.0).then(|| names[usize::from(change > 0.0)])
    };
    let words = [word(lightness, ["darker", "lighter"]), word(chroma, ["duller", "more colourful"])];
    let words: Vec<&str> = words.into_iter().flatten().collect();
    (!words.is_empty()).then(|| words.join(" and "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_named_by_thirds_and_measures() {
        let trim = Rect::new(0.0, 0.0, 40.0, 50.0);
        assert_eq!(
            place(Rect::new(2.0, 2.0, 6.0, 6.0), trim),
            "top left, 4.0 mm from the left and 4.0 mm from the top"
        );
        assert!(place(Rect::new(18.0, 24.0, 22.0, 26.0), trim).starts_with("middle, 20.0"));
    }

    #[test]
    fn shifts_are_said_in_directions() {
        assert_eq!(shift(Vec2::new(-0.3, 0.52)), "0.30 mm to the left and 0.52 mm down");
        assert_eq!(shift(Vec2::new(0.4, 0.01)), "0.40 mm to the right");
    }

    #[test]
    fn colours_are_said_by_what_changed() {
        assert!(colours([50.0, 0.0, 0.0], [60.0, 0.0, 0.0]).starts_with("lighter: #"));
        assert!(colours([50.0, 40.0, 0.0], [50.0, 20.0, 0.0]).starts_with("duller"));
        assert!(colours([50.0, 40.0, 0.0], [50.0, 0.0, 40.0]).starts_with("another hue"));
    }
}
