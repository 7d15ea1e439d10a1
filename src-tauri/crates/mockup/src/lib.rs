//! Carriers, hanging, looks, and scenes rendered to pixels by resvg.
