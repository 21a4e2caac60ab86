//! `server/site`: what the server embeds. Content-hashed names, compressed siblings, and the manifest that names them.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::json;
use sha2::{Digest, Sha256};

use super::compress;
use super::wasm::{Bundle, MODULE_NAME};
use crate::step::{self, Result};
use crate::workspace::Workspace;

/// Script, module, style and page of the first visit, compressed. More than this keeps people waiting.
const FIRST_LOAD_BYTES: usize = 500_000;

/// What the page itself may take of that, compressed.
const PAGE_BYTES: usize = 16_000;

/// Kinds of files that compress.
const TEXT: [&str; 9] = [
    "js",
    "wasm",
    "css",
    "svg",
    "json",
    "html",
    "txt",
    "map",
    "webmanifest",
];

type Files = BTreeMap<String, Vec<u8>>;

/// Replace the folder's content; files that did not change are not touched.
pub fn write(workspace: &Workspace, bundle: Bundle, style: &str, release: bool) -> Result {
    let mut files = Files::new();
    copy_public(&workspace.root.join("app/public"), "", &mut files)?;
    let first_load = add_assets(bundle, style, &mut files);
    if release {
        add_compressed(&mut files)?;
        report(&first_load, &files)?;
    }
    sync(&workspace.site(), &files)
}

/// Name the assets after their content; returns the names of the first load.
fn add_assets(bundle: Bundle, style: &str, files: &mut Files) -> Vec<String> {
    let module = format!("dregs-{}.wasm", short_hash(&bundle.module));
    let snippets_hash = short_hash(
        bundle
            .snippets
            .iter()
            .flat_map(|(_, bytes)| bytes)
            .copied()
            .collect::<Vec<_>>(),
    );
    let script = bundle
        .script
        .replace(MODULE_NAME, &module)
        .replace("./snippets/", &format!("./snippets-{snippets_hash}/"));
    let script_name = format!("dregs-{}.js", short_hash(&script));
    let style_name = format!("dregs-{}.css", short_hash(style));
    let mut first_load = Vec::new();
    let mut add = |name: String, bytes: Vec<u8>| {
        first_load.push(format!("assets/{name}"));
        files.insert(format!("assets/{name}"), bytes);
    };
    for (name, bytes) in bundle.snippets {
        add(format!("snippets-{snippets_hash}/{name}"), bytes);
    }
    add(module.clone(), bundle.module);
    add(script_name.clone(), script.into_bytes());
    add(style_name.clone(), style.as_bytes().to_vec());
    let manifest = json!({
        "script": format!("/assets/{script_name}"),
        "wasm": format!("/assets/{module}"),
        "style": format!("/assets/{style_name}"),
    });
    files.insert("manifest.json".into(), format!("{manifest:#}\n").into_bytes());
    first_load
}

fn add_compressed(files: &mut Files) -> Result {
    let mut siblings = Files::new();
    for (name, bytes) in files.iter() {
        let compresses = name
            .rsplit_once('.')
            .is_some_and(|(_, extension)| TEXT.contains(&extension));
        // The manifest is for the server, and tiny files do not shrink.
        if !compresses || name == "manifest.json" || bytes.len() < 200 {
            continue;
        }
        siblings.insert(format!("{name}.br"), compress::brotli(bytes)?);
        siblings.insert(format!("{name}.gz"), compress::gzip(bytes)?);
    }
    files.append(&mut siblings);
    Ok(())
}

fn report(first_load: &[String], files: &Files) -> Result {
    let mut total = 0;
    for name in first_load {
        let raw = files[name].len();
        let size = |suffix: &str| files.get(&format!("{name}{suffix}")).map_or(raw, Vec::len);
        total += size(".br");
        step::say(&format!(
            "  {name}: {raw} bytes, gzip {}, brotli {}",
            size(".gz"),
            size(".br")
        ));
    }
    let verdict = format!("first dashboard load: {total} bytes brotli + page, budget {FIRST_LOAD_BYTES}");
    step::say(&format!("  {verdict}"));
    if total + PAGE_BYTES > FIRST_LOAD_BYTES {
        Err(format!("over budget: {verdict}").into())
    } else {
        Ok(())
    }
}

fn copy_public(folder: &Path, prefix: &str, files: &mut Files) -> Result {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            copy_public(&entry.path(), &format!("{name}/"), files)?;
        } else {
            files.insert(name, std::fs::read(entry.path())?);
        }
    }
    Ok(())
}

fn sync(folder: &Path, files: &Files) -> Result {
    remove_others(folder, "", files)?;
    for (name, bytes) in files {
        let path = folder.join(name);
        if std::fs::read(&path).is_ok_and(|present| present == *bytes) {
            continue;
        }
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, bytes)?;
    }
    Ok(())
}

fn remove_others(folder: &Path, prefix: &str, files: &Files) -> Result {
    std::fs::create_dir_all(folder)?;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            remove_others(&entry.path(), &format!("{name}/"), files)?;
        } else if !files.contains_key(&name) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

fn short_hash(content: impl AsRef<[u8]>) -> String {
    Sha256::digest(content.as_ref())
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle(script: &str) -> Bundle {
        Bundle {
            script: script.into(),
            module: b"module".to_vec(),
            snippets: vec![("a/b.js".into(), b"x".to_vec())],
        }
    }

    #[test]
    fn the_script_names_its_hashed_parts() {
        let mut files = Files::new();
        let names = add_assets(
            bundle("import './snippets/a/b.js'; load('dregs_bg.wasm')"),
            "a{}",
            &mut files,
        );
        assert_eq!(names.len(), 4);
        let script = names
            .iter()
            .find(|name| name.ends_with(".js") && !name.contains("snippets"))
            .unwrap();
        let text = String::from_utf8(files[script].clone()).unwrap();
        let module = names.iter().find(|name| name.ends_with(".wasm")).unwrap();
        assert!(text.contains(module.trim_start_matches("assets/")), "{text}");
        assert!(
            names
                .iter()
                .any(|name| text.contains(name.trim_start_matches("assets/")) && name.contains("snippets"))
        );
    }

    #[test]
    fn another_content_is_another_name() {
        let (mut one, mut two) = (Files::new(), Files::new());
        assert_ne!(
            add_assets(bundle("a"), "", &mut one)[2],
            add_assets(bundle("b"), "", &mut two)[2]
        );
    }

    #[test]
    fn too_much_is_refused() {
        let files = Files::from([("assets/a.js".to_owned(), vec![0; FIRST_LOAD_BYTES])]);
        assert!(report(&["assets/a.js".to_owned()], &files).is_err());
    }
}
