"""Pictures for the demo, drawn here: of places that are nowhere."""

from __future__ import annotations

import random
from typing import Any

from PIL import Image, ImageDraw, ImageFont

Size = tuple[int, int]

SKY, GRASS, SAND, BRICK = (196, 222, 239), (104, 148, 92), (226, 205, 168), (176, 92, 74)
INK, CREAM, TEAL, GOLD = (34, 44, 56), (250, 244, 230), (28, 112, 122), (224, 164, 58)
AWNINGS = ((198, 70, 62), (46, 120, 140), (222, 164, 54), (92, 130, 74))

POSTER = (
    "PASAR MURAH",
    "Sabtu, 13 Desember",
    "pukul 07.00-11.00",
    "Alun-alun Cibinong",
    "Beras Rp58.500",
    "GRATIS ONGKOS ANTAR",
)


def market(size: Size) -> Image.Image:
    shown, draw = _scene(size, SAND)
    wide, high = size
    chance = random.Random(3)  # noqa: S311  # a drawing, no secret
    for number in range(7):
        left, top = wide * number // 7, high * (40 + number % 2 * 4) // 100
        stall = (left + 8, top, left + wide // 7 - 8, high * 82 // 100)
        draw.rectangle(stall, fill=CREAM, outline=INK, width=3)
        roof = (stall[0] - 8, top - high // 14, stall[2] + 8, top)
        draw.rectangle(roof, fill=AWNINGS[number % 4])
        for _ in range(14):
            x, y = chance.randint(stall[0] + 14, stall[2] - 14), chance.randint(top + 50, stall[3])
            draw.ellipse((x - 11, y - 11, x + 11, y + 11), fill=chance.choice(AWNINGS))
    return shown


def counter(size: Size) -> Image.Image:
    shown, draw = _scene(size, CREAM)
    wide, high = size
    draw.rectangle((0, high * 6 // 10, wide, high), fill=(150, 110, 76))
    for number in range(3):
        left = wide * (1 + 3 * number) // 10
        draw.rectangle((left, high // 5, left + wide // 5, high * 6 // 10), fill=SKY, outline=INK)
        draw.text((left + 16, high // 8), f"LOKET {number + 1}", INK, _font(high // 18))
    return shown


def garden(size: Size) -> Image.Image:
    shown, draw = _scene(size, GRASS)
    wide, high = size
    chance = random.Random(8)  # noqa: S311
    for _ in range(60):
        x, y = chance.randint(0, wide), chance.randint(high * 45 // 100, high)
        part = 14 + y * 60 // high
        draw.rectangle((x - 3, y - part, x + 3, y), fill=(96, 70, 48))
        draw.ellipse((x - part, y - 2 * part, x + part, y - part // 2), fill=(58, 112, 66))
    return shown


def queue(size: Size) -> Image.Image:
    shown, draw = _scene(size, SAND)
    wide, high = size
    for number in range(6):
        x, y = wide * (2 + number) // 9, high * (55 + 4 * (number % 3)) // 100
        part = high // 26
        draw.ellipse((x - part, y - 3 * part, x + part, y - part), fill=(122, 84, 62))
        draw.rectangle((x - part, y - part, x + part, y + 4 * part), fill=AWNINGS[number % 4])
    draw.text((wide // 12, high // 12), "PEKAN IMUNISASI", INK, _font(high // 24))
    return shown


def frame(size: Size) -> Image.Image:
    shown = Image.new("RGB", size, CREAM)
    draw, (wide, high) = ImageDraw.Draw(shown), size
    draw.rectangle((0, 0, wide - 1, high - 1), outline=TEAL, width=wide // 22)
    draw.rectangle((0, high * 88 // 100, wide, high), fill=TEAL)
    draw.text((wide // 14, high * 90 // 100), "KABUPATEN BOGOR", CREAM, _font(high // 18))
    return shown


def poster(size: Size) -> Image.Image:
    shown = Image.new("RGB", size, TEAL)
    draw, (wide, high) = ImageDraw.Draw(shown), size
    draw.rectangle(
        (wide // 20, high // 20, wide * 19 // 20, high * 19 // 20), outline=GOLD, width=8
    )
    for number, words in enumerate(POSTER):
        part = high // (12 if number == 0 else 17)
        y = high * (14 + 13 * number) // 100
        draw.text((wide // 2, y), words, GOLD if number == 0 else CREAM, _font(part), anchor="mm")
    return shown


def bridge(size: Size) -> Image.Image:
    shown, draw = _scene(size, GRASS)
    wide, high = size
    draw.rectangle((0, high * 62 // 100, wide, high * 80 // 100), fill=(92, 140, 170))
    draw.rectangle((0, high * 54 // 100, wide, high * 60 // 100), fill=BRICK)
    for number in range(9):
        x = wide * number // 8
        draw.rectangle((x - 10, high * 54 // 100, x + 10, high * 74 // 100), fill=(120, 70, 60))
    return shown


def _scene(size: Size, ground: tuple[int, int, int]) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """Return a picture with sky and ground, and what draws in it."""
    shown = Image.new("RGB", size, SKY)
    draw, (wide, high) = ImageDraw.Draw(shown), size
    draw.ellipse(
        (wide * 78 // 100, high // 12, wide * 86 // 100, high // 12 + wide * 8 // 100), GOLD
    )
    draw.polygon(
        [(0, high // 2), (wide // 3, high // 4), (wide * 2 // 3, high // 2)], fill=(140, 170, 182)
    )
    draw.rectangle((0, high // 2, wide, high), fill=ground)
    return shown, draw


def _font(size: int) -> Any:
    return ImageFont.load_default(size)
