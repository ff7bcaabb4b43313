"""Patients drawn on the spot: faces and arms of nobody.

Never a photograph of a person: a real face under an invented story is the offence this product
prevents. Every number gives other pixels, since the same pixels are the same picture.
"""

from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (960, 720)
SKINS = ("#f1c9a5", "#8d5a3b", "#c68a5e", "#5c3a28", "#e3b08a", "#a8714a", "#f6d7bd")
HAIR = ("#2b2320", "#6b4a2f", "#c9a15a", "#8a8a8a", "#a5482f")
SHIRTS = ("#3f7f6b", "#5b5fa8", "#c2693d", "#83416e", "#2f6f9f", "#b5893a", "#5d6b4f", "#a94455")
WALLS = ("#e8efe6", "#efe6ea", "#e5ecf2", "#f3ecdd", "#ebe6f2", "#e2eeee", "#f2e6df", "#e9e9e1",
         "#dfe8ea")  # fmt: skip


def png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def portrait(number: int) -> bytes:
    """A person who is nobody; 2,520 of them before one comes back (7 x 5 x 8 x 9)."""
    image = Image.new("RGB", SIZE, WALLS[number % len(WALLS)])
    draw = ImageDraw.Draw(image)
    skin, hair = SKINS[number % len(SKINS)], HAIR[number % len(HAIR)]
    draw.rectangle((0, 560, 960, 720), fill="#cdbfae")
    if number % 2:
        draw.rounded_rectangle((330, 120, 630, 520), 150, fill=hair)
    draw.ellipse((250, 470, 710, 980), fill=SHIRTS[number % len(SHIRTS)])
    draw.rounded_rectangle((435, 400, 525, 520), 40, fill=skin)
    draw.ellipse((360, 160, 600, 450), fill=skin)
    draw.pieslice((350, 130, 610, 390), 180, 360, fill=hair)
    for x in (430, 530):
        draw.ellipse((x - 12, 290, x + 12, 314), fill="#2b2320")
    if number % 3 == 0:
        for x in (430, 530):
            draw.ellipse((x - 38, 264, x + 38, 340), outline="#40372f", width=6)
        draw.line((468, 300, 492, 300), fill="#40372f", width=6)
    draw.arc((425, 330, 535, 405), 15, 165, fill="#7a2f2a", width=8)
    return png(image)


def arm(number: int, *, healed: bool) -> bytes:
    """A forearm before and after: with and without a rash."""
    image = Image.new("RGB", SIZE, WALLS[number % len(WALLS)])
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((90, 270, 800, 460), 90, fill=SKINS[number % len(SKINS)])
    draw.rounded_rectangle((0, 240, 330, 490), 50, fill=SHIRTS[number % len(SHIRTS)])
    for finger in range(4):
        top = 286 + finger * 40
        draw.rounded_rectangle((740, top, 900, top + 34), 17, fill=SKINS[number % len(SKINS)])
    if not healed:
        for spot in range(28):
            x, y = 370 + spot * 97 % 330, 300 + spot * 61 % 130
            draw.ellipse((x, y, x + 14, y + 14), fill="#c0392b")
    return png(image)
