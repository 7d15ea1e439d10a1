//! Animated pictures read back by other programs: as many frames, as long, as often, and what was drawn.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::io::Cursor;

use dangle_design::artwork::Picture;
use dangle_design::{ErrorCode, Job};
use dangle_mockup::animation::{AnimationSpec, Encoder, Format};
use image::AnimationDecoder;

const WIDE: u32 = 96;
const HIGH: u32 = 64;
const FRAMES: u32 = 9;
const FPS: u32 = 24;

fn spec(format: Format) -> AnimationSpec {
    AnimationSpec {
        format,
        width: WIDE,
        height: HIGH,
        frames: FRAMES,
        fps: FPS,
        plays: None,
        transparent: false,
    }
}

/// A red square that goes to the right, on cloth of soft colours.
fn drawn(number: u32, transparent: bool) -> Picture {
    let mut rgba = Vec::new();
    for y in 0..HIGH {
        for x in 0..WIDE {
            let inside = (20..44).contains(&y) && (6 * number + 4..6 * number + 28).contains(&x);
            let ground = [90 + (x % 5) as u8, 110 + (y / 2) as u8, 140, if transparent { 0 } else { 255 }];
            rgba.extend(if inside { [200, 40, 50, 255] } else { ground });
        }
    }
    Picture::new(WIDE, HIGH, rgba)
}

fn encoded(spec: AnimationSpec) -> Vec<u8> {
    let mut encoder = Encoder::new(spec).unwrap();
    for number in 0..spec.frames {
        encoder.push(&drawn(number, spec.transparent), &Job::silent()).unwrap();
    }
    encoder.finish().unwrap()
}

/// The frames as `image` reads them.
fn read(format: Format, bytes: &[u8]) -> Vec<image::Frame> {
    let bytes = Cursor::new(bytes);
    match format {
        Format::WebP => image::codecs::webp::WebPDecoder::new(bytes).unwrap().into_frames(),
        Format::Gif => image::codecs::gif::GifDecoder::new(bytes).unwrap().into_frames(),
        Format::Apng => image::codecs::png::PngDecoder::new(bytes).unwrap().apng().unwrap().into_frames(),
        Format::Mp4 => unreachable!("image reads no video"),
    }
    .collect_frames()
    .unwrap()
}

/// The mean difference of a frame from what was drawn, and the largest at the square's middle, of 255.
fn away(frame: &image::Frame, number: u32) -> (f64, u8) {
    let (read, drawn) = (frame.buffer(), drawn(number, false));
    let differences = read.as_raw().iter().zip(drawn.rgba()).map(|(a, b)| f64::from(a.abs_diff(*b)));
    let mean = differences.sum::<f64>() / f64::from(WIDE * HIGH * 4);
    let middle = read.get_pixel(6 * number + 16, 32).0;
    (mean, (0..3).map(|k| middle[k].abs_diff([200, 40, 50][k])).max().unwrap())
}

#[test]
fn other_readers_see_every_frame_as_it_was_drawn_and_as_long() {
    for (format, mean, middle) in [(Format::WebP, 4.0, 12), (Format::Gif, 6.0, 16), (Format::Apng, 0.0, 0)] {
        let frames = read(format, &encoded(spec(format)));
        assert_eq!(frames.len() as u32, FRAMES, "{format:?}");
        let mut shown = 0.0;
        for (number, frame) in frames.iter().enumerate() {
            assert_eq!(frame.buffer().dimensions(), (WIDE, HIGH), "{format:?}");
            let (far, worst) = away(frame, number as u32);
            assert!(far <= mean && worst <= middle, "{format:?}, frame {number}: {far}, {worst}");
            let (above, below) = frame.delay().numer_denom_ms();
            shown += f64::from(above) / f64::from(below);
        }
        let whole = 1000.0 * f64::from(FRAMES) / f64::from(FPS);
        assert!((shown - whole).abs() <= 10.0, "{format:?} lasts {shown} ms of {whole}");
    }
}

#[test]
fn what_moves_over_clear_ground_leaves_no_trail() {
    for format in [Format::WebP, Format::Gif, Format::Apng] {
        let bytes = encoded(AnimationSpec { transparent: true, ..spec(format) });
        let frames: Vec<Vec<u8>> = match format {
            // The image crate lays a WebP on its ground.
            Format::WebP => {
                let frames = webp_animation::Decoder::new(&bytes).unwrap().into_iter();
                frames.map(|frame| frame.data().to_vec()).collect()
            }
            Format::Gif | Format::Apng | Format::Mp4 => {
                read(format, &bytes).into_iter().map(|frame| frame.into_buffer().into_raw()).collect()
            }
        };
        assert_eq!(frames.len() as u32, FRAMES);
        for (number, frame) in frames.iter().enumerate() {
            let left = 6 * number as u32 + 4;
            let alpha = |x: u32| frame[4 * (32 * WIDE + x) as usize + 3];
            assert_eq!(
                (alpha(left + 12), alpha(left - 3), alpha(left + 30)),
                (255, 0, 0),
                "{format:?} {number}"
            );
        }
    }
}

#[test]
fn a_gif_plays_as_often_as_asked() {
    let repeat = |plays: Option<u16>| {
        let bytes = encoded(AnimationSpec { plays, ..spec(Format::Gif) });
        gif::DecodeOptions::new().read_info(Cursor::new(bytes)).unwrap().repeat()
    };
    assert_eq!(repeat(None), gif::Repeat::Infinite);
    assert_eq!(repeat(Some(3)), gif::Repeat::Finite(2), "shown again twice");
}

#[test]
fn an_apng_and_a_webp_play_as_often_as_asked() {
    for (plays, said) in [(None, 0), (Some(3), 3)] {
        let bytes = encoded(AnimationSpec { plays, ..spec(Format::Apng) });
        let reader = png::Decoder::new(Cursor::new(bytes)).read_info().unwrap();
        let control = reader.info().animation_control.unwrap();
        assert_eq!((control.num_frames, control.num_plays), (FRAMES, said));
        let bytes = encoded(AnimationSpec { plays, ..spec(Format::WebP) });
        let at = bytes.windows(4).position(|name| name == b"ANIM").unwrap();
        assert_eq!(u16::from_le_bytes([bytes[at + 12], bytes[at + 13]]), said as u16);
    }
}

/// The content of a box of an MP4, by the names of the boxes round it.
fn inner<'a>(bytes: &'a [u8], path: &[&[u8; 4]]) -> Option<&'a [u8]> {
    let [name, rest @ ..] = path else { return Some(bytes) };
    let mut at = 0;
    while at + 8 <= bytes.len() {
        let length = u32::from_be_bytes(bytes[at..at + 4].try_into().ok()?) as usize;
        if bytes[at + 4..at + 8] == name[..] {
            return inner(bytes.get(at + 8..at + length)?, rest);
        }
        at += length.max(8);
    }
    None
}

#[test]
fn a_video_says_its_frames_size_and_time() {
    let bytes = encoded(spec(Format::Mp4));
    assert!(inner(&bytes, &[b"ftyp"]).is_some());
    let moov = bytes.windows(4).position(|name| name == b"moov").unwrap();
    let mdat = bytes.windows(4).position(|name| name == b"mdat").unwrap();
    assert!(moov < mdat, "it plays while it loads");
    let table = |name: &[u8; 4]| {
        inner(&bytes, &[b"moov", b"trak", b"mdia", b"minf", b"stbl", name]).unwrap().to_vec()
    };
    let number = |bytes: &[u8], at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    let sizes = table(b"stsz");
    assert_eq!(number(&sizes, 8), FRAMES, "frames");
    let sum: u32 = (0..FRAMES as usize).map(|frame| number(&sizes, 12 + 4 * frame)).sum();
    assert_eq!(sum as usize, inner(&bytes, &[b"mdat"]).unwrap().len(), "all of them are there");
    let sample = table(b"stsd");
    assert_eq!(sample[12..16], *b"av01");
    assert_eq!(number(&sample, 8 + 8 + 24), WIDE << 16 | HIGH);
    let media = inner(&bytes, &[b"moov", b"trak", b"mdia", b"mdhd"]).unwrap();
    let seconds = f64::from(number(media, 16)) / f64::from(number(media, 12));
    assert!((seconds - f64::from(FRAMES) / f64::from(FPS)).abs() < 0.05, "{seconds} s");
}

#[test]
fn a_video_decodes_to_what_was_drawn() {
    use re_rav1d::dav1d::{Decoder, Error, PlanarImageComponent, Settings};
    let bytes = encoded(spec(Format::Mp4));
    let sizes = inner(&bytes, &[b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsz"]).unwrap();
    let mut frames = inner(&bytes, &[b"mdat"]).unwrap();
    let mut settings = Settings::new();
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    let mut decoder = Decoder::with_settings(&settings).unwrap();
    for number in 0..FRAMES {
        let at = 12 + 4 * number as usize;
        let size = u32::from_be_bytes(sizes[at..at + 4].try_into().unwrap()) as usize;
        let (frame, rest) = frames.split_at(size);
        frames = rest;
        assert!(matches!(decoder.send_data(frame.to_vec(), None, None, None), Ok(()) | Err(Error::Again)));
        let picture = decoder.get_picture().unwrap();
        assert_eq!((picture.width(), picture.height()), (WIDE, HIGH));
        let (plane, stride) =
            (picture.plane(PlanarImageComponent::Y), picture.stride(PlanarImageComponent::Y) as usize);
        let light = |x: u32, y: u32| i32::from(plane[y as usize * stride + x as usize]);
        // BT.709 in video's range: red (200, 40, 50) is 82, the ground (92, 114, 140) is 111.
        let (square, ground) = (light(6 * number + 16, 32), light(2, 8));
        assert!((square - 82).abs() < 8 && (ground - 111).abs() < 8, "frame {number}: {square}, {ground}");
    }
}

#[test]
fn the_same_frames_give_the_same_bytes_on_one_thread_and_many() {
    for format in [Format::WebP, Format::Gif, Format::Apng, Format::Mp4] {
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| encoded(spec(format)))
        };
        let one = on(1);
        assert!(one == on(3) && one == on(1), "{format:?}");
    }
}

#[test]
fn a_still_ground_costs_nothing_and_odd_sizes_are_written_too() {
    for format in [Format::WebP, Format::Gif, Format::Apng, Format::Mp4] {
        let write = |frames: u32| {
            let mut encoder =
                Encoder::new(AnimationSpec { frames, width: 97, height: 63, ..spec(format) }).unwrap();
            let noise =
                (0..97 * 63).flat_map(|at: u32| [(at * 37 % 251) as u8, (at * 91 % 241) as u8, 90, 255]);
            let picture = Picture::new(97, 63, noise.collect());
            for _ in 0..frames {
                encoder.push(&picture, &Job::silent()).unwrap();
            }
            encoder.finish().unwrap().len()
        };
        let (one, ten) = (write(1), write(10));
        assert!(ten < one + 3000, "{format:?}: {one} bytes, ten frames {ten}");
    }
}

#[test]
fn what_cannot_be_written_is_refused_with_a_way_out() {
    let refused = |spec: AnimationSpec| {
        let error = Encoder::new(spec).err().unwrap();
        assert_eq!(error.code(), ErrorCode::Input);
        assert!(error.hint().is_some(), "{error}");
    };
    let webp = spec(Format::WebP);
    refused(AnimationSpec { frames: 0, ..webp });
    refused(AnimationSpec { frames: 601, ..webp });
    refused(AnimationSpec { fps: 0, ..webp });
    refused(AnimationSpec { fps: 61, ..webp });
    refused(AnimationSpec { width: 8, ..webp });
    refused(AnimationSpec { height: 5000, ..webp });
    refused(AnimationSpec { plays: Some(0), ..webp });
    refused(AnimationSpec { fps: 60, ..spec(Format::Gif) });
    refused(AnimationSpec { transparent: true, ..spec(Format::Mp4) });
    assert!(Format::of_ending("avi").unwrap_err().hint().unwrap().contains(".webp"));
    assert_eq!(Format::of_ending("PNG").unwrap(), Format::Apng);

    let mut encoder = Encoder::new(AnimationSpec { frames: 1, ..webp }).unwrap();
    let other = Picture::new(20, 20, vec![0; 1600]);
    assert_eq!(encoder.push(&other, &Job::silent()).unwrap_err().code(), ErrorCode::Input);
    encoder.push(&drawn(0, false), &Job::silent()).unwrap();
    assert_eq!(encoder.push(&drawn(1, false), &Job::silent()).unwrap_err().code(), ErrorCode::Input);
    let short = Encoder::new(webp).unwrap();
    assert_eq!(short.finish().unwrap_err().code(), ErrorCode::Input);
}

#[test]
fn a_stopped_job_stops_the_animation_and_hears_of_each_frame() {
    let heard = std::sync::atomic::AtomicU64::new(0);
    let on_step = |done: u64, total: u64| {
        assert_eq!(total, u64::from(FRAMES));
        heard.store(done, std::sync::atomic::Ordering::Relaxed);
        done < 3
    };
    let job = Job::new(&on_step);
    let mut encoder = Encoder::new(spec(Format::Gif)).unwrap();
    let stopped = (0..FRAMES).find_map(|number| encoder.push(&drawn(number, false), &job).err()).unwrap();
    assert_eq!(stopped.code(), ErrorCode::Cancelled);
    assert_eq!(heard.into_inner(), 3);
}
