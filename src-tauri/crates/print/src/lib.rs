//! Plates, colour, recipes, writers, and the read-back proof.
