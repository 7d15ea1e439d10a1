//! What processes, parts and finishes are called in Chinese, as factories write them.

/// A process in Chinese; `None` where only its English name is known.
pub(super) fn process(id: &str) -> Option<&'static str> {
    Some(match id {
        "acrylic-clear" => "亚克力单面印刷",
        "acrylic-double" => "亚克力双面印刷",
        "acrylic-epoxy" => "亚克力滴胶",
        "acrylic-glitter" => "闪粉亚克力",
        "acrylic-holographic" => "镭射亚克力",
        "acrylic-sandwich" => "夹心亚克力",
        "acrylic-shaker" => "亚克力摇摇乐",
        "wood" => "木质激光雕刻",
        "enamel-hard" => "硬珐琅（仿珐琅）",
        "enamel-soft" => "软珐琅（烤漆）",
        "die-cast" => "锌合金压铸",
        "pvc" => "PVC 软胶",
        "plush" => "毛绒",
        "embroidery" => "刺绣",
        "woven" => "织唛",
        "leather" => "皮革",
        "resin" => "树脂",
        "print-3d" => "3D 打印",
        "shrink-plastic" => "热缩片",
        "badge-tin" => "马口铁徽章",
        _ => return None,
    })
}

/// A part of the hardware in Chinese.
pub(super) fn part(id: &str) -> Option<&'static str> {
    Some(match id {
        "lobster-clasp" => "龙虾扣",
        "star-clasp" => "星形扣",
        "heart-clasp" => "心形扣",
        "carabiner" => "登山扣",
        "split-ring" => "钥匙圈",
        "jump-ring" | "charm-ring" => "开口圈",
        "key-ring" => "大开口圈",
        "cable-link" => "链节",
        "cable-chain" => "链条",
        "ball-chain" => "波珠链",
        "phone-loop" => "手机绳",
        "wrist-strap" => "腕带",
        "bead-strand" => "串珠",
        "tassel" => "流苏",
        "screw-eye" => "羊眼螺丝",
        _ => return None,
    })
}

/// A finish in Chinese.
pub(super) fn finish(id: &str) -> Option<&'static str> {
    Some(match id {
        "silver" => "银色",
        "gold" => "金色",
        "rose" => "玫瑰金",
        "black" => "黑色",
        "rainbow" => "彩虹色",
        "enamel" => "彩色烤漆",
        _ => return None,
    })
}
