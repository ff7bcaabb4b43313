"""Two hands set a seedling into the earth of a raised bed."""

from tools.drawing.canvas import WIDTH, Canvas
from tools.drawing.figure import Looks, flower

HANDS = Looks("#d39b73", "#b97f58", "#c98a66", "#3a2a26", "#3f7f8c", "#33697a")
EARTH, EARTH_DARK, EARTH_LIGHT = "#6e4d38", "#573b2a", "#86614a"


def draw_planting(canvas: Canvas) -> None:
    _background(canvas)
    _earth(canvas)
    _seedling(canvas, 800, 640)
    _hand(canvas, -1)
    _hand(canvas, 1)
    _front(canvas)


def _background(canvas: Canvas) -> None:
    canvas.rectangle(0, 0, WIDTH, 1067, "#e3f0e4")
    canvas.ellipse((800, 330), 560, 420, "#eef7ea")
    for x, y, r, fill in (
        (90, 330, 210, "#b7d7b4"),
        (360, 430, 190, "#a9cda8"),
        (1230, 420, 200, "#a9cda8"),
        (1520, 330, 230, "#b7d7b4"),
        (620, 500, 150, "#c2deba"),
        (990, 500, 150, "#c2deba"),
    ):
        canvas.ellipse((x, y), r, r * 0.86, fill)
    for x, y, colour in (
        (150, 504, "#f6c9d4"),
        (290, 474, "#ffffff"),
        (430, 524, "#e9705f"),
        (1170, 524, "#9b7fc4"),
        (1320, 479, "#ffffff"),
        (1470, 514, "#f08fa6"),
    ):
        flower(canvas, (x, y), 30, colour)


def _earth(canvas: Canvas) -> None:
    canvas.shape(
        [(-200, 640), (300, 590), (800, 610), (1300, 590), (1800, 640), (1900, 1200), (-300, 1200)],
        EARTH,
    )
    canvas.shape(
        [(520, 690), (800, 640), (1080, 690), (1000, 780), (800, 800), (600, 780)], EARTH_DARK
    )
    canvas.shape(
        [(590, 716), (800, 668), (1010, 716), (940, 770), (800, 782), (660, 770)], EARTH_LIGHT
    )
    for x, y, r in (
        (180, 720, 22),
        (330, 660, 14),
        (90, 830, 18),
        (450, 850, 16),
        (1210, 668, 15),
        (1420, 730, 22),
        (1330, 860, 16),
        (1520, 840, 20),
        (640, 872, 14),
        (980, 880, 15),
        (800, 850, 12),
        (260, 900, 14),
    ):
        canvas.ellipse((x, y), r, r * 0.62, EARTH_LIGHT if r % 2 else EARTH_DARK)


def _seedling(canvas: Canvas, x: float, y: float) -> None:
    canvas.line([(x, y + 80), (x - 6, y - 60), (x + 4, y - 210)], 26, "#5c9e5e", end=15)
    for side, top, length, turn, fill in (
        (-1, -40, 120, 24, "#6cb06a"),
        (1, -84, 130, -30, "#7bbd74"),
        (-1, -150, 100, 36, "#7bbd74"),
        (1, -196, 84, -46, "#8fcc84"),
    ):
        canvas.ellipse((x + side * length * 0.86, y + top - 34), length, 42, fill, turn * 1.0)
        canvas.line(
            [
                (x, y + top),
                (x + side * length * 0.8, y + top - 34),
                (x + side * length * 1.5, y + top - 66),
            ],
            6,
            "#558f55",
            end=3,
        )
    canvas.ellipse((x + 2, y - 232), 34, 17, "#9ad68e", -70)


def _hand(canvas: Canvas, side: int) -> None:
    """One cupped hand from the side: sleeve, wrist, back of the hand, four fingers, thumb."""

    def at(dx: float, dy: float) -> tuple[float, float]:
        return 800 + side * dx, 700 + dy

    canvas.line([at(480, 30), at(330, 44)], 140, HANDS.skin, end=146)
    canvas.line([at(860, -20), at(640, 10), at(470, 34)], 236, HANDS.top_shade, end=206)
    canvas.line([at(860, -34), at(640, -4), at(470, 22)], 216, HANDS.top, end=190)
    canvas.line([at(420, -66), at(404, 30), at(420, 126)], 44, "#5ea0ac")
    canvas.shape(
        [
            at(400, -40),
            at(280, -66),
            at(190, -20),
            at(176, 70),
            at(220, 136),
            at(330, 138),
            at(404, 108),
        ],
        HANDS.skin,
    )
    for number, (start, middle, tip) in enumerate(
        (
            ((232, 106), (150, 142), (84, 128)),
            ((214, 76), (124, 104), (54, 88)),
            ((204, 40), (116, 62), (44, 46)),
            ((210, 2), (128, 18), (60, 4)),
        )
    ):
        width = 52 if number else 46
        canvas.line([at(*start), at(*middle), at(*tip)], width + 7, HANDS.shade, end=width - 6)
        canvas.line([at(*start), at(*middle), at(*tip)], width, HANDS.skin, end=width - 13)
        canvas.ellipse(at(tip[0] + 2, tip[1] - 6), 13, 9, "#ecc4a6", side * 12)
    canvas.line([at(300, -24), at(214, -84), at(120, -84)], 66, HANDS.shade, end=47)
    canvas.line([at(304, -22), at(216, -80), at(124, -81)], 59, HANDS.skin, end=40)
    canvas.ellipse(at(116, -88), 15, 10, "#ecc4a6", side * -8)
    canvas.line([at(300, 96), at(340, 70), at(352, 30)], 5, HANDS.shade, end=3)


def _front(canvas: Canvas) -> None:
    canvas.shape(
        [
            (560, 836),
            (680, 802),
            (800, 812),
            (920, 802),
            (1040, 836),
            (980, 880),
            (800, 892),
            (620, 880),
        ],
        EARTH,
    )
    for x, y, r in ((700, 830, 11), (780, 846, 9), (880, 832, 12), (940, 850, 9), (640, 846, 9)):
        canvas.ellipse((x, y), r, r * 0.7, EARTH_LIGHT)
    canvas.rectangle(-10, 946, WIDTH + 20, 130, "#c89a68")
    canvas.rectangle(-10, 946, WIDTH + 20, 16, "#ddb385")
    for x in (260, 800, 1340):
        canvas.rectangle(x, 962, 4, 110, "#a97e50")
    for y in (992, 1030):
        canvas.line([(40, y), (500, y + 5), (1000, y - 3), (1560, y + 3)], 3, "#b68857")
