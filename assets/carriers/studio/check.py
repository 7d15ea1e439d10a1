# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures to judge by: tinted mock-ups with a dummy charm at every anchor, anchors magnified, and the scale check."""
import json
import os
import tomllib

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

import carrier
import layers
from workdir import work_path

HARDWARE_DIR = os.path.join(os.path.dirname(carrier.ASSETS), "hardware")
CHARM_MM, RING_MM = 60.0, 7.0
HANGING_MM = {"long": 15.0, "short": 10.0}  # the least hardware between an anchor and a charm


def _colour(hex_colour):
    return np.array([int(hex_colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255


def tinted(folder, view, tint, neutral):
    """The view as the app composes it: ground, then the bag dyed inside its mask."""
    bag = np.asarray(Image.open(os.path.join(folder, view["bag"])).convert("RGBA"), float) / 255
    mask = np.asarray(Image.open(os.path.join(folder, view["tint_mask"])), float)[..., :2].sum(-1, keepdims=True) / 255
    ground = np.asarray(Image.open(os.path.join(folder, view["ground"])).convert("RGB"), float) / 255
    rgb = np.clip(bag[..., :3] * (1 - mask + mask * _colour(tint) / neutral), 0, 1)
    alpha = bag[..., 3:]
    return Image.fromarray(layers.to_bytes(rgb * alpha + ground * (1 - alpha)))


def _shadow(picture, shape, offset, blur, opacity):
    dark = Image.new("RGBA", picture.size, (12, 12, 20, 0))
    alpha = Image.new("L", picture.size)
    alpha.paste(shape[0], (int(shape[1][0] + offset[0]), int(shape[1][1] + offset[1])))
    dark.putalpha(alpha.filter(ImageFilter.GaussianBlur(blur)).point(lambda v: int(v * opacity)))
    picture.alpha_composite(dark)


def hang(picture, folder, anchor, light, clasp):
    """A clasp, a jump ring and a round 60 mm dummy charm at an anchor, at true scale."""
    k = anchor["px_per_mm"]
    x, y = anchor["at_px"]
    sprite = Image.open(os.path.join(HARDWARE_DIR, clasp["file"])).convert("RGBA")
    s = k / clasp["px_per_mm"]
    sprite = sprite.resize((round(sprite.width * s), round(sprite.height * s)), Image.LANCZOS)
    at = (round(x - clasp["top_px"][0] * s), round(y - clasp["top_px"][1] * s))
    ring_y = y + (clasp["bottom_px"][1] - clasp["top_px"][1]) * s
    ring_x = x + (clasp["bottom_px"][0] - clasp["top_px"][0]) * s
    radius = CHARM_MM / 2 * k
    center = (ring_x, ring_y + RING_MM * k - 3 * k + radius)
    charm = Image.new("RGBA", picture.size)
    draw = ImageDraw.Draw(charm)
    box = [center[0] - radius, center[1] - radius, center[0] + radius, center[1] + radius]
    draw.ellipse(box, fill=(244, 240, 232, 255), outline=(210, 120, 130, 255), width=max(1, round(2 * k)))
    hole = (center[0], center[1] - radius + 3 * k, 1.6 * k)
    draw.ellipse([hole[0] - hole[2], hole[1] - hole[2], hole[0] + hole[2], hole[1] + hole[2]], fill=(90, 90, 90, 255))
    gap = min(anchor["surface_distance_mm"], 8)
    offset = (-light[0] / max(light[2], 0.35) * gap * k * 0.6, -light[1] / max(light[2], 0.35) * gap * k * 0.6)
    _shadow(picture, (charm.getchannel("A"), (0, 0)), offset, 0.35 * gap * k, 0.45)
    _shadow(picture, (sprite.getchannel("A"), at), offset, 0.25 * gap * k, 0.45)
    picture.alpha_composite(charm)
    jump = ImageDraw.Draw(picture)
    r = RING_MM / 2 * k
    box = [ring_x - r, ring_y - 0.6 * k, ring_x + r, ring_y - 0.6 * k + 2 * r]
    jump.ellipse(box, outline=(205, 205, 205, 255), width=max(1, round(0.9 * k)))
    placed = Image.new("RGBA", picture.size)
    placed.paste(sprite, at)
    picture.alpha_composite(placed)
    if "over" in anchor:
        over = Image.open(os.path.join(folder, anchor["over"]["file"])).convert("RGBA")
        picture.alpha_composite(over, tuple(anchor["over"]["at_px"]))


def lay_film(picture, folder, view):
    """The clear film over what hangs behind it."""
    if "film" in view:
        film = Image.open(os.path.join(folder, view["film"]["file"])).convert("RGBA")
        picture.alpha_composite(film, tuple(view["film"]["at_px"]))


def magnify_anchors(picture, view):
    """Each anchor, 4 times as large, under a cross hair."""
    tiles = []
    for anchor in view["anchor"]:
        x, y = anchor["at_px"]
        reach = 18 * anchor["px_per_mm"]
        tile = picture.crop((round(x - reach), round(y - reach), round(x + reach), round(y + reach)))
        tile = tile.convert("RGB").resize((480, 480), Image.LANCZOS)
        draw = ImageDraw.Draw(tile)
        draw.line([240, 205, 240, 275], fill=(255, 0, 60))
        draw.line([205, 240, 275, 240], fill=(255, 0, 60))
        draw.text((8, 8), anchor["id"], fill=(255, 0, 60))
        tiles.append(tile)
    sheet = Image.new("RGB", (480 * len(tiles), 480))
    for i, tile in enumerate(tiles):
        sheet.paste(tile, (480 * i, 0))
    return sheet


def _span(alpha, x, y):
    """How far the opaque pixels reach along a direction of the picture, in px."""
    rows, columns = np.nonzero(alpha > 127)
    along = columns * x + rows * y
    return along.max() - along.min() + 1


def check_scale(view_id, view, raw):
    """Two measures of the picture itself against px_per_mm.

    A 50 mm rod photographed at each anchor must measure 50 mm to 0.2 mm. A part of
    known width, such as a ring, must have it to 3 %: it leans, its wire is round.
    """
    with open(os.path.join(raw, f"{view_id}.json")) as f:
        measures = json.load(f)["anchors"]
    for anchor in view["anchor"]:
        found, name = measures[anchor["id"]], f"{view_id}: {anchor['id']}"
        rod_mm = found["rod_px"] / anchor["px_per_mm"]
        print(f"{name}: the rod of 50 mm measures {rod_mm:.2f} mm")
        assert abs(rod_mm - 50) <= 0.2, f"{name}: 50 mm measure {rod_mm:.2f} mm (at most 0.2 mm off): look at px_per_mm"
        if "span_px" not in found:
            continue
        expected_px, x, y = found["span_px"]
        over = np.asarray(Image.open(os.path.join(raw, f"{view_id}-over-{anchor['id']}.png")))
        error = _span(over[..., 3], x, y) / expected_px - 1
        print(f"{name}: its ring is {error:+.1%} off its true width")
        # Two edges of half a pixel each: in a draft they weigh more than the lean.
        assert abs(error) < max(0.03, 1.5 / expected_px), f"{name}: scale is off by {error:+.1%} (at most 3 %): look at px_per_mm"


def check_room(view_id, view):
    """Below each anchor a 60 mm charm and its hardware fit in the picture: a clasp and ring, or a ring alone."""
    width, height = view["size_px"]
    for anchor in view["anchor"]:
        x, y = anchor["at_px"]
        needed_mm = CHARM_MM + HANGING_MM[anchor.get("drop", "long")]
        assert 0 <= x < width and 0 <= y, f"{view_id}: {anchor['id']} lies outside the picture"
        room_mm = (height - y) / anchor["px_per_mm"]
        assert room_mm >= needed_mm, f"{view_id}: {room_mm:.0f} mm below {anchor['id']}, {needed_mm:.0f} needed: move the view"


def check_highlights(view_id, folder, view, manifest):
    """No suggested tint may burn out: at most 0.5 % of the cloth with a channel at its limit."""
    mask = np.asarray(Image.open(os.path.join(folder, view["tint_mask"])))[..., :2].max(-1) > 250
    mask &= np.asarray(Image.open(os.path.join(folder, view["bag"])).convert("RGBA"))[..., 3] > 250
    for tint in manifest["tints"]:
        cloth = np.asarray(tinted(folder, view, tint, manifest["neutral"]))[mask]
        burnt = float((cloth.max(-1) >= 254).mean())
        print(f"{view_id} in {tint}: {burnt:.2%} burnt")
        assert burnt <= 0.005, f"{view_id}: {burnt:.1%} of the cloth burns in {tint} (at most 0.5 %): darken the tint"


def check(carrier_id, view_id, raw, folder):
    """Checks the layers in `folder` against the raw renders they were made from."""
    with open(os.path.join(folder, "carrier.toml"), "rb") as f:
        manifest = tomllib.load(f)
    with open(os.path.join(HARDWARE_DIR, "sprites.toml"), "rb") as f:
        clasp = next(s for s in tomllib.load(f)["sprite"] if s["id"] == "lobster-clasp")
    view = next(v for v in manifest["view"] if v["id"] == view_id)
    check_scale(view_id, view, raw)
    check_room(view_id, view)
    check_highlights(view_id, folder, view, manifest)
    neutral, prefix = manifest["neutral"], f"check-{carrier_id}-{view_id}"
    bare = tinted(folder, view, "#B3B3B3", neutral)
    bare.save(work_path(f"{prefix}-bare.png"))
    magnify_anchors(bare, view).save(work_path(f"{prefix}-anchors.png"))
    for i, tint in enumerate(["#1F1F22", "#DDD6EA", *manifest["tints"]]):
        picture = tinted(folder, view, tint, neutral).convert("RGBA")
        for is_behind in (True, False):
            for anchor in view["anchor"]:
                if anchor.get("behind_film", False) == is_behind:
                    hang(picture, folder, anchor, view["to_light"], clasp)
            if is_behind:
                lay_film(picture, folder, view)
        picture.convert("RGB").save(work_path(f"{prefix}-{i}-{tint[1:]}.png"))
        if i == 2:
            magnify_anchors(picture, view).save(work_path(f"{prefix}-hooked.png"))
