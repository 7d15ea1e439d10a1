# SPDX-License-Identifier: GPL-3.0-or-later
"""The backpack: an original day pack of about 285 x 415 x 125 mm.

It stands on z = 0 with its front towards -y. `build` makes every object and
returns the anchors; the camera views are in `VIEWS`.
"""
import numpy as np

import cloth
import materials
import sewing
import studio
from carrier import Carrier, View
from geometry import (
    arc_length, circle, closed, columns_at, crease, drag, frames, grid, noise, resample, round_corners, rounded_box,
    rounded_rectangle, smoothstep, sweep, unit,
)
from gusset import Gusset
from sewing import DOWN, Panel, patch, ring_tab, rounded_panel, topstitch, zip_slider, zipper

WIDTH, HEIGHT, DEPTH = 285.0, 415.0, 125.0
POCKET_WIDTH, POCKET_HEIGHT, POCKET_BOTTOM, POCKET_DEPTH = 226.0, 188.0, 22.0, 30.0
LABEL_CENTER = (50.0, POCKET_BOTTOM + 62)
FRONT, BACK = -DEPTH / 2, DEPTH / 2


VIEWS = {
    "front": View(
        "Front", (1440, 1800), (-20, -140, 190.5), -13, 7, 1500, 316, 2.8, ("d-ring", "pocket-zip-pull"),
    ),
    "side": View(
        "Side", (1440, 1800), (-140, -20, 121), -57, 7, 1500, 300, 2.8, ("side-pocket",), -48,
    ),
    "whole": View(
        "Whole bag", (1600, 2000), (0, 0, 211), -27, 10, 2300, 576, 0,
        ("d-ring", "pocket-zip-pull", "main-zip-pull", "side-pocket", "top-loop"),
    ),
}


# ------------------------------------------------------------------- the panels
def body_outline():
    return rounded_panel(WIDTH, HEIGHT, 118, 58, 4, 460, 0.05, 0.022, 3)


def pocket_outline():
    return rounded_panel(POCKET_WIDTH, POCKET_HEIGHT, 40, 52, POCKET_BOTTOM, 360, 0.05, 0.015, 4)


def _flat_front(x, z):
    return FRONT + 0 * x


def _body_bulge(r, x, z):
    heavy = 1.15 - 0.5 * np.clip(z / HEIGHT, 0, 1) ** 1.5  # the contents sit low
    return 20 * (1 - r**5) ** 0.5 * (0.8 + 0.2 * heavy) + 20 * (1 - r**2.2) * heavy


def _body_relief(x, z, to_seam, angle):
    """Slump folds, drag lines and hand-made unevenness on top of the baked cloth."""
    inside = smoothstep(to_seam / 26)
    slump = noise(x / 95 + z / 260, z / 34 + 0.0022 * x * x / 34, 7.7) * 3.7 * np.clip((z - 215) / 40, 0, 1)
    # Where the pocket's load hangs, the upper front caves in and folds over: lower on the right than on the left.
    line = 236 - 0.0014 * x * x - 0.07 * x
    cave = -4.6 * np.exp(-(((z - line) / 11) ** 2)) * (1 + 0.5 * noise(x / 55, 8, 1))
    roll = 3.8 * np.exp(-(((z - line - 25) / 17) ** 2)) * (1 + 0.8 * noise(x / 60, 2, 2))
    creases = crease(noise(x / 75 + 0.35 * z / 70, z / 50 - 0.3 * x / 60, 2.2)) * 2.1
    creases = creases + crease(noise(x / 40 - 0.5 * z / 60, z / 62 + 0.4 * x / 55, 11.3)) * 0.9
    held = drag(x, z, 0, 300, 52, 3.3) * 2.4 + drag(x, z, -100, 214, 58, 6.1) * 2.0
    held = held + drag(x, z, 100, 210, 58, 9.4) * 2.0
    pucker = noise(angle * 190 / 9.5, to_seam / 60, 3) * 2.3 + noise(angle * 190 / 21, 0, 6) * 2.4
    pucker = pucker * np.exp(-to_seam / 24) * (1 - np.exp(-to_seam / 5))
    return (slump + cave + roll + creases + held) * inside + noise(x / 17, z / 14, 9) * 0.2 + pucker


def _pocket_bulge(r, x, z):
    f = np.clip((z - POCKET_BOTTOM) / POCKET_HEIGHT, 0, 1)
    return 13 * (1 - r**5) ** 0.5 + 15 * (1 - r**2.2) * (1.15 - 0.45 * f)


def _pocket_relief(x, z, to_seam, angle):
    inside = np.clip(to_seam / 22, 0, 1)
    creases = crease(noise(x / 60 + 0.4 * z / 50, z / 42, 5.2)) * 1.5 + noise(x / 70, z / 30, 12.7) * 1.5
    creases = creases + crease(noise(x / 38 - 0.3 * z / 50, z / 55 + 0.5 * x / 60, 8.8)) * 0.7
    held = drag(x, z, -92, POCKET_BOTTOM + 20, 40, 4.1) * 1.8 + drag(x, z, 92, POCKET_BOTTOM + 20, 40, 5.7) * 1.8
    pucker = noise(angle * 110 / 8, to_seam / 50, 6) * 2.0 + noise(angle * 110 / 17, 0, 2) * 1.8
    pucker = pucker * np.exp(-to_seam / 16) * (1 - np.exp(-to_seam / 4))
    return (creases + held) * inside + pucker + noise(x / 15, z / 12, 3) * 0.2


def body_panel():
    return Panel(body_outline(), (0, HEIGHT * 0.46), _flat_front, _body_bulge, _body_relief, 0.8)


def pocket_panel():
    smooth_body = Panel(body_outline(), (0, HEIGHT * 0.46), _flat_front, _body_bulge)

    def base(x, z):
        """The pocket stands off the body, part following its bulge."""
        return smooth_body.y(x, np.clip(z, 30, 999)) * 0.75 + 0.25 * (FRONT - 38) - POCKET_DEPTH

    center = (0, POCKET_BOTTOM + POCKET_HEIGHT * 0.48)
    return Panel(pocket_outline(), center, base, _pocket_bulge, _pocket_relief, 0.5)


# -------------------------------------------------------------------- the parts
def _materials():
    cloth, trim = 0.50, 0.31  # linear; the trim is darker, so that one tint dyes both well
    return {
        "main": materials.fabric("main", cloth, "main"),
        "foam": materials.fabric("foam", cloth, "main", pitch_mm=0.85, bump=0.7),
        "lip": materials.fabric("lip", cloth, "main", pitch_mm=0.85, bump=0.6),
        "trim": materials.fabric("trim", trim, "trim", "twill", 1.1, 1.0, 0.70, 0.2),
        "piping": materials.fabric("piping", trim, "trim", pitch_mm=0.5, bump=0.5, roughness=0.6),
        "tape": materials.fabric("tape", trim * 0.8, "trim", "twill", 0.7, 0.6, 0.80, 0.1),
        "net": materials.net("net", trim, "trim", 3.4),
        "thread": materials.plain("thread", (0.66,) * 3, "main", sheen=0.3),
        "trim_thread": materials.plain("trim_thread", (0.46,) * 3, "trim", sheen=0.3),
        "leather_thread": materials.plain("leather_thread", (0.72, 0.60, 0.42), roughness=0.5),
        "leather": materials.leather("leather", (0.36, 0.17, 0.075)),
        "label": materials.leather("label", (0.36, 0.17, 0.075), stamp_at=LABEL_CENTER),
        "tooth": materials.metal("tooth", (0.80, 0.77, 0.72), 0.25),
        "metal": materials.metal("metal", (0.82, 0.79, 0.74), 0.18, 0.02),
    }


def _build_body(m):
    outline = body_outline()
    body = body_panel().with_baked_cloth("body")
    body.build("front", m["main"])
    gusset = Gusset(outline, FRONT, DEPTH)
    gusset.build(m["main"])
    back = Panel(outline, (0, HEIGHT * 0.46), lambda x, z: BACK + 0 * x, lambda r, x, z: -8 * (1 - r**4) ** 0.6)
    back.build("back", m["main"], 20)
    count = len(gusset.loop)
    for y, name in ((FRONT - 0.8, "piping_front"), (BACK + 0.6, "piping_back")):
        wobble = noise(np.linspace(0, 60, count), 1, 2)[:, None] * 0.35
        wobble[-1] = wobble[0]
        xz = gusset.loop + gusset.outward * (2.0 + wobble)
        path = np.stack([xz[:, 0], np.full(count, y), np.maximum(xz[:, 1], 2.7)], 1)
        sweep(name, path, circle(2.7, 14), np.array([0, -1.0, 0]), m["piping"], is_closed=True)
    topstitch("body_stitches", body, 7.5, m["thread"])
    return body, gusset


def _zip_ends(m, path, normals):
    """A tab of trim sewn over each end of a zip."""
    for end, tangent in ((0, unit(path[1] - path[0])), (-1, unit(path[-1] - path[-2]))):
        across = np.cross(normals[end], tangent)
        axes = (tangent, across, normals[end])
        inward = tangent * (2.5 if end == 0 else -2.5)
        rounded_box("zip_end", (9, 21, 2.2), 0.9, path[end] + inward + normals[end] * 1.9, axes, m["trim"])


def _build_main_zip(m, gusset):
    """An arch along the gusset; its slider stops high on the left side, in sight."""
    ends = gusset.index_at_height(170)
    i = np.linspace(ends, len(gusset.loop) - 1 - ends, 700)
    v = np.full_like(i, 0.27)

    def drape(offset):
        return gusset.at(i, v + offset / DEPTH)[0], gusset.normals(i, v + offset / DEPTH)

    zipper("main_zip", drape, m, 8.5, 0.9)
    path, normals = drape(0.0)
    _zip_ends(m, path, normals)
    k = int(0.725 * len(path))
    # A free pull turns in its bail: half way between the cloth and the viewer.
    facing = normals[k] + np.array([0, -0.75, 0])
    tangent = unit(path[k - 1] - path[k + 1])
    return zip_slider("main_slider", path[k], tangent, normals[k], (0, -0.25, -1), m["metal"], 1.05, facing)


def _build_pocket(m, body):
    outline = pocket_outline()
    pocket = pocket_panel().with_baked_cloth("pocket")
    pocket.build("pocket", m["main"], 90)
    loop = closed(outline)
    tangent = unit(np.roll(outline, -1, 0) - np.roll(outline, 1, 0))
    outward = closed(np.stack([tangent[:, 1], -tangent[:, 0]], 1))
    v = np.linspace(0, 1, 26)
    xz = loop[:, None] + outward[:, None] * (3.2 * np.sin(np.pi * v) ** 0.7 + 2.5 * v**2)[None, :, None]
    front = pocket.base(loop[:, 0], loop[:, 1])
    behind = body.y(xz[:, -1, 0] * 0.985, np.clip(xz[:, -1, 1], 10, 999)) + 3
    s = arc_length(loop)
    wrinkles = noise(s[:, None] / 13, v[None] * 1.5, 3) * 1.3 * np.sin(np.pi * v)[None]
    wrinkles[-1] = wrinkles[0]
    points = np.stack([
        xz[..., 0] + outward[:, None, 0] * wrinkles,
        front[:, None] * (1 - v) + behind[:, None] * v,
        xz[..., 1] + outward[:, None, 1] * wrinkles,
    ], -1)
    uv = np.stack(np.broadcast_arrays(s[:, None], v[None] * POCKET_DEPTH), -1)
    grid("pocket_gusset", points, uv, m["main"])
    path = np.stack([loop[:, 0] + outward[:, 0] * 1.2, front - 0.6, loop[:, 1] + outward[:, 1] * 1.2], 1)
    sweep("pocket_piping", path, circle(2.4, 14), np.array([0, -1.0, 0]), m["piping"], is_closed=True)
    topstitch("pocket_stitches", pocket, 6.5, m["thread"], 700)
    return pocket


def _build_pocket_zip(m, pocket):
    """A zip high on the pocket, so that a charm below its pull still hangs on the pocket."""
    x = np.linspace(-91, 91, 300)
    z = POCKET_BOTTOM + POCKET_HEIGHT - 31 - 8 * (x / 91) ** 2 + 1.0 * np.sin(x / 31)

    def drape(offset):
        return pocket.points(x, z + offset), pocket.normals(x, z + offset, 5)

    zipper("pocket_zip", drape, m, 8.0, 0.5)
    path, normals = drape(0.0)
    _zip_ends(m, path, normals)
    k = 66
    tangent = unit(path[k + 1] - path[k - 1])
    return zip_slider("pocket_slider", path[k], tangent, normals[k], (0.05, -0.1, -1), m["metal"], 1.1)


def _build_leather(m, body, pocket):
    """The lash patch with its D-ring on the upper front, a stamped label on the pocket."""
    label = rounded_rectangle(56, 33, 5, 12, LABEL_CENTER)
    label = resample(closed(label), 160)[:-1]
    patch("label", pocket, label, m["label"], m["leather_thread"], 1.5, 0.4, 3.4)
    x, z = 0.0, 307.0
    lash = resample(closed(rounded_rectangle(62, 46, 7, 12, (x, z + 10))), 160)[:-1]
    patch("lash", body, lash, m["leather"], m["leather_thread"], 1.8, 0.5, 3.6)
    return ring_tab("d_ring", body.point(x, z), body.normal(x, z), m, 21, 25, 21)


def _build_side_pockets(m, gusset):
    """A net pocket on each side under an elastic; the left one carries a ring."""
    first, last = gusset.index_at_height(12), gusset.index_at_height(150)
    eye = None
    for sign in (1, -1):
        u, w = np.meshgrid(np.linspace(0, 1, 60), np.linspace(0, 1, 60), indexing="ij")
        i = first + (last - first) * w * (1 - 0.10 * np.sin(np.pi * u))
        i = i if sign > 0 else len(gusset.loop) - 1 - i
        belly = np.clip(np.sin(np.pi * u), 0, 1) ** 0.6 * np.clip(w / 0.16, 0, 1) ** 0.6
        stand_off = 2.2 + (9 + 15 * w) * belly + noise(u * 6, w * 5, 2 + sign) * 1.6 * np.sin(np.pi * u)
        points, out, _ = gusset.at(i, 0.07 + 0.86 * u)
        points = points + out * stand_off[..., None]
        points[..., 2] = np.maximum(points[..., 2], 1.2)
        grid(f"net_{sign}", points, np.stack([u * DEPTH * 0.99, w * 140], -1), m["net"])
        rim = points[:, -1]
        sweep(f"elastic_{sign}", resample(rim, 120), rounded_rectangle(11, 3.0, 1.3), out[30, -1], m["trim"], lift=0.2)
        for column in (0, -1):
            edge = resample(points[column], 80)
            sweep("net_edge", edge, rounded_rectangle(6, 1.6, 0.7), out[column, 30], m["piping"], lift=0.4)
        if sign < 0:
            at = 8
            forward = unit(rim[at - 2] - rim[at + 2])
            normal = unit(np.cross(forward, DOWN))
            normal = normal if normal[0] < 0 else -normal
            place = rim[at] + normal * 1.2 + np.array([0, 0, -4.0])
            eye = ring_tab("side_ring", place, normal, m, 13, 16, 14, 1.4, 12, forward, 0.55)
    return eye


def _build_top_loop(m, body):
    """A small ring on a tab caught in the front seam, high on the right."""
    seam, below = body.inset(7.5, 900), body.inset(26, 900)
    k = np.argmin(np.hypot(seam[:, 0] - 84, seam[:, 1] - 394))
    position = body.point(*seam[k])
    normal = body.normal(*below[k])
    lean = np.array([0.95, 0, -0.31])  # between straight down and square to the seam
    return ring_tab("top_ring", position, normal, m, 13, 16, 14, 1.4, 16, lean, 0.62)


def _build_handle_and_straps(m):
    t = np.linspace(0, np.pi, 60)
    y = BACK - 14
    handle = np.stack([-46 * np.cos(t) * (1 + 0.10 * np.sin(t)), y + 3 * np.sin(t), HEIGHT - 4 + 52 * np.sin(t) ** 0.75], 1)
    handle = resample(handle, 140)
    upward = unit(handle - np.array([0, y, HEIGHT - 12]))
    sweep("handle", handle, rounded_rectangle(24, 2.2, 0.9), upward, m["trim"])
    k = np.arange(57)
    swell = np.clip(np.minimum(k, 56 - k) / 5, 0, 1) ** 0.5 * 0.22 + 0.8
    sweep("grip", handle[42:99], rounded_rectangle(27, 9, 4.3), upward[42:99], m["piping"], scale=swell)
    for sign in (1, -1):
        strap = round_corners([
            (36 * sign, BACK - 4, HEIGHT - 24), (42 * sign, BACK + 12, HEIGHT - 2), (54 * sign, BACK + 36, HEIGHT + 4),
            (74 * sign, BACK + 54, HEIGHT - 24), (100 * sign, BACK + 61, HEIGHT - 82),
            (130 * sign, BACK + 60, HEIGHT - 155), (158 * sign, BACK + 52, HEIGHT - 235),
            (163 * sign, BACK + 36, HEIGHT - 300),
        ], 4)
        strap = resample(strap, 160)
        # The strap's width lies across the wearer's shoulder, whichever way it runs.
        width_axis = np.array([0.93 * sign, -0.33, 0])
        normals = sign * np.cross(width_axis, unit(np.gradient(strap, axis=0)))
        taper = np.sqrt(np.clip(1 - np.clip((np.arange(160) - 128) / 32, 0, 1) ** 2.2, 0.03, 1))
        sweep(f"strap_{sign}", strap, rounded_rectangle(62, 14, 6.5, 8), normals, m["foam"], scale=taper)
        _, normals, across = frames(strap, normals)
        for side in (-1, 1):
            sweep("strap_piping", strap + across * side * 31 * taper[:, None], circle(2.0, 10), normals, m["piping"])
        webbing = round_corners(
            [strap[-1] + [0, 0, 14], strap[-1] + [0, 0, -22], (150 * sign, BACK + 16, 80), (128 * sign, BACK + 2, 26)], 4
        )
        webbing = resample(webbing, 120)
        facing = np.array([0.3 * sign, 0.95, 0.1])
        sweep(f"webbing_{sign}", webbing, rounded_rectangle(24, 1.8, 0.8), facing, m["trim"])
        tangent = unit(webbing[50] - webbing[20])
        normal = unit(np.cross(tangent, np.cross(facing, tangent)))
        axes = (tangent, np.cross(normal, tangent), normal)
        rounded_box("ladder", (24, 31, 5), 1.8, strap[-1] + np.array([0, 0, -26]), axes, m["trim"])


def build():
    """Every object of the bag; returns the `Eye` of each anchor by id."""
    m = _materials()
    body, gusset = _build_body(m)
    pocket = _build_pocket(m, body)
    _build_handle_and_straps(m)
    return {
        "d-ring": _build_leather(m, body, pocket),
        "pocket-zip-pull": _build_pocket_zip(m, pocket),
        "main-zip-pull": _build_main_zip(m, gusset),
        "side-pocket": _build_side_pockets(m, gusset),
        "top-loop": _build_top_loop(m, body),
    }


def bake():
    """Fills the front and the pocket, once."""
    if sewing.has_baked_cloth("body", "pocket"):
        return

    def bulge(r, x, z):
        heavy = 1.15 - 0.5 * np.clip(z / HEIGHT, 0, 1) ** 1.5
        return (16 * (1 - r**5) ** 0.5 + 16 * (1 - r**2.2)) * heavy

    flat = body_panel()
    body = Panel(flat.outline, flat.center, flat.base, bulge)
    cloth.bake_panel("body", body, 48, 0.026, 14, unevenness=1.6, seed=1, blur_mm=2.2)
    cloth.bake_panel("pocket", pocket_panel(), 40, 0.034, 12, unevenness=1.8, seed=5, blur_mm=1.8)


CARRIER = Carrier(
    name="Backpack",
    views=VIEWS,
    anchors={
        "d-ring": "D-ring",
        "pocket-zip-pull": "Pocket zip pull",
        "main-zip-pull": "Main zip pull",
        "side-pocket": "Side pocket",
        "top-loop": "Top loop",
    },
    build=build,
    light=studio.light_bag,
    tints=("#2F4468", "#5C6B4A", "#37373C", "#9A4A40", "#C9BCDD", "#D8CBB2"),
    default_tint="#2F4468",
    bake=bake,
)
