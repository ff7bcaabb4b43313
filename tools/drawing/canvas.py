"""A canvas of flat shapes: smooth outlines, thick round lines, ellipses."""

import math
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 1067
OVERSAMPLING = 3

Point = tuple[float, float]


class Canvas:
    """Coordinates are pixels of the finished picture; it is drawn larger and scaled down."""

    def __init__(self) -> None:
        size = (WIDTH * OVERSAMPLING, HEIGHT * OVERSAMPLING)
        self.image = Image.new("RGB", size, "white")
        self.draw = ImageDraw.Draw(self.image)

    def save(self, path: Path) -> None:
        """As a PNG: flat areas stay small and letters, faces and edges stay clean."""
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        small.save(path, compress_level=9)

    def rectangle(
        self, x: float, y: float, w: float, h: float, fill: str, radius: float = 0
    ) -> None:
        box = [x, y, x + w, y + h]
        self.draw.rounded_rectangle([v * OVERSAMPLING for v in box], radius * OVERSAMPLING, fill)

    def ellipse(self, centre: Point, rx: float, ry: float, fill: str, degrees: float = 0) -> None:
        turn = math.radians(degrees)
        points = []
        for step in range(72):
            angle = math.tau * step / 72
            x, y = rx * math.cos(angle), ry * math.sin(angle)
            points.append(
                (
                    centre[0] + x * math.cos(turn) - y * math.sin(turn),
                    centre[1] + x * math.sin(turn) + y * math.cos(turn),
                )
            )
        self.polygon(points, fill)

    def polygon(self, points: Sequence[Point], fill: str) -> None:
        self.draw.polygon([(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in points], fill)

    def shape(self, points: Sequence[Point], fill: str) -> None:
        """A closed outline through all points, without corners."""
        self.polygon(smooth([points[-1], *points, *points[:2]]), fill)

    def line(
        self, points: Sequence[Point], width: float, fill: str, end: float | None = None
    ) -> None:
        """A smooth line with round ends; with `end`, it grows thinner or thicker towards there."""
        steps = 24 if end is None else 120
        way = smooth([points[0], *points, points[-1]], steps)
        for number, point in enumerate(way):
            share = number / max(1, len(way) - 1)
            thickness = width if end is None else width + (end - width) * share
            self._dot(point, thickness / 2, fill)
        if end is None:
            flat = [(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in way]
            self.draw.line(flat, fill, round(width * OVERSAMPLING), joint="curve")

    def _dot(self, centre: Point, radius: float, fill: str) -> None:
        x, y, r = (v * OVERSAMPLING for v in (*centre, radius))
        self.draw.ellipse([x - r, y - r, x + r, y + r], fill)


def smooth(points: Sequence[Point], steps: int = 24) -> list[Point]:
    """Catmull-Rom: a curve through all points but the first and the last, which only steer it."""
    way: list[Point] = []
    for a, b, c, d in zip(points, points[1:], points[2:], points[3:], strict=False):
        for step in range(steps + 1):
            t = step / steps
            way.append((_between(a[0], b[0], c[0], d[0], t), _between(a[1], b[1], c[1], d[1], t)))
    return way


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )
