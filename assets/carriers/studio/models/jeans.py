# SPDX-License-Identifier: GPL-3.0-or-later
"""Jeans as if worn, from the waist to the thighs, on nobody.

z = 480 is the top of the waistband, the front looks along -y. The front is one
sheet: u runs 260 mm either way from the fly, v is the height. What is sewn on it,
pockets, seams, belt loops, follows it; `_fade` says where the dye is worn off.
"""
import numpy as np
from scipy.spatial import cKDTree

import materials
import studio
from carrier import Carrier, View
from findings import button, key_ring, rivet, safety_pin
from geometry import (
    arc_length, capsule, crease, drag, frames, grid, noise, paint, resample, rounded_rectangle,
    smoothstep, stamp, sweep, unit,
)
from sewing import stitches
from sheet import Sheet

HALF, TOP, BAND = 260.0, 480.0, 41.0  # half the front's width along the cloth; the waistband's top and height
WAISTLINE = TOP - BAND
LOOPS = {"belt-loop-left": -92.0, "belt-loop-right": 96.0}
SIDE_LOOPS = (-236.0, 238.0)
POCKET_U, POCKET_DROP = 112.0, 104.0  # where a pocket's opening starts on the waistline; how far it falls to the side
PIN_AT = (-176.0, WAISTLINE - 58.0)

VIEWS = {
    "pocket": View(
        "Pocket", (1440, 1600), (-112, -95, TOP - 112), -21, 3, 1500, 258, 2.8, ("belt-loop-left", "coin-pocket"), -20,
    ),
    "waist": View(
        "Waist", (1400, 1400), (0, -40, 293), -7, 3, 2300, 480, 0, ("belt-loop-left", "belt-loop-right", "coin-pocket"),
    ),
}


# ------------------------------------------------------------------- the cloth
def _body(u, v):
    """The wearer's shape under the cloth: a waist that widens to hips, then two thighs."""
    phi = u / HALF * 1.46
    down = np.clip((TOP - v) / 230, 0, 2)
    half_width = 178 + 52 * smoothstep(down) - 8 * np.clip(down - 1, 0, 1)
    depth = 102 + 24 * np.sin(np.pi * np.clip(down, 0, 1.2) / 1.5)
    x = half_width * np.sin(phi)
    y = -depth * np.cos(phi) ** 0.86
    # Thighs: each its own barrel, with a valley between.
    thigh = np.clip((np.abs(x) - 112) / 122, -1, 1)
    barrel = -118 * np.sqrt(np.clip(1 - thigh**2, 0, 1)) + 6
    share = smoothstep((238 - v) / 120)
    y = y * (1 - share) + barrel * share
    y = y + 34 * share * np.exp(-((x / 17) ** 2))
    # The front of the waistband dips, and the belly holds it out.
    z = v - 13 * np.cos(phi) ** 2 * smoothstep((v - 250) / 200)
    return np.stack([x, y, z], -1)


def _pocket_edge(side, count=120):
    """The opening's curve, from the waistline to the side seam, as u and v."""
    t = np.linspace(0, np.pi / 2, count)
    u = POCKET_U + (HALF - 10 - POCKET_U) * (1 - np.cos(t)) ** 1.12
    v = WAISTLINE + 1 - POCKET_DROP * np.sin(t) ** 0.92
    return np.stack([side * u, v], 1)


def _pocket_gap(u, v):
    """How far a place lies inside (above 0) or outside the pocket's opening, in mm."""
    edge = resample(_pocket_edge(1), step=0.4)
    distance = cKDTree(edge).query(np.stack([np.abs(u), v], -1))[0]
    return np.where(v > np.interp(np.abs(u), edge[:, 0], edge[:, 1], left=np.inf), distance, -distance)


def _coin_pocket(u, v):
    """The coin pocket's own coordinates: 0..1 across and down inside it."""
    return (u - (PIN_AT[0] - 34)) / 68, (WAISTLINE - 44 - v) / 66


def _folds(u, v):
    """Sitting creases that fan from the crotch, drag from the hips, slack above the thighs; the heavy cloth's ridges."""
    dx, dz = u, v - 205
    distance, angle = np.hypot(dx, dz), np.arctan2(dz, np.abs(dx) + 30)
    side = np.sign(u) * 7.7
    fan = crease(noise(angle * 4.2 + 0.15 * noise(u / 40, v / 40, 3), distance / 170, 3.1 + side))
    whiskers = fan * np.exp(-(((distance - 112) / 62) ** 2)) * smoothstep((np.abs(u) - 12) / 60) * 3.0
    hip = drag(u, v, -205, 395, 80, 2.3) * 2.4 + drag(u, v, 210, 390, 80, 6.7) * 2.4
    slack = crease(noise(u / 90 + 0.3 * v / 60, v / 44 - 0.2 * u / 70, 9.1)) * 1.5
    small = crease(noise(u / 40, v / 34 + 0.5 * u / 60, 4.6)) * 0.6
    calm = smoothstep((WAISTLINE - v) / 45)
    return (whiskers + hip + slack + small) * calm


def _puckers(distance, along, seed, reach=7.0, size=1.0):
    """What a seam does to the cloth beside it: roping."""
    waves = noise(along / 7.5, distance / 30, seed) * 0.8 + noise(along / 15, 3, seed) * 0.7
    return waves * size * np.exp(-np.abs(distance) / reach)


def _relief(u, v):
    total = _folds(u, v) + noise(u / 14, v / 14, 5) * 0.22
    below = WAISTLINE - v
    band = smoothstep((v - WAISTLINE + 0.6) / 1.4)
    total = total * (1 - 0.8 * band) + 2.1 * band + _puckers(below, u, 2.2, 9) * (1 - band) + _puckers(v - TOP, u, 4, 6, 0.6) * band
    for row in (3.6, BAND - 4.2):
        total = total - 0.4 * np.exp(-(((v - WAISTLINE - row) / 1.4) ** 2)) + noise(u / 6.5, row, 3) * 0.4 * np.exp(-np.abs(v - WAISTLINE - row) / 4) * band
    gap = _pocket_gap(u, v)
    opening = smoothstep(gap / 1.2) * (1 - band)
    total = total - 2.3 * opening + _puckers(gap, u + v, 7.4, 9, 1.2) * (1 - band)
    a, b = _coin_pocket(u, v)
    inside = smoothstep(np.minimum(np.minimum(a, 1 - a) * 68, np.minimum(b, 1 - b) * 66) / 1.1) * opening
    rim = np.exp(-(((b * 66 - 4) / 4.5) ** 2)) * smoothstep(np.minimum(a, 1 - a) * 20)
    total = total + 1.2 * inside + 0.5 * rim * opening + _puckers(b * 66, u, 1.4, 6, 0.5) * inside
    # The side seam's ridge, and the fly: a flap that ends in a curve.
    total = total + 1.1 * np.exp(-(((HALF - 8 - np.abs(u)) / 3.0) ** 2)) + _puckers(HALF - 8 - np.abs(u), v, 6.2, 8)
    fly = smoothstep((_fly_edge(v) - u) / 1.2) * smoothstep((u + 2.5) / 1.2) * (below > 0)
    total = total + 0.9 * fly + _puckers(u + 2.5, v, 8.8, 8, 0.9) * (below > 0)
    return total


def _fly_edge(v):
    """The u of the fly's stitched edge at a height."""
    down = np.clip((WAISTLINE - v - 105) / 42, 0, 1)
    return 37 * np.sqrt(1 - down**2)


def _fade(u, v):
    """Where the dye is worn: thighs, ridges of folds, edges and seams; 0 raw to 1."""
    thigh = 0.55 * np.exp(-(((np.abs(u) - 128) / 74) ** 2) - ((v - 120) / 165) ** 2)
    ridges = np.clip(_folds(u, v) / 3.4, -0.5, 1)
    worn = 0.13 + thigh + 0.42 * np.clip(ridges, 0, 1) - 0.16 * np.clip(-ridges, 0, 1)
    gap = _pocket_gap(u, v)
    edges = 0.55 * np.exp(-(((gap + 1.6) / 2.2) ** 2)) + 0.22 * np.exp(-((gap + 8) / 6) ** 2)
    edges = edges + 0.5 * np.exp(-(((TOP - v) / 1.8) ** 2)) + 0.4 * np.exp(-(((v - WAISTLINE - 1.5) / 1.6) ** 2))
    edges = edges + 0.4 * np.exp(-(((HALF - 8 - np.abs(u)) / 3.2) ** 2)) + 0.35 * np.exp(-((u + 2.5) / 2.0) ** 2) * (v < WAISTLINE)
    rope = 0.5 + 0.8 * noise((u + v) / 7, (u - v) / 22, 2) + 0.3 * noise(u / 3, v / 3, 9)
    deep = 0.22 * smoothstep((gap - 1) / 3) * (v < WAISTLINE)
    a, b = _coin_pocket(u, v)
    coin = 0.4 * np.exp(-(((b * 66 - 1.2) / 1.8) ** 2)) * ((a > 0) & (a < 1)) * (gap > 2)
    mottled = 0.09 * noise(u / 26, v / 30, 6) + 0.06 * noise(u / 5, v / 8, 1)
    return np.clip(worn - deep + (edges + coin) * np.clip(rope, 0, 1.3) + mottled, 0, 1)


def front_sheet():
    u, v = np.linspace(-HALF, HALF, 105), np.linspace(20, TOP, 93)
    uu, vv = np.meshgrid(u, v, indexing="ij")
    return Sheet(u, v, _body(uu, vv), (0, -1, 0), _relief)


# -------------------------------------------------------------------- the parts
def _materials():
    return {
        "denim": materials.denim("denim", 0.235, 0.80),
        "wrong_side": materials.fabric("wrong_side", 0.52, "main", "twill", 0.7, 0.8, 0.85, 0.2),
        "thread": materials.plain("thread", (0.60, 0.31, 0.10), roughness=0.5, sheen=0.2),
        "copper": materials.metal("copper", (0.80, 0.47, 0.30), 0.28, 0.05),
        "metal": materials.metal("metal", (0.82, 0.79, 0.74), 0.18, 0.02),
        "brass": materials.metal("brass", (0.86, 0.66, 0.36), 0.2, 0.02),
        "leather": materials.leather("leather", (0.42, 0.22, 0.10)),
    }


def _edge_roll(name, path, up, radius, m, fade):
    """The folded edge of the cloth: what gives it its thickness."""
    a = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    profile = np.stack([radius * np.cos(a), radius * np.sin(a)], 1)
    roll = sweep(name, path, profile, up, m["denim"])
    across = len(profile) + 1
    wear = np.clip(fade + 0.28 * noise(arc_length(path) / 5, 2, len(path)), 0, 1)
    paint(roll, materials.FADE, np.repeat(wear, across))


def _sew(sheet, name, uv, m, lift=0.25):
    return sheet.seam(name, uv, m["thread"], lift, length=2.9, gap=0.9, radius=0.46)


def _build_front(m, sheet, fine_u):
    """The front: fine where the camera is near, coarser beside it."""
    for k, (start, end) in enumerate(zip((-HALF, *fine_u), (*fine_u, HALF))):
        if end > start:
            sheet.build(f"front_{k}", m["denim"], 0.75 if k == 1 else 1.2, u=(start, end), attributes={materials.FADE: _fade})
    u = np.linspace(-HALF, HALF, 520)
    wave = 0.3 * noise(u / 35, 1, 4)
    for row in (3.6, BAND - 4.2):
        _sew(sheet, "band_stitches", np.stack([u, WAISTLINE + row + wave], 1)[4:-4], m)
    top = np.full_like(u, TOP)
    _edge_roll("band_top", sheet.points(u, top, -1.3), sheet.normals(u, top - 2, 3), 1.5, m, 0.55)
    v = np.linspace(30, WAISTLINE - 2, 300)
    for offset in (3.5, 10.0):
        for side in (-1, 1):
            _sew(sheet, "side_stitches", np.stack([side * (HALF - 14 - offset) + 0.3 * noise(v / 30, side, 1), v], 1), m, 0.15)


def _build_pockets(m, sheet):
    for side in (-1, 1):
        edge = _pocket_edge(side)
        uv = resample(edge, 260)
        up = sheet.normals(uv[:, 0], uv[:, 1] - 1.5, 4)
        _edge_roll("pocket_edge", sheet.points(uv[:, 0], uv[:, 1] - 1.0, -0.35), up, 1.25, m, 0.5)
        tangent = unit(np.gradient(uv, axis=0))
        away = np.stack([tangent[:, 1], -tangent[:, 0]], 1) * side
        away = away * np.sign((away * np.array([-side, -1])).sum(1, keepdims=True))
        for inset in (3.4, 9.6):
            _sew(sheet, "pocket_stitches", (uv + away * inset)[3:-3], m)
        for at, inset in ((0.03, 5.0), (0.965, 6.5)):
            place = uv[int(at * len(uv))] + away[int(at * len(uv))] * inset + np.array([0, -3.0 if at < 0.5 else 0])
            rivet("rivet", sheet.point(*place, 0.3), sheet.normal(*place), m["copper"])
    left, top = PIN_AT[0] - 34, WAISTLINE - 44
    outline = np.array([(left + 1.5, top - 2), (left + 3.5, top - 63), (left + 64.5, top - 63), (left + 66.5, top - 2)])
    for inset in (0.0, 5.6):
        for row in ([(left + 2 + inset, top - 1), (left + 3.4 + inset, top - 60)], [(left + 66 - inset, top - 1), (left + 64.6 - inset, top - 60)]):
            line = np.linspace(*row, 80)
            _sew(sheet, "coin_stitches", line[_pocket_gap(*line.T) > 1.5], m, 0.1)
    for row in (4.0, 9.2):
        _sew(sheet, "coin_hem", np.linspace((left + 2, top - row), (left + 66, top - row), 60), m, 0.1)
    for place in (outline[0] + [3, -5], outline[3] + [-3, -5]):
        rivet("coin_rivet", sheet.point(*place, 0.2), sheet.normal(*place), m["copper"], 3.8)


def _build_fly(m, sheet):
    v = np.linspace(WAISTLINE - 2, WAISTLINE - 146.8, 200)
    for inset in (2.6, 8.6):
        u = np.maximum(_fly_edge(v) - inset, 0.5)
        _sew(sheet, "fly_stitches", np.stack([u, v], 1), m)
    v = np.linspace(WAISTLINE - 150, 90, 160)
    for u in (-6.0, 1.5):
        _sew(sheet, "crotch_stitches", np.stack([np.full_like(v, u), v], 1), m, 0.1)
    place = (10.0, WAISTLINE + BAND / 2)
    button("button", sheet.point(*place, 1.2), sheet.normal(*place), m["copper"])


def _bar_tack(sheet, u, v, m, lift):
    """Dense stitches across a loop's end."""
    n = 15
    across = np.linspace(-5.4, 5.4, n)
    place = sheet.points(u + across, v + 0.25 * np.cos(np.arange(n) * np.pi), lift)
    normal = sheet.normals(u + across, np.full(n, v), 5)
    x = unit(np.cross(np.gradient(place, axis=0), normal))
    y = np.cross(normal, x)
    stamp("bar_tack", *capsule(3.4, 0.5), place, x + 0.12 * y * np.cos(np.arange(n) * np.pi)[:, None], y, normal, m["thread"])


def _belt_loop(m, sheet, u):
    """A strip from above the waistband to below it, standing off between its bar tacks."""
    v = np.linspace(WAISTLINE - 9, TOP + 1.5, 70)
    t = np.linspace(0, 1, 70)
    off = 1.3 + 4.6 * np.clip(np.sin(np.pi * t), 0, 1) ** 0.55 * (1 - 0.25 * t) + 0.25 * noise(t * 6, u, 1)
    # The waistband's edge must not print through: the loop is stiff.
    line = np.full_like(v, u) + 0.5 * noise(t * 2, u, 5)
    base = sheet.points(line, v)
    base = np.stack([np.polyval(np.polyfit(t, base[:, k], 4), t) for k in range(3)], 1)
    up = sheet.normals(np.full_like(v, u), v, 14)
    path = base + up * (off + 1.2)[:, None]
    profile = rounded_rectangle(12.5, 2.0, 0.9, 6)
    strip = sweep(f"loop_{u:.0f}", path, profile, up, m["denim"])
    across = len(profile) + 1
    ring = np.vstack([profile, profile[:1]])
    edge = 0.55 * np.exp(-(((6.2 - np.abs(ring[:, 0])) / 1.3) ** 2))
    wear = 0.10 + edge[None] * (0.7 + 0.6 * noise(arc_length(path) / 6, u, 2))[:, None] + 0.14 * np.sin(np.pi * np.linspace(0, 1, len(path)))[:, None]
    paint(strip, materials.FADE, np.clip(wear, 0, 1).reshape(-1)[: len(path) * across])
    _, frame_up, side = frames(path, up)
    for offset in (-3.6, 3.6):
        stitches("loop_stitches", path + side * offset, frame_up, m["thread"], 2.8, 0.9, 0.42, lift=1.05)
    _bar_tack(sheet, u, WAISTLINE - 6.5, m, 4.6)
    _bar_tack(sheet, u, TOP - 3.5, m, 2.9)
    return path, up


def _ring_on_loop(m, sheet, name, path, up, radius):
    """A key ring through a belt loop: behind the strip, down on its lower bar tack."""
    k = 12
    top = path[k] - up[k] * 2.4
    return key_ring(name, top, up[k], radius, 1.15, m["metal"])


def _build_inside(m, sheet):
    """The back of the waistband from within, and the dark below it."""
    a = np.linspace(-1.27, 1.27, 160)
    half_width, depth = 172.0, 92.0
    rise = 12 + 16 * np.cos(a) ** 2
    z = np.linspace(-70, 0, 40)
    points = np.stack(np.broadcast_arrays(
        (half_width * np.sin(a))[:, None], (depth * np.cos(a) ** 0.9)[:, None] - 8, TOP - 8 + rise[:, None] + z[None]
    ), -1)
    points[..., 1] += 1.5 * noise(a[:, None] * 6, z[None] / 30, 3)
    grid("inside", points, np.stack(np.broadcast_arrays(a[:, None] * 180, z[None]), -1), m["wrong_side"])
    top = points[:, -1]
    _edge_roll("inside_top", resample(top, 240), np.array([0, -1.0, 0]), 1.6, m, 0.5)
    for row in (5, 36):
        stitches("inside_stitches", resample(points[:, -1] + [0, -0.6, -row], 300), np.array([0, -1.0, 0]), m["thread"], 2.9, 0.9, 0.45)


def build():
    """Every object; returns the `Eye` of each anchor by id."""
    m = _materials()
    sheet = front_sheet()
    _build_front(m, sheet, (-245.0, 60.0))
    _build_pockets(m, sheet)
    _build_fly(m, sheet)
    _build_inside(m, sheet)
    eyes = {}
    for anchor_id, u in LOOPS.items():
        path, up = _belt_loop(m, sheet, u)
        eyes[anchor_id] = _ring_on_loop(m, sheet, anchor_id.replace("-", "_"), path, up, 13.5 if u < 0 else 11.5)
    for u in SIDE_LOOPS:
        _belt_loop(m, sheet, u)
    eyes["coin-pocket"] = safety_pin(sheet, PIN_AT, m["brass"])
    return eyes


CARRIER = Carrier(
    name="Jeans",
    views=VIEWS,
    anchors={"belt-loop-left": "Belt loop, left", "belt-loop-right": "Belt loop, right", "coin-pocket": "Coin pocket"},
    build=build,
    light=studio.light_bag,
    tints=("#34507A", "#6C8DB5", "#2B2C30", "#A9BDD2", "#D6CCB8", "#5F6468"),
    default_tint="#34507A",
    neutral=0.58,
)
