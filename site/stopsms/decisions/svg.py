"""The decisions as a drawing: SVG made from the same lines as the text, once narrow (phones) and once wide.

A line is a box with what one got and what is looked at; an arrow leads to each conclusion with its first step; the line
down at the left leads to the next question. Colours come from classes (`site.css`): no style stands in the drawing.
SVG breaks no lines by itself, so the widths of letters are estimated, on the generous side: fonts differ by device.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from markupsafe import Markup

from ..i18n import site_words
from .table import Decision, Outcome

SIZES = {"small": 13, "body": 15, "strong": 15}  # the size of each style, as in site.css
LEADING = 1.32
PAD = 10
# Widths in parts of the font size, from Noto Sans, the widest of the fonts that the site asks for.
NARROW, LOWER, UPPER, WIDE = 0.3, 0.58, 0.68, 0.93
BOLD = 1.07
StyledLine = tuple[str, str]  # style and text


@dataclass(frozen=True, slots=True)
class Shape:
    """Where the parts of a drawing stand: left edge and width of each."""

    width: int
    question: tuple[int, int]
    outcome: tuple[int, int]
    beside: bool  # the conclusions stand beside the question, else below it


NARROW_SHAPE = Shape(362, (34, 326), (62, 298), beside=False)
WIDE_SHAPE = Shape(1062, (40, 440), (530, 530), beside=True)


@dataclass(slots=True)
class Canvas:
    """The parts drawn so far."""

    parts: list[Markup] = field(default_factory=list)

    def box(self, x: float, y: float, width: float, height: float, style: str) -> None:
        """A rounded box."""
        mark = '<rect class="{}" x="{:g}" y="{:g}" width="{:g}" height="{:g}" rx="10"/>'
        self.parts.append(Markup(mark).format(style, x, y, width, height))

    def line(self, path: str, style: str) -> None:
        """A line, an arrow where its style says so."""
        self.parts.append(Markup('<path class="{}" d="{}"/>').format(style, path))

    def words(self, x: float, y: float, lines: Iterable[StyledLine]) -> None:
        """Lines of text below each other, from the upper edge y."""
        for style, text in lines:
            size = SIZES[style.split()[0]]
            y += size * LEADING
            self.parts.append(
                Markup('<text class="{}" x="{:g}" y="{:.1f}">{}</text>').format(style, x, y - size * 0.3, text)
            )

    def number(self, x: float, y: float, number: int) -> None:
        """The number of a question."""
        mark = '<circle class="spot" cx="{0:g}" cy="{1:g}" r="13"/><text class="number" x="{0:g}" y="{2:g}">{3}</text>'
        self.parts.append(Markup(mark).format(x, y, y + 5, number))


def width_of(text: str, style: str) -> float:
    """How wide a text is at most, in pixels."""
    units = 0.0
    for letter in text:
        if letter in "ijlI.,:;’'|!()- \u00a0ft":
            units += NARROW
        elif letter in "mwMW@%…—":
            units += WIDE
        else:
            units += UPPER if letter.isupper() else LOWER
    return units * SIZES[style.split()[0]] * (BOLD if style.startswith("strong") else 1)


def wrapped(text: str, style: str, width: float) -> list[StyledLine]:
    """The text in lines no wider than that; a longer word has a line of its own."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, style) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return [(style, line) for line in lines]


def height_of(lines: Iterable[StyledLine]) -> float:
    """How high these lines are together."""
    return sum(SIZES[style.split()[0]] * LEADING for style, _ in lines)


def _question(decision: Decision, width: float) -> list[StyledLine]:
    return [*wrapped(decision.got, "small", width), *wrapped(decision.question, "strong", width)]


def _outcome(outcome: Outcome, width: float) -> list[StyledLine]:
    when = wrapped(outcome.when, "small", width) if outcome.when else []
    verdict = wrapped(outcome.verdict_words, f"strong tone verdict-{outcome.verdict}", width)
    return [*when, *verdict, *wrapped(f"→ {outcome.first}", "body", width)]


def draw(decisions: list[Decision], language: str, *, wide: bool) -> Markup:
    """The drawing as an <svg> element with a title and a description in words."""
    shape, canvas = WIDE_SHAPE if wide else NARROW_SHAPE, Canvas()
    y = _heads(canvas, shape, language)
    for number, decision in enumerate(decisions, 1):
        below = _line(canvas, shape, y, number, decision)
        if number < len(decisions):
            canvas.line(f"M15 {y + 34:g}V{below + 14:g}", "way no")
            canvas.words(34, below - 3, [("small", site_words(language)("site.graph.no"))])
        y = below + 20
    name = "wide" if wide else "narrow"
    t = site_words(language)
    head = Markup(
        '<svg class="decision-figure {name}" viewBox="0 0 {width} {height:.0f}" role="img"'
        ' aria-labelledby="{name}-t {name}-d">'
        '<title id="{name}-t">{title}</title><desc id="{name}-d">{description}</desc>'
    ).format(
        name=name, width=shape.width, height=y, title=t("site.graph.drawing"),
        description=t("site.graph.figure", count=str(len(decisions))),
    )  # fmt: skip
    return head + Markup("").join(canvas.parts) + Markup("</svg>")


def _heads(canvas: Canvas, shape: Shape, language: str) -> float:
    """What stands in the two columns, where they lie beside each other; returns where that ends."""
    t = site_words(language)
    if not shape.beside:
        return 4.0
    canvas.words(shape.question[0], 0, [("strong", f"{t('site.graph.got')} → {t('site.graph.look')}")])
    canvas.words(shape.outcome[0], 0, [("strong", f"{t('site.graph.concluded')} → {t('site.graph.then')}")])
    return 32.0


def _line(canvas: Canvas, shape: Shape, y: float, number: int, decision: Decision) -> float:
    """One question with its conclusions; returns where it ends."""
    x, width = shape.question
    lines = _question(decision, width - 2 * PAD)
    height = height_of(lines) + 2 * PAD
    canvas.number(15, y + 18, number)
    canvas.box(x, y, width, height, "question")
    canvas.words(x + PAD, y + PAD, lines)
    bottom = y + height
    top = y if shape.beside else bottom + 8
    left, outcome_width = shape.outcome
    for outcome in decision.outcomes:
        words = _outcome(outcome, outcome_width - 2 * PAD)
        outcome_height = height_of(words) + 2 * PAD
        middle = top + min(outcome_height / 2, 18)
        start = (
            f"M{x + width:g} {y + 18:g}H{left - 24:g}V{middle:g}"
            if shape.beside
            else f"M{x + 12:g} {bottom:g}V{middle:g}"
        )
        canvas.line(f"{start}H{left:g}m-6 -4l6 4l-6 4", f"way verdict-{outcome.verdict}")
        canvas.box(left, top, outcome_width, outcome_height, f"outcome verdict-{outcome.verdict}")
        canvas.words(left + PAD, top + PAD, words)
        top += outcome_height + 8
    return max(bottom, top - 8) + 8
