//! What was made, bought, wished for, lent and traded, with the story of each.
