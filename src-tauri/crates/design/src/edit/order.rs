//! What an edit does to the backing cards and orders of a project.

use super::checked::{at_most, check_tag};
use super::{charm_mut, not_there};
use crate::id::CharmId;
use crate::project::{CardCode, CardSpec, CardText, OrderSpec, Project};
use crate::units::Mm;
use crate::{Error, Result};

/// Most languages of one card.
pub const MOST_CARD_LANGUAGES: usize = 8;
/// Most quantities of one order.
pub const MOST_QUANTITIES: usize = 12;
/// Most pieces of one order.
pub const MOST_PIECES: u32 = 1_000_000;
/// Shortest and longest side of a card: a stamp's, and a sheet's.
const SIDES: [Mm; 2] = [Mm::new(30.0), Mm::new(200.0)];
/// Longest words of each kind, in characters: a short line, and a story.
const LONGEST_LINE: usize = 120;
const LONGEST_STORY: usize = 2_000;
/// Longest code: what a QR code of a card's size still shows in modules a phone can tell apart.
const LONGEST_CODE: usize = 300;

/// Keeps the card of a charm, instead of the one it had.
pub(super) fn set_card(project: &mut Project, card: CardSpec) -> Result<()> {
    let card = checked_card(card)?;
    charm_mut(project, &card.charm)?;
    match project.cards.iter_mut().find(|other| other.charm == card.charm) {
        Some(other) => *other = card,
        None => project.cards.push(card),
    }
    Ok(())
}

/// Takes the card of a charm away.
pub(super) fn remove_card(project: &mut Project, charm: &CharmId) -> Result<()> {
    project.card(charm).ok_or_else(|| not_there("card"))?;
    project.cards.retain(|card| card.charm != *charm);
    Ok(())
}

/// Keeps the order of a charm, instead of the one it had.
pub(super) fn set_order(project: &mut Project, order: OrderSpec) -> Result<()> {
    let order = checked_order(order)?;
    charm_mut(project, &order.charm)?;
    match project.orders.iter_mut().find(|other| other.charm == order.charm) {
        Some(other) => *other = order,
        None => project.orders.push(order),
    }
    Ok(())
}

/// Takes card and order of a charm that was removed with it.
pub(super) fn forget(project: &mut Project, charm: &CharmId) {
    project.cards.retain(|card| card.charm != *charm);
    project.orders.retain(|order| order.charm != *charm);
}

fn checked_card(card: CardSpec) -> Result<CardSpec> {
    for side in [card.size.width, card.size.height] {
        Mm::within("the card's side", side.get(), SIDES[0], SIDES[1])?;
    }
    Mm::within("the corner", card.corner.get(), Mm::ZERO, card.size.width.min(card.size.height) / 2.0)?;
    at_most("languages on the card", card.texts.len(), MOST_CARD_LANGUAGES)?;
    card.texts.keys().try_for_each(|tag| check_tag(tag))?;
    for CardText { title, series, story, care, material } in card.texts.values() {
        [title, series]
            .into_iter()
            .try_for_each(|line| check_words("a line of the card", line, LONGEST_LINE))?;
        [story, care, material]
            .into_iter()
            .try_for_each(|words| check_words("the card's words", words, LONGEST_STORY))?;
    }
    check_words("the price", &card.price, LONGEST_LINE)?;
    check_words("the maker", &card.maker, LONGEST_LINE)?;
    match &card.code {
        CardCode::None => {}
        CardCode::Ean13 { digits: code }
        | CardCode::Upc { digits: code }
        | CardCode::Code128 { text: code }
        | CardCode::Qr { text: code } => check_words("the code", code, LONGEST_CODE)?,
    }
    Ok(card)
}

fn checked_order(order: OrderSpec) -> Result<OrderSpec> {
    at_most("quantities", order.quantities.len(), MOST_QUANTITIES)?;
    let fits = |quantity: &u32| (1..=MOST_PIECES).contains(quantity);
    if order.quantities.is_empty() || !order.quantities.iter().all(fits) {
        return Err(Error::input(
            format!("{:?} are no quantities to order", order.quantities),
            format!("Give quantities from 1 to {MOST_PIECES}, such as 50, 100 and 500."),
        ));
    }
    let code = |currency: &str| currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
    if order.selling.as_ref().is_some_and(|selling| !code(&selling.currency)) {
        return Err(Error::input("this is no currency", "Give a code such as EUR."));
    }
    for words in [&order.packing, &order.story, &order.remarks] {
        check_words("the order's words", words, LONGEST_STORY)?;
    }
    Ok(order)
}

fn check_words(what: &str, words: &str, most: usize) -> Result<()> {
    let unwritable = words.chars().any(|c| c.is_control() && c != '\n');
    if !unwritable && words.chars().count() <= most {
        return Ok(());
    }
    Err(Error::input(
        format!("{what} cannot be printed"),
        format!("Write at most {most} characters of plain text."),
    ))
}
