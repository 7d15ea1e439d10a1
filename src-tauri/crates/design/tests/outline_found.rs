//! Masks and wishes that once broke a promise of the outline, each by its own name.

#![expect(clippy::unwrap_used, reason = "a test may panic")]
#![expect(clippy::unreadable_literal, reason = "as they were found")]

mod any;
mod sound;

use any::{Hole, Mask, Touch, Wished, promise};
use dangle_design::project::OutlineStyle;
use sound::shape_of;

fn assert_kept(mask: &Mask, wished: &Wished) {
    let (charm, subject) = (wished.charm(), mask.subject());
    let shape = shape_of(&charm, &subject).unwrap();
    promise::assert_kept(&charm, &subject, &shape);
}

#[test]
fn a_pull_that_reaches_beyond_the_room_round_a_shield_keeps_the_tab() {
    let mask = Mask::Combs { teeth: 9, thick: 2 };
    let wished = Wished {
        style: OutlineStyle::Shield,
        border: 0.0,
        bleed: 0.5589507342829463,
        smoothing: 1.8722947034898594,
        join: 5.628024026979646,
        least_neck: 0.0,
        kept: true,
        rim: true,
        holes: vec![Hole { at: None, angle: 7.599121485934239, slot: false, inside: false }],
        touches: vec![Touch::Pull {
            at: (0.4883412080243861, 0.6323314294435758),
            by: 5.61300142748716,
            reach: 11.484068670637345,
        }],
        length: 30.278625134493918,
    };
    assert_kept(&mask, &wished);
}

#[test]
fn a_bridge_that_ends_at_the_edge_keeps_the_holes_in_the_material() {
    let mask = Mask::Blobs(vec![
        (8.942815460898597, 38.74046626713177, 15.961406512081732),
        (30.46631203148083, 32.54270137216966, 8.470418234218446),
        (39.75086402005997, 13.030697054848245, 4.387404283604867),
        (5.4213972392527365, 36.9019664086296, 2.5958896608458404),
        (51.96392620323943, 26.805976343485685, 3.3309388878351904),
    ]);
    let wished = Wished {
        style: OutlineStyle::Border,
        border: 0.0,
        bleed: 0.24625000958387477,
        smoothing: 0.4639551807182741,
        join: 1.1481278528773726,
        least_neck: 0.0,
        kept: true,
        rim: false,
        holes: vec![
            Hole {
                at: Some((-0.12914382467707552, 0.22689392015609866)),
                angle: 25.07649542306594,
                slot: true,
                inside: false,
            },
            Hole {
                at: Some((1.2706200498106988, 0.5876175867736929)),
                angle: -3.36733779020689,
                slot: false,
                inside: false,
            },
        ],
        touches: vec![Touch::Bridge {
            from: (1.1831006817643526, 0.5287113296311069),
            to: (0.15808574131684427, 0.2975597924263603),
            width: 7.322904210062226,
        }],
        length: 37.665928502442426,
    };
    assert_kept(&mask, &wished);
}

#[test]
fn a_bridge_from_within_stands_out_by_its_round_end() {
    let mask = Mask::Grey { seed: 14869803461560697118 };
    let wished = Wished {
        style: OutlineStyle::Border,
        border: 0.0,
        bleed: 0.9956174130402121,
        smoothing: 1.9462322825367422,
        join: 4.110744473656906,
        least_neck: 0.0,
        kept: true,
        rim: true,
        holes: vec![Hole { at: None, angle: -2.0197562467774643, slot: false, inside: false }],
        touches: vec![
            Touch::Lock { at: (0.2014560949834851, 0.8913730311168948), reach: 3.5896967937475353 },
            Touch::Bridge {
                from: (0.3858282026460765, -0.04933185087581265),
                to: (-0.1844134149356197, 0.20429594641232776),
                width: 6.62231432050605,
            },
        ],
        length: 37.288811902505394,
    };
    assert_kept(&mask, &wished);
}

#[test]
fn a_heart_with_a_bridge_meets_its_size_and_its_border() {
    let mask = Mask::Walk { seed: 7905596790242377684, steps: 13 };
    let wished = Wished {
        style: OutlineStyle::Heart,
        border: 3.4121333809129846,
        bleed: 1.5501202232582745,
        smoothing: 0.0,
        join: 0.6027176986140793,
        least_neck: 0.0,
        kept: true,
        rim: true,
        holes: vec![Hole {
            at: Some((0.12263591882245882, 0.04099033502726791)),
            angle: -14.58107403883685,
            slot: false,
            inside: false,
        }],
        touches: vec![Touch::Bridge {
            from: (1.175145959416501, 0.6852886092387536),
            to: (0.3559917208791067, 0.19260577598925865),
            width: 6.129303784382738,
        }],
        length: 43.702642419003546,
    };
    assert_kept(&mask, &wished);
}

#[test]
fn a_circle_with_a_pull_meets_its_size_and_its_border() {
    let mask = Mask::Blobs(vec![
        (45.93135407204798, 42.94356779625214, 15.190497014485034),
        (8.66249496009948, 43.26913575996008, 9.22574735171987),
        (13.96729952133906, 43.05000229599981, 11.69641607252949),
        (17.733767386443, 14.966141724197556, 9.489407239405518),
        (31.820670239929775, 27.580854120362552, 13.365286543585167),
        (22.23235311365683, 30.09932649996374, 10.781746165803204),
    ]);
    let wished = Wished {
        style: OutlineStyle::Circle,
        border: 3.9257736516869914,
        bleed: 0.5513993066734078,
        smoothing: 0.0,
        join: 4.369676120215666,
        least_neck: 0.0,
        kept: true,
        rim: false,
        holes: vec![
            Hole { at: None, angle: -20.49676325348551, slot: false, inside: true },
            Hole { at: None, angle: -14.977322292644068, slot: true, inside: false },
        ],
        touches: vec![Touch::Pull {
            at: (-0.2758294840663644, 1.1587191348463002),
            by: 6.041881765299703,
            reach: 12.267070460583113,
        }],
        length: 33.21196773640978,
    };
    assert_kept(&mask, &wished);
}

#[test]
fn a_bump_finer_than_the_grid_is_round() {
    let mask = Mask::Combs { teeth: 9, thick: 1 };
    let wished = Wished {
        style: OutlineStyle::Border,
        border: 0.057152000536698694,
        bleed: 0.7327800957785766,
        smoothing: 1.2700121689385842,
        join: 1.1827524887357408,
        least_neck: 3.834719681383401,
        kept: false,
        rim: true,
        holes: vec![
            Hole {
                at: Some((0.6019204240145438, 0.7269076738236395)),
                angle: -38.20837581726806,
                slot: false,
                inside: true,
            },
            Hole {
                at: Some((0.5514486454527779, 0.159859358684762)),
                angle: -19.345929522450366,
                slot: true,
                inside: true,
            },
        ],
        touches: vec![
            Touch::NoBridge { at: (-0.22109640564302577, 1.1588189924846386) },
            Touch::Smooth {
                at: (0.6478108348530366, 0.4879061739329697),
                reach: 0.8862756104302292,
                radius: 0.1862842838837314,
            },
        ],
        length: 31.591543133073394,
    };
    assert_kept(&mask, &wished);
}

#[test]
fn the_sides_of_a_deep_notch_are_bent() {
    let mask = Mask::Grey { seed: 8001486705962287733 };
    let wished = Wished {
        style: OutlineStyle::Border,
        border: 0.8006369369222373,
        bleed: 0.6394675331238,
        smoothing: 0.0,
        join: 3.536144876160563,
        least_neck: 2.924623704179802,
        kept: true,
        rim: false,
        holes: vec![
            Hole { at: None, angle: -11.07218306396364, slot: false, inside: true },
            Hole { at: None, angle: 18.295985344408084, slot: true, inside: false },
        ],
        touches: vec![
            Touch::NoBridge { at: (-0.21450983672151028, 1.0733347426998763) },
            Touch::Pull {
                at: (-0.16193476845890056, 0.5215284001217462),
                by: 5.914396432241414,
                reach: 10.479764016126143,
            },
        ],
        length: 30.58267305006403,
    };
    assert_kept(&mask, &wished);
}

#[test]
fn the_tips_of_a_tight_cut_with_little_bleed_are_sharp() {
    let mask = Mask::Noise { width: 41, height: 40, part: 9, seed: 14437468332942875241 };
    let wished = Wished {
        style: OutlineStyle::Tight,
        border: 0.0,
        bleed: 0.1290727297454569,
        smoothing: 0.0,
        join: 0.2415902682968217,
        least_neck: 0.0,
        kept: true,
        rim: true,
        holes: vec![
            Hole { at: None, angle: 26.828964503600496, slot: true, inside: false },
            Hole {
                at: Some((-0.09326908186264883, 0.4540518255830406)),
                angle: -30.49820942254095,
                slot: false,
                inside: false,
            },
        ],
        touches: vec![],
        length: 43.593216610486046,
    };
    assert_kept(&mask, &wished);
}

#[test]
fn a_tip_between_three_walls_is_cut_along_all_of_them() {
    let mask = Mask::Grey { seed: 10698853455289120436 };
    let wished = Wished {
        style: OutlineStyle::Tight,
        border: 0.0,
        bleed: 1.6513133434436655,
        smoothing: 3.576525558090862,
        join: 3.925468592850024,
        least_neck: 0.0,
        kept: true,
        rim: false,
        holes: vec![
            Hole {
                at: Some((0.11813828254250329, 0.9191154069193478)),
                angle: 35.82474123592336,
                slot: false,
                inside: false,
            },
            Hole {
                at: Some((0.10641131780963749, 0.858578410896556)),
                angle: 31.724790750455423,
                slot: true,
                inside: true,
            },
        ],
        touches: vec![],
        length: 28.639409449003985,
    };
    assert_kept(&mask, &wished);
}

#[test]
fn a_hole_with_two_places_to_go_stays_in_one() {
    let mask = Mask::Weave { across: 5, down: 10 };
    let wished = Wished {
        style: OutlineStyle::Tight,
        border: 3.0024742342269963,
        bleed: 0.3874645629093694,
        smoothing: 0.0,
        join: 2.7758471462358183,
        least_neck: 1.4768699721261163,
        kept: false,
        rim: false,
        holes: vec![
            Hole {
                at: Some((0.8633396943846177, 0.7535172640046177)),
                angle: 19.493705638241792,
                slot: false,
                inside: false,
            },
            Hole {
                at: Some((1.1101956441465963, -0.12974952062606104)),
                angle: 31.69648860061667,
                slot: false,
                inside: true,
            },
        ],
        touches: vec![],
        length: 32.67561890566793,
    };
    assert_kept(&mask, &wished);
}
