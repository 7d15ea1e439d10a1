# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns raw renders into the layers and the manifest that the app reads. Needs no Blender."""
import json
import os
import tomllib

import numpy as np
import OpenEXR
from PIL import Image
from scipy.ndimage import gaussian_filter

GLOSS = (0.74, 0.96)  # sRGB: from where a glossy surface begins to mirror the lamp, to where it is all lamp
OVERLAY_SEAM_PX = 1.5  # softness of the cut through an overlay

FILM_OVER = 0.3  # linear: the brightness that a film's reflections are weighed against

# A charm that touches the cloth still has a clasp's thickness behind it; beyond 12 mm its shadow comes loose from it.
MIN_GAP_MM, MAX_GAP_MM = 2.0, 12.0


def to_bytes(values):
    return (np.clip(values, 0, 1) * 255 + 0.5).astype(np.uint8)


def read_png(path):
    return np.asarray(Image.open(path), float) / 255


def _channel(path, name):
    return np.asarray(OpenEXR.File(path, separate_channels=True).channels()["ViewLayer." + name].pixels, np.float32)


def read_mask(path):
    """How much of each pixel's bag is main cloth and trim, 0 to 1 each."""
    alpha = np.clip(_channel(path, "Combined.A"), 0, 1)
    tint = np.stack([np.clip(_channel(path, "tint." + c), 0, 1) for c in "RGB"], -1)
    tint = tint / np.maximum(tint.sum(-1, keepdims=True), 1e-3)
    tint[alpha < 0.01] = (1, 0, 0)  # outside the bag: whatever packs small
    tint = np.where(tint > 0.97, 1, np.where(tint < 0.03, 0, tint))
    return tint[..., :2]


def soften_highlights(rgb, cloth, shoulder):
    """Cloth above the shoulder's start rises ever more slowly towards its end; metal and leather stay."""
    start, end = shoulder
    value = rgb.max(-1, keepdims=True)
    over = np.maximum(value - start, 0)
    softened = np.where(over > 0, start + (end - start) * (1 - np.exp(-over / (end - start))), value)
    return rgb * (1 + cloth * (softened / np.maximum(value, 1e-4) - 1))


def undyed_highlights(rgb, mask):
    """The mask without what mirrors the lamps: brighter than any even light makes the neutral material."""
    start, end = GLOSS
    share = np.clip((rgb.min(-1, keepdims=True) - start) / (end - start), 0, 1)
    return mask * (1 - share * share * (3 - 2 * share))


def write_overlay(view_id, anchor_id, found, raw, out):
    """The half of the ring or eye that lies in front of the hook, cropped; returns its offset or None.

    A ring and a hook seen flat cross twice: the ring passes over the hook on the
    right and under it on the left, so only its right half is drawn again.
    """
    path = os.path.join(raw, f"{view_id}-over-{anchor_id}.png")
    if not os.path.exists(path):
        return None
    picture = read_png(path)
    x = np.arange(picture.shape[1])
    cut = np.clip((x - found["at_px"][0]) / OVERLAY_SEAM_PX + 0.5, 0, 1)
    picture[..., 3] *= cut[None]
    return _write_crop(picture, os.path.join(out, f"{view_id}-over-{anchor_id}.webp"), lossless=True)


def _write_crop(picture, path, **how):
    """Writes the part of a picture that is not empty; returns what the manifest says of it, or None."""
    rows, columns = np.where(picture[..., 3].max(1) > 0.008)[0], np.where(picture[..., 3].max(0) > 0.008)[0]
    if len(rows) == 0:
        return None
    top, bottom, left, right = rows[0], rows[-1] + 1, columns[0], columns[-1] + 1
    Image.fromarray(to_bytes(picture[top:bottom, left:right])).save(path, method=6, **how)
    return {"file": os.path.basename(path), "at_px": [int(left), int(top)]}


def write_film(view_id, raw, out):
    """The clear film in front of some charms, with what it mirrors; None where the carrier has none.

    A reflection adds light, a layer covers: it is as opaque as lifts cloth of FILM_OVER to what it is with that
    light added.
    """
    path = os.path.join(raw, f"{view_id}-film.exr")
    if not os.path.exists(path):
        return None
    added = np.clip(np.stack([_channel(path, "Combined." + c) for c in "RGB"], -1), 0, 1)
    lift = _srgb(np.minimum(FILM_OVER + added, 1)) - _srgb(FILM_OVER)
    share = lift / (1 - _srgb(FILM_OVER))
    alpha = share.max(-1, keepdims=True)
    white = np.where(alpha > 0.004, share / np.maximum(alpha, 1e-4), 1)
    picture = np.concatenate([white, np.where(alpha > 0.004, alpha, 0)], -1)
    return _write_crop(picture, os.path.join(out, f"{view_id}-film.webp"), quality=90, alpha_quality=95)


def _srgb(linear):
    return 1.055 * np.maximum(linear, 0.0031308) ** (1 / 2.4) - 0.055


def write_view(subject, view_id, raw, out):
    """Writes a view's layers into `out`; returns what the manifest says about it."""
    os.makedirs(out, exist_ok=True)
    bag = read_png(os.path.join(raw, f"{view_id}-bag.png"))
    mask = read_mask(os.path.join(raw, f"{view_id}-bag.exr"))
    rgb, alpha = bag[..., :3], bag[..., 3:]
    if subject.glossy:
        mask = undyed_highlights(rgb, mask)
    rgb = soften_highlights(rgb, mask.sum(-1, keepdims=True), subject.shoulder)
    alpha = np.where(alpha < 0.01, 0, np.where(alpha > 0.99, 1, alpha))
    Image.fromarray(to_bytes(np.concatenate([rgb, alpha], -1))).save(
        os.path.join(out, f"{view_id}-bag.webp"), quality=90, alpha_quality=95, method=6
    )
    both = np.concatenate([mask, np.zeros_like(mask[..., :1])], -1)
    levels = np.round(both * 32) / 32  # 33 levels are enough for an edge and pack small
    Image.fromarray(to_bytes(levels)).save(os.path.join(out, f"{view_id}-tint.png"), optimize=True)

    size = (bag.shape[1], bag.shape[0])
    ground = Image.open(os.path.join(raw, f"{view_id}-ground.png")).convert("RGB").resize(size, Image.BICUBIC)
    ground = np.asarray(ground, float) / 255
    if not subject.views[view_id].near_ground:
        ground = np.stack([gaussian_filter(c, 1.5) for c in np.moveaxis(ground, -1, 0)], -1)
        # Without grain the soft gradient shows bands.
        ground = ground + np.random.default_rng(1).normal(0, 0.7 / 255, ground.shape[:2] + (1,))
    Image.fromarray(to_bytes(ground)).save(os.path.join(out, f"{view_id}-ground.webp"), quality=86, method=6)

    with open(os.path.join(raw, f"{view_id}.json")) as f:
        measures = json.load(f)
    anchors = []
    for anchor_id, found in measures["anchors"].items():
        anchor = {"id": anchor_id, "name": subject.anchors[anchor_id], **_place(found)}
        anchor["drop"] = "short" if anchor_id in subject.short else "long"
        over = write_overlay(view_id, anchor_id, found, raw, out)
        anchors.append({**anchor, "over": over, "behind_film": anchor_id in subject.behind})
    film = write_film(view_id, raw, out)
    return {"to_light": measures["to_light"], "size_px": list(size), "film": film, "anchor": anchors}


def _place(found):
    gap = MAX_GAP_MM if found["gap_mm"] is None else min(max(found["gap_mm"], MIN_GAP_MM), MAX_GAP_MM)
    return {
        "at_px": found["at_px"], "px_per_mm": found["px_per_mm"], "surface_distance_mm": gap,
        "normal": found["normal"] or [0, 0, 1],
    }


def _numbers(values, digits):
    return "[" + ", ".join(f"{v:.{digits}f}" for v in values) + "]"


def _anchor_toml(anchor):
    lines = ["", "[[view.anchor]]", f'id = "{anchor["id"]}"', f'name = "{anchor["name"]}"']
    lines.append(f"at_px = {_numbers(anchor['at_px'], 1)}")
    lines.append(f"px_per_mm = {anchor['px_per_mm']:.3f}")
    lines.append(f"surface_distance_mm = {anchor['surface_distance_mm']:.1f}")
    lines.append(f"normal = {_numbers(anchor['normal'], 3)}")
    if anchor.get("drop") == "short":
        lines.append('drop = "short"')
    if anchor.get("over"):
        lines.append(f"over = {_piece_toml(anchor['over'])}")
    if anchor.get("behind_film"):
        lines.append("behind_film = true")
    return lines


def _piece_toml(piece):
    return f'{{ file = "{piece["file"]}", at_px = {_numbers(piece["at_px"], 0)} }}'


def _with_older_views(subject, taken, path):
    """The views just taken, and those the manifest has already, in the carrier's order."""
    older = {}
    if os.path.exists(path):
        with open(path, "rb") as f:
            older = {v["id"]: v for v in tomllib.load(f)["view"]}
    views = {view_id: taken.get(view_id) or older.get(view_id) for view_id in subject.views}
    return {view_id: view for view_id, view in views.items() if view}


def write_manifest(carrier_id, subject, taken, out):
    """Writes carrier.toml; `taken` holds what `write_view` returned, by view. Other views stay as they were."""
    path = os.path.join(out, "carrier.toml")
    views = _with_older_views(subject, taken, path)
    default_view = next(iter(views))
    lines = [
        "# Written by assets/carriers/studio/render.py: change it there.",
        "# at_px, px_per_mm: projected by the camera that took the picture. normal: mean of the cloth 45 to 85 mm",
        "# below the anchor. surface_distance_mm: median of how far that cloth lies behind the plane a charm hangs",
        "# in, kept within 2 mm (the charm rests on the cloth) and 12 mm (a shadow farther off looks loose). to_light:",
        "# unit vector to the key light, x right, y down, z to the viewer.",
        f'id = "{carrier_id}"',
        f'name = "{subject.name}"',
        'source = "rendered by assets/carriers/studio, original"',
        f'default_view = "{default_view}"',
        "# Picture * colour / neutral inside the mask (red: main cloth, green: trim), in sRGB.",
        f"neutral = {subject.neutral:.2f}",
        "tints = [" + ", ".join(f'"{t}"' for t in subject.tints) + "]",
        f'default_tint = "{subject.default_tint}"',
    ]
    for view_id, view in views.items():
        lines += ["", "[[view]]", f'id = "{view_id}"', f'name = "{subject.views[view_id].name}"']
        lines.append(f"size_px = {_numbers(view['size_px'], 0)}")
        lines.append(f"to_light = {_numbers(view['to_light'], 3)}")
        lines += [f'bag = "{view_id}-bag.webp"', f'ground = "{view_id}-ground.webp"', f'tint_mask = "{view_id}-tint.png"']
        if subject.views[view_id].near_ground:
            lines.append("near_ground = true")
        if view.get("film"):
            lines.append(f"film = {_piece_toml(view['film'])}")
        for anchor in view["anchor"]:
            lines += _anchor_toml(anchor)
    with open(path, "w") as f:
        f.write("\n".join(lines) + "\n")
