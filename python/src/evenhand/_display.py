"""What a notebook shows: the first part of the page in a frame of its own that runs nothing, Markdown, and text."""

from __future__ import annotations

from html import escape

_LINE, _LEAST, _MOST = 26, 220, 800


def framed(page: str, headline: str, *, tall: int | None = None) -> str:
    """Return HTML that shows a page inside another one, without a right to anything.

    The headline stands before it: what cleans the frame away leaves that.
    """
    if tall is None:
        tall = min(_MOST, _LEAST + _LINE * (page.count("<tr") + page.count("<li") + page.count("<p")))
    return (
        f"<p><strong>{escape(headline)}</strong></p>"
        f'<iframe title="{escape(headline)}" sandbox="" referrerpolicy="no-referrer" srcdoc="{escape(page)}" '
        f'style="width:100%;height:{tall}px;border:0"></iframe>'
    )
