//! The desk from its start to its end.

use std::io::Write;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use model::said::Lang;
use model::system;
use tokio::net::TcpListener;

use crate::desk::Desk;
use crate::door::Door;
use crate::folder::Folder;
use crate::life::Life;
use crate::opener;
use crate::options::Options;
use crate::routes;
use crate::work::Work;

/// How long answers that are under way may take once the desk ends.
const GRACE: Duration = Duration::from_secs(2);

pub(crate) fn run(options: &Options) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|e| format!("the system gives no means to serve ({e})"))?;
    runtime.block_on(serve(options))
    // Whatever is left (an upload, a child) is dropped with the runtime, and removed or killed by that.
}

async fn serve(options: &Options) -> Result<(), String> {
    let folder = Folder::open(&options.folder)?;
    folder.sweep();
    let life = Arc::new(Life::new(Duration::from_secs(60 * options.idle)));
    let work = Work::new(folder.home(), &life)?;
    let refused = |e: std::io::Error| format!("no port of this machine can be opened ({e})");
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(refused)?;
    let door = Door::new(listener.local_addr().map_err(refused)?.port())?;
    let address = door.first_address();
    let desk = Desk {
        door,
        folder,
        life: Arc::clone(&life),
        work,
        saving: tokio::sync::Mutex::default(),
        lang: options.lang,
        max_upload: options.max_upload.saturating_mul(1_000_000),
    };
    let desk = Arc::new(desk);
    let opened = if options.no_browser { None } else { opener::open(&address, desk.folder.home()) };
    say(options.lang, &address)?;
    until_told(&life);
    let watched = Arc::clone(&life);
    tokio::spawn(async move { watched.watch().await });
    let ending = Arc::clone(&life);
    let serving = axum::serve(listener, routes::all(&desk)).with_graceful_shutdown(async move { ending.over().await });
    let late = async {
        life.over().await;
        desk.work.end().await;
        tokio::time::sleep(GRACE).await;
    };
    let outcome = tokio::select! {
        outcome = async { serving.await } => outcome.map_err(|e| format!("the page cannot be served any more ({e})")),
        () = late => Ok(()),
    };
    desk.work.end().await;
    drop(opened);
    outcome
}

fn say(lang: Lang, address: &str) -> Result<(), String> {
    let (open, end) = match lang {
        Lang::Fr => ("Ouvrez cette adresse dans un navigateur de cette machine", "Ctrl-C pour terminer"),
        Lang::En => ("Open this address in a browser on this machine", "Ctrl-C to end"),
    };
    let mut stdout = std::io::stdout();
    let told = writeln!(stdout, "{address}").and_then(|()| stdout.flush());
    // The address is alone on standard output, for programs.
    let _ = writeln!(std::io::stderr(), "{open} ({end})");
    told.map_err(|e| format!("the address cannot be printed ({e})"))
}

/// Ctrl-C, `kill`, or a terminal that closes.
fn until_told(life: &Arc<Life>) {
    let life = Arc::clone(life);
    // Where the system gives no handler, each of these ends it at once, and a next desk removes what is left.
    system::on_request_to_end(move || life.end());
}
