//! The files that a run reads, told by what they are and not by what they are called: nothing that is written may take the
//! place of one.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::files::{STDIN, find};
use crate::error::Place;
use crate::spec::CubeSpec;
use crate::store::{Identity, resolved};

/// The files and folders that a run reads.
#[derive(Debug, Default)]
pub struct Inputs {
    files: BTreeSet<Identity>,
    folders: Vec<PathBuf>,
}

impl Inputs {
    /// Decisions and audience, and these other files or folders, under whatever names.
    #[must_use]
    pub fn of<'p>(spec: &CubeSpec, others: impl IntoIterator<Item = &'p Path>) -> Self {
        let data = &spec.data;
        let mut inputs = others.into_iter().fold(Self::default(), Self::and);
        inputs.add_table(&data.decisions, &data.decisions_name);
        if let Some(audience) = &data.audience {
            inputs.add_table(&audience.path, &audience.name);
        }
        inputs
    }

    /// These and a further file, or everything in a further folder, such as that of a cube.
    #[must_use]
    pub fn and(mut self, path: &Path) -> Self {
        match fs::canonicalize(path) {
            Ok(folder) if folder.is_dir() => self.folders.push(folder),
            _ => self.files.extend(Identity::of(path)),
        }
        self
    }

    /// The files that `path` means.
    fn add_table(&mut self, path: &Path, name: &str) {
        if name == STDIN {
            self.files.extend(Identity::of_standard_input());
            return;
        }
        let found = find(path, name, &Place::Run).unwrap_or_default();
        self.files.extend(found.iter().filter_map(|found| Identity::of(&found.path)));
    }

    /// Whether writing under this name would change what is read.
    #[must_use]
    pub fn hold(&self, file: &Path) -> bool {
        let is_one = || Identity::of(file).is_some_and(|identity| self.files.contains(&identity));
        let is_within = || {
            let file = resolved(file);
            self.folders.iter().any(|folder| file.starts_with(folder))
        };
        is_one() || (!self.folders.is_empty() && is_within())
    }
}
