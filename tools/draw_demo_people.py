"""Draws the people of the demonstration: `python tools/draw_demo_people.py`.

People in the demonstration are drawn, never photographed. The pictures are this project's own work.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.drawing.canvas import Canvas
from tools.drawing.garden import draw_garden
from tools.drawing.planting import draw_planting
from tools.drawing.staff import draw_staff

PICTURES = Path(__file__).resolve().parents[1] / "content" / "demo" / "pictures"
SCENES = {
    "drawn-garden-walk.png": draw_garden,
    "drawn-four-staff.png": draw_staff,
    "drawn-planting-hands.png": draw_planting,
}


def main() -> None:
    for name, draw in SCENES.items():
        canvas = Canvas()
        draw(canvas)
        canvas.save(PICTURES / name)
        print(name)


if __name__ == "__main__":
    main()
