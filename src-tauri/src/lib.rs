//! The Dangle desktop app: the Tauri shell. Adapters only, no rules.

mod cache;
pub mod commands;
mod dialogs;
pub mod drops;
mod export_folder;
mod jobs;
pub mod motion;
mod opening;
pub mod order;
pub mod pictures;
pub mod protocol;
mod samples;
mod settings;
pub mod view;
mod window;
mod workbench;

use std::path::PathBuf;
use std::sync::Arc;

use tauri::{App, AppHandle, Emitter, Manager, Runtime};

pub use workbench::{Folders, Notice, Workbench};

/// Where the database lies, if not where the system keeps the data of programs.
pub const DATA_DIR: &str = "DANGLE_DATA_DIR";
/// Where exports go, if not to `Dangle` among the documents.
pub const EXPORT_DIR: &str = "DANGLE_EXPORT_DIR";

/// The option that opens the sample project.
const SAMPLE: &str = "--sample";

/// The handlers of all commands.
#[macro_export]
macro_rules! handlers {
    () => {
        tauri::generate_handler![
            $crate::commands::project::start,
            $crate::commands::project::new_project,
            $crate::commands::project::open_project,
            $crate::commands::project::recent_projects,
            $crate::commands::project::delete_project,
            $crate::commands::project::apply_edit,
            $crate::commands::project::undo,
            $crate::commands::project::redo,
            $crate::commands::project::project,
            $crate::commands::project::import_artwork,
            $crate::commands::project::import_sample,
            $crate::commands::project::choose_artwork,
            $crate::commands::project::import_project,
            $crate::commands::project::choose_project,
            $crate::commands::project::export_project,
            $crate::commands::project::reveal_export,
            $crate::commands::project::cancel,
            $crate::commands::project::save_settings,
            $crate::commands::design::charm_view,
            $crate::commands::design::preview_edit,
            $crate::commands::design::fix_all,
            $crate::commands::design::hang_together,
            $crate::commands::design::artwork_layers,
            $crate::commands::design::keep_artwork,
            $crate::commands::design::keep_font,
            $crate::commands::mockup::scene_view,
            $crate::commands::mockup::start_motion,
            $crate::commands::mockup::push_charm,
            $crate::commands::mockup::export_picture,
            $crate::commands::mockup::export_animation,
            $crate::commands::mockup::export_contact_sheet,
            $crate::commands::mockup::keep_photo,
            $crate::commands::mockup::photo_view,
            $crate::commands::project::drop_places,
            $crate::commands::press::compare_dropped_proof,
            $crate::commands::press::compare_proof,
            $crate::commands::press::drift_view,
            $crate::commands::print::print_view,
            $crate::commands::gang::sheet_view,
            $crate::commands::gang::lay_sheet,
            $crate::commands::gang::sheet_so_far,
            $crate::commands::gang::fill_sheet,
            $crate::commands::gang::export_sheet,
            $crate::commands::print::export_print,
            $crate::commands::print::add_profile,
            $crate::commands::print::copy_recipe,
            $crate::commands::print::inks_at,
            $crate::commands::print::press_profiles,
            $crate::commands::print::recipe,
            $crate::commands::print::remove_recipe,
            $crate::commands::print::save_recipe,
            $crate::commands::print::export_cut,
            $crate::commands::order::card_view,
            $crate::commands::order::export_card,
            $crate::commands::order::order_view,
            $crate::commands::order::export_order,
            $crate::commands::collection::entries,
            $crate::commands::collection::keep_charm,
            $crate::commands::collection::write_story,
            $crate::commands::collection::set_entry_status,
            $crate::commands::collection::rename_entry,
            $crate::commands::collection::remove_entry,
        ]
    };
}

/// Where this run finds and leaves its files.
///
/// # Errors
/// When the system names no folder for the data of programs.
pub fn folders<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Folders> {
    let from_outside =
        |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let data = match from_outside(DATA_DIR) {
        Some(folder) => folder,
        None => app.path().app_data_dir()?,
    };
    let exports = from_outside(EXPORT_DIR).unwrap_or_else(|| {
        let documents = app.path().document_dir().or_else(|_| app.path().home_dir());
        documents.map_or_else(|_| data.join("exports"), |documents| documents.join("Dangle"))
    });
    Ok(Folders { data, exports })
}

/// Opens what is kept, for the commands to work with.
///
/// # Errors
/// When the kept data cannot be opened.
pub fn open_workbench<R: Runtime>(app: &AppHandle<R>) -> Result<(), Box<dyn std::error::Error>> {
    let listener = app.clone();
    let bench = Workbench::open(&folders(app)?, move |notice| tell(&listener, notice))?;
    app.manage(Arc::new(bench));
    app.manage(drops::Drops::default());
    Ok(())
}

/// Tells the window whether edits reach the disk. The notice comes on the thread that writes them, which a
/// command may be waiting for with the desk in its hands: the project is read on another.
fn tell<R: Runtime>(app: &AppHandle<R>, notice: Notice) {
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        let Some(bench) = app.try_state::<Arc<Workbench>>() else { return };
        let view = bench.project();
        if let Notice::Refused(error) = notice {
            let _ = app.emit("error", error);
        }
        let _ = app.emit("project", view);
    });
}

/// Runs the app until its window is closed.
///
/// # Errors
/// When the system gives no window.
pub fn run() -> tauri::Result<()> {
    tauri::Builder::default()
        .plugin(single_instance())
        .plugin(tauri_plugin_dialog::init())
        .register_asynchronous_uri_scheme_protocol(protocol::SCHEME, protocol::answer)
        .setup(set_up)
        .on_window_event(window::on_event)
        .invoke_handler(handlers!())
        .run(tauri::generate_context!())
}

fn set_up(app: &mut App) -> Result<(), Box<dyn std::error::Error>> {
    let app = app.handle();
    let arguments: Vec<String> = std::env::args_os().map(|a| a.to_string_lossy().into_owned()).collect();
    if let Err(error) = open_workbench(app).and_then(|()| open_sample(app, &arguments)) {
        // No window without a store: what a person made in it would be lost.
        dialogs::tell_and_leave(app, &error.to_string());
        return Ok(());
    }
    let folder = std::env::current_dir().unwrap_or_default();
    app.manage(opening::Waiting::new(opening::files_of(&arguments, &folder)));
    window::open(app, &folders(app)?.data)?;
    Ok(())
}

fn open_sample(app: &AppHandle, arguments: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    if arguments.iter().any(|argument| argument == SAMPLE) {
        app.state::<Arc<Workbench>>().open_sample_project()?;
    }
    Ok(())
}

/// A second start hands its files to the first and ends. One app for each data folder.
fn single_instance<R: Runtime>() -> tauri::plugin::TauriPlugin<R> {
    let plugin = tauri_plugin_single_instance::Builder::new().callback(|app, arguments, folder| {
        window::show(app);
        opening::open(app, opening::files_of(&arguments, folder.as_ref()));
    });
    match std::env::var(DATA_DIR) {
        Ok(folder) => {
            plugin.dbus_id(format!("app.dangle.d{}", blake3::hash(folder.as_bytes()).to_hex())).build()
        }
        Err(_) => plugin.build(),
    }
}
