//! Projects, history, blobs and the collection in SQLite; the .dangle exchange file.
