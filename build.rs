//! Names the commit that a build is made from, for `--version` and the manifest. Absent where git is.

use std::process::Command;

fn main() {
    let git = |args: &[&str]| {
        let output = Command::new("git").args(args).output().ok().filter(|o| o.status.success())?;
        String::from_utf8(output.stdout).ok().map(|text| text.trim().to_owned())
    };
    let version = env!("CARGO_PKG_VERSION");
    match git(&["rev-parse", "--short=12", "HEAD"]) {
        Some(commit) => {
            println!("cargo::rustc-env=AMPLEUR_COMMIT={commit}");
            println!("cargo::rustc-env=AMPLEUR_VERSION={version} (commit {commit})");
        }
        None => println!("cargo::rustc-env=AMPLEUR_VERSION={version}"),
    }
    for path in ["HEAD", "logs/HEAD"] {
        if let Some(path) = git(&["rev-parse", "--git-path", path]) {
            println!("cargo::rerun-if-changed={path}");
        }
    }
    println!("cargo::rerun-if-changed=build.rs");
}
