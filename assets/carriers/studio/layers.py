# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns raw renders into the layers and the manifest that the app reads. Needs no Blender."""
import json
import os

import numpy as np
import OpenEXR
from PIL import Image
from scipy.ndimage import gaussian_filter

HERE = os.path.dirname(os.path.abspath(__file__))
BACKPACK_DIR = os.path.join(os.path.dirname(HERE), "backpack")

NEUTRAL = 0.66  # sRGB value of untinted cloth in good light: the median is 0.60, the lit 5 % are above 0.72
SHOULDER_FROM, SHOULDER_TO = 0.66, 0.80  # cloth brighter than the first nears the second: pale tints must not burn
OVERLAY_SEAM_PX = 1.5  # softness of the cut through an overlay

TINTS = ["#2F4468", "#5C6B4A", "#37373C", "#9A4A40", "#C9BCDD", "#D8CBB2"]
DEFAULT_TINT = "#2F4468"

# A charm that touches the cloth still has a clasp's thickness behind it; beyond 12 mm its shadow comes loose from it.
MIN_GAP_MM, MAX_GAP_MM = 2.0, 12.0

VIEW_NAMES = {"front": "Front", "whole": "Whole bag"}
ANCHOR_NAMES = {
    "d-ring": "D-ring",
    "pocket-zip-pull": "Pocket zip pull",
    "main-zip-pull": "Main zip pull",
    "side-pocket": "Side pocket",
    "top-loop": "Top loop",
}


def to_bytes(values):
    return (np.clip(values, 0, 1) * 255 + 0.5).astype(np.uint8)


def read_png(path):
    return np.asarray(Image.open(path), float) / 255


def read_mask(path):
    """How much of each pixel's bag is main cloth and trim, 0 to 1 each."""
    parts = OpenEXR.File(path, separate_channels=True).channels()

    def channel(name):
        return np.asarray(parts["ViewLayer." + name].pixels, np.float32)

    alpha = np.clip(channel("Combined.A"), 0, 1)
    tint = np.stack([np.clip(channel("tint." + c), 0, 1) for c in "RGB"], -1)
    tint = tint / np.maximum(tint.sum(-1, keepdims=True), 1e-3)
    tint[alpha < 0.01] = (1, 0, 0)  # outside the bag: whatever packs small
    tint = np.where(tint > 0.97, 1, np.where(tint < 0.03, 0, tint))
    return tint[..., :2]


def soften_highlights(rgb, cloth):
    """Cloth above SHOULDER_FROM rises ever more slowly towards SHOULDER_TO; metal and leather stay."""
    value = rgb.max(-1, keepdims=True)
    room = SHOULDER_TO - SHOULDER_FROM
    over = np.maximum(value - SHOULDER_FROM, 0)
    softened = np.where(over > 0, SHOULDER_FROM + room * (1 - np.exp(-over / room)), value)
    return rgb * (1 + cloth * (softened / np.maximum(value, 1e-4) - 1))


def write_overlay(view_id, anchor_id, found, raw, out):
    """The half of the ring or eye that lies in front of the hook, cropped; returns its offset or None.

    A ring and a hook seen flat cross twice: the ring passes over the hook on the
    right and under it on the left, so only its right half is drawn again.
    """
    picture = read_png(os.path.join(raw, f"{view_id}-over-{anchor_id}.png"))
    x = np.arange(picture.shape[1])
    cut = np.clip((x - found["at_px"][0]) / OVERLAY_SEAM_PX + 0.5, 0, 1)
    picture[..., 3] *= cut[None]
    rows, columns = np.where(picture[..., 3].max(1) > 0.02)[0], np.where(picture[..., 3].max(0) > 0.02)[0]
    if len(rows) == 0:
        return None
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    name = f"{view_id}-over-{anchor_id}.webp"
    Image.fromarray(to_bytes(picture[top:bottom, left:right])).save(os.path.join(out, name), lossless=True, method=6)
    return {"file": name, "at_px": [int(left), int(top)]}


def write_view(view_id, raw, out):
    """Writes a view's layers into `out`, and what the manifest says about them into `raw`."""
    os.makedirs(out, exist_ok=True)
    bag = read_png(os.path.join(raw, f"{view_id}-bag.png"))
    mask = read_mask(os.path.join(raw, f"{view_id}-bag.exr"))
    rgb, alpha = bag[..., :3], bag[..., 3:]
    rgb = soften_highlights(rgb, mask.sum(-1, keepdims=True))
    alpha = np.where(alpha < 0.01, 0, np.where(alpha > 0.99, 1, alpha))
    Image.fromarray(to_bytes(np.concatenate([rgb, alpha], -1))).save(
        os.path.join(out, f"{view_id}-bag.webp"), quality=90, alpha_quality=95, method=6
    )
    both = np.concatenate([mask, np.zeros_like(mask[..., :1])], -1)
    levels = np.round(both * 32) / 32  # 33 levels are enough for an edge and pack small
    Image.fromarray(to_bytes(levels)).save(os.path.join(out, f"{view_id}-tint.png"), optimize=True)

    size = (bag.shape[1], bag.shape[0])
    ground = Image.open(os.path.join(raw, f"{view_id}-ground.png")).convert("RGB").resize(size, Image.BICUBIC)
    ground = np.stack([gaussian_filter(c, 1.5) for c in np.moveaxis(np.asarray(ground, float) / 255, -1, 0)], -1)
    grain = np.random.default_rng(1).normal(0, 0.7 / 255, ground.shape[:2] + (1,))  # or the soft gradient bands
    Image.fromarray(to_bytes(ground + grain)).save(os.path.join(out, f"{view_id}-ground.webp"), quality=86, method=6)

    with open(os.path.join(raw, f"{view_id}.json")) as f:
        measures = json.load(f)
    for anchor_id, found in measures["anchors"].items():
        found["over"] = write_overlay(view_id, anchor_id, found, raw, out)
    measures["size_px"] = size
    with open(os.path.join(raw, f"{view_id}-layers.json"), "w") as f:
        json.dump(measures, f, indent=1)


def _numbers(values, digits):
    return "[" + ", ".join(f"{v:.{digits}f}" for v in values) + "]"


def _anchor_toml(anchor_id, found):
    gap = found["gap_mm"]
    lines = ["", "[[view.anchor]]", f'id = "{anchor_id}"', f'name = "{ANCHOR_NAMES[anchor_id]}"']
    lines.append(f"at_px = {_numbers(found['at_px'], 1)}")
    lines.append(f"px_per_mm = {found['px_per_mm']:.3f}")
    gap = MAX_GAP_MM if gap is None else min(max(gap, MIN_GAP_MM), MAX_GAP_MM)
    lines.append(f"surface_distance_mm = {gap:.1f}")
    lines.append(f"normal = {_numbers(found['normal'] or [0, 0, 1], 3)}")
    if found["over"]:
        lines.append(f'over = {{ file = "{found["over"]["file"]}", at_px = {_numbers(found["over"]["at_px"], 0)} }}')
    return lines


def write_manifest(raw, out):
    """Writes carrier.toml from the views rendered so far."""
    views = [v for v in VIEW_NAMES if os.path.exists(os.path.join(raw, f"{v}-layers.json"))]
    measures = {}
    for view_id in views:
        with open(os.path.join(raw, f"{view_id}-layers.json")) as f:
            measures[view_id] = json.load(f)
    lines = [
        "# Written by assets/carriers/studio/render.py: change it there.",
        "# at_px, px_per_mm: projected by the camera that took the picture. normal: mean of the cloth 45 to 85 mm",
        "# below the anchor. surface_distance_mm: median of how far that cloth lies behind the plane a charm hangs",
        "# in, kept within 2 mm (the charm rests on the cloth) and 12 mm (a shadow farther off looks loose).",
        'id = "backpack"',
        'name = "Backpack"',
        'source = "rendered by assets/carriers/studio, original"',
        f'default_view = "{views[0]}"',
        "# Picture * colour / neutral inside the mask (red: main cloth, green: trim), in sRGB.",
        f"neutral = {NEUTRAL:.2f}",
        "tints = [" + ", ".join(f'"{t}"' for t in TINTS) + "]",
        f'default_tint = "{DEFAULT_TINT}"',
        "",
        "[light]",
        f"# Unit vector to the key light in the {views[0]} view: x right, y down, z to the viewer.",
        f"to_light = {_numbers(measures[views[0]]['to_light'], 3)}",
    ]
    for view_id in views:
        m = measures[view_id]
        lines += ["", "[[view]]", f'id = "{view_id}"', f'name = "{VIEW_NAMES[view_id]}"']
        lines.append(f"size_px = {_numbers(m['size_px'], 0)}")
        lines += [f'bag = "{view_id}-bag.webp"', f'ground = "{view_id}-ground.webp"', f'tint_mask = "{view_id}-tint.png"']
        for anchor_id, found in m["anchors"].items():
            lines += _anchor_toml(anchor_id, found)
    with open(os.path.join(out, "carrier.toml"), "w") as f:
        f.write("\n".join(lines) + "\n")
