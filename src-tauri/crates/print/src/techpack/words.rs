//! What a tech pack says, in the two languages that factories read.

use dangle_design::process::{CheckCode, Edge};
use dangle_design::shape::Severity;

use crate::paper::Both;

pub(super) const TECH_PACK: Both = Both("Tech pack", "工艺单");
pub(super) const DRAWING: Both = Both("Front view", "正面图");
pub(super) const ACTUAL_SIZE: Both = Both("Actual size", "原寸 1:1");
pub(super) const SECTION: Both = Both("Section", "剖面");
pub(super) const FILES: Both = Both("Print files", "印刷文件");
pub(super) const COLOURS: Both = Both("Main colours", "主要颜色");
pub(super) const HARDWARE: Both = Both("Hardware", "配件");
pub(super) const PACKING: Both = Both("Packing", "包装");
pub(super) const CHECKS: Both = Both("Checks", "可制造性检查");
pub(super) const STORY: Both = Both("About this charm", "作品说明");
pub(super) const QUESTIONS: Both = Both("Please confirm before making", "生产前请确认");
pub(super) const PROCESS: Both = Both("Process", "工艺");
pub(super) const SIZE: Both = Both("Size", "尺寸");
pub(super) const THICKNESS: Both = Both("Thickness", "厚度");
pub(super) const MASS: Both = Both("Mass", "重量");
pub(super) const QUANTITY: Both = Both("Quantity", "数量");
pub(super) const NEED_BY: Both = Both("In hand by", "到货日期");
pub(super) const TOLERANCE: Both = Both("All lengths in mm", "单位：毫米");
pub(super) const SCALE: Both = Both("Scale", "比例");
pub(super) const HOLE: Both = Both("hole", "孔");
pub(super) const SLOT: Both = Both("slot", "长孔");
pub(super) const WALL: Both = Both("wall", "孔边");
pub(super) const NECK: Both = Both("narrowest", "最窄处");
pub(super) const COLOUR_PLATE: Both = Both("Colour, CMYK", "彩色 四色");
pub(super) const FACE_PLATE: Both = Both("Face", "正面");
pub(super) const WHITE_PLATE: Both = Both("White", "白墨");
pub(super) const CUT_PLATE: Both = Both("Cut line", "刀线");
pub(super) const BACK_PLATE: Both = Both("Back, seen through", "背面（透视）");
pub(super) const PRINT_COLOUR: Both = Both("colour", "彩色");
pub(super) const PRINT_WHITE: Both = Both("white", "白墨");
pub(super) const PRINT_BACK: Both = Both("colour, back", "背面彩色");
pub(super) const FRONT: Both = Both("front", "正面");
pub(super) const BODY: Both = Both("body", "主体");
pub(super) const NOT_TO_SCALE: Both = Both("inks not to scale", "墨层不按比例");
pub(super) const REVISION: Both = Both("rev", "版本");
pub(super) const NONE: Both = Both("none", "无");
pub(super) const NOT_FIXED: Both = Both("to be agreed", "待定");

pub(super) const FILE_HEADS: [Both; 3] =
    [Both("File", "文件"), Both("Format", "格式"), Both("Plates in it", "包含版面")];
pub(super) const COLOUR_HEADS: [Both; 5] = [
    Both("", ""),
    Both("sRGB", "屏幕色"),
    Both("C M Y K, %", "印刷色"),
    Both("Nearest name", "近似色名"),
    Both("Share", "占比"),
];
pub(super) const HARDWARE_HEADS: [Both; 3] =
    [Both("Part", "配件"), Both("Finish", "表面"), Both("Mass", "重量")];
pub(super) const CHECK_HEADS: [Both; 5] = [
    Both("Check", "项目"),
    Both("Found", "实测"),
    Both("Limit", "限值"),
    Both("Result", "结果"),
    Both("Limit from", "依据"),
];

/// What a factory is asked, whatever the charm.
pub(super) const ASKED: [Both; 4] = [
    Both(
        "Do you accept these files as they are? If you redraw the cut line, please send it for approval.",
        "文件可直接使用吗？如需重画刀线，请发回确认。",
    ),
    Both(
        "Please send a proof that shows size, white, colour and cut together before you make the order.",
        "生产前请提供包含尺寸、白墨、彩色和刀线的打样稿。",
    ),
    Both("Which tolerance do you keep from print to cut?", "印刷与切割的套准公差是多少？"),
    Both(
        "Is the metal hardware free of nickel release, lead and cadmium (REACH)?",
        "金属配件是否符合 REACH（镍释放、铅、镉）？",
    ),
];

/// How a check ended.
pub(super) fn result(severity: Severity) -> Both {
    match severity {
        Severity::Passed => Both("pass", "合格"),
        Severity::Warning => Both("note", "注意"),
        Severity::Error => Both("fail", "不合格"),
    }
}

/// What is made at the outline.
pub(super) fn edge(edge: Edge) -> Both {
    match edge {
        Edge::Cut => Both("cut", "切割"),
        Edge::Die => Both("stamped", "冲压"),
        Edge::Mould => Both("moulded", "开模"),
        Edge::Seam => Both("sewn", "缝边"),
        Edge::Merrow => Both("merrowed", "包边"),
        Edge::Wrap => Both("wrapped", "包裹"),
    }
}

/// What a check is called.
pub(super) fn check(code: CheckCode) -> Both {
    match code {
        CheckCode::Neck => Both("Narrowest part", "最窄处"),
        CheckCode::HoleWall => Both("Material round the hole", "孔边宽度"),
        CheckCode::Hole => Both("Hole diameter", "孔径"),
        CheckCode::Size => Both("Longest side", "最长边"),
        CheckCode::Resolution => Both("Artwork resolution", "图像分辨率"),
        CheckCode::Hang => Both("Hangs from straight", "悬挂倾角"),
        CheckCode::Gap => Both("Narrowest gap", "最窄缝隙"),
        CheckCode::Corner => Both("Inward corner radius", "内角半径"),
        CheckCode::Line => Both("Thinnest line", "最细线"),
        CheckCode::TextHeight => Both("Smallest letters", "最小字高"),
        CheckCode::Speck => Both("Smallest loose part", "最小色块"),
        CheckCode::White => Both("Artwork with white below", "白墨覆盖"),
        CheckCode::Gamut => Both("Colours the press cannot print", "超色域"),
        CheckCode::Colours => Both("Number of colours", "颜色数"),
        CheckCode::Cell => Both("Narrowest colour cell", "最窄色格"),
        CheckCode::Metal => Both("Thinnest metal line", "最细金属线"),
        CheckCode::Safe => Both("Artwork to cut", "图案距刀线"),
        CheckCode::Bleed => Both("Bleed", "出血"),
        CheckCode::Cavity => Both("Shaker cavity", "流沙内腔"),
    }
}
