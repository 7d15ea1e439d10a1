//! The protocol `dangle`: pictures by key, and nothing else.

use std::sync::Arc;

use tauri::http::{Request, Response, StatusCode, header};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};

use crate::workbench::Workbench;

/// The protocol's name: `dangle://localhost/picture/<key>`, on Windows `http://dangle.localhost/...`.
pub const SCHEME: &str = "dangle";
/// A key is the hash of its picture: what it names never changes.
pub const FOREVER: &str = "public, max-age=31536000, immutable";

/// Answers one request, off the main thread.
#[expect(clippy::needless_pass_by_value, reason = "Tauri hands the context over")]
pub fn answer<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let bench = Arc::clone(&context.app_handle().state::<Arc<Workbench>>());
    tauri::async_runtime::spawn_blocking(move || responder.respond(picture(&bench, request.uri().path())));
}

/// The picture at that path, or a refusal.
pub fn picture(bench: &Workbench, path: &str) -> Response<Vec<u8>> {
    let Some(key) = key(path) else { return refusal(StatusCode::NOT_FOUND) };
    match bench.picture(key) {
        None => refusal(StatusCode::NOT_FOUND),
        Some(Err(error)) => {
            eprintln!("dangle: the picture {key}: {error}");
            refusal(StatusCode::INTERNAL_SERVER_ERROR)
        }
        Some(Ok(picture)) => {
            let mut response = Response::new(picture.bytes.clone());
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(picture.mime));
            headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static(FOREVER));
            headers.insert(header::X_CONTENT_TYPE_OPTIONS, header::HeaderValue::from_static("nosniff"));
            response
        }
    }
}

/// The key in a path, if the path is that of a picture: 64 hexadecimal digits in lower case.
fn key(path: &str) -> Option<&str> {
    let key = path.strip_prefix("/picture/")?;
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    (key.len() == 64 && key.bytes().all(is_digit)).then_some(key)
}

fn refusal(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_hash_is_a_key() {
        let hash = "0123456789abcdef".repeat(4);
        assert_eq!(key(&format!("/picture/{hash}")), Some(hash.as_str()));
        let upper = hash.to_uppercase();
        for path in [
            "/picture/",
            "/",
            "/picture/../../etc/passwd",
            &hash,
            &format!("/picture/{upper}"),
            &format!("/picture/{hash}/"),
        ] {
            assert_eq!(key(path), None, "{path}");
        }
    }
}
