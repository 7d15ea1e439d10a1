//! The app's real handlers, access list and store behind HTTP, for journeys in a browser. Test builds only.
//!
//! `GET /` serves the built UI with the app's own content security policy, `POST /ipc/<command>` calls a
//! command (arguments as JSON, or a file as the raw body), `GET /picture/<key>` is the picture protocol,
//! and `GET /events` streams what the core tells without being asked.
//! Usage: `dangle-test-server [folder of the built UI] [--sample]`.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::Duration;

use dangle_app::{Workbench, protocol};
use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody, InvokeResponseBody};
use tauri::test::MockRuntime;
use tauri::webview::InvokeRequest;
use tauri::{Listener, Manager, WebviewWindow, WebviewWindowBuilder};
use tiny_http::{Header, Method, Request, Response, Server};

/// Where the server listens unless told otherwise: Vite's development server looks here.
const ADDRESS: &str = "127.0.0.1:1430";
/// Requests answered at once. Chromium opens six connections to one server.
const WORKERS: usize = 8;
/// Largest body read: the app's own limit and one more, so that the app refuses what is larger.
const LARGEST_BODY: u64 = (64 << 20) + 1;
/// What the app tells without being asked.
const EVENTS: [&str; 4] = ["project", "drop-hover", "error", "progress"];
/// The option that opens the sample project, as the app's own does.
const SAMPLE: &str = "--sample";
/// How often a connection that was left lying is picked up, see [`pick_up`].
const PICK_UP: Duration = Duration::from_millis(50);
/// A quiet stream says this often that it is still there, and learns whether anyone listens.
const HEARTBEAT: Duration = Duration::from_secs(5);

type Failure = Box<dyn std::error::Error + Send + Sync>;
type Listeners = Arc<Mutex<Vec<mpsc::Sender<String>>>>;

struct Core {
    window: WebviewWindow<MockRuntime>,
    ui: PathBuf,
    policy: String,
    listeners: Listeners,
}

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let ui = arguments.iter().find(|argument| !argument.starts_with('-'));
    let ui = ui.map_or_else(|| PathBuf::from("ui/dist"), PathBuf::from);
    let address = std::env::var("DANGLE_ADDRESS").unwrap_or_else(|_| ADDRESS.into());
    let app = tauri::test::mock_builder()
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(dangle_app::handlers!())
        .build(tauri::generate_context!())?;
    dangle_app::open_workbench(app.handle()).map_err(|error| error.to_string())?;
    if arguments.iter().any(|argument| argument == SAMPLE) {
        app.state::<Arc<Workbench>>().open_sample_project()?;
    }
    let window = WebviewWindowBuilder::new(&app, "main", tauri::WebviewUrl::default()).build()?;
    let policy = app.config().app.security.csp.as_ref().map(ToString::to_string).unwrap_or_default();
    let core = Arc::new(Core { window, ui, policy, listeners: Listeners::default() });
    hear_events(&core);
    let server = Arc::new(Server::http(&address)?);
    println!("listening http://{}", server.server_addr());
    if let Some(address) = server.server_addr().to_ip() {
        std::thread::spawn(move || pick_up(address));
    }
    serve(&server, &core);
    Ok(())
}

/// `tiny_http` counts a thread that was just woken as still free: of several connections that come at once,
/// one may be left lying until another ends. An empty connection ends at once, and its thread looks again.
fn pick_up(address: SocketAddr) {
    loop {
        drop(TcpStream::connect(address));
        std::thread::sleep(PICK_UP);
    }
}

fn hear_events(core: &Core) {
    for name in EVENTS {
        let listeners = core.listeners.clone();
        core.window.app_handle().listen_any(name, move |event| {
            let message = format!("event: {name}\ndata: {}\n\n", event.payload());
            lock(&listeners).retain(|listener| listener.send(message.clone()).is_ok());
        });
    }
}

fn serve(server: &Arc<Server>, core: &Arc<Core>) {
    let work = || {
        let (server, core) = (server.clone(), core.clone());
        std::thread::spawn(move || server.incoming_requests().for_each(|request| core.answer(request)))
    };
    let workers: Vec<_> = (0..WORKERS).map(|_| work()).collect();
    for worker in workers {
        let _ = worker.join();
    }
}

impl Core {
    fn answer(&self, request: Request) {
        let path = request.url().split('?').next().unwrap_or_default().to_owned();
        // A browser that went away is no fault of the server.
        let _ = match (request.method(), path.as_str()) {
            (Method::Post, path) if path.starts_with("/ipc/") => self.call(request, &path["/ipc/".len()..]),
            (Method::Get, "/events") => {
                self.stream_events(request);
                Ok(())
            }
            (Method::Get, path) if path.starts_with("/picture/") => self.picture(request, path),
            (Method::Get, path) => self.page(request, path),
            _ => request.respond(Response::empty(405)),
        };
    }

    fn call(&self, mut request: Request, command: &str) -> std::io::Result<()> {
        let mut bytes = Vec::new();
        request.as_reader().take(LARGEST_BODY).read_to_end(&mut bytes)?;
        let headers = names_of(&request);
        let body = match header(&request, "content-type") {
            Some("application/octet-stream") => InvokeBody::Raw(bytes),
            _ => InvokeBody::Json(arguments(&bytes)),
        };
        let (status, answer) = match self.invoke(command, body, headers) {
            Ok(InvokeResponseBody::Json(json)) => (200, json.into_bytes()),
            Ok(InvokeResponseBody::Raw(bytes)) => (200, bytes),
            Err(error) => (500, error.to_string().into_bytes()),
        };
        request.respond(
            Response::from_data(answer)
                .with_status_code(status)
                .with_header(named("Content-Type", "application/json")),
        )
    }

    fn invoke(
        &self,
        command: &str,
        body: InvokeBody,
        headers: tauri::http::HeaderMap,
    ) -> Result<InvokeResponseBody, Value> {
        let url = "tauri://localhost".parse().map_err(|_| Value::Null)?;
        tauri::test::get_ipc_response(
            &self.window,
            InvokeRequest {
                cmd: command.into(),
                callback: CallbackFn(0),
                error: CallbackFn(1),
                url,
                body,
                headers,
                invoke_key: tauri::test::INVOKE_KEY.into(),
            },
        )
    }

    fn picture(&self, request: Request, path: &str) -> std::io::Result<()> {
        let bench = Arc::clone(&self.window.state::<Arc<Workbench>>());
        let (parts, body) = protocol::picture(&bench, path).into_parts();
        let mut response = Response::from_data(body).with_status_code(parts.status.as_u16());
        for (name, value) in &parts.headers {
            response.add_header(named(name.as_str(), value.to_str().unwrap_or_default()));
        }
        request.respond(response)
    }

    fn page(&self, request: Request, path: &str) -> std::io::Result<()> {
        let path = if path == "/" { "/index.html" } else { path };
        let file = self.ui.join(path.trim_start_matches('/'));
        match std::fs::read(&file) {
            Ok(bytes) if !path.contains("..") => request.respond(
                Response::from_data(bytes)
                    .with_header(named("Content-Type", mime(&file)))
                    .with_header(named("Content-Security-Policy", &self.policy)),
            ),
            Ok(_) | Err(_) => request.respond(Response::from_string("not found").with_status_code(404)),
        }
    }

    /// Events are written by hand: the server's own responses are buffered until they end.
    fn stream_events(&self, request: Request) {
        let (listener, messages) = mpsc::channel();
        lock(&self.listeners).push(listener);
        let mut writer = request.into_writer();
        std::thread::spawn(move || {
            let head =
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\r\n";
            let mut next = format!("{head}: hello\n\n");
            while writer.write_all(next.as_bytes()).and_then(|()| writer.flush()).is_ok() {
                next = match messages.recv_timeout(HEARTBEAT) {
                    Ok(message) => message,
                    Err(mpsc::RecvTimeoutError::Timeout) => ": still here\n\n".into(),
                    Err(mpsc::RecvTimeoutError::Disconnected) => return,
                };
            }
        });
    }
}

/// A command's arguments. A browser has no channels: the event `progress` tells instead.
fn arguments(bytes: &[u8]) -> Value {
    let mut arguments = serde_json::from_slice(bytes).unwrap_or_else(|_| json!({}));
    if let Some(arguments) = arguments.as_object_mut() {
        arguments.entry("onProgress").or_insert_with(|| json!("__CHANNEL__:0"));
    }
    arguments
}

fn names_of(request: &Request) -> tauri::http::HeaderMap {
    let mut headers = tauri::http::HeaderMap::new();
    for known in ["dangle-name", "dangle-about"] {
        if let Some(value) = header(request, known).and_then(|value| value.parse().ok()) {
            headers.insert(known, value);
        }
    }
    headers
}

fn header<'a>(request: &'a Request, name: &'static str) -> Option<&'a str> {
    request.headers().iter().find(|header| header.field.equiv(name)).map(|header| header.value.as_str())
}

fn named(name: &str, value: &str) -> Header {
    #[expect(clippy::expect_used, reason = "our own header names and values are ASCII")]
    Header::from_bytes(name, value).expect("an ASCII header")
}

fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webp") => "image/webp",
        Some("woff2") => "font/woff2",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
