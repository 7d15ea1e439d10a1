//! Carriers, hanging, looks, and scenes rendered to pixels by resvg.
//!
//! A picture is a pure function of a scene, the shapes of its charms, and the files under `assets`:
//! no clock, no network, the same bytes on one thread or many.
//!
//! - [`carrier`] and [`hardware`]: what a charm hangs on and from; data under `assets`, no code each.
//! - [`hang`]: clasp, links and charm as gravity has them, in millimetres.
//! - [`look`]: the charm in its material, and the shadow it throws.
//! - [`scene`]: the whole picture, and the sprites that follow a hand.
//! - [`sheet`]: several pictures on one.

pub mod animation;
pub mod carrier;
mod field;
pub mod files;
pub mod hang;
pub mod hardware;
pub mod look;
mod metal;
pub mod motion;
mod picture;
mod pixels;
mod resample;
pub mod scene;
pub mod sheet;

pub use picture::{Detail, Still, thumbnail, write_png};
