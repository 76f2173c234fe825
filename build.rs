//! Lists the message files, so that every `*.ftl` of a language is embedded without being named twice.

use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("templates/lang");
    let mut code = String::new();
    for language in ["en", "fr"] {
        let folder = root.join(language);
        println!("cargo:rerun-if-changed={}", folder.display());
        let mut files: Vec<_> =
            fs::read_dir(&folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
        files.retain(|path| path.extension().is_some_and(|ending| ending == "ftl"));
        files.sort();
        writeln!(code, "const {}: &[(&str, &str)] = &[", language.to_uppercase())?;
        for path in files {
            println!("cargo:rerun-if-changed={}", path.display());
            let name = path.file_name().and_then(|name| name.to_str()).ok_or("a file without a plain name")?;
            let path = path.to_str().ok_or("a path that is not UTF-8")?;
            writeln!(code, "    ({name:?}, include_str!({path:?})),")?;
        }
        writeln!(code, "];")?;
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("messages.rs"), code)?;
    Ok(())
}
