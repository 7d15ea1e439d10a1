//! The markup of a drawing, and how much it grows when its entities, repeats and markers are written out.

use std::collections::BTreeMap;

use resvg::usvg::roxmltree::{Document, Node, ParsingOptions};

use super::super::{KINDS, refused};
use crate::{Error, ErrorCode, Result};

/// Longest markup read, in bytes. A dense hand-traced illustration has 5 MB; what is larger mostly embeds
/// pixels and is better exported as PNG.
const MAX_BYTES: usize = 32 << 20;

/// Most nodes of the markup, before repeats; the parser itself stops at a million after them.
const MAX_NODES: u32 = 500_000;

/// Deepest nesting. Drawing programs stay under 40; the parser and the painter descend once a level.
const MAX_DEPTH: usize = 200;

/// Most bytes that entities may unpack to. Illustrator's namespaces take a few hundred.
const MAX_UNPACKED: usize = 4 << 20;

/// Most bytes of markup after every `<use>` and marker is written out, for the parser copies them so.
const MAX_WRITTEN_OUT: u64 = 96 << 20;

/// Most pairs of style rule and element, for the parser tries each.
const MAX_STYLE_TRIALS: usize = 50_000_000;

/// Reads the markup, and refuses what would grow beyond its bounds or vanish when drawn.
pub(super) fn read(text: &str) -> Result<Document<'_>> {
    if text.len() > MAX_BYTES {
        return Err(too_much("markup"));
    }
    check_entities(text)?;
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| {
        refused(
            format!("The drawing's markup is broken: {error}"),
            "Open it in a drawing program and save it again as plain SVG; it may have been cut short.",
        )
    })?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        return Err(refused("The file is not an SVG drawing", KINDS));
    }
    check_depth(root)?;
    check_text(root)?;
    check_styles(&document)?;
    check_repeats(root)?;
    Ok(document)
}

/// A drawing beyond one of its bounds.
pub(super) fn too_much(what: &str) -> Error {
    Error::new(
        ErrorCode::TooLarge,
        format!("The drawing has too much of one thing: {what}"),
        "Flatten it in the drawing program (expand symbols and effects), or export it as PNG.",
    )
}

/// Entities may stand for text, not for other entities: that is how a few lines become gigabytes.
fn check_entities(text: &str) -> Result<()> {
    let Some(first) = text.find("<!ENTITY") else { return Ok(()) };
    let end = text.rfind("<!ENTITY").and_then(|last| text[last..].find('>').map(|length| last + length));
    let declared = &text[first..end.unwrap_or(text.len())];
    let references = text.bytes().filter(|&byte| byte == b'&').count();
    if declared.contains('&') || references.saturating_mul(declared.len()) > MAX_UNPACKED {
        return Err(too_much("entities that unpack"));
    }
    Ok(())
}

fn check_depth(root: Node) -> Result<()> {
    let mut open = vec![(root, 1)];
    while let Some((node, depth)) = open.pop() {
        if depth > MAX_DEPTH {
            return Err(too_much("nesting"));
        }
        open.extend(node.children().filter(Node::is_element).map(|child| (child, depth + 1)));
    }
    Ok(())
}

/// We carry no fonts to draw with, and text would vanish without a word.
fn check_text(root: Node) -> Result<()> {
    let written = |node: &Node| {
        node.tag_name().name() == "text"
            && node
                .descendants()
                .any(|part| part.is_text() && !part.text().unwrap_or_default().trim().is_empty())
    };
    let hidden = |node: Node| node.ancestors().any(|a| a.attribute("display") == Some("none"));
    let Some(node) = root.descendants().find(|node| written(node) && !hidden(*node)) else {
        return Ok(());
    };
    let words = node.descendants().filter_map(|part| part.text().filter(|_| part.is_text()));
    let shown: String = words.flat_map(str::chars).take(40).collect();
    Err(refused(
        format!("The drawing has text that needs a font: \"{}\"", shown.trim()),
        "Convert text to outlines (paths) in the drawing program, then save it again.",
    ))
}

fn check_styles(document: &Document) -> Result<()> {
    let styles = document.descendants().filter(|node| node.tag_name().name() == "style");
    let rules: usize = styles.filter_map(|node| node.text()).map(|css| css.matches('{').count()).sum();
    let elements = document.descendants().filter(Node::is_element).count();
    if rules.saturating_mul(elements) > MAX_STYLE_TRIALS {
        return Err(too_much("style rules"));
    }
    Ok(())
}

/// Bounds what `<use>` and markers copy: the bytes of everything, each copy counted.
fn check_repeats(root: Node) -> Result<()> {
    let mut weights = Weights { by_id: ids(root), known: BTreeMap::new() };
    let whole = weights.of(root, 0)?;
    let vertices = root.descendants().map(|node| path_bytes(node) / BYTES_A_VERTEX).sum::<u64>();
    let markers = root.descendants().filter(|node| node.tag_name().name() == "marker");
    let mut heaviest = 0;
    for marker in markers {
        heaviest = heaviest.max(weights.of(marker, 0)?);
    }
    if whole.saturating_add(heaviest.saturating_mul(vertices)) > MAX_WRITTEN_OUT {
        return Err(too_much("repeats"));
    }
    Ok(())
}

/// Fewest bytes a path spends on a vertex that can carry a marker ("1 1 ").
const BYTES_A_VERTEX: u64 = 4;

fn path_bytes(node: Node) -> u64 {
    let written = |name| node.attribute(name).map_or(0, str::len) as u64;
    written("d") + written("points")
}

fn ids<'a, 'input>(root: Node<'a, 'input>) -> BTreeMap<&'a str, Node<'a, 'input>> {
    root.descendants().filter_map(|node| node.attribute("id").map(|id| (id, node))).collect()
}

/// How many bytes of attributes each element comes to, with every element it repeats.
struct Weights<'a, 'input> {
    by_id: BTreeMap<&'a str, Node<'a, 'input>>,
    /// `None` while an element is being weighed: a repeat of itself, which the parser drops.
    known: BTreeMap<u32, Option<u64>>,
}

impl<'a, 'input> Weights<'a, 'input> {
    fn of(&mut self, node: Node<'a, 'input>, depth: usize) -> Result<u64> {
        if let Some(known) = self.known.get(&node.id().get()) {
            return Ok(known.unwrap_or(0));
        }
        // The parser's own limit, of nesting and repeats together.
        if depth > 1024 {
            return Err(too_much("nested repeats"));
        }
        self.known.insert(node.id().get(), None);
        let mut weight = ELEMENT_BYTES + node.attributes().map(|a| a.value().len() as u64).sum::<u64>();
        for child in node.children().filter(Node::is_element).chain(self.repeated_by(node)) {
            weight = weight.saturating_add(self.of(child, depth + 1)?);
        }
        self.known.insert(node.id().get(), Some(weight));
        Ok(weight)
    }

    fn repeated_by(&self, node: Node<'a, 'input>) -> Option<Node<'a, 'input>> {
        if node.tag_name().name() != "use" {
            return None;
        }
        let link = node.attributes().find(|attribute| attribute.name() == "href")?;
        self.by_id.get(link.value().trim().strip_prefix('#')?).copied()
    }
}

/// What an element costs by itself, whatever its attributes: its nodes in both trees.
const ELEMENT_BYTES: u64 = 300;
