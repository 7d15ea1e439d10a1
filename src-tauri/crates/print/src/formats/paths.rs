//! Lines and figures as text formats have them.

use kurbo::{BezPath, PathEl, Point};

/// SVG path data in millimetres, to a tenth of a micrometre: a hundred times finer than a cutter repeats to.
pub(crate) fn path_data(path: &BezPath) -> String {
    let point = |p: &Point| format!("{},{}", number(p.x), number(p.y));
    let mut data = String::new();
    for element in path.elements() {
        let part = match element {
            PathEl::MoveTo(p) => format!("M{}", point(p)),
            PathEl::LineTo(p) => format!("L{}", point(p)),
            PathEl::QuadTo(a, p) => format!("Q{} {}", point(a), point(p)),
            PathEl::CurveTo(a, b, p) => format!("C{} {} {}", point(a), point(b), point(p)),
            PathEl::ClosePath => "Z".to_owned(),
        };
        data.push_str(&part);
    }
    data
}

/// A figure to a tenth of a micrometre.
pub(crate) fn number(mm: f64) -> String {
    let rounded = (mm * 1e4).round() / 1e4;
    // No minus before a zero.
    format!("{}", rounded + 0.0)
}

/// The plain sum of inks, for a colour that only has to be told apart.
pub(crate) fn on_screen([c, m, y, k]: [f64; 4]) -> [u8; 3] {
    [c, m, y].map(|ink| ((1.0 - ink / 100.0) * (1.0 - k / 100.0) * 255.0).round() as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kurbo::Affine;

    #[test]
    fn numbers_have_no_noise_and_no_minus_zero() {
        assert_eq!(number(-0.000_01), "0");
        assert_eq!(number(12.345_678), "12.3457");
        assert_eq!(
            path_data(&(Affine::scale(0.5) * BezPath::from_svg("M0 0L1 3Z").unwrap())),
            "M0,0L0.5,1.5Z"
        );
    }
}
