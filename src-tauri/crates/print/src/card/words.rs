//! What cards say of material and care before a maker writes their own, and the headings for it.

use dangle_design::id::ProcessId;

/// Headings of a card's back.
pub(super) struct Headings {
    pub(super) material: &'static str,
    pub(super) care: &'static str,
}

/// What is told of a material.
#[derive(Clone, Copy)]
pub(super) struct Told {
    pub(super) material: &'static str,
    pub(super) care: &'static str,
}

/// The headings in a language; English where there are none.
pub(super) fn headings(language: &str) -> Headings {
    let (material, care) = match language.split('-').next().unwrap_or_default() {
        "zh" => ("材质", "保养"),
        "ja" => ("素材", "お手入れ"),
        "ko" => ("소재", "관리"),
        "de" => ("Material", "Pflege"),
        "fr" => ("Matière", "Entretien"),
        "es" => ("Material", "Cuidado"),
        "it" => ("Materiale", "Cura"),
        "pt" => ("Material", "Cuidados"),
        _ => ("Material", "Care"),
    };
    Headings { material, care }
}

/// What is told of a process in English, Chinese or Japanese; English for any other language.
pub(super) fn told(process: &ProcessId, language: &str) -> Told {
    let [english, chinese, japanese] = of(process.as_str());
    match language.split('-').next().unwrap_or_default() {
        "zh" => chinese,
        "ja" => japanese,
        _ => english,
    }
}

fn of(process: &str) -> [Told; 3] {
    let kind = process.split('-').next().unwrap_or_default();
    match kind {
        "acrylic" => three(
            [
                "Acrylic, metal",
                "Peel off the film on both sides before wearing. Wipe with a soft cloth; keep away from heat and alcohol. Small parts: not for children under 3.",
            ],
            [
                "亚克力、金属",
                "使用前请撕去两面保护膜。用软布擦拭，避免高温与酒精。含小零件，三岁以下儿童禁用。",
            ],
            [
                "アクリル、金属",
                "両面の保護フィルムをはがしてお使いください。柔らかい布で拭き、高温とアルコールを避けてください。3歳未満のお子様には与えないでください。",
            ],
        ),
        "wood" => three(
            [
                "Birch plywood, metal",
                "Keep dry. Wipe with a dry cloth. Small parts: not for children under 3.",
            ],
            ["桦木胶合板、金属", "保持干燥，用干布擦拭。含小零件，三岁以下儿童禁用。"],
            [
                "バーチ合板、金属",
                "水濡れを避け、乾いた布で拭いてください。3歳未満のお子様には与えないでください。",
            ],
        ),
        "enamel" | "die" | "badge" => three(
            ["Metal", "Keep dry; polish with a soft cloth. Small parts: not for children under 3."],
            ["金属", "保持干燥，用软布擦拭。含小零件，三岁以下儿童禁用。"],
            ["金属", "水濡れを避け、柔らかい布で磨いてください。3歳未満のお子様には与えないでください。"],
        ),
        "pvc" => three(
            [
                "Soft PVC, metal",
                "Wash with mild soap; keep away from heat. Small parts: not for children under 3.",
            ],
            ["软胶 PVC、金属", "可用中性皂清洗，避免高温。含小零件，三岁以下儿童禁用。"],
            [
                "軟質PVC、金属",
                "中性洗剤で洗い、高温を避けてください。3歳未満のお子様には与えないでください。",
            ],
        ),
        "plush" | "embroidery" | "woven" => three(
            [
                "Polyester, metal",
                "Wash by hand, cold. Dry lying flat; do not iron. Small parts: not for children under 3.",
            ],
            ["聚酯纤维、金属", "冷水手洗，平铺晾干，不可熨烫。含小零件，三岁以下儿童禁用。"],
            [
                "ポリエステル、金属",
                "水で手洗いし、平干ししてください。アイロン不可。3歳未満のお子様には与えないでください。",
            ],
        ),
        "leather" => three(
            ["Leather, metal", "Keep dry; colour deepens with wear. Small parts: not for children under 3."],
            ["皮革、金属", "保持干燥，颜色会随使用加深。含小零件，三岁以下儿童禁用。"],
            [
                "革、金属",
                "水濡れを避けてください。使うほど色が深まります。3歳未満のお子様には与えないでください。",
            ],
        ),
        _ => three(
            [
                "Plastic, metal",
                "Wipe with a soft cloth; keep away from heat. Small parts: not for children under 3.",
            ],
            ["塑料、金属", "用软布擦拭，避免高温。含小零件，三岁以下儿童禁用。"],
            [
                "プラスチック、金属",
                "柔らかい布で拭き、高温を避けてください。3歳未満のお子様には与えないでください。",
            ],
        ),
    }
}

fn three(english: [&'static str; 2], chinese: [&'static str; 2], japanese: [&'static str; 2]) -> [Told; 3] {
    [english, chinese, japanese].map(|[material, care]| Told { material, care })
}
