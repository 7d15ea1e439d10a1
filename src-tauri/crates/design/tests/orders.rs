//! Cards and orders of a project stay whole, whatever an edit asks for.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;

use dangle_design::edit::{Edit, checked_project};
use dangle_design::id::{BlobHash, CharmId, ProcessId, ProjectId};
use dangle_design::process::Process;
use dangle_design::project::{CardCode, CardSize, CardSpec, CardText, Charm, OrderSpec, Project, Selling};
use dangle_design::units::Mm;

fn fox() -> CharmId {
    CharmId::derived(&["fox"])
}

fn card() -> CardSpec {
    let text = CardText { title: "Fox".into(), ..CardText::default() };
    CardSpec::new(fox(), CardSize::USUAL[0], BTreeMap::from([("en".into(), text)]))
}

fn order() -> OrderSpec {
    OrderSpec { need_by: "2027-03-01".parse().ok(), ..OrderSpec::new(fox()) }
}

fn set_card(card: CardSpec) -> Edit {
    Edit::SetCard { card: Box::new(card) }
}

fn set_order(order: OrderSpec) -> Edit {
    Edit::SetOrder { order: Box::new(order) }
}

fn project() -> Project {
    let process = Process::load(&ProcessId::new("acrylic-clear").unwrap()).unwrap();
    let charm = Charm::new(fox(), "Fox".into(), BlobHash::of(b"fox"), &process);
    let empty = Project::empty(ProjectId::derived(&["p"]), "Set");
    Edit::AddCharm { charm: Box::new(charm) }.apply(&empty).unwrap()
}

#[test]
fn a_charm_has_one_card_and_one_order_and_they_go_with_it() {
    let mut project = project();
    for edit in [
        set_card(card()),
        set_card(CardSpec { maker: "Mika".into(), ..card() }),
        set_order(order()),
        set_order(order()),
    ] {
        project = edit.apply(&project).unwrap();
    }
    assert_eq!((project.cards.len(), project.orders.len()), (1, 1));
    assert_eq!(project.card(&fox()).unwrap().maker, "Mika");
    assert_eq!(checked_project(project.clone()).unwrap(), project);
    let without = Edit::RemoveCard { charm: fox() }.apply(&project).unwrap();
    assert!(without.cards.is_empty() && without.orders.len() == 1);
    let gone = Edit::RemoveCharm { charm: fox() }.apply(&project).unwrap();
    assert!(gone.cards.is_empty() && gone.orders.is_empty());
}

#[test]
fn what_no_press_could_print_and_no_vendor_could_read_is_refused() {
    let project = project();
    let long = "x".repeat(3_000);
    let text = |text: CardText| BTreeMap::from([("en".to_owned(), text)]);
    for card in [
        CardSpec { size: CardSize { width: Mm::new(5.0), ..card().size }, ..card() },
        CardSpec { corner: Mm::new(40.0), ..card() },
        CardSpec { texts: text(CardText { story: long.clone(), ..CardText::default() }), ..card() },
        CardSpec { texts: text(CardText { title: "a\u{7}".into(), ..CardText::default() }), ..card() },
        CardSpec { texts: BTreeMap::from([("e n".into(), CardText::default())]), ..card() },
        CardSpec { code: CardCode::Qr { text: long.clone() }, ..card() },
        CardSpec { charm: CharmId::derived(&["owl"]), ..card() },
    ] {
        assert!(set_card(card).apply(&project).is_err());
    }
    for order in [
        OrderSpec { quantities: vec![], ..order() },
        OrderSpec { quantities: vec![50, 0], ..order() },
        OrderSpec { quantities: vec![50; 13], ..order() },
        OrderSpec { selling: Some(Selling { hundredths: 1200, currency: "euros".into() }), ..order() },
        OrderSpec { remarks: long, ..order() },
        OrderSpec { charm: CharmId::derived(&["owl"]), ..order() },
    ] {
        assert!(set_order(order).apply(&project).is_err());
    }
}
