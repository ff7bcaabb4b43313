"""Heads, hands and other parts that several figures share."""

from dataclasses import dataclass

from tools.drawing.canvas import Canvas, Point


@dataclass(frozen=True)
class Looks:
    """Colours of one person: skin, the skin's shade, blush, hair, and what is worn."""

    skin: str
    shade: str
    blush: str
    hair: str
    top: str
    top_shade: str


def face(canvas: Canvas, centre: Point, size: float, looks: Looks) -> None:
    """A head without hair; `size` is half its height."""
    x, y = centre
    for side in (-1, 1):
        canvas.ellipse(
            (x + side * size * 0.82, y + size * 0.08), size * 0.14, size * 0.2, looks.skin
        )
    canvas.shape(
        [
            (x, y - size),
            (x + size * 0.62, y - size * 0.78),
            (x + size * 0.82, y - size * 0.1),
            (x + size * 0.62, y + size * 0.6),
            (x, y + size * 0.98),
            (x - size * 0.62, y + size * 0.6),
            (x - size * 0.82, y - size * 0.1),
            (x - size * 0.62, y - size * 0.78),
        ],
        looks.skin,
    )
    features(canvas, centre, size, looks)


def features(canvas: Canvas, centre: Point, size: float, looks: Looks) -> None:
    """Cheeks, eyes, brows, nose and a smile."""
    x, y = centre
    for side in (-1, 1):
        canvas.ellipse(
            (x + side * size * 0.46, y + size * 0.34), size * 0.16, size * 0.1, looks.blush
        )
        canvas.ellipse(
            (x + side * size * 0.32, y + size * 0.06), size * 0.075, size * 0.1, "#2b2b33"
        )
        canvas.line(
            [
                (x + side * size * 0.2, y - size * 0.16),
                (x + side * size * 0.33, y - size * 0.2),
                (x + side * size * 0.45, y - size * 0.15),
            ],
            size * 0.055,
            looks.hair,
        )
    canvas.line(
        [
            (x + size * 0.02, y + size * 0.12),
            (x + size * 0.07, y + size * 0.28),
            (x, y + size * 0.3),
        ],
        size * 0.05,
        looks.shade,
    )
    canvas.line(
        [
            (x - size * 0.26, y + size * 0.5),
            (x - size * 0.1, y + size * 0.61),
            (x + size * 0.1, y + size * 0.61),
            (x + size * 0.26, y + size * 0.5),
        ],
        size * 0.06,
        "#a8483f",
    )


def neck(canvas: Canvas, centre: Point, size: float, looks: Looks) -> None:
    x, y = centre
    canvas.line([(x, y + size * 0.6), (x, y + size * 1.35)], size * 0.52, looks.shade)


def arm(canvas: Canvas, way: list[Point], width: float, sleeve: str, looks: Looks) -> None:
    """A bare arm with a short sleeve over its first part, and a hand."""
    canvas.line(way, width, looks.skin, end=width * 0.78)
    first, second = way[0], way[1]
    cuff = (first[0] + (second[0] - first[0]) * 0.72, first[1] + (second[1] - first[1]) * 0.72)
    canvas.line([first, cuff], width * 1.3, sleeve)
    canvas.ellipse(way[-1], width * 0.52, width * 0.52, looks.skin)


def flower(canvas: Canvas, centre: Point, size: float, petals: str, heart: str = "#f2c14e") -> None:
    x, y = centre
    canvas.line([(x, y), (x + size * 0.2, y + size * 2.6)], size * 0.28, "#4c8a57")
    canvas.ellipse((x + size * 0.7, y + size * 1.7), size * 0.75, size * 0.3, "#5c9e66", -35)
    for dx, dy in ((0, -1), (0.95, -0.31), (0.59, 0.81), (-0.59, 0.81), (-0.95, -0.31)):
        canvas.ellipse(
            (x + dx * size * 0.75, y + dy * size * 0.75), size * 0.62, size * 0.62, petals
        )
    canvas.ellipse((x, y), size * 0.48, size * 0.48, heart)
