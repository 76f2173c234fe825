//! What plotters draws on: it collects shapes and words instead of pixels.

use std::convert::Infallible;

use plotters::style::text_anchor::{HPos, VPos};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};
/// A shape or a word.
#[derive(Debug, Clone, Default)]
pub(in crate::report) struct Mark {
    /// `x` axes, `e` equality, `h` here, `p0` to `p5` lines, `a0` to `a5` bands, `l0` and `l1`
    /// limits, `d0` to `d5` single groups, `d6` today and `d7` a proposal, `t` words.
    pub(in crate::report) class: String,
    /// The path, of a shape.
    pub(in crate::report) path: String,
    /// The word.
    pub(in crate::report) text: String,
    pub(in crate::report) x: i32,
    pub(in crate::report) y: i32,
    /// `start`, `middle` or `end`.
    pub(in crate::report) anchor: &'static str,
}

pub(super) struct Canvas<'a> {
    marks: &'a mut Vec<Mark>,
    size: (u32, u32),
}

impl<'a> Canvas<'a> {
    pub(super) const fn new(marks: &'a mut Vec<Mark>, width: u32, height: u32) -> Self {
        Self { marks, size: (width, height) }
    }

    fn path(&mut self, points: &[BackendCoord], color: BackendColor, closed: bool) {
        if points.len() < 2 || color.alpha <= 0.0 {
            return;
        }
        let steps: Vec<String> = points.iter().map(|(x, y)| format!("{x} {y}")).collect();
        let path = format!("M{}{}", steps.join("L"), if closed { "Z" } else { "" });
        self.marks.push(Mark { class: class(color), path, ..Mark::default() });
    }
}

fn class(color: BackendColor) -> String {
    match color.rgb {
        (0, ..) => "x".to_owned(),
        (1, ..) => "e".to_owned(),
        (2, ..) => "h".to_owned(),
        (3, _, place) => format!("p{place}"),
        (5, _, place) => format!("l{place}"),
        (6, _, place) => format!("d{place}"),
        (_, _, place) => format!("a{place}"),
    }
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Canvas<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, _: BackendCoord, _: BackendColor) -> Drawn {
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.path(&[from, to], style.color(), false);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        self.path(&path.into_iter().collect::<Vec<_>>(), style.color(), false);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        _: bool,
    ) -> Drawn {
        let ((left, top), (right, bottom)) = (upper_left, bottom_right);
        self.path(&[(left, top), (right, top), (right, bottom), (left, bottom)], style.color(), true);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, ring: I, style: &S) -> Drawn {
        self.path(&ring.into_iter().collect::<Vec<_>>(), style.color(), true);
        Ok(())
    }

    /// A diamond for what lies outside or is waived, a circle for the rest.
    fn draw_circle<S: BackendStyle>(&mut self, (x, y): BackendCoord, radius: u32, style: &S, _: bool) -> Drawn {
        let r = i32::try_from(radius).unwrap_or(4);
        let class = class(style.color());
        let path = if matches!(&*class, "d0" | "d3") {
            let wide = r + 1;
            format!("M{} {y}l{wide} {wide} {wide}-{wide}-{wide}-{wide}z", x - wide)
        } else {
            format!("M{} {y}a{r} {r} 0 1 0 {} 0a{r} {r} 0 1 0-{} 0z", x - r, 2 * r, 2 * r)
        };
        self.marks.push(Mark { class, path, ..Mark::default() });
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, pos: BackendCoord) -> Drawn {
        let anchor = match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Center => "middle",
            HPos::Right => "end",
        };
        // Words stand on their line, plotters places them by their edges.
        let y = match style.anchor().v_pos {
            VPos::Top => pos.1 + 10,
            VPos::Center => pos.1 + 4,
            VPos::Bottom => pos.1 - 2,
        };
        self.marks.push(Mark { class: "t".to_owned(), text: text.to_owned(), x: pos.0, y, anchor, ..Mark::default() });
        Ok(())
    }
}
