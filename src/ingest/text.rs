//! CSV, as frames of rows that polars cuts and decodes on its own threads.

use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;
use std::thread;

use polars::prelude::{
    DataFrame, Engine, LazyCsvReader, LazyFileListReader, LazyFrame, PlRefPath, PlanCallback, PolarsResult, col,
};

use super::source::Flow;
use crate::error::Result;

/// A file whose header was read.
#[derive(Debug)]
pub(crate) struct Text {
    path: PathBuf,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// Between fields.
    pub separator: u8,
}

impl Text {
    /// Reads the header.
    pub(crate) fn open(path: &Path, separator: u8) -> PolarsResult<Self> {
        let mut text = Self { path: path.to_owned(), columns: Vec::new(), separator };
        text.columns = text.scan()?.collect_schema()?.iter_names().map(ToString::to_string).collect();
        Ok(text)
    }

    /// Whether the header names a column twice. polars renames the second.
    pub(crate) fn has_twice(&self, column: &str) -> bool {
        self.columns.contains(&format!("{column}_duplicated_0"))
    }

    /// Every column is text: `01` stays `01`, and nothing is guessed from the first rows.
    fn scan(&self) -> PolarsResult<LazyFrame> {
        LazyCsvReader::new(PlRefPath::try_from_path(&self.path)?)
            .with_separator(self.separator)
            .with_infer_schema_length(Some(0))
            .with_glob(false)
            .finish()
    }

    /// Reads some columns and hands on their rows in order. `None` when the file cannot be decoded to its end.
    ///
    /// # Errors
    /// Those of `each`.
    pub(crate) fn read(
        &self,
        columns: &[String],
        mut each: impl FnMut(&DataFrame) -> Result<Flow>,
    ) -> Result<Option<Flow>> {
        let (send, receive) = sync_channel(1);
        let columns: Vec<_> = columns.iter().map(|column| col(column.as_str())).collect();
        // A receiver that is gone has learnt enough.
        let stop = PlanCallback::new(move |frame| Ok(send.send(frame).is_err()));
        let Ok(query) = self.scan().and_then(|frame| frame.select(columns).sink_batches(stop, true, None)) else {
            return Ok(None);
        };
        // polars works on its own threads; the rows are handed on from this one, so that `each` may borrow.
        let decoding = thread::spawn(move || query.collect_with_engine(Engine::Streaming).map(|_| ()));
        for frame in &receive {
            if each(&frame)? == Flow::Stop {
                drop(receive);
                // What polars says about being stopped is of no interest.
                let _ = decoding.join();
                return Ok(Some(Flow::Stop));
            }
        }
        // A panic among polars' threads closes the channel early, as the end of the file does: it must not pass for one.
        Ok(matches!(decoding.join(), Ok(Ok(()))).then_some(Flow::On))
    }
}
