# SPDX-License-Identifier: GPL-3.0-or-later
"""The tote: canvas, 340 x 370 mm, hanging by its two handles from a peg on a wall.

Its bottom lies at z = 0, its front looks along -y. The cloth hangs by the four
places where the handles are sewn on, a little nearer to each other than they were
cut, so that the rim sags between them.
"""
import numpy as np
from scipy.ndimage import gaussian_filter

import cloth
import materials
import studio
from carrier import Carrier, View
from findings import safety_pin
from findings import safety_pin
from geometry import (
    arc, arc_length, circle, columns_at, crease, drag, frames, lathe, noise, resample, round_corners, rounded_rectangle,
    smoothstep, sweep, unit,
)
from sewing import X_AXIS, ring_tab, stitches
from sheet import Sheet

WIDTH, HEIGHT = 340.0, 370.0
HEM, SEWN = 30.0, 56.0  # the hem's height; how far down the handles are sewn on
STRAP, STRAP_THICK = 27.0, 2.2
HANDLES = (86.0, 254.0)  # u of the handles' middles
PEG = np.array([2.0, 0.0, HEIGHT + 172.0])
PEG_RADIUS = 9.0
COLUMNS, ROWS = 43, 47
PIN_AT = (99.0, HEIGHT - 116.0)

VIEWS = {
    "rim": View(
        "Rim", (1440, 1600), (4, -25, HEIGHT - 94), 8, 4, 1500, 258, 2.8, ("d-ring", "handle-ring", "safety-pin"),
    ),
    "whole": View(
        "Whole bag", (1200, 1600), (0, 0, 268), 16, 3, 2300, 596, 0, ("d-ring", "handle-ring", "safety-pin"),
    ),
}


# ------------------------------------------------------------------- the cloth
def _mesh():
    """A flat tube, open at the top: cut shape, start, faces, and the number of each panel's vertices."""
    u, v = np.meshgrid(np.linspace(0, WIDTH, COLUMNS), np.linspace(0, HEIGHT, ROWS), indexing="ij")
    front = np.arange(u.size).reshape(u.shape)
    back = np.full(u.shape, -1)
    shared = np.zeros(u.shape, bool)
    shared[[0, -1]] = shared[:, 0] = True
    back[shared] = front[shared]
    back[~shared] = u.size + np.arange((~shared).sum())
    belly = np.sin(np.pi * u / WIDTH) ** 0.6 * (4 + 13 * np.sin(np.pi * np.clip(v / HEIGHT, 0, 1)) ** 0.7)
    belly = belly * np.clip(v / 30, 0, 1)
    uneven = noise(u / 60, v / 60, 3.3) * 2
    rest = np.stack([u - WIDTH / 2, 0 * u, v], -1)
    start = [rest + np.stack([0 * u, sign * belly + uneven, 0 * u], -1) for sign in (-1, 1)]
    def all_of(a, b):
        return np.vstack([a.reshape(-1, 3), b[~shared]])

    def quads(number, flip):
        q = np.stack([number[:-1, :-1], number[1:, :-1], number[1:, 1:], number[:-1, 1:]], -1).reshape(-1, 4)
        return q[:, ::-1] if flip else q

    faces = np.vstack([quads(front, False), quads(back, True)])
    return all_of(rest, rest), all_of(*start), faces, front, back, u, v


def _hung():
    """The front and back panel's places after they have settled, each with u and v."""
    rest, start, faces, front, back, u, v = _mesh()
    pinned = []
    for number, y, lean in ((front, -13.0, 0.13), (back, 9.0, 0.09)):
        for middle, sign in zip(HANDLES, (1, -1)):
            held = (np.abs(u - middle) < STRAP / 2) & (v > HEIGHT - 26)
            across, below = u[held] - middle, v[held] - HEIGHT
            # A little towards the middle, leaning to the peg; the right handle hangs a shade lower.
            x = middle - WIDTH / 2 + sign * 8.5 + across + sign * lean * below
            z = HEIGHT + below - sign * lean * across + (0.0 if sign > 0 else -2.5)
            start[number[held]] = np.stack([x, np.full_like(x, y) + 0.10 * below * np.sign(y), z], -1)
            pinned += list(number[held])
    # The rim's corners are stiff with seams: they droop, but hold the rim out.
    for column, x, z in ((0, -WIDTH / 2 + 7, HEIGHT - 15), (-1, WIDTH / 2 - 9, HEIGHT - 20)):
        for row in range(-5, 0):
            start[front[column, row]] = x, -3, z + v[column, row] - HEIGHT
            pinned.append(front[column, row])
    low = np.clip(1 - v / HEIGHT, 0, 1)
    pressure = np.zeros(len(rest))
    pressure[back.ravel()] = (0.30 * (0.10 + low**0.8)).ravel()
    pressure[front.ravel()] = (0.12 + 0.9 * low**0.8).ravel()
    settled = cloth.settle("tote", rest, start, faces, pinned, pressure, 70, 30.0, 9.0, 1.3, 110)
    # The solver leaves ripples as wide as its mesh.
    return *(gaussian_filter(settled[n], (1.1, 1.1, 0), mode="nearest") for n in (front, back)), u[:, 0], v[0]


def _relief(seed, with_hem=True):
    """What the mesh is too coarse for: hem, puckers along the seams, creases, the folds it was packed in."""
    def relief(u, v):
        below, to_side = HEIGHT - v, np.minimum(u, WIDTH - u)
        creases = crease(noise(u / 62 + 0.4 * v / 60, v / 58 - 0.3 * u / 60, seed)) * 1.7
        creases = creases + crease(noise(u / 33 - 0.4 * v / 50, v / 41 + 0.3 * u / 50, seed + 5)) * 0.85
        for middle in HANDLES:
            creases = creases + drag(u, v, middle, HEIGHT - SEWN + 6, 62, seed + middle) * 3.4
        creases = creases + drag(u, v, 0, 0, 80, seed) * 3 + drag(u, v, WIDTH, 0, 80, seed + 1) * 3
        packed = -0.6 * np.exp(-np.abs(v - 0.47 * HEIGHT - noise(u / 80, 2, seed)) / 2.6)
        packed = packed - 0.4 * np.exp(-np.abs(u - 0.5 * WIDTH - 3 - noise(v / 90, 4, seed)) / 2.4)
        inside = smoothstep((below - HEM) / 25) * smoothstep(to_side / 18)
        total = (creases + packed) * inside + noise(u / 15, v / 15, seed + 2) * 0.25
        seam = noise(v / 8, u / 30, seed + 1) * 1.1 + noise(v / 17, 3, seed) * 1.2
        total = total + seam * np.exp(-to_side / 10) * (1 - np.exp(-to_side / 3)) * inside.clip(0.25, 1)
        if with_hem:
            hem = 0.9 * smoothstep((HEM + 0.5 - below) / 1.6)
            for row in (HEM - 3, 5.0):
                d = np.abs(below - row)
                hem = hem - 0.45 * np.exp(-((d / 1.5) ** 2)) + noise(u / 6.5, row, seed) * 0.55 * np.exp(-d / 6)
            total = total + hem + noise(u / 21, 9, seed) * 0.8 * np.exp(-np.abs(below - HEM) / 9)
        return total

    return relief


def _sheets():
    front, back, u, v = _hung()
    return Sheet(u, v, front, (0, -1, 0), _relief(2.7)), Sheet(u, v, back, (0, 1, 0), _relief(6.1))


# -------------------------------------------------------------------- the parts
def _materials():
    canvas = 0.52
    return {
        "main": materials.fabric("main", canvas, "main", pitch_mm=0.95, bump=1.15, sheen=0.25),
        "trim": materials.fabric("trim", 0.34, "trim", "twill", 1.0, 1.0, 0.72, 0.2),
        "strap": materials.fabric("strap", canvas * 0.96, "main", "twill", 1.1, 1.1, 0.8, 0.25),
        "thread": materials.plain("thread", (0.64,) * 3, "main", sheen=0.3),
        "trim_thread": materials.plain("trim_thread", (0.46,) * 3, "trim", sheen=0.3),
        "metal": materials.metal("metal", (0.82, 0.79, 0.74), 0.18, 0.02),
        "brass": materials.metal("brass", (0.86, 0.66, 0.36), 0.2, 0.02),
        "wood": materials.wood("wood", (0.46, 0.27, 0.13)),
    }


def _build_body(m, front, back):
    front.build("front", m["main"])
    back.build("back", m["main"], 2.0)
    u = np.linspace(0, WIDTH, 260)
    rim = np.vstack([front.points(u, np.full_like(u, HEIGHT), -0.6), back.points(u[::-1], np.full_like(u, HEIGHT), -0.6)[1:-1]])
    rim = resample(np.vstack([rim, rim[:1]]), 520)
    sweep("rim", rim, circle(1.35, 12), np.array([0, 0, 1.0]), m["main"], is_closed=True)
    for below in (HEM - 3, 5.0):
        line = np.stack([u, HEIGHT - below + 0.35 * noise(u / 40, below, 1)], 1)[3:-3]
        front.seam("hem_stitches", line, m["thread"], 0.15, length=2.7, gap=1.1, radius=0.42)
    v = np.linspace(6, HEIGHT - 3, 200)
    for x in (7.0, WIDTH - 7.0):
        front.seam("side_stitches", np.stack([x + 0.3 * noise(v / 30, x, 2), v], 1), m["thread"], 0.1, length=2.7, gap=1.2, radius=0.4)


def _strap(name, path, normals, m, with_stitches):
    """A band of cloth with a row of stitches along each edge."""
    path = resample(path, 260)
    s = np.linspace(0, 1, len(path))
    normals = columns_at(s, np.linspace(0, 1, len(normals)), normals)
    _, normals, across = frames(path, normals)
    profile = rounded_rectangle(STRAP, STRAP_THICK, 0.95, 6)
    width = 1 + 0.025 * noise(s * 9, 1, len(name))
    sweep(name, path, profile, normals, m["strap"], scale=width)
    if with_stitches:
        for side in (-1, 1):
            edge = path + across * side * (STRAP / 2 - 3.4)
            stitches(name + "_stitches", edge, normals, m["thread"], 2.7, 1.1, 0.42, lift=STRAP_THICK / 2 + 0.1)


def _handle(name, sheet, y_at_peg, m, is_front):
    """From one sewn end over the peg to the other; the band turns as it rises."""
    lift = STRAP_THICK / 2 + 0.5
    sides = []
    for middle, sign in zip(HANDLES, (1, -1)):
        v = np.linspace(HEIGHT - SEWN, HEIGHT + 1.0, 40)
        u = np.full_like(v, middle)
        sewn, up = sheet.points(u, v, lift), sheet.normals(u, v, 4)
        top, rise = sewn[-1], unit(sewn[-1] - sewn[-12])
        radius = PEG_RADIUS + STRAP_THICK / 2
        over = arc((PEG[0], PEG[2]), radius, 90 + sign * 68, 90, 16)
        touch = np.array([over[0, 0], y_at_peg, over[0, 1]])
        pull = unit(np.array([over[1, 0] - over[0, 0], 0, over[1, 1] - over[0, 1]]))
        t = np.linspace(0, 1, 60)[1:, None]
        reach = np.linalg.norm(touch - top)
        a, b = top + rise * reach * 0.36, touch - pull * reach * 0.30
        free = (1 - t) ** 3 * top + 3 * t * (1 - t) ** 2 * a + 3 * t**2 * (1 - t) * b + t**3 * touch
        free[:, 0] += 1.6 * noise(t[:, 0] * 3, sign, y_at_peg) * np.sin(np.pi * t[:, 0])
        free[:, 1] += 2.5 * noise(t[:, 0] * 2.3, sign + 3, y_at_peg) * np.sin(np.pi * t[:, 0])
        radial = np.array([touch[0] - PEG[0], 0, touch[2] - PEG[2]])
        turned = up[-1] * (1 - smoothstep(t**1.25)) + unit(radial) * smoothstep(t**1.25)
        arc3 = np.stack([over[1:, 0], np.full(15, y_at_peg), over[1:, 1]], 1)
        away = unit(arc3 - [PEG[0], y_at_peg, PEG[2]])
        sides.append((np.vstack([sewn, free, arc3]), np.vstack([up, unit(turned), away])))
    (left, left_up), (right, right_up) = sides
    path, normals = np.vstack([left, right[-2::-1]]), np.vstack([left_up, right_up[-2::-1]])
    s = arc_length(path) / arc_length(path)[-1]
    normals = columns_at(np.linspace(0, 1, 400), s, normals)
    _strap(name, path, normals, m, is_front)
    if is_front:
        for middle in HANDLES:
            _box_of_stitches(sheet, middle, m)


def _box_of_stitches(sheet, middle, m):
    """The box with a cross that holds a handle's end."""
    half, low, high = STRAP / 2 - 3.6, HEIGHT - SEWN + 4, HEIGHT - HEM + 1
    corners = np.array([(-half, low), (half, low), (half, high), (-half, high), (-half, low), (half, high), (half, low), (-half, high)])
    for a, b in zip(corners[:-1], corners[1:]):
        line = np.linspace(a, b, 30) + [middle, 0]
        sheet.seam("box_stitches", line, m["thread"], STRAP_THICK + 0.7, length=2.5, gap=1.0, radius=0.42)


def _build_peg(m):
    profile = round_corners([[0.01, 0], [6.5, 0], [PEG_RADIUS + 2.5, 2.5], [PEG_RADIUS + 2.5, 9], [PEG_RADIUS, 13], [PEG_RADIUS, 118]], 3)
    lathe("peg", profile, (PEG[0], -62, PEG[2]), (0, 1, 0), m["wood"], 64)


def build():
    """Every object of the bag; returns the `Eye` of each anchor by id."""
    m = _materials()
    front, back = _sheets()
    _build_body(m, front, back)
    _handle("handle_front", front, -30, m, True)
    _handle("handle_back", back, 6, m, False)
    _build_peg(m)
    ring_u, handle_u = WIDTH / 2 - 14, HANDLES[1]
    tab = front.point(ring_u, HEIGHT - HEM - 1, -2.0), front.normal(ring_u, HEIGHT - HEM - 8, 14)
    low = front.point(handle_u, HEIGHT - SEWN + 2, 0.3), front.normal(handle_u, HEIGHT - SEWN, 12)
    return {
        "d-ring": ring_tab("d_ring", *tab, m, 16, 19, 17, 1.6, 14, X_AXIS, 0.75),
        "handle-ring": ring_tab("handle_ring", *low, m, 14, 17, 15, 1.5, 14, X_AXIS, 0.6),
        "safety-pin": safety_pin(front, PIN_AT, m["brass"]),
    }


CARRIER = Carrier(
    name="Tote",
    views=VIEWS,
    anchors={"d-ring": "D-ring", "handle-ring": "Handle ring", "safety-pin": "Safety pin"},
    build=build,
    light=studio.light_wall,
    tints=("#D9CDB4", "#2E3A4F", "#33353A", "#7B8B6F", "#B5574A", "#D9B9C0"),
    default_tint="#D9CDB4",
    bake=_hung,
)
