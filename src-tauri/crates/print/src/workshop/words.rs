//! What the sheets say, in the two languages that workshops read.

use crate::paper::Both;

pub(super) const TURNAROUND: Both = Both("Turnaround sheet", "多角度设计稿");
pub(super) const CHART: Both = Both("Thread chart", "绣线图");
pub(super) const FRONT: Both = Both("Front", "正面");
pub(super) const SIDE: Both = Both("Side", "侧面");
pub(super) const BACK: Both = Both("Back", "背面");
pub(super) const PATTERN: Both = Both("Pattern, actual size", "纸样 1:1");
pub(super) const ACTUAL_SIZE: Both = Both("Actual size", "原寸 1:1");
pub(super) const FRONT_PIECE: Both = Both("front, cut 1", "正片 裁1片");
pub(super) const BACK_PIECE: Both = Both("back, cut 1", "背片 裁1片");
pub(super) const SEAM: Both = Both("solid: seam", "实线：缝线");
pub(super) const ALLOWANCE: Both = Both("dashed: cut cloth here", "虚线：裁剪线");
pub(super) const BAR: Both = Both("50 mm", "比例尺");
pub(super) const SIZE: Both = Both("Finished size", "成品尺寸");
pub(super) const DEPTH: Both = Both("Stuffed about", "填充厚度约");
pub(super) const ROUND: Both = Both("Seam allowance", "缝份");
pub(super) const BORDER: Both = Both("Border of thread", "包边宽度");
pub(super) const COUNT: Both = Both("Threads", "线色数");
pub(super) const COLOURS: Both = Both("Colours", "颜色");
pub(super) const THREADS: Both = Both("Threads, the most used first", "绣线（按用量排序）");
pub(super) const NOTES: Both = Both("Notes", "说明");
pub(super) const QUESTIONS: Both = Both("Please confirm", "请确认");
pub(super) const ALONE: Both = Both("Each thread alone", "分色图");
pub(super) const PLAIN: Both = Both("plain cloth", "素色布");

pub(super) const COLOUR_HEADS: [Both; 5] = [
    Both("", ""),
    Both("sRGB", ""),
    Both("Near", "近似"),
    Both("Share", "占比"),
    Both("Your cloth", "布料色号"),
];
pub(super) const THREAD_HEADS: [Both; 5] =
    [Both("", ""), Both("sRGB", ""), Both("Near", "近似"), Both("Area", "面积"), Both("Your thread", "线号")];

/// What a maker of plush is asked.
pub(super) const ASKED_OF_PLUSH: [Both; 5] = [
    Both(
        "Which cloth and pile do you propose? Please name it and its colours.",
        "请提供布料种类、毛长及色号。",
    ),
    Both("Which parts do you print, sew on or embroider?", "哪些部分印花、贴布或刺绣？"),
    Both(
        "Which seam allowance do you work with? Please redraw ours if it differs.",
        "请确认缝份；如不同请改图。",
    ),
    Both(
        "Please send pictures of a sample from front, side and back before the order.",
        "批量前请发样品正、侧、背面照片。",
    ),
    Both(
        "For children under 3: no loose parts; EN 71 / CE label. Can you provide it?",
        "如供三岁以下儿童：无小零件，需 EN 71 / CE。",
    ),
];

/// What an embroiderer is asked.
pub(super) const ASKED_OF_STITCHES: [Both; 4] = [
    Both("Which thread numbers do you propose for these colours?", "请提供对应的绣线色号。"),
    Both(
        "Which lines are too thin for you? Please mark them rather than leave them out.",
        "过细的线请标出，不要直接删除。",
    ),
    Both("Which border and backing do you work with?", "包边方式和背衬是什么？"),
    Both("Please send a picture of the stitched sample before the order.", "批量前请发刺绣样品照片。"),
];
