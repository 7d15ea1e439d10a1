//! One frame out of the decoder.

use re_rav1d::dav1d::{Decoder, Error as DecoderError, Picture, Settings};

use super::super::limits;
use super::{broken, rare};
use crate::{Error, Result};

/// How often the decoder is asked for the picture: a still picture comes at once.
const MOST_TRIES: u32 = 16;

/// Decodes the first frame of the data, on this thread alone.
pub(super) fn decode(data: Vec<u8>) -> Result<Picture> {
    // The decoder ends the whole program over no data at all, where it was built to be debugged.
    if data.is_empty() {
        return Err(broken());
    }
    let mut settings = Settings::new();
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    settings.set_all_layers(false);
    settings.set_frame_size_limit(limits::MAX_PIXELS as u32);
    let mut decoder = Decoder::with_settings(&settings).map_err(unreadable)?;
    match decoder.send_data(data, None, None, None) {
        Ok(()) | Err(DecoderError::Again) => {}
        Err(error) => return Err(unreadable(error)),
    }
    for _ in 0..MOST_TRIES {
        match decoder.get_picture() {
            Ok(picture) => return checked(picture),
            Err(DecoderError::Again) => match decoder.send_pending_data() {
                Ok(()) | Err(DecoderError::Again) => {}
                Err(error) => return Err(unreadable(error)),
            },
            Err(error) => return Err(unreadable(error)),
        }
    }
    Err(broken())
}

fn checked(picture: Picture) -> Result<Picture> {
    limits::check_pixels(picture.width(), picture.height())?;
    Ok(picture)
}

fn unreadable(error: DecoderError) -> Error {
    match error {
        DecoderError::UnsupportedBitstream => rare("a profile of AV1 that is not for pictures"),
        _ => broken(),
    }
}
