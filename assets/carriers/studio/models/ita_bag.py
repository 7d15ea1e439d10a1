# SPDX-License-Identifier: GPL-3.0-or-later
"""The ita bag: a shoulder bag of 300 x 262 x 86 mm with a clear window and a quilted insert behind it.

It stands on z = 0 with its front towards -y. Charms hang from rings on the
insert's ribbon, behind the film, or from a ring on the side.
"""
import numpy as np

import materials
import studio
from carrier import Carrier, View
from geometry import (
    arc_length, circle, closed, crease, drag, frames, grid, noise, resample, round_corners, rounded_box,
    rounded_rectangle, smoothstep, sweep, unit,
)
from gusset import Gusset
from sewing import X_AXIS, Panel, ring_tab, rounded_panel, stitches, topstitch, zip_slider, zipper

WIDTH, HEIGHT, DEPTH = 300.0, 262.0, 86.0
FRONT, BACK = -DEPTH / 2, DEPTH / 2
CENTER = (0.0, 127.0)
WINDOW = (232.0, 172.0, 30.0)  # width, height, corner radius
RECESS = 15.0  # from the film to the insert
CELL = 23.0  # of the quilting
RIBBON_Z = CENTER[1] + WINDOW[1] / 2 - 17

INSIDE = ("insert-left", "insert-middle", "insert-right")
VIEWS = {
    "window": View(
        "Window", (1640, 1420), (3, FRONT, 130), 11, 4, 1500, 240, 2.8, INSIDE,
    ),
    "whole": View(
        "Whole bag", (1280, 1426), (2, 0, 186), 24, 10, 2300, 424, 0, (*INSIDE, "side-ring"),
    ),
}


# ------------------------------------------------------------------- the shapes
def _outline():
    return rounded_panel(WIDTH, HEIGHT, 56, 40, 3, 460, 0.035, 0.012, 2)


def _window_loop():
    loop = closed(rounded_rectangle(*WINDOW, 14, CENTER))
    return resample(loop, 461)[:-1]


def _bulge(r, x, z):
    return 9 * (1 - r**5) ** 0.5 + 3 * (1 - r**2)


def _relief(x, z, to_seam, angle):
    """Puckers from both seams of the frame, slack along its lower edge."""
    folds = crease(noise(x / 48 + 0.4 * z / 40, z / 36 - 0.3 * x / 50, 4.2)) * 1.5 + noise(x / 70, z / 40, 2.7) * 1.9
    pucker = noise(angle * 150 / 9, to_seam / 40, 6) * 1.7 + noise(angle * 150 / 19, 0, 2) * 1.8
    pucker = pucker * np.exp(-to_seam / 14) * (1 - np.exp(-to_seam / 4))
    slump = drag(x, z, -140, 12, 60, 3.1) * 2.4 + drag(x, z, 140, 12, 60, 8.2) * 2.4
    return (folds + slump) * smoothstep(to_seam / 14) + pucker


def _front_panel():
    return Panel(_outline(), CENTER, lambda x, z: FRONT + 0 * x, _bulge, _relief)


class _Frame:
    """The cloth between the window and the outer seam: `t` runs from 0 at the window to 1 at the seam."""

    def __init__(self):
        self.panel = _front_panel()
        self.window = Panel(_window_loop(), CENTER, lambda x, z: 0 * x, lambda r, x, z: 0 * x)

    def xz(self, angle, t):
        inner = np.interp(angle, self.window.angles, self.window.radii, period=2 * np.pi)
        outer = np.interp(angle, self.panel.angles, self.panel.radii, period=2 * np.pi)
        radius = inner + (outer - inner) * t
        return CENTER[0] + np.cos(angle) * radius, CENTER[1] + np.sin(angle) * radius

    def points(self, angle, t):
        return self.panel.points(*self.xz(angle, t))

    def edge(self, inset_mm, count=700):
        """A line beside the window's edge, and the normals along it."""
        loop = resample(closed(self.window.outline), count)
        radius = np.hypot(*(loop - CENTER).T)
        xz = CENTER + (loop - CENTER) * ((radius + inset_mm) / radius)[:, None]
        xz = xz + 0.35 * noise(arc_length(loop)[:, None] / 30, inset_mm, np.array([[1.0, 2.0]]))
        return self.panel.points(xz[:, 0], xz[:, 1]), self.panel.normals(xz[:, 0], xz[:, 1], 5)


# -------------------------------------------------------------------- the parts
def _materials():
    cloth, trim = 0.50, 0.30
    return {
        "main": materials.fabric("main", cloth, "main", "twill", 0.8, 0.9, 0.78, 0.3),
        "lip": materials.fabric("lip", cloth, "main", pitch_mm=0.85, bump=0.6),
        "trim": materials.fabric("trim", trim, "trim", "twill", 1.0, 1.0, 0.70, 0.2),
        "piping": materials.fabric("piping", trim, "trim", pitch_mm=0.5, bump=0.5, roughness=0.6),
        "tape": materials.fabric("tape", trim * 0.8, "trim", "twill", 0.7, 0.6, 0.80, 0.1),
        "lining": materials.fabric("lining", 0.62, "fixed", pitch_mm=0.5, bump=0.5),
        "satin": materials.satin("satin", (0.86, 0.82, 0.765)),
        "ribbon": materials.satin("ribbon", (0.72, 0.60, 0.45)),
        "thread": materials.plain("thread", (0.66,) * 3, "main", sheen=0.3),
        "trim_thread": materials.plain("trim_thread", (0.46,) * 3, "trim", sheen=0.3),
        "cream_thread": materials.plain("cream_thread", (0.74, 0.69, 0.60), roughness=0.6),
        "tooth": materials.metal("tooth", (0.80, 0.77, 0.72), 0.25),
        "metal": materials.metal("metal", (0.90, 0.74, 0.48), 0.18, 0.02),
        "film": materials.film("film"),
    }


def _build_body(m, frame):
    outline = _outline()
    angle = np.linspace(-np.pi, np.pi, 720)
    angle, t = np.meshgrid(angle, np.linspace(0, 1, 44), indexing="ij")
    grid("frame", frame.points(angle, t), np.stack(frame.xz(angle, t), -1), m["main"], flip=True)
    gusset = Gusset(outline, FRONT, DEPTH)
    gusset.build(m["main"])
    back = Panel(outline, CENTER, lambda x, z: BACK + 0 * x, lambda r, x, z: -8 * (1 - r**4) ** 0.6)
    back.build("back", m["main"], 20)
    count = len(gusset.loop)
    for y, name in ((FRONT - 0.8, "piping_front"), (BACK + 0.6, "piping_back")):
        wobble = noise(np.linspace(0, 60, count), 1, 2)[:, None] * 0.35
        wobble[-1] = wobble[0]
        xz = gusset.loop + gusset.outward * (1.8 + wobble)
        path = np.stack([xz[:, 0], np.full(count, y), np.maximum(xz[:, 1], 2.4)], 1)
        sweep(name, path, circle(2.4, 14), np.array([0, -1.0, 0]), m["piping"], is_closed=True)
    topstitch("outer_stitches", frame.panel, 6.5, m["thread"])
    return gusset


def _build_window(m, frame):
    """The binding round the window, its stitches, the recess behind it, the film."""
    path, up = frame.edge(3.2)
    profile = rounded_rectangle(8.6, 2.3, 1.1, 6)
    sweep("binding", path, profile, up, m["trim"], is_closed=True, lift=0.5)
    for inset in (0.9, 6.0):
        line, up = frame.edge(inset)
        stitches("binding_stitches", line, up, m["trim_thread"], 2.6, 1.1, 0.4, lift=1.75)
    rim, _ = frame.edge(0.4)
    depth = np.linspace(0, RECESS + 4, 8)
    grid("recess", rim[:, None] + np.stack([0 * depth, depth, 0 * depth], -1)[None], None, m["lining"])

    flat = WINDOW[0] / 2 + 2.0, WINDOW[1] / 2 + 2.0
    x, z = np.meshgrid(np.linspace(-1, 1, 150), np.linspace(-1, 1, 110), indexing="ij")
    r = (np.abs(x) ** 7 + np.abs(z) ** 7) ** (1 / 7)
    # Vinyl is never flat: it bows out, and waves run in from where it is sewn. Past its seam it dives under the frame.
    edge = frame.panel.y(CENTER[0] + x * flat[0], CENTER[1] + z * flat[1])
    inside = np.clip(1 - r, 0, 1)
    sag = 2.6 * (1 - (1 - inside) ** 2) + 1.1 * noise(x * 1.7 + 0.5 * z, z * 1.3, 3.3) * np.clip(inside * 6, 0, 1)
    sag = sag + 0.5 * noise(x * 3.4 + z, z * 2.6 - 0.8 * x, 5.7) * np.clip(inside * 5, 0, 1)
    waves = 0.5 * noise(x * 7, z * 5, 9.1) * np.exp(-inside * 7)
    base = FRONT - 9.5 + 0.15 * (edge - edge.mean()) + 7 * np.clip((r - 0.985) / 0.06, 0, 1)
    points = np.stack([CENTER[0] + x * flat[0], base - sag - waves + 1.2, CENTER[1] + z * flat[1]], -1)
    film = grid("film", points, None, m["film"], flip=True)
    film.visible_shadow = film.visible_diffuse = False


def _insert_y(x, z):
    """A padded board: squares puffed between the stitched lines."""
    line = np.abs(np.sin(np.pi * (x + 0.5 * noise(z / 40, 1, 2)) / CELL)) * np.abs(np.sin(np.pi * (z - CENTER[1] + 0.5 * noise(x / 40, 5, 2)) / CELL))
    puff = 2.5 * np.clip(line, 0, 1) ** 0.42 + 0.5 * noise(x / 9, z / 9, 4) * np.clip(line, 0, 1)
    return FRONT - 9.5 + RECESS - puff - 1.2 * noise(x / 90, z / 80, 6)


def _build_insert(m):
    half = WINDOW[0] / 2 + 8, WINDOW[1] / 2 + 8
    x, z = np.meshgrid(np.arange(-half[0], half[0], 0.9), np.arange(CENTER[1] - half[1], CENTER[1] + half[1], 0.9), indexing="ij")
    grid("insert", np.stack([x, _insert_y(x, z), z], -1), np.stack([x, z], -1), m["satin"], flip=True)
    front = np.array([0, -1.0, 0])
    for k in range(-6, 7):
        for is_upright, middle, reach in ((True, 0.0, half[1]), (False, CENTER[1], half[0])):
            along = np.linspace(-reach, reach, 160) + (CENTER[1] if is_upright else 0.0)
            at = k * CELL + (0.0 if is_upright else CENTER[1])
            if abs(at - middle) > (half[0] if is_upright else half[1]):
                continue
            at = at - 0.5 * noise(along / 40, 1 if is_upright else 5, 2)
            x, z = (at, along) if is_upright else (along, at)
            stitches("quilting", np.stack([x, _insert_y(x, z) - 0.1, z], 1), front, m["cream_thread"], 3.0, 1.0, 0.36, lift=0.1)


def _build_ribbon(m):
    """A ribbon across the insert with three small rings; returns their eyes."""
    x = np.linspace(-WINDOW[0] / 2 - 6, WINDOW[0] / 2 + 6, 220)
    z = RIBBON_Z - 1.2 * np.sin(x / 37) + 0.5 * noise(x / 25, 1, 1)
    y = FRONT - 9.5 + RECESS - 3.2 - 0.5 * noise(x / 18, 3, 3)
    path = np.stack([x, y, z], 1)
    front = np.array([0, -1.0, 0])
    sweep("ribbon", path, rounded_rectangle(10.5, 0.9, 0.4), front, m["ribbon"])
    for side in (-1, 1):
        stitches("ribbon_stitches", path + [0, 0, side * 4.0], front, m["cream_thread"], 2.4, 1.2, 0.3, lift=0.5)
    eyes = {}
    for anchor_id, at in zip(INSIDE, (-72.0, 2.0, 73.0)):
        place = np.array([at, np.interp(at, x, y) + 2.3, np.interp(at, x, z) + 1.0])
        tab = {**m, "trim": m["ribbon"], "trim_thread": m["cream_thread"]}
        eyes[anchor_id] = ring_tab(anchor_id.replace("-", "_"), place, front, tab, 8.5, 11.5, 11, 1.1, 8, X_AXIS, 0.42)
    return eyes


def _build_zip(m, gusset):
    """An arch along the top; its slider stops on the right."""
    ends = gusset.index_at_height(168)
    i = np.linspace(ends, len(gusset.loop) - 1 - ends, 600)
    v = np.full_like(i, 0.5)

    def drape(offset):
        return gusset.at(i, v + offset / DEPTH)[0], gusset.normals(i, v + offset / DEPTH)

    zipper("zip", drape, m, 8.0, 0.8)
    path, normals = drape(0.0)
    k = int(0.16 * len(path))
    tangent = unit(path[k - 1] - path[k + 1])
    zip_slider("zip_slider", path[k], tangent, normals[k], (0, 0.2, -1), m["metal"], 1.0)


def _build_side_ring(m, gusset):
    i = np.array([gusset.index_at_height(203)])
    place, normal = gusset.at(i, np.array([0.24]))[0][0], gusset.normals(i, np.array([0.24]))[0]
    forward = np.array([0.25, 1.0, 0.0])
    return ring_tab("side_ring", place + normal * -1.0, unit(normal + [0, -0.55, 0]), m, 14, 17, 15, 1.5, 16, forward, 0.6)


def _build_strap(m, gusset):
    """A strap from side to side, standing in an arch as stiff webbing does."""
    ends = []
    for sign in (1, -1):
        i = gusset.index_at_height(214)
        i = np.array([i if sign > 0 else len(gusset.loop) - 1 - i])
        place, normal = gusset.at(i, np.array([0.56]))[0][0], gusset.normals(i, np.array([0.56]))[0]
        ends.append((place, normal))
    (right, right_up), (left, left_up) = ends
    path = np.array([
        right + right_up * 1.5 + [0, 0, -26], right + right_up * 2.5, right + right_up * 7 + [4, 2, 30], [150, 16, 300],
        [112, 34, 352], [30, 50, 379], [-52, 46, 374], [-121, 28, 343], [-152, 12, 296],
        left + left_up * 7 + [-4, 0, 30], left + left_up * 2.5, left + left_up * 1.5 + [0, 0, -26],
    ])
    path = resample(round_corners(path, 4), 320)
    outward = unit(path - np.array([0, 20.0, 190]))
    sweep("strap", path, rounded_rectangle(24, 2.4, 1.0), outward, m["trim"])
    _, normals, across = frames(path, outward)
    for side in (-1, 1):
        stitches("strap_stitches", path + across * side * 9.2, normals, m["trim_thread"], 2.8, 1.2, 0.42, lift=1.3)
    for at, name in ((26, "left"), (-27, "right")):
        tangent = unit(path[at + 1] - path[at - 1])
        axes = (tangent, np.cross(normals[at], tangent), normals[at])
        rounded_box("keeper_" + name, (8, 30, 5.4), 1.6, path[at], axes, m["metal"])


def build():
    """Every object of the bag; returns the `Eye` of each anchor by id."""
    m = _materials()
    frame = _Frame()
    gusset = _build_body(m, frame)
    _build_window(m, frame)
    _build_insert(m)
    _build_zip(m, gusset)
    _build_strap(m, gusset)
    return {**_build_ribbon(m), "side-ring": _build_side_ring(m, gusset)}


CARRIER = Carrier(
    name="Ita bag",
    views=VIEWS,
    anchors={
        "insert-left": "Insert, left",
        "insert-middle": "Insert, middle",
        "insert-right": "Insert, right",
        "side-ring": "Side ring",
    },
    build=build,
    light=studio.light_bag,
    tints=("#D7A9B8", "#2F3A5A", "#37373C", "#8E7FB0", "#DCD2C2", "#7FA39A"),
    default_tint="#D7A9B8",
    film=("film",),
    behind=INSIDE,
)
