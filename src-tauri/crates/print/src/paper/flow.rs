//! Pages that fill from the top: headings, tables and paragraphs, each page with its head and foot.

use dangle_design::Result;
use dangle_design::kurbo::{Point, Rect, Size};

use super::{Frame, Hand, Ink, Line, Page, Place, Stroke, line, rounded, wrapped};

/// The same in English and Chinese: the two languages that factories read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Both(pub(crate) &'static str, pub(crate) &'static str);

/// Room left round a page, in mm.
pub(crate) const MARGIN: f64 = 14.0;
/// How far above a page's lower edge its own matter ends.
const FOOT: f64 = 16.0;
/// Ems of the pages' letters, in mm: 8.5 points for reading, less for what stands beside.
pub(crate) const BODY: f64 = 3.0;
pub(crate) const SMALL: f64 = 2.5;
const HEADING: f64 = 4.1;

/// Ink of rules, quiet words and plain words.
pub(crate) fn hairline() -> Stroke {
    Stroke::new(grey(0.72), 0.15)
}
pub(crate) fn quiet() -> Ink {
    grey(0.42)
}
pub(crate) fn plain() -> Ink {
    grey(0.1)
}

/// A grey of the screen, as bright as its share.
pub(crate) fn grey(share: f64) -> Ink {
    Ink::Rgb([(share * 255.0) as u8; 3])
}

/// Pages that fill from the top.
pub(crate) struct Flow {
    size: Size,
    title: String,
    pages: Vec<Frame>,
    /// How far down the last page is filled.
    pub(crate) y: f64,
    /// The head of the table that is being filled.
    heads: Vec<Both>,
}

/// One cell of a table.
pub(crate) enum Cell {
    /// Words.
    Words(String),
    /// Words that matter more.
    Strong(String),
    /// A patch of colour.
    Patch([u8; 3]),
}

impl Flow {
    /// Where a page's own matter begins, in mm from its upper edge.
    pub(crate) const TOP: f64 = 25.0;

    pub(crate) fn new(size: Size, title: &str) -> Flow {
        let mut flow = Flow { size, title: title.to_owned(), pages: Vec::new(), y: 0.0, heads: Vec::new() };
        flow.turn();
        flow
    }

    /// From the left margin to the right one.
    pub(crate) fn width(&self) -> f64 {
        self.size.width - 2.0 * MARGIN
    }

    /// Where a page's own matter ends.
    pub(crate) fn bottom(&self) -> f64 {
        self.size.height - FOOT
    }

    /// The page that is being filled.
    pub(crate) fn page(&mut self) -> &mut Frame {
        if self.pages.is_empty() {
            self.turn();
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    /// Begins another page.
    fn turn(&mut self) {
        self.pages.push(Frame::new(self.size, "zh-CN"));
        self.y = Flow::TOP;
    }

    /// Begins another page unless so much room is left on this one; whether it did.
    pub(crate) fn need(&mut self, height: f64) -> bool {
        let full = self.y + height > self.bottom() && self.y > Flow::TOP;
        if full {
            self.turn();
        }
        full
    }

    /// A heading with a rule below it, on the same page as so many mm of what follows.
    pub(crate) fn heading(&mut self, words: Both, follows: f64) -> Result<()> {
        self.heads.clear();
        self.need(16.0 + follows);
        if self.y > Flow::TOP {
            self.y += 5.5;
        }
        let (y, width) = (self.y + HEADING, self.width());
        let page = self.page();
        both(page, words, Hand::Strong, HEADING, (MARGIN, y).into())?;
        page.rule((MARGIN, y + 2.0), (MARGIN + width, y + 2.0), Stroke::new(plain(), 0.3));
        self.y = y + 4.6;
        Ok(())
    }

    /// A row of a table whose columns are so wide; a hairline below it.
    pub(crate) fn row(&mut self, columns: &[f64], cells: &[Cell]) -> Result<()> {
        const LEADING: f64 = 1.35;
        let set: Vec<Vec<Line>> =
            columns.iter().zip(cells).map(|(width, cell)| lines(cell, width - 2.0)).collect::<Result<_>>()?;
        let most = set.iter().map(Vec::len).max().unwrap_or(1).max(1);
        let height = most as f64 * BODY * LEADING + 1.7;
        if self.need(height) {
            let heads = std::mem::take(&mut self.heads);
            self.heads(columns, &heads)?;
        }
        let (top, mut x) = (self.y, MARGIN);
        for ((width, cell), lines) in columns.iter().zip(cells).zip(set) {
            if let Cell::Patch(colour) = cell {
                let patch = Rect::new(x, top - 0.4, x + width - 2.5, top + BODY * LEADING - 0.1);
                self.page().rect(patch, 0.8, Ink::Rgb(*colour));
                let edge = rounded(patch, 0.8);
                self.page().stroke(edge, hairline());
            }
            for (at, line) in lines.into_iter().enumerate() {
                let baseline = top + BODY * (1.0 + at as f64 * LEADING);
                self.page().set(line, Point::new(x, baseline), BODY, Place::Start, plain());
            }
            x += width;
        }
        self.y = top + height;
        let (y, right) = (self.y - 0.75, MARGIN + columns.iter().sum::<f64>());
        self.page().rule((MARGIN, y), (right, y), hairline());
        self.y += 0.75;
        Ok(())
    }

    /// The head of a table; said again on every page the table goes on to.
    pub(crate) fn heads(&mut self, columns: &[f64], heads: &[Both]) -> Result<()> {
        self.need(14.0);
        let (mut x, y) = (MARGIN, self.y + SMALL);
        for (width, head) in columns.iter().zip(heads) {
            let page = self.page();
            let set = line(head.0, Hand::Strong, "en", 0.0)?;
            let end = set.width * SMALL;
            page.set(set, (x, y).into(), SMALL, Place::Start, quiet());
            page.words(head.1, Hand::Text, SMALL, (x + end + 1.2, y), Place::Start, quiet())?;
            x += width;
        }
        self.y = y + 2.6;
        self.heads = heads.to_vec();
        Ok(())
    }

    /// Words over the whole width.
    pub(crate) fn paragraph(&mut self, words: &str, hand: Hand, ink: &Ink) -> Result<()> {
        for line in wrapped(words, hand, "zh-CN", 0.0, self.width().min(165.0) / BODY)? {
            self.need(BODY * 1.5);
            let at = Point::new(MARGIN, self.y + BODY);
            self.page().set(line, at, BODY, Place::Start, ink.clone());
            self.y += BODY * 1.5;
        }
        Ok(())
    }

    /// The first page alone, without head and foot: a column of another page.
    pub(crate) fn column(mut self) -> Frame {
        std::mem::take(self.page())
    }

    /// The pages, each with its foot and a head that says what they are.
    pub(crate) fn finish(self, what: Both, foot: &str) -> Result<Vec<Page>> {
        let (count, size) = (self.pages.len(), self.size);
        let (left, right) = (MARGIN, size.width - MARGIN);
        let mut pages = Vec::new();
        for (at, mut page) in self.pages.into_iter().enumerate() {
            page.words(&self.title, Hand::Strong, SMALL, (left, 14.5), Place::Start, plain())?;
            let head = format!("{}  {}", what.0, what.1);
            page.words(&head, Hand::Text, SMALL, (right, 14.5), Place::End, quiet())?;
            page.rule((left, 17.0), (right, 17.0), hairline());
            let base = size.height - 9.0;
            page.words(foot, Hand::Text, 2.1, (left, base), Place::Start, quiet())?;
            page.words(
                &format!("{} / {count}", at + 1),
                Hand::Text,
                2.1,
                (right, base),
                Place::End,
                quiet(),
            )?;
            pages.push(Page::whole(page));
        }
        Ok(pages)
    }
}

fn lines(cell: &Cell, width: f64) -> Result<Vec<Line>> {
    match cell {
        Cell::Words(words) => wrapped(words, Hand::Text, "zh-CN", 0.0, width / BODY),
        Cell::Strong(words) => wrapped(words, Hand::Strong, "zh-CN", 0.0, width / BODY),
        Cell::Patch(_) => Ok(Vec::new()),
    }
}

/// English, and the same in Chinese more quietly behind it; how far that reaches.
pub(crate) fn both(page: &mut Frame, words: Both, hand: Hand, em: f64, at: Point) -> Result<f64> {
    let width = page.words(words.0, hand, em, at, Place::Start, plain())?;
    let gap = em * 0.5;
    let other =
        page.words(words.1, Hand::Text, em * 0.86, (at.x + width + gap, at.y), Place::Start, quiet())?;
    Ok(width + gap + other)
}

/// English and Chinese in one cell.
pub(crate) fn joined(words: Both) -> String {
    if words.1.is_empty() { words.0.to_owned() } else { format!("{} {}", words.0, words.1) }
}
