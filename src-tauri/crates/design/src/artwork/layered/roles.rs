//! What a layer is for, told by its name as artists and vendors' templates have it.

use crate::project::LayerRole;

/// Names that say what a layer is for, in small letters without spaces, dots and dashes.
const NAMES: [(LayerRole, &[&str]); 4] = [
    (
        LayerRole::White,
        &[
            "white",
            "w",
            "whiteink",
            "whitelayer",
            "whiteplate",
            "whitebase",
            "whitemask",
            "underbase",
            "whiteunderbase",
            "白",
            "白版",
            "白板",
            "白インク",
            "ホワイト",
            "白墨",
            "白色",
            "白墨层",
            "白墨層",
            "白引き",
        ],
    ),
    (
        LayerRole::Cut,
        &[
            "cut",
            "cutline",
            "cutcontour",
            "cutpath",
            "cutlayer",
            "thrucut",
            "kisscut",
            "diecut",
            "dieline",
            "cutter",
            "カット",
            "カットライン",
            "カットパス",
            "カット線",
            "刀版",
            "刀线",
            "刀線",
            "刀模",
            "切割",
            "切割线",
            "切割線",
            "裁切线",
            "裁切線",
        ],
    ),
    (
        LayerRole::Back,
        &["back", "backside", "backart", "rear", "reverse", "裏", "裏面", "ウラ", "背面", "反面"],
    ),
    (
        LayerRole::Hidden,
        &[
            "hidden",
            "guide",
            "guides",
            "template",
            "notes",
            "ガイド",
            "テンプレート",
            "参考线",
            "參考線",
            "模板",
        ],
    ),
];

/// What a layer of that name is for; `None` where the name says nothing.
pub(super) fn role(name: &str) -> Option<LayerRole> {
    let plain: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    NAMES.iter().find(|(_, names)| names.contains(&plain.as_str())).map(|(role, _)| *role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_whatever_their_letters_and_dashes() {
        for (name, expected) in [
            ("White", LayerRole::White),
            ("white ink", LayerRole::White),
            ("WHITE_INK", LayerRole::White),
            ("白", LayerRole::White),
            ("W", LayerRole::White),
            ("CutContour", LayerRole::Cut),
            ("cut-line", LayerRole::Cut),
            ("Thru-cut", LayerRole::Cut),
            ("カット", LayerRole::Cut),
            ("裏", LayerRole::Back),
            ("Back", LayerRole::Back),
            ("hidden", LayerRole::Hidden),
        ] {
            assert_eq!(role(name), Some(expected), "{name}");
        }
    }

    #[test]
    fn names_of_things_in_the_picture_say_nothing() {
        for name in ["Layer 1", "white hair", "background", "haircut", "backpack", "", "  ", "wings"] {
            assert_eq!(role(name), None, "{name}");
        }
    }
}
