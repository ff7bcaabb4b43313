"""Four members of staff in front of their clinic."""

from tools.drawing.canvas import WIDTH, Canvas
from tools.drawing.figure import Looks, arm, face, features, neck

NURSE = Looks("#f0c3a0", "#dba67f", "#eea58c", "#8a4b2d", "#3f9a98", "#33807f")
DOCTOR = Looks("#7c4f36", "#663f2a", "#9a5a43", "#211a1a", "#5f8fc9", "#4c78ac")
THERAPIST = Looks("#e3ac80", "#cc9266", "#dd8f70", "#2c2523", "#34507a", "#293f62")
MIDWIFE = Looks("#bd845c", "#a36d48", "#cf8068", "#4a3327", "#8a5f9e", "#734e86")


def draw_staff(canvas: Canvas) -> None:
    _clinic(canvas)
    _therapist(canvas, 1000, 350)
    _doctor(canvas, 600, 336)
    _nurse(canvas, 330, 420)
    _midwife(canvas, 1270, 428)


def _clinic(canvas: Canvas) -> None:
    canvas.rectangle(0, 0, WIDTH, 1067, "#f3ead9")
    canvas.rectangle(0, 800, WIDTH, 267, "#d9c7a8")
    canvas.rectangle(0, 786, WIDTH, 18, "#c3b08f")
    for x in (60, 1150):
        canvas.rectangle(x, 120, 390, 330, "#c9b694", 10)
        canvas.rectangle(x + 16, 136, 358, 298, "#bfe0e6", 4)
        canvas.polygon([(x + 60, 434), (x + 190, 136), (x + 270, 136), (x + 140, 434)], "#d5ebef")
        canvas.rectangle(x + 188, 136, 14, 298, "#c9b694")
        canvas.rectangle(x - 14, 446, 418, 22, "#b8a480", 6)
    canvas.rectangle(560, 60, 480, 740, "#c9b694", 14)
    canvas.rectangle(584, 84, 212, 716, "#a9d3d6", 4)
    canvas.rectangle(804, 84, 212, 716, "#a9d3d6", 4)
    canvas.polygon([(600, 800), (720, 84), (796, 84), (676, 800)], "#bcdfe1")
    canvas.polygon([(820, 800), (940, 84), (1016, 84), (896, 800)], "#bcdfe1")
    for x in (90, 1510):
        canvas.polygon([(x - 52, 720), (x + 52, 720), (x + 38, 830), (x - 38, 830)], "#b8674b")
        canvas.rectangle(x - 60, 704, 120, 26, "#c97a5c", 8)
        for dx, dy, turn in (
            (-58, 610, 62),
            (58, 610, -62),
            (-30, 560, 78),
            (32, 556, -78),
            (0, 540, 90),
        ):
            canvas.ellipse((x + dx, dy + 50), 96, 26, "#5f9a62" if dx % 4 else "#6fae6e", turn)


def _body(canvas: Canvas, x: float, y: float, looks: Looks, wide: float = 1) -> None:
    """Shoulders to the lower edge of the picture; `y` is the middle of the face."""
    neck(canvas, (x, y), 92, looks)
    w = 138 * wide
    canvas.shape(
        [
            (x - 52, y + 116),
            (x + 52, y + 116),
            (x + w, y + 168),
            (x + w * 0.92, y + 420),
            (x + w * 0.98, y + 800),
            (x - w * 0.98, y + 800),
            (x - w * 0.92, y + 420),
            (x - w, y + 168),
        ],
        looks.top,
    )
    canvas.polygon([(x - 50, y + 98), (x + 50, y + 98), (x, y + 196)], looks.skin)
    for side in (-1, 1):
        canvas.line([(x + side * 52, y + 112), (x, y + 200)], 15, looks.top_shade)


def _arms_down(canvas: Canvas, x: float, y: float, looks: Looks, wide: float = 1) -> None:
    for side in (-1, 1):
        shoulder = (x + side * 116 * wide, y + 196)
        way = [shoulder, (x + side * 158 * wide, y + 350), (x + side * 152 * wide, y + 506)]
        arm(canvas, way, 58, looks.top, looks)


def _badge(canvas: Canvas, x: float, y: float) -> None:
    canvas.rectangle(x - 9, y - 16, 18, 18, "#8a99a8", 4)
    canvas.rectangle(x - 30, y, 60, 74, "#ffffff", 8)
    canvas.ellipse((x, y + 26), 14, 14, "#c7d3dd")
    canvas.rectangle(x - 19, y + 48, 38, 8, "#c7d3dd", 4)


def _nurse(canvas: Canvas, x: float, y: float) -> None:
    canvas.shape(
        [(x - 96, y - 20), (x, y - 122), (x + 96, y - 20), (x + 100, y + 96), (x - 100, y + 96)],
        NURSE.hair,
    )
    _arms_down(canvas, x, y, NURSE)
    _body(canvas, x, y, NURSE)
    _badge(canvas, x + 66, y + 250)
    canvas.rectangle(x - 96, y + 420, 84, 92, NURSE.top_shade, 8)
    canvas.rectangle(x - 74, y + 396, 9, 60, "#e9705f", 4)
    canvas.rectangle(x - 54, y + 400, 9, 56, "#f2c14e", 4)
    face(canvas, (x, y), 96, NURSE)
    _fringe(canvas, x, y, NURSE.hair, part=30)


def _doctor(canvas: Canvas, x: float, y: float) -> None:
    _body(canvas, x, y, DOCTOR, 1.08)
    coat, edge = "#fdfdfb", "#dfe4e6"
    for side in (-1, 1):
        canvas.shape(
            [
                (x + side * 44, y + 118),
                (x + side * 150, y + 166),
                (x + side * 158, y + 420),
                (x + side * 162, y + 800),
                (x + side * 30, y + 800),
                (x + side * 26, y + 420),
                (x + side * 30, y + 260),
            ],
            coat,
        )
        canvas.line(
            [(x + side * 48, y + 120), (x + side * 66, y + 220), (x + side * 26, y + 330)], 9, edge
        )
        canvas.line([(x + side * 27, y + 340), (x + side * 30, y + 790)], 7, edge)
        way = [(x + side * 130, y + 200), (x + side * 170, y + 360), (x + side * 160, y + 520)]
        canvas.line(way, 70, edge, end=60)
        canvas.line([(p[0] - side * 3, p[1] - 4) for p in way], 62, coat, end=54)
        canvas.ellipse((x + side * 160, y + 552), 30, 32, DOCTOR.skin)
        canvas.line(
            [(x + side * 50, y + 126), (x + side * 58, y + 230), (x + side * 40, y + 300)],
            11,
            "#3c4654",
        )
    canvas.ellipse((x + 40, y + 312), 22, 22, "#8a99a8")
    canvas.ellipse((x + 40, y + 312), 12, 12, "#c7d3dd")
    canvas.rectangle(x - 128, y + 300, 74, 10, edge, 4)
    canvas.rectangle(x - 108, y + 270, 9, 46, "#3f6fb0", 4)
    face(canvas, (x, y), 98, DOCTOR)
    canvas.shape(
        [
            (x - 86, y - 6),
            (x - 92, y - 66),
            (x - 46, y - 116),
            (x + 10, y - 122),
            (x + 66, y - 106),
            (x + 92, y - 60),
            (x + 86, y - 6),
            (x + 70, y - 52),
            (x + 10, y - 66),
            (x - 66, y - 52),
        ],
        DOCTOR.hair,
    )
    for side in (-1, 1):
        _lens(canvas, x + side * 32, y + 8)
    canvas.line([(x - 8, y + 4), (x + 8, y + 4)], 5, "#2b2b33")


def _lens(canvas: Canvas, x: float, y: float) -> None:
    """A round spectacle rim, drawn as dots so that the eye stays visible."""
    points = [(-25, 0), (-18, -18), (0, -25), (18, -18), (25, 0), (18, 18), (0, 25), (-18, 18)]
    ring = [(x + dx, y + dy) for dx, dy in points]
    canvas.line([*ring, ring[0], ring[1]], 5, "#2b2b33")


def _therapist(canvas: Canvas, x: float, y: float) -> None:
    _arms_down(canvas, x, y, THERAPIST, 1.12)
    _body(canvas, x, y, THERAPIST, 1.12)
    _badge(canvas, x - 66, y + 250)
    face(canvas, (x, y), 98, THERAPIST)
    beard = THERAPIST.hair
    canvas.shape(
        [
            (x - 80, y + 14),
            (x - 62, y + 76),
            (x, y + 106),
            (x + 62, y + 76),
            (x + 80, y + 14),
            (x + 56, y + 40),
            (x + 30, y + 34),
            (x, y + 38),
            (x - 30, y + 34),
            (x - 56, y + 40),
        ],
        beard,
    )
    canvas.line([(x - 22, y + 52), (x, y + 60), (x + 22, y + 52)], 8, "#f7efe8")
    canvas.shape(
        [
            (x - 84, y + 16),
            (x - 94, y - 56),
            (x - 60, y - 112),
            (x, y - 126),
            (x + 70, y - 110),
            (x + 94, y - 56),
            (x + 84, y + 16),
            (x + 74, y - 36),
            (x + 30, y - 62),
            (x - 40, y - 56),
            (x - 74, y - 30),
        ],
        THERAPIST.hair,
    )


def _midwife(canvas: Canvas, x: float, y: float) -> None:
    scarf, fold = "#e8b9a4", "#d39d86"
    canvas.shape(
        [
            (x, y - 128),
            (x + 102, y - 40),
            (x + 106, y + 110),
            (x - 106, y + 110),
            (x - 102, y - 40),
        ],
        scarf,
    )
    _arms_down(canvas, x, y, MIDWIFE)
    _body(canvas, x, y, MIDWIFE)
    canvas.shape(
        [
            (x - 100, y + 60),
            (x + 100, y + 60),
            (x + 112, y + 170),
            (x + 20, y + 226),
            (x - 112, y + 170),
        ],
        scarf,
    )
    canvas.line([(x - 84, y + 130), (x, y + 186), (x + 92, y + 150)], 9, fold)
    _badge(canvas, x - 62, y + 290)
    canvas.ellipse((x, y - 6), 112, 128, scarf)
    canvas.ellipse((x, y + 10), 76, 90, MIDWIFE.skin)
    features(canvas, (x, y), 96, MIDWIFE)


def _fringe(canvas: Canvas, x: float, y: float, hair: str, part: float) -> None:
    canvas.shape(
        [
            (x - 90, y + 60),
            (x - 100, y - 40),
            (x - 60, y - 112),
            (x, y - 124),
            (x + 60, y - 112),
            (x + 100, y - 40),
            (x + 90, y + 60),
            (x + 76, y - 20),
            (x + part, y - 70),
            (x - 40, y - 40),
            (x - 76, y - 6),
        ],
        hair,
    )
