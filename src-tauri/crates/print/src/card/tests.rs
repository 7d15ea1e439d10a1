//! Cards, looked at through our own rasteriser.
use std::collections::BTreeMap;

use dangle_design::id::{CharmId, ProcessId};
use dangle_design::project::{CardCode, CardHang, CardPattern};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;

use super::*;
use crate::fixture;

fn spec() -> CardSpec {
    let process = ProcessId::new("acrylic-clear").unwrap();
    let text = |tag: &str, title: &str| (tag.to_owned(), suggested_words(title, &process, tag));
    let texts = BTreeMap::from([text("en", "Boba"), text("zh-CN", "珍珠奶茶"), text("ja", "タピオカ")]);
    let shape = fixture::charm_at(300.0);
    CardSpec {
        maker: "Mika".into(),
        ..CardSpec::new(CharmId::derived(&["boba"]), suggested_card(&shape), texts)
    }
}

fn page(svg: &str, per_mm: f32) -> Pixmap {
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).unwrap();
    let size = tree.size();
    // The library takes a millimetre for 96/25.4 pixels.
    let scale = per_mm * 25.4 / 96.0;
    let (width, height) = ((size.width() * scale) as u32, (size.height() * scale) as u32);
    let mut pixels = Pixmap::new(width, height).unwrap();
    pixels.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels
}

#[test]
fn a_qr_code_is_read_back_from_the_rendered_card() {
    let shape = fixture::charm_at(300.0);
    let text = "https://example.org/charms/boba?from=card";
    let mut spec = CardSpec { code: CardCode::Qr { text: text.into() }, ..spec() };
    spec.texts.retain(|tag, _| tag == "en");
    let back = card_preview(Card { spec: &spec, shape: &shape }, None).unwrap().back;
    let pixels = page(&back, 16.0);
    let grey = |x: usize, y: usize| {
        pixels.pixel(x as u32, y as u32).map_or(255, resvg::tiny_skia::PremultipliedColorU8::green)
    };
    let mut image =
        rqrr::PreparedImage::prepare_from_greyscale(pixels.width() as usize, pixels.height() as usize, grey);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    assert_eq!(grids[0].decode().unwrap().1, text);
}

#[test]
fn every_layout_and_pattern_draws_and_the_bytes_are_the_same_twice() {
    let shape = fixture::charm_at(300.0);
    let layouts = [
        CardLayout::Gallery,
        CardLayout::Niche,
        CardLayout::Window,
        CardLayout::Wallpaper,
        CardLayout::Poster,
    ];
    let patterns = [CardPattern::Plain, CardPattern::Dots, CardPattern::Stripes, CardPattern::Grid];
    let ticket = Ticket { title: "Boba", created: None };
    for (layout, pattern) in layouts.into_iter().zip(patterns.into_iter().cycle()) {
        let spec = CardSpec { layout, pattern, hang: CardHang::Slits, ..spec() };
        let card = Card { spec: &spec, shape: &shape };
        let pdf = write_card(card, ticket).unwrap();
        assert_eq!(pdf, write_card(card, ticket).unwrap());
        let front = card_preview(card, None).unwrap().front;
        let pixels = page(&front, 4.0);
        let first = pixels.pixels()[0];
        assert!(pixels.pixels().iter().any(|pixel| *pixel != first), "{layout:?}");
    }
}

#[test]
fn a_card_a_language_has_two_pages_each_and_all_together_have_two() {
    let shape = fixture::charm_at(300.0);
    let ticket = Ticket { title: "Boba", created: None };
    let pages = |spec: &CardSpec| {
        let pdf = write_card(Card { spec, shape: &shape }, ticket).unwrap();
        lopdf::Document::load_mem(&pdf).unwrap().get_pages().len()
    };
    let mut spec = spec();
    spec.size = CardSize::USUAL[2];
    assert_eq!(pages(&spec), 2);
    spec.languages = CardLanguages::Each;
    assert_eq!(pages(&spec), 6);
}

#[test]
fn words_that_do_not_fit_are_refused_with_a_remedy() {
    let shape = fixture::charm_at(300.0);
    let mut spec = spec();
    let text = spec.texts.get_mut("en").unwrap();
    text.story = "A very long story. ".repeat(90);
    let error =
        write_card(Card { spec: &spec, shape: &shape }, Ticket { title: "", created: None }).unwrap_err();
    assert!(error.hint().unwrap().contains("larger card"), "{error}");
}

#[test]
fn backs_fall_behind_their_fronts_when_the_sheet_is_turned() {
    let shape = fixture::charm_at(300.0);
    let spec = spec();
    let press = Press::load(PRESS).unwrap();
    let drawn = Card { spec: &spec, shape: &shape }.drawn(&press).unwrap();
    let empty = Frame::new(drawn.size, "en");
    let edges = |turned: bool| {
        let page = impose::sheet(&drawn, &empty, CardSheet::A3, turned).unwrap();
        let svg = svg(&page.frame, &press).unwrap();
        let pixels = page_of(&svg);
        (pixels.width(), pixels)
    };
    let ((width, front), (_, back)) = (edges(false), edges(true));
    let mirrored = (0..front.height()).all(|y| {
        (0..width).all(|x| {
            let (one, other) = (front.pixel(x, y).unwrap(), back.pixel(width - 1 - x, y).unwrap());
            one.green().abs_diff(other.green()) < 60
        })
    });
    assert!(mirrored, "what is cut lies in the same place seen through the paper");
}

fn page_of(svg: &str) -> Pixmap {
    page(svg, 2.0)
}
