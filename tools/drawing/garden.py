"""A girl walks through a garden with her walking frame."""

from tools.drawing.canvas import WIDTH, Canvas
from tools.drawing.figure import Looks, arm, face, flower, neck

GIRL = Looks("#c98d65", "#b17650", "#d9876b", "#3a2a26", "#f2b441", "#dc9a2c")
METAL, METAL_SHADE, GRIP, WHEEL = "#7b8fa6", "#5f7389", "#2f3e52", "#34404f"


def draw_garden(canvas: Canvas) -> None:
    _background(canvas)
    _bed(canvas, 30, 520, 690)
    _bed(canvas, 1110, 1590, 700)
    _girl(canvas, 800, 360)
    _foreground(canvas)


def _background(canvas: Canvas) -> None:
    canvas.rectangle(0, 0, WIDTH, 1067, "#d9eef2")
    canvas.ellipse((1290, 190), 92, 92, "#fbe3a2")
    for x, y, size in ((300, 150, 1.0), (960, 110, 0.8)):
        for dx, dy, r in ((0, 0, 60), (70, -24, 74), (150, 0, 56), (75, 18, 80)):
            canvas.ellipse(
                (x + dx * size, y + dy * size), r * size * 1.15, r * size * 0.6, "#f4fafb"
            )
    canvas.shape([(-200, 620), (150, 430), (520, 520), (760, 640), (400, 800)], "#b5d6b2")
    canvas.shape([(560, 640), (980, 440), (1400, 480), (1850, 600), (1500, 820)], "#a5cba5")
    canvas.shape(
        [(-300, 620), (300, 566), (900, 590), (1900, 560), (2000, 1300), (-300, 1300)], "#8fbf86"
    )
    _hedge_and_fence(canvas)
    canvas.polygon([(690, 585), (860, 585), (1300, 1067), (330, 1067)], "#ecd9b4")
    canvas.polygon([(690, 585), (705, 585), (420, 1067), (330, 1067)], "#dfc899")
    for x, y in (
        (760, 700),
        (880, 760),
        (700, 880),
        (960, 930),
        (800, 1010),
        (560, 1000),
        (1080, 1030),
    ):
        canvas.ellipse((x, y), 22, 7, "#dfc899")
    _tree(canvas, 210, 600)
    _tree(canvas, 1480, 590, 0.78)


def _hedge_and_fence(canvas: Canvas) -> None:
    for x in range(-40, 1700, 84):
        if not 640 < x < 900:
            canvas.ellipse((x, 560), 74, 62, "#6da56c")
            canvas.ellipse((x + 36, 586), 68, 52, "#629a63")
    for x in [*range(16, 640, 62), *range(920, 1600, 62)]:
        canvas.rectangle(x, 530, 22, 100, "#fbf6ea", 9)
    for y in (556, 596):
        canvas.rectangle(0, y, 640, 13, "#f0e7d2", 5)
        canvas.rectangle(910, y, 700, 13, "#f0e7d2", 5)


def _tree(canvas: Canvas, x: float, y: float, size: float = 1) -> None:
    canvas.line([(x, y + 60 * size), (x + 6, y - 190 * size)], 46 * size, "#8a6547", end=26 * size)
    for dx, dy, r, fill in (
        (-95, -250, 112, "#5f9a62"),
        (100, -260, 118, "#5f9a62"),
        (0, -345, 140, "#6aa76a"),
        (-40, -225, 96, "#6aa76a"),
        (70, -330, 84, "#7bb677"),
        (-60, -380, 62, "#7bb677"),
    ):
        canvas.ellipse((x + dx * size, y + dy * size), r * size, r * size * 0.92, fill)
    for dx, dy in ((-120, -260), (-30, -300), (60, -240), (120, -300), (0, -400), (-90, -340)):
        canvas.ellipse((x + dx * size, y + dy * size), 15 * size, 15 * size, "#e2645a")


def _bed(canvas: Canvas, left: float, right: float, y: float) -> None:
    middle = (left + right) / 2
    canvas.ellipse((middle, y + 62), (right - left) / 2, 46, "#7d5a41")
    colours = ("#e9705f", "#f6c9d4", "#9b7fc4", "#ffffff", "#f08fa6")
    for number in range(9):
        x = left + 44 + number * (right - left - 88) / 8
        dip = 18 * (1 - abs(number - 4) / 4)
        flower(canvas, (x, y - 14 + dip + (number % 3) * 13), 20, colours[number % 5])


def _girl(canvas: Canvas, x: float, y: float) -> None:
    canvas.ellipse((x, y + 566), 235, 26, "#cfb888")
    _frame_back(canvas, x, y)
    for side in (-1, 1):
        foot = y + (540 if side < 0 else 556)
        canvas.line([(x + side * 34, y + 370), (x + side * 38, foot - 40)], 40, GIRL.skin, end=34)
        canvas.rectangle(x + side * 38 - 19, foot - 74, 38, 36, "#ffffff", 8)
        canvas.shape(
            [
                (x + side * 38 - 24, foot - 44),
                (x + side * 38 + 24, foot - 44),
                (x + side * 44 + 32, foot + 2),
                (x + side * 44, foot + 10),
                (x + side * 44 - 32, foot + 2),
            ],
            "#d3544d",
        )
        canvas.rectangle(x + side * 44 - 32, foot, 64, 10, "#ffffff", 5)
    _hair_behind(canvas, x, y)
    neck(canvas, (x, y), 88, GIRL)
    canvas.shape(
        [
            (x - 62, y + 112),
            (x, y + 104),
            (x + 62, y + 112),
            (x + 72, y + 236),
            (x + 122, y + 392),
            (x, y + 414),
            (x - 122, y + 392),
            (x - 72, y + 236),
        ],
        GIRL.top,
    )
    canvas.line([(x - 68, y + 250), (x, y + 262), (x + 68, y + 250)], 16, GIRL.top_shade)
    for dx, dy in ((-60, 330), (0, 316), (56, 336), (-30, 372), (32, 380), (-88, 382), (88, 378)):
        canvas.ellipse((x + dx, y + dy), 9, 9, "#fbe2a8")
    canvas.shape([(x - 40, y + 106), (x, y + 100), (x + 40, y + 106), (x, y + 146)], "#fdf3dc")
    face(canvas, (x, y), 92, GIRL)
    _hair_front(canvas, x, y)
    _frame_front(canvas, x, y)
    for side in (-1, 1):
        way = [(x + side * 60, y + 134), (x + side * 116, y + 212), (x + side * 138, y + 296)]
        arm(canvas, way, 36, GIRL.top, GIRL)
        for finger in range(4):
            canvas.line(
                [
                    (x + side * 138 - 17 + finger * 11, y + 290),
                    (x + side * 138 - 17 + finger * 11, y + 312),
                ],
                11,
                GIRL.skin if finger % 2 else GIRL.shade,
            )


def _hair_behind(canvas: Canvas, x: float, y: float) -> None:
    for side in (-1, 1):
        canvas.line(
            [(x + side * 76, y - 20), (x + side * 118, y + 30), (x + side * 106, y + 120)],
            54,
            GIRL.hair,
            end=24,
        )
        canvas.ellipse((x + side * 90, y - 4), 16, 16, "#e2645a")


def _hair_front(canvas: Canvas, x: float, y: float) -> None:
    canvas.shape(
        [
            (x - 80, y + 6),
            (x - 92, y - 50),
            (x - 52, y - 102),
            (x, y - 112),
            (x + 52, y - 102),
            (x + 92, y - 50),
            (x + 80, y + 6),
            (x + 62, y - 34),
            (x + 20, y - 58),
            (x - 30, y - 46),
            (x - 62, y - 26),
        ],
        GIRL.hair,
    )


def _frame_back(canvas: Canvas, x: float, y: float) -> None:
    for side in (-1, 1):
        canvas.line([(x + side * 112, y + 306), (x + side * 104, y + 520)], 13, METAL_SHADE)
        canvas.ellipse((x + side * 104, y + 524), 13, 9, GRIP)


def _frame_front(canvas: Canvas, x: float, y: float) -> None:
    canvas.line([(x - 160, y + 420), (x + 160, y + 420)], 13, METAL)
    canvas.line([(x - 156, y + 352), (x, y + 366), (x + 156, y + 352)], 13, METAL)
    for side in (-1, 1):
        canvas.line([(x + side * 140, y + 306), (x + side * 172, y + 548)], 16, METAL)
        canvas.line([(x + side * 106, y + 304), (x + side * 142, y + 302)], 16, METAL)
        canvas.line([(x + side * 118, y + 304), (x + side * 158, y + 302)], 27, GRIP)
        canvas.ellipse((x + side * 174, y + 552), 30, 30, WHEEL)
        canvas.ellipse((x + side * 174, y + 552), 12, 12, "#c8d2dc")


def _foreground(canvas: Canvas) -> None:
    for x, y, colour in (
        (60, 950, "#f6c9d4"),
        (150, 990, "#ffffff"),
        (245, 965, "#e9705f"),
        (1350, 975, "#9b7fc4"),
        (1440, 940, "#ffffff"),
        (1535, 980, "#f08fa6"),
    ):
        flower(canvas, (x, y), 26, colour)
    for x, y in ((420, 760), (1180, 640)):
        for side in (-1, 1):
            canvas.ellipse((x + side * 15, y - 8), 16, 11, "#f3a84c", side * 30)
            canvas.ellipse((x + side * 11, y + 8), 10, 8, "#e58c34", side * 30)
        canvas.line([(x, y - 14), (x, y + 14)], 5, "#4a3a34")
