//! The notice as somebody outside reads it: the numbers of its tables, and how exactly they are told.

/// What is told of a share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Share {
    /// A number, and how far from it the share may be.
    About(f64, f64),
    /// Few were selected.
    Under,
    /// Few were not.
    Over,
    /// Nothing.
    Unsaid,
}

/// A row of a table.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) group: String,
    /// The people, as rounded; `None` where they are not told.
    pub(crate) people: Option<f64>,
    pub(crate) share: Share,
}

/// The page.
#[derive(Debug, Clone)]
pub(crate) struct Notice {
    /// Everybody, as rounded; `None` where that is not told.
    pub(crate) people: Option<f64>,
    /// Multiples that people are told in.
    step: f64,
    pub(crate) tables: Vec<(String, Vec<Row>)>,
}

impl Notice {
    pub(crate) fn read(page: &str) -> Self {
        let (_, lead) = page.split_once("<p class=\"lead\">").unwrap();
        let people = lead.split_once("About ").map(|(_, lead)| number(lead.split(' ').next().unwrap()));
        let step = page.split_once("to multiples of ").map_or(1.0, |(_, rest)| number(rest.split(',').next().unwrap()));
        let tables = page.split("<caption><span><bdi>").skip(1).map(|table| {
            let (attribute, table) = table.split_once("</bdi>").unwrap();
            let (table, _) = table.split_once("</table>").unwrap();
            (attribute.to_owned(), table.split("<th scope=\"row\">").skip(1).map(row).collect())
        });
        Self { people, step, tables: tables.collect() }
    }

    /// How many numbers of people are rounded to this one.
    pub(crate) fn width(&self, told: f64) -> f64 {
        let digits = told.max(1.0).log10().floor();
        if self.step > 1.0 { self.step.max(10_f64.powf(digits - 2.0)) } else { 0.0 }
    }
}

fn row(text: &str) -> Row {
    let (group, text) = text.split_once("</th>").unwrap();
    let mut cells = text.split("<td class=\"n\">").skip(1).map(|cell| cell.split("</td>").next().unwrap());
    let (people, share) = (cells.next().unwrap(), cells.next().unwrap());
    let share = share.split(" <small>").next().unwrap();
    let is_number = |text: &str| text.starts_with(|sign: char| sign.is_ascii_digit());
    Row {
        group: group.replace("<bdi>", "").replace("</bdi>", ""),
        people: is_number(people).then(|| number(people)),
        share: match share {
            _ if share.starts_with("under") => Share::Under,
            _ if share.starts_with("over") => Share::Over,
            _ if is_number(share) => {
                let decimals = share.split_once('.').map_or(0, |(_, rest)| rest.len() - 1);
                let spread = 0.5 * 0.1_f64.powi(i32::try_from(decimals).unwrap());
                Share::About(number(share.trim_end_matches('%')) / 100.0, spread / 100.0)
            }
            _ => Share::Unsaid,
        },
    }
}

fn number(text: &str) -> f64 {
    text.replace(',', "").parse().unwrap()
}
