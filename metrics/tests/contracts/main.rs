//! What holds for every entry of the catalog, present and future, and the page that is made from it.

mod catalog;
mod field_names;
mod score_page;
mod scores;
mod value_page;
mod values;
mod words;
