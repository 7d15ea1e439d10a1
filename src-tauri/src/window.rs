//! The window: where it opens, what may happen in it, and files that are dropped on it.

use std::path::Path;
use std::sync::Arc;

use dangle_store::WindowState;
use tauri::webview::NewWindowResponse;
use tauri::{
    AppHandle, DragDropEvent, Emitter, Manager, PhysicalPosition, PhysicalSize, Runtime, Url, WebviewUrl,
    WebviewWindow, WebviewWindowBuilder, Window, WindowEvent,
};

use crate::drops;
use crate::workbench::Workbench;

/// The only window's label.
pub(crate) const MAIN: &str = "main";
/// The folder, among the data, of what the web view keeps.
const WEB_DATA: &str = "web";
/// Smallest size, in CSS pixels: below it the rooms' panels would cover one another.
const LEAST_SIZE: (f64, f64) = (960.0, 640.0);
/// Size of the first start, in CSS pixels: fits a laptop's screen of 1366 × 768 with its task bar.
const FIRST_SIZE: (f64, f64) = (1280.0, 720.0);

/// Opens the window where it was last. What the page remembers of its own (panels, zoom) lies under `data`.
///
/// # Errors
/// When the system gives no window.
pub(crate) fn open<R: Runtime>(app: &AppHandle<R>, data: &Path) -> tauri::Result<WebviewWindow<R>> {
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::App("index.html".into()))
        .title("Dangle")
        .inner_size(FIRST_SIZE.0, FIRST_SIZE.1)
        .min_inner_size(LEAST_SIZE.0, LEAST_SIZE.1)
        .center()
        .data_directory(data.join(WEB_DATA))
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    restore_frame(&window);
    draw_without_gpu_if_there_is_none(&window);
    Ok(window)
}

/// Whether the window may go there: only to the app's own pages. A link to anywhere else is refused.
fn is_ours(url: &Url) -> bool {
    let vite = cfg!(dev) && url.host_str() == Some("localhost") && url.port() == Some(1420);
    let windows = cfg!(windows) && url.host_str() == Some("tauri.localhost");
    url.scheme() == "tauri" || windows || vite
}

/// Lets the title follow the project.
pub(crate) fn retitle<R: Runtime>(app: &AppHandle<R>, project: &str) {
    if let Some(window) = app.get_webview_window(MAIN) {
        // A window without a title is no reason to fail an edit.
        let _ = window.set_title(&format!("{project} — Dangle"));
    }
}

/// Brings the window to the front.
pub(crate) fn show<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

/// What the window does about an event of the system.
pub(crate) fn on_event<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    let app = window.app_handle();
    match event {
        WindowEvent::DragDrop(DragDropEvent::Enter { .. }) => drop(app.emit("drop-hover", true)),
        WindowEvent::DragDrop(DragDropEvent::Leave) => drop(app.emit("drop-hover", false)),
        WindowEvent::DragDrop(DragDropEvent::Drop { paths, position }) => {
            let _ = app.emit("drop-hover", false);
            drops::take(app, paths.clone(), *position);
        }
        WindowEvent::CloseRequested { .. } => keep_frame(window),
        _ => {}
    }
}

fn keep_frame<R: Runtime>(window: &Window<R>) {
    let bench = window.state::<Arc<Workbench>>();
    if let Some(frame) = frame_of(window) {
        // Where the window was is not worth keeping a person from closing it.
        let _ = bench.keep_frame(frame);
    }
}

fn frame_of<R: Runtime>(window: &Window<R>) -> Option<WindowState> {
    let (at, size) = (window.outer_position().ok()?, window.inner_size().ok()?);
    let maximized = window.is_maximized().ok()?;
    Some(WindowState { x: at.x, y: at.y, width: size.width, height: size.height, maximized })
}

fn restore_frame<R: Runtime>(window: &WebviewWindow<R>) {
    let bench = window.state::<Arc<Workbench>>();
    let Some(frame) = bench.frame().filter(|frame| is_on_a_screen(window, frame)) else { return };
    let _ = window.set_size(PhysicalSize::new(frame.width, frame.height));
    let _ = window.set_position(PhysicalPosition::new(frame.x, frame.y));
    if frame.maximized {
        let _ = window.maximize();
    }
}

/// Whether the title bar of that frame can be reached on a screen that is plugged in now.
fn is_on_a_screen<R: Runtime>(window: &WebviewWindow<R>, frame: &WindowState) -> bool {
    let screens = window.available_monitors().unwrap_or_default();
    screens.iter().any(|screen| {
        let (at, size) = (screen.position(), screen.size());
        let right = at.x.saturating_add_unsigned(size.width);
        let bottom = at.y.saturating_add_unsigned(size.height);
        let middle = frame.x.saturating_add_unsigned(frame.width / 2);
        (at.x..right).contains(&middle) && (at.y..bottom).contains(&frame.y)
    })
}

/// Without a GPU, the web view of Linux moves sprites two to four times faster when it does not composite in layers.
#[cfg(target_os = "linux")]
fn draw_without_gpu_if_there_is_none<R: Runtime>(window: &WebviewWindow<R>) {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};
    if has_gpu() {
        return;
    }
    let _ = window.with_webview(|webview| {
        if let Some(settings) = webview.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    });
}

#[cfg(not(target_os = "linux"))]
fn draw_without_gpu_if_there_is_none<R: Runtime>(_window: &WebviewWindow<R>) {}

/// Whether the kernel offers a device to render with.
#[cfg(target_os = "linux")]
fn has_gpu() -> bool {
    let Ok(devices) = std::fs::read_dir("/dev/dri") else { return false };
    devices.flatten().any(|device| device.file_name().to_string_lossy().starts_with("renderD"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_goes_nowhere_but_home() {
        let home = Url::parse("tauri://localhost/index.html").unwrap();
        assert!(is_ours(&home));
        let elsewhere = [
            "http://example.com/",
            "https://tauri.localhost.example.com/",
            "file:///etc/passwd",
            "data:text/html,x",
        ];
        for url in elsewhere {
            assert!(!is_ours(&Url::parse(url).unwrap()), "{url}");
        }
    }
}
