//! Figures with axes. plotters lays them out; what it draws is kept as shapes with classes, so that the page's own style
//! colours them, in the dark and on paper too, and its own escaping holds for every word in them.

mod canvas;
mod interval;
mod members;

use canvas::Canvas;
pub(super) use canvas::Mark;
pub(super) use interval::{Axis, Drawing, Pair, Scale, Shown, Tick};
pub(super) use members::{Columns, Dots, Head, Heads};
use plotters::chart::ChartBuilder;
use plotters::drawing::IntoDrawingArea;
use plotters::element::{Circle, EmptyElement, PathElement, Polygon, Text};
use plotters::series::LineSeries;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, IntoFont, RGBColor, ShapeStyle, TextStyle};

/// A figure narrower than this has fewer words along its axis.
const NARROW: u32 = 400;

/// How many lines stay apart in one figure.
pub(super) const MOST_LINES: usize = 6;

/// A figure, ready to be printed.
#[derive(Debug, Clone)]
pub(super) struct Plot {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) marks: Vec<Mark>,
}

/// What a figure shows.
pub(super) struct Panel<'a> {
    /// Ends of the axis across.
    pub across: (f64, f64),
    /// Ends of the axis upwards.
    pub up: (f64, f64),
    /// How the axis across is labelled.
    pub across_text: &'a dyn Fn(f64) -> String,
    /// How the axis upwards is labelled.
    pub up_text: &'a dyn Fn(f64) -> String,
    /// Lines, at most [`MOST_LINES`], each with what surrounds it.
    pub lines: Vec<Line>,
    /// Limits, inner ones first, each low and high.
    pub curves: Vec<Vec<(f64, f64)>>,
    /// Single groups.
    pub dots: Vec<Dot>,
    /// Where equality lies: from one point to another.
    pub equal: Option<[(f64, f64); 2]>,
    /// A place on the axis across that the reader should find.
    pub mark: Option<f64>,
}

/// A line, and the interval around it from point to point.
#[derive(Default)]
pub(super) struct Line {
    /// Which of the series it belongs to, where several lines are one; else its own place.
    pub series: Option<usize>,
    pub points: Vec<(f64, f64)>,
    /// Low and high at places across; empty for none.
    pub band: Vec<(f64, f64, f64)>,
}

/// A group in a figure.
pub(super) struct Dot {
    /// Where it lies, across and upwards.
    pub at: (f64, f64),
    /// The place of its verdict among the five, worst first; 5 without one; [`TODAY`] and the next for today's targeting
    /// and a proposal.
    pub kind: u8,
    /// What stands beside it; empty for nothing.
    pub name: String,
}

/// The kind of the dot of today's targeting.
pub(super) const TODAY: u8 = 6;

/// The kinds of marks, told to plotters as colours, which is all it knows of them.
const AXIS: RGBColor = RGBColor(0, 0, 0);
const EQUAL: RGBColor = RGBColor(1, 0, 0);
const HERE: RGBColor = RGBColor(2, 0, 0);

fn series(kind: u8, place: usize) -> RGBColor {
    RGBColor(kind, 0, u8::try_from(place).unwrap_or(u8::MAX))
}

/// Draws a figure; `None` when there is nothing to draw.
pub(super) fn draw(panel: &Panel<'_>, width: u32, height: u32) -> Option<Plot> {
    let mut marks = Vec::new();
    layout(panel, &mut marks, width, height).ok()?;
    Some(Plot { width, height, marks })
}

fn layout(panel: &Panel<'_>, marks: &mut Vec<Mark>, width: u32, height: u32) -> Result<(), Box<dyn std::error::Error>> {
    let area = Canvas::new(marks, width, height).into_drawing_area();
    let mut chart = ChartBuilder::on(&area)
        .margin(8)
        .margin_right(18)
        .x_label_area_size(24)
        .y_label_area_size(52)
        .build_cartesian_2d(panel.across.0..panel.across.1, panel.up.0..panel.up.1)?;
    let text = TextStyle::from(("sans-serif", 11).into_font()).color(&AXIS);
    chart
        .configure_mesh()
        .disable_mesh()
        .axis_style(ShapeStyle::from(&AXIS))
        .label_style(text)
        // Words of a narrow figure need the room of others.
        .x_labels(if width < NARROW { 3 } else { 6 })
        .y_labels(6)
        .x_label_formatter(&|value| (panel.across_text)(*value))
        .y_label_formatter(&|value| (panel.up_text)(*value))
        .draw()?;
    let placed = || panel.lines.iter().enumerate().map(|(at, line)| (line.series.unwrap_or(at), line));
    let lines = || placed().filter(|(place, _)| *place < MOST_LINES);
    for (place, line) in lines() {
        if line.band.len() > 1 {
            let low = line.band.iter().map(|(x, low, _)| (*x, *low));
            let high = line.band.iter().rev().map(|(x, _, high)| (*x, *high));
            let ring: Vec<(f64, f64)> = low.chain(high).map(|(x, y)| (x, y.clamp(panel.up.0, panel.up.1))).collect();
            chart.draw_series(std::iter::once(Polygon::new(ring, series(4, place).filled())))?;
        }
    }
    if let Some(ends) = panel.equal {
        chart.draw_series(std::iter::once(PathElement::new(ends.to_vec(), EQUAL)))?;
    }
    if let Some(x) = panel.mark {
        chart.draw_series(std::iter::once(PathElement::new(vec![(x, panel.up.0), (x, panel.up.1)], HERE)))?;
    }
    for (place, line) in lines() {
        let points = line.points.iter().map(|(x, y)| (*x, y.clamp(panel.up.0, panel.up.1)));
        chart.draw_series(LineSeries::new(points, series(3, place).stroke_width(2)))?;
    }
    for (place, curve) in panel.curves.iter().enumerate() {
        // A curve that leaves the figure is not drawn along its edge.
        let inside = curve.iter().copied().filter(|(_, y)| (panel.up.0..=panel.up.1).contains(y));
        chart.draw_series(LineSeries::new(inside, series(5, place / 2)))?;
    }
    let dots = panel.dots.iter().map(|dot| {
        let at = (dot.at.0, dot.at.1.clamp(panel.up.0, panel.up.1));
        Circle::new(at, 4, series(6, usize::from(dot.kind)).filled())
    });
    chart.draw_series(dots)?;
    let names = panel.dots.iter().filter(|dot| !dot.name.is_empty()).map(|dot| {
        // A name stands on the side where there is room.
        let is_left = dot.at.0 < f64::midpoint(panel.across.0, panel.across.1);
        let (side, away) = if is_left { (HPos::Left, 8) } else { (HPos::Right, -8) };
        let style = TextStyle::from(("sans-serif", 12).into_font()).pos(Pos::new(side, VPos::Bottom));
        EmptyElement::at(dot.at) + Text::new(dot.name.clone(), (away, -4), style)
    });
    chart.draw_series(names)?;
    drop(chart);
    area.present()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_drawn_once_with_its_own_class_and_words_stay_words() {
        let label = |value: f64| format!("<{value}>");
        let line = Line {
            series: None,
            points: vec![(0.0, 0.0), (0.5, 1.0), (1.0, 1.0)],
            band: vec![(0.0, 0.0, 0.2), (1.0, 0.8, 1.0)],
        };
        let panel = Panel {
            across: (0.0, 1.0),
            up: (0.0, 1.0),
            across_text: &label,
            up_text: &label,
            lines: vec![line],
            curves: Vec::new(),
            dots: vec![Dot { at: (0.5, 0.5), kind: 0, name: "<here>".to_owned() }],
            equal: Some([(0.0, 0.0), (1.0, 1.0)]),
            mark: Some(0.5),
        };
        let plot = draw(&panel, 300, 200).unwrap();
        let of = |class: &str| plot.marks.iter().filter(|mark| mark.class == class).count();
        assert_eq!((of("p0"), of("a0"), of("e"), of("h"), of("d0")), (1, 1, 1, 1, 1));
        assert!(of("t") >= 4);
        let is_word = |word: &str| plot.marks.iter().any(|mark| mark.text == word);
        assert!(is_word("<0>") && is_word("<here>"), "escaping is the page's");
    }
}
