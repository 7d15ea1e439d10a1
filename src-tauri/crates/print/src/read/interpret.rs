//! Running a page's painting operators into a list of marks.

use std::collections::BTreeSet;
use std::sync::Arc;

use dangle_design::Result;
use kurbo::{Affine, BezPath, Point, Rect, Shape};
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Object, Stream};

use super::ink::{Space, text};
use super::marks::{Blended, Clip, Drawing, Image, Mark, MarkKind};
use super::open::{File, inflate, number};
use super::state::{Colour, State};
use super::{limits, too_much, unreadable};

struct Interpreter<'a> {
    file: &'a File,
    drawing: Drawing<'a>,
    operators: usize,
    segments: usize,
    content_bytes: usize,
}

/// One content stream being run: the page's, or a form's.
struct Run<'a> {
    resources: Option<&'a Dictionary>,
    state: State,
    saved: Vec<State>,
    path: BezPath,
    /// The winding rule of a clip that the next painting operator sets.
    clipping: Option<bool>,
    /// The layers of the marked content around, `None` for other marked content.
    layers: Vec<Option<Arc<str>>>,
    depth: usize,
}

/// Runs the page.
///
/// # Errors
/// `TooLarge` past a limit, `File` when the content is damaged.
pub(crate) fn draw(file: &File) -> Result<Drawing<'_>> {
    let drawing = Drawing { marks: Vec::new(), text: false, layers: BTreeSet::new() };
    let mut interpreter = Interpreter { file, drawing, operators: 0, segments: 0, content_bytes: 0 };
    let resources = file.inherited("Resources").and_then(|object| object.as_dict().ok());
    interpreter.run(&file.content()?, Run::new(resources, State::initial(), Vec::new(), 0))?;
    Ok(interpreter.drawing)
}

impl<'a> Run<'a> {
    fn new(
        resources: Option<&'a Dictionary>,
        state: State,
        layers: Vec<Option<Arc<str>>>,
        depth: usize,
    ) -> Self {
        Run { resources, state, saved: Vec::new(), path: BezPath::new(), clipping: None, layers, depth }
    }

    fn resource(&self, file: &'a File, kind: &str, name: &[u8]) -> Option<&'a Object> {
        file.get(file.dictionary(self.resources?, kind)?, &text(name))
    }

    fn layer(&self) -> Option<Arc<str>> {
        self.layers.iter().rev().flatten().next().cloned()
    }
}

impl<'a> Interpreter<'a> {
    fn run(&mut self, content: &[u8], mut run: Run<'a>) -> Result<()> {
        for operation in Content::<Vec<Operation>>::decode_iter(content) {
            let operation = operation.map_err(|error| unreadable(&error.to_string()))?;
            self.operators += 1;
            if self.operators > limits::OPERATORS {
                return Err(too_much(&format!("more than {} painting operators", limits::OPERATORS)));
            }
            self.step(&mut run, &operation)?;
        }
        Ok(())
    }

    fn step(&mut self, run: &mut Run<'a>, operation: &Operation) -> Result<()> {
        let numbers: Vec<f64> = operation.operands.iter().filter_map(number).collect();
        let name = operation.operands.last().and_then(|operand| operand.as_name().ok());
        match operation.operator.as_str() {
            "d" => {
                let pattern = operation.operands.first().and_then(|pattern| pattern.as_array().ok());
                run.state.dashed = pattern.is_some_and(|pattern| !pattern.is_empty());
            }
            "q" | "Q" | "cm" | "w" | "gs" => {
                self.set_state(run, operation.operator.as_str(), &numbers, name)?;
            }
            "m" | "l" | "c" | "v" | "y" | "h" | "re" => build(&mut run.path, &operation.operator, &numbers),
            "W" => run.clipping = Some(false),
            "W*" => run.clipping = Some(true),
            "S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "n" => {
                self.paint_path(run, operation.operator.as_str())?;
            }
            "cs" | "CS" | "sc" | "scn" | "SC" | "SCN" | "g" | "G" | "rg" | "RG" | "k" | "K" => {
                self.set_colour(run, operation.operator.as_str(), &numbers, name);
            }
            "Do" => self.paint_object(run, name.unwrap_or_default())?,
            "sh" => self.mark(
                run,
                MarkKind::Shading,
                &Colour { space: Space::Pattern.into(), tints: vec![] },
                false,
            )?,
            "BI" => self.paint_inline_image(run)?,
            "BDC" | "BMC" => self.begin_marked(run, &operation.operands),
            "EMC" => drop(run.layers.pop()),
            "Tj" | "TJ" | "'" | "\"" => self.drawing.text = true,
            _ => {}
        }
        Ok(())
    }

    fn set_state(
        &self,
        run: &mut Run<'a>,
        operator: &str,
        numbers: &[f64],
        name: Option<&[u8]>,
    ) -> Result<()> {
        match operator {
            "q" if run.saved.len() >= limits::STATES => {
                return Err(too_much("too many saved graphics states"));
            }
            "q" => run.saved.push(run.state.clone()),
            "Q" => run.state = run.saved.pop().unwrap_or_else(|| run.state.clone()),
            "cm" => {
                if let Ok(matrix) = <[f64; 6]>::try_from(numbers) {
                    run.state.to_page *= Affine::new(matrix);
                }
            }
            "w" => run.state.line_width = numbers.first().copied().unwrap_or(1.0),
            _ => {
                let dictionary = run.resource(self.file, "ExtGState", name.unwrap_or_default());
                if let Some(dictionary) = dictionary.and_then(|object| object.as_dict().ok()) {
                    run.state.apply(self.file, dictionary);
                }
            }
        }
        Ok(())
    }

    fn set_colour(&self, run: &mut Run<'a>, operator: &str, numbers: &[f64], name: Option<&[u8]>) {
        let strokes = operator.bytes().all(|byte| byte.is_ascii_uppercase());
        let device = match operator {
            "g" | "G" => Some(Space::Gray),
            "rg" | "RG" => Some(Space::Rgb),
            "k" | "K" => Some(Space::Cmyk),
            _ => None,
        };
        let current = if strokes { &mut run.state.stroke } else { &mut run.state.fill };
        if let Some(space) = device {
            current.space = Arc::new(space);
        } else if matches!(operator, "cs" | "CS") {
            let named = Object::Name(name.unwrap_or_default().to_vec());
            let space = Space::read(self.file, &named, run.resources);
            *current = Colour { tints: space.initial(), space: Arc::new(space) };
            return;
        } else if name.is_some() {
            current.space = Arc::new(Space::Pattern);
        }
        current.tints = numbers.iter().map(|number| *number as f32).collect();
    }

    fn paint_path(&mut self, run: &mut Run<'a>, operator: &str) -> Result<()> {
        if matches!(operator, "s" | "b" | "b*") && !run.path.elements().is_empty() {
            run.path.close_path();
        }
        let path = Arc::new(run.state.to_page * std::mem::take(&mut run.path));
        self.segments += path.elements().len();
        if self.segments > limits::SEGMENTS {
            return Err(too_much(&format!("more than {} path segments", limits::SEGMENTS)));
        }
        if matches!(operator, "f" | "F" | "f*" | "B" | "B*" | "b" | "b*") {
            let kind = MarkKind::Fill { path: path.clone(), even_odd: operator.ends_with('*') };
            let colour = run.state.fill.clone();
            self.mark(run, kind, &colour, false)?;
        }
        if matches!(operator, "S" | "s" | "B" | "B*" | "b" | "b*") {
            // The line grows with the square root of the area, where the two axes grow differently.
            let width = run.state.line_width * run.state.to_page.determinant().abs().sqrt();
            let colour = run.state.stroke.clone();
            self.mark(run, MarkKind::Stroke { path: path.clone(), width }, &colour, true)?;
        }
        if let Some(even_odd) = run.clipping.take() {
            run.state.clip = Some(Arc::new(Clip { path, even_odd, within: run.state.clip.take() }));
        }
        Ok(())
    }

    fn mark(&mut self, run: &Run<'a>, kind: MarkKind<'a>, colour: &Colour, strokes: bool) -> Result<()> {
        if self.drawing.marks.len() >= limits::MARKS {
            return Err(too_much(&format!("more than {} painted things", limits::MARKS)));
        }
        let state = &run.state;
        let (overprint, alpha) = if strokes {
            (state.overprint_stroke, state.stroke_alpha)
        } else {
            (state.overprint_fill, state.fill_alpha)
        };
        let soft_masked = matches!(&kind, MarkKind::Image(image) if image.soft_mask.is_some());
        let (around_alpha, around) = state.around;
        let alpha = alpha * around_alpha;
        let blended = soft_masked.then_some(Blended::SoftMask).or(state.blended).or(around);
        let layer = run.layer();
        self.drawing.layers.extend(layer.as_deref().map(str::to_owned));
        self.drawing.marks.push(Mark {
            // Overprint mode 1 is for colours named by operators, not for pictures (ISO 32000-1, 8.6.7).
            skip_zeros: overprint
                && state.mode == 1
                && matches!(kind, MarkKind::Fill { .. } | MarkKind::Stroke { .. }),
            kind,
            space: colour.space.clone(),
            tints: colour.tints.clone(),
            overprint,
            alpha,
            blended: blended.or((alpha < 1.0).then_some(Blended::Opacity)),
            clip: state.clip.clone(),
            layer,
            dashed: state.dashed,
        });
        Ok(())
    }

    fn paint_object(&mut self, run: &mut Run<'a>, name: &[u8]) -> Result<()> {
        let Some(Object::Stream(stream)) = run.resource(self.file, "XObject", name) else { return Ok(()) };
        let layer = self.file.dictionary(&stream.dict, "OC").and_then(|group| self.layer_name(group));
        run.layers.push(layer);
        let painted = match self.file.name(&stream.dict, "Subtype") {
            Some(b"Image") => self.paint_image(run, stream),
            Some(b"Form") => self.paint_form(run, stream),
            _ => Ok(()),
        };
        run.layers.pop();
        painted
    }

    fn paint_image(&mut self, run: &Run<'a>, stream: &'a Stream) -> Result<()> {
        let whole = |key: &str| self.file.number(&stream.dict, key).map_or(0, |value| value as usize);
        let stencil =
            self.file.get(&stream.dict, "ImageMask").and_then(|flag| flag.as_bool().ok()) == Some(true);
        let decode = self.file.array(&stream.dict, "Decode").and_then(|decode| number(decode.first()?));
        let image = Image {
            stream,
            place: run.state.to_page,
            width: whole("Width"),
            height: whole("Height"),
            bits: if stencil { 1 } else { whole("BitsPerComponent") },
            stencil,
            inverted: decode == Some(1.0),
            soft_mask: self.file.stream(&stream.dict, "SMask"),
        };
        let colour = if stencil {
            run.state.fill.clone()
        } else {
            let space = self.file.get(&stream.dict, "ColorSpace");
            let space =
                space.map_or(Space::Other("none".into()), |s| Space::read(self.file, s, run.resources));
            Colour { space: Arc::new(space), tints: Vec::new() }
        };
        self.mark(run, MarkKind::Image(image), &colour, false)
    }

    fn paint_inline_image(&mut self, run: &Run<'a>) -> Result<()> {
        // Small pictures inside the content: none of ours; counted as paint of an unknown space.
        let path = Arc::new(run.state.to_page * Rect::new(0.0, 0.0, 1.0, 1.0).to_path(1.0));
        let colour = Colour { space: Arc::new(Space::Other("inline image".into())), tints: Vec::new() };
        self.mark(run, MarkKind::Fill { path, even_odd: false }, &colour, false)
    }

    fn paint_form(&mut self, run: &mut Run<'a>, stream: &'a Stream) -> Result<()> {
        if run.depth >= limits::DEPTH {
            return Err(too_much("forms within forms without end"));
        }
        let numbers = |key: &str| -> Vec<f64> {
            self.file.array(&stream.dict, key).unwrap_or_default().iter().filter_map(number).collect()
        };
        let mut state = run.state.clone();
        if let Ok(matrix) = <[f64; 6]>::try_from(numbers("Matrix")) {
            state.to_page *= Affine::new(matrix);
        }
        if let Ok([x0, y0, x1, y1]) = <[f64; 4]>::try_from(numbers("BBox")) {
            let path = Arc::new(state.to_page * Rect::new(x0, y0, x1, y1).abs().to_path(1.0));
            state.clip = Some(Arc::new(Clip { path, even_odd: false, within: state.clip.take() }));
        }
        let resources = self.file.dictionary(&stream.dict, "Resources").or(run.resources);
        let group = self.file.dictionary(&stream.dict, "Group").map(|_| Blended::Group);
        let opacity = (state.around.0 * state.fill_alpha, state.around.1.or(state.blended).or(group));
        (state.around, state.fill_alpha, state.stroke_alpha, state.blended) = (opacity, 1.0, 1.0, None);
        // Forms are inflated again at each use, so what they add up to is bounded, too.
        let content = inflate(stream, limits::ALL_CONTENT - self.content_bytes.min(limits::ALL_CONTENT))?;
        self.content_bytes += content.len();
        self.run(&content, Run::new(resources, state, run.layers.clone(), run.depth + 1))
    }

    fn begin_marked(&self, run: &mut Run<'a>, operands: &[Object]) {
        let optional = operands.first().and_then(|tag| tag.as_name().ok()) == Some(b"OC");
        let name = operands.get(1).and_then(|name| name.as_name().ok()).filter(|_| optional);
        let group = name.and_then(|name| run.resource(self.file, "Properties", name)?.as_dict().ok());
        run.layers.push(group.and_then(|group| self.layer_name(group)));
    }

    fn layer_name(&self, group: &Dictionary) -> Option<Arc<str>> {
        let name = self.file.get(group, "Name")?;
        lopdf::decode_text_string(name).ok().map(Arc::from)
    }
}

fn build(path: &mut BezPath, operator: &str, numbers: &[f64]) {
    let point = |at: usize| Some(Point::new(*numbers.get(at)?, *numbers.get(at + 1)?));
    let pen = || path.elements().last().and_then(kurbo::PathEl::end_point);
    let drawn = !path.elements().is_empty();
    match (operator, point(0), point(2), point(4)) {
        ("m", Some(to), ..) => path.move_to(to),
        ("l", Some(to), ..) if drawn => path.line_to(to),
        ("c", Some(a), Some(b), Some(to)) if drawn => path.curve_to(a, b, to),
        ("v", Some(b), Some(to), _) if drawn => {
            if let Some(pen) = pen() {
                path.curve_to(pen, b, to);
            }
        }
        ("y", Some(a), Some(to), _) if drawn => path.curve_to(a, to, to),
        ("h", ..) if drawn => path.close_path(),
        ("re", Some(corner), Some(size), _) => {
            let opposite = corner + size.to_vec2();
            path.move_to(corner);
            path.line_to((opposite.x, corner.y));
            path.line_to(opposite);
            path.line_to((corner.x, opposite.y));
            path.close_path();
        }
        _ => {}
    }
}
