"""What happens to a screen before it is a picture: photographed by another phone, or sent through a messenger."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

FORWARDED = 720  # pixels wide: what messengers make of a picture
PHOTO = 1500  # pixels wide: a camera's picture, made smaller as mail and messengers do
GRAIN = 9  # the noise of a camera indoors, in levels of 255


def forwarded(screen: Image.Image) -> Image.Image:
    """Made smaller, as a messenger does."""
    height = round(screen.height * FORWARDED / screen.width)
    return screen.resize((FORWARDED, height), Image.Resampling.LANCZOS)


def photographed(screen: Image.Image, degrees: float, seed: str) -> Image.Image:
    """On a table, turned by `degrees`, seen a little from one side, with grain, blur and dark corners."""
    chance = random.Random(seed)
    phone = _with_rim(screen.resize((PHOTO * 7 // 10, round(screen.height * PHOTO * 0.7 / screen.width))))
    size = (PHOTO, round(phone.height * 1.12))
    table = Image.new("RGB", size, chance.choice(["#6f5a44", "#8d8a83", "#3c4048", "#b7ab97"]))
    mask = Image.new("L", size)
    place = ((size[0] - phone.width) // 2, (size[1] - phone.height) // 2)
    table.paste(phone, place)
    mask.paste(255, (*place, place[0] + phone.width, place[1] + phone.height))
    seen = table.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=table.getpixel((0, 0)))
    seen = _in_perspective(seen, chance.uniform(0.010, 0.025))
    seen = seen.filter(ImageFilter.GaussianBlur(0.9))
    return _grainy(_dark_in_corners(seen), chance)


def as_file(picture: Image.Image, form: str, quality: int) -> bytes:
    """The bytes of the file: png, jpeg or webp."""
    buffer = io.BytesIO()
    picture.save(buffer, form, **({} if form == "png" else {"quality": quality}))
    return buffer.getvalue()


def _with_rim(screen: Image.Image) -> Image.Image:
    rim = 18
    phone = Image.new("RGB", (screen.width + 2 * rim, screen.height + 2 * rim), "#0b0b0c")
    phone.paste(screen, (rim, rim))
    ImageDraw.Draw(phone).rectangle((0, 0, phone.width - 1, phone.height - 1), outline="#55585c", width=4)
    return phone


def _in_perspective(picture: Image.Image, depth: float) -> Image.Image:
    """The upper edge is further away: `x / (1 + k y)`, and the same downwards."""
    w, h = picture.size
    k = depth / h
    # From the place in the new picture to that in the old: wider above, so that what was there looks narrower.
    spread = 1 + 2 * depth
    return picture.transform(
        picture.size,
        Image.Transform.PERSPECTIVE,
        (spread, 0.35 * depth, -w * depth, 0, spread, -h * depth * 0.6, 0, 2 * k, 1),
        Image.Resampling.BICUBIC,
        fillcolor=picture.getpixel((0, 0)),
    )


def _dark_in_corners(picture: Image.Image) -> Image.Image:
    light = Image.radial_gradient("L").resize(picture.size).point(lambda level: 250 - level * 85 // 255)
    return ImageChops.multiply(picture, Image.merge("RGB", (light, light, light)))


def _grainy(picture: Image.Image, chance: random.Random) -> Image.Image:
    bands = []
    for band in picture.split():
        noise = Image.frombytes("L", band.size, chance.randbytes(band.width * band.height))
        soft = noise.point(lambda level: level * 2 * GRAIN // 255)
        bands.append(ImageChops.add(band, soft, 1, -GRAIN))
    return Image.merge("RGB", bands)
