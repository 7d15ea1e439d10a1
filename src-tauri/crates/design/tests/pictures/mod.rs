//! The pictures of the batch, and what is measured of each.

pub(crate) mod drawn;
pub(crate) mod found;
pub(crate) mod measure;
pub(crate) mod written;
