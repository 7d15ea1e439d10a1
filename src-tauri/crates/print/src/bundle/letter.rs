//! The letter to a vendor, in English and Chinese, with every fact filled in and nothing left to look up.

use dangle_design::process::Process;
use dangle_design::project::Charm;
use dangle_design::shape::{CharmShape, Severity};
use jiff::civil::Date;

use super::names;
use crate::quote::HardwarePart;
use crate::recipe::Recipe;

/// What a vendor is told.
pub struct Letter<'a> {
    /// The charm.
    pub charm: &'a Charm,
    /// What it is made by.
    pub process: &'a Process,
    /// What follows from it.
    pub shape: &'a CharmShape,
    /// How its print files are made.
    pub recipe: &'a Recipe,
    /// What it hangs from.
    pub hardware: &'a [HardwarePart],
    /// How many are asked for.
    pub quantities: &'a [u32],
    /// The day they must be in hand.
    pub need_by: Option<Date>,
    /// How one is packed.
    pub packing: &'a str,
    /// What else is asked or told.
    pub remarks: &'a str,
    /// Who writes.
    pub maker: &'a str,
}

impl Letter<'_> {
    /// The letter in English.
    #[must_use]
    pub fn english(&self) -> String {
        let mut told = vec![
            format!(
                "Size: {} mm, {} mm thick, about {:.1} g without hardware",
                self.size(),
                thickness(self.process),
                self.shape.hang.mass_g
            ),
            format!("Process: {}", self.process.name),
            format!("Printed: {}", if self.shape.back.is_some() { "both sides" } else { "one side" }),
        ];
        told.extend(self.holes().map(|hole| format!("Hole: {hole}")));
        told.push(match self.hardware {
            [] => "Hardware: none".to_owned(),
            parts => {
                let parts: Vec<&str> = parts.iter().map(|part| part.name.as_str()).collect();
                format!("Hardware: {}, finish {}", parts.join(" + "), self.charm.hardware.finish)
            }
        });
        told.push(format!("Quantities, please price each: {}", self.pieces(" / ")));
        told.extend(self.need_by.map(|day| format!("Must be in hand by: {day}")));
        told.extend(filled(self.packing).map(|packing| format!("Packing: {packing}")));
        let files: Vec<String> = self.files();
        told.push(format!("Files: {}", files.join(", ")));
        let asked = [
            "What does one piece cost at each quantity, and what are set-up, sample and shipping?",
            "How long do the sample, the order and the shipping take from approval?",
            "Can you use the files as they are? If you redraw the cut line or the white, please send them for approval.",
            "Which shift from print to cut must I allow for?",
            "Please send a proof that shows size, white, colour and cut together before you make the order.",
        ];
        let warned = self.warned();
        let warned = if warned == 0 {
            "Every check of the design passed; values and limits stand in the tech pack.".to_owned()
        } else {
            format!("{warned} checks of the design need your judgement; they stand in the tech pack.")
        };
        let remarks = filled(self.remarks).map(|remarks| format!("\n{remarks}\n")).unwrap_or_default();
        format!(
            "Subject: Quote for \"{name}\", {process}, {size} mm, {pieces} pcs\n\nHello,\n\nI would like to order the \
             charm \"{name}\" and ask for a quote.\n\n{told}\n\n{warned} Cut line, white and colour are separate \
             plates; all lengths are true to size. The manifest lists every file with its hash.\n{remarks}\nPlease \
             tell me:\n{asked}\n\nThank you and kind regards,\n{maker}\n",
            name = self.charm.name,
            process = self.process.name,
            size = self.size(),
            pieces = self.pieces(" / "),
            told = bullets(&told),
            asked = numbered(&asked),
            maker = filled(self.maker).unwrap_or("[your name]"),
        )
    }

    /// The letter in Chinese.
    #[must_use]
    pub fn chinese(&self) -> String {
        let process = names::process(self.process.id.as_str()).unwrap_or(&self.process.name);
        let mut told = vec![
            format!(
                "尺寸：{} 毫米，厚 {} 毫米，不含配件约 {:.1} 克",
                self.size(),
                thickness(self.process),
                self.shape.hang.mass_g
            ),
            format!("工艺：{process}（{}）", self.process.name),
            format!("印刷：{}", if self.shape.back.is_some() { "双面" } else { "单面" }),
        ];
        told.extend(self.holes().map(|hole| format!("孔：{hole}")));
        told.push(match self.hardware {
            [] => "配件：无".to_owned(),
            parts => {
                let part = |part: &HardwarePart| {
                    names::part(part.id.as_str()).map_or(part.name.clone(), str::to_owned)
                };
                let parts: Vec<String> = parts.iter().map(part).collect();
                let finish = self.charm.hardware.finish.as_str();
                format!("配件：{}，{}", parts.join("＋"), names::finish(finish).unwrap_or(finish))
            }
        });
        told.push(format!("数量（请分别报价）：{} 个", self.pieces("／")));
        told.extend(
            self.need_by.map(|day| format!("最迟到货：{}年{}月{}日", day.year(), day.month(), day.day())),
        );
        told.extend(filled(self.packing).map(|packing| format!("包装：{packing}")));
        told.push(format!("文件：{}", self.files().join("、")));
        let asked = [
            "各数量的单价，以及开版费、打样费和运费是多少？",
            "确认稿件后，打样、大货和运输各需多少天？",
            "文件是否可以直接使用？如需重画刀线或白墨，请发回确认。",
            "印刷与切割的套准偏差是多少？",
            "大货前请提供同时显示尺寸、白墨、彩色和刀线的确认稿。",
        ];
        let warned = self.warned();
        let warned = if warned == 0 {
            "设计已通过全部可制造性检查，数值与限值见工艺单。".to_owned()
        } else {
            format!("有 {warned} 项检查需要贵司判断，详见工艺单。")
        };
        let remarks = filled(self.remarks).map(|remarks| format!("\n{remarks}\n")).unwrap_or_default();
        format!(
            "主题：询价「{name}」{process}，{size} 毫米，{pieces} 个\n\n您好：\n\n我想订做挂件「{name}」，请报价。\n\n\
             {told}\n\n{warned}刀线、白墨和彩色分版，所有尺寸为实际尺寸；文件清单附有校验值。\n{remarks}\n请告知：\n\
             {asked}\n\n谢谢！\n{maker}\n",
            name = self.charm.name,
            size = self.size(),
            pieces = self.pieces("／"),
            told = bullets(&told),
            asked = numbered(&asked),
            maker = filled(self.maker).unwrap_or("［您的姓名］"),
        )
    }

    fn size(&self) -> String {
        let size = self.shape.outline.size;
        format!("{:.1} × {:.1}", size.width, size.height)
    }

    fn pieces(&self, between: &str) -> String {
        self.quantities.iter().map(ToString::to_string).collect::<Vec<_>>().join(between)
    }

    fn holes(&self) -> Option<String> {
        let holes = self.shape.outline.holes.iter();
        let holes: Vec<String> = holes
            .map(|hole| {
                if hole.length > hole.diameter {
                    format!("{:.1} × {:.1} mm", hole.length.get(), hole.diameter.get())
                } else {
                    format!("Ø {:.1} mm", hole.diameter.get())
                }
            })
            .collect();
        (!holes.is_empty()).then(|| holes.join(", "))
    }

    fn files(&self) -> Vec<String> {
        let name = self.charm.file_name();
        self.recipe.files.iter().map(|file| file.named(&name)).chain(["tech-pack.pdf".to_owned()]).collect()
    }

    fn warned(&self) -> usize {
        self.shape.checks.iter().filter(|check| check.severity != Severity::Passed).count()
    }
}

fn thickness(process: &Process) -> String {
    format!("{:.1}", process.thickness_mm.get())
}

fn filled(words: &str) -> Option<&str> {
    Some(words.trim()).filter(|words| !words.is_empty())
}

fn bullets(lines: &[String]) -> String {
    lines.iter().map(|line| format!("- {line}")).collect::<Vec<_>>().join("\n")
}

fn numbered(lines: &[&str]) -> String {
    lines.iter().enumerate().map(|(at, line)| format!("{}. {line}", at + 1)).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::LazyLock;

    use dangle_design::id::{BlobHash, CharmId, HardwareId, ProcessId, RecipeId};

    use super::*;
    use crate::fixture;

    struct Facts {
        charm: Charm,
        process: Process,
        shape: CharmShape,
        recipe: Recipe,
        hardware: Vec<HardwarePart>,
    }

    static FACTS: LazyLock<Facts> = LazyLock::new(|| {
        let process = Process::load(&ProcessId::new("acrylic-clear").unwrap()).unwrap();
        let id = HardwareId::new("lobster-clasp").unwrap();
        Facts {
            charm: Charm::new(CharmId::derived(&["boba"]), "Boba".into(), BlobHash::of(b"boba"), &process),
            shape: fixture::charm_at(100.0),
            recipe: Recipe::load(&RecipeId::new("generic-acrylic").unwrap()).unwrap(),
            hardware: vec![HardwarePart { id, name: "Lobster clasp".into(), mass_g: 4.4 }],
            process,
        }
    });

    pub(in crate::bundle) fn letter() -> Letter<'static> {
        let Facts { charm, process, shape, recipe, hardware } = &*FACTS;
        Letter {
            charm,
            process,
            shape,
            recipe,
            hardware,
            quantities: &[50, 100],
            need_by: "2027-03-01".parse().ok(),
            packing: "one on its card",
            remarks: "",
            maker: "Mika",
        }
    }

    #[test]
    fn both_letters_tell_every_fact_and_leave_nothing_to_fill_in() {
        let letter = letter();
        let size = letter.size();
        for (text, told) in [
            (
                letter.english(),
                ["Boba", "Acrylic, single", "50 / 100", "Lobster clasp", "2027-03-01", "one on its card"],
            ),
            (
                letter.chinese(),
                ["Boba", "亚克力单面印刷", "50／100", "龙虾扣", "2027年3月1日", "one on its card"],
            ),
        ] {
            assert!(told.iter().all(|fact| text.contains(fact)), "{text}");
            assert!(
                text.contains(&size) && text.contains("Boba-print.pdf") && text.contains("Mika"),
                "{text}"
            );
            assert!(!text.contains(['[', '［', '{']), "{text}");
        }
    }
}
