//! `dangle card`: the card a charm is sold on.

use std::collections::BTreeMap;

use dangle_design::edit::Edit;
use dangle_design::project::{CardLanguages, CardSpec, CardText, Project};
use dangle_print::{Card, suggested_card, suggested_words, write_card, write_card_sheets};

use crate::args::CardArgs;
use crate::input::Opened;
use crate::order::only_charm;
use crate::output::write_file;
use crate::print::ticket;
use crate::stages::Shaped;
use crate::{Outcome, Result};

/// Writes the card of one charm: as the project has it, or as Dangle would make it, with what was typed.
pub(crate) fn run(args: &CardArgs) -> Result<Outcome> {
    let opened = Opened::read(&args.file, args.charm.wish())?;
    let shaped = only_charm(&opened)?;
    let spec = checked(&opened.project, typed(args, card_of(&opened.project, &shaped)))?;
    let card = Card { spec: &spec, shape: &shaped.shape };
    let title = format!("{} card", shaped.charm.file_name());
    let pdf = match args.sheet {
        None => write_card(card, ticket(&title))?,
        Some(sheet) => write_card_sheets(card, sheet.into(), ticket(&title))?,
    };
    write_file(&args.out, &pdf)?;
    Ok(Outcome::Good)
}

/// The card of a charm as its project has it, or as Dangle would make it.
pub(crate) fn card_of(project: &Project, shaped: &Shaped) -> CardSpec {
    let charm = &shaped.charm;
    project.card(&charm.id).cloned().unwrap_or_else(|| {
        let text = suggested_words(&charm.name, &charm.process, "en");
        let texts = BTreeMap::from([("en".to_owned(), text)]);
        CardSpec::new(charm.id.clone(), suggested_card(&shaped.shape), texts)
    })
}

fn typed(args: &CardArgs, card: CardSpec) -> CardSpec {
    let mut card = card;
    let name = card.texts.values().next().map(|text| text.title.clone()).unwrap_or_default();
    let process = &args.charm.making.process;
    for tag in &args.languages {
        card.texts.entry(tag.clone()).or_insert_with(|| suggested_words(&name, process, tag));
    }
    if !args.languages.is_empty() {
        card.texts.retain(|tag, _| args.languages.contains(tag));
    }
    let set = |to: &mut String, words: &Option<String>| words.iter().for_each(|words| to.clone_from(words));
    for CardText { title, series, story, .. } in card.texts.values_mut() {
        set(title, &args.title);
        set(series, &args.series);
        set(story, &args.story);
    }
    set(&mut card.price, &args.price);
    set(&mut card.maker, &args.maker);
    if args.each {
        card.languages = CardLanguages::Each;
    }
    card.code = args.code.clone().unwrap_or(card.code);
    card.layout = args.layout.map_or(card.layout, Into::into);
    card.pattern = args.pattern.map_or(card.pattern, Into::into);
    card.size = args.card_size.unwrap_or(card.size);
    card.colour = args.card_colour.or(card.colour);
    card
}

/// The card as an edit would keep it.
fn checked(project: &Project, card: CardSpec) -> Result<CardSpec> {
    let edited = Edit::SetCard { card: Box::new(card.clone()) }.apply(project)?;
    Ok(edited.card(&card.charm).cloned().unwrap_or(card))
}
