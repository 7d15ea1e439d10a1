# SPDX-License-Identifier: GPL-3.0-or-later
"""The earbuds case: a 60 mm pill in a silicone cover with a loop and a small carabiner, laid on linen.

The linen is the plane y = 0, seen from -y, from the side of the viewer's hands;
the two earbuds lie beside the case.
"""
import numpy as np

import materials
import still
from carrier import Carrier, View
from geometry import (
    grid, lathe, noise, resample, round_corners, round_corners_closed, tube, unit,
)
from sewing import Eye
from solid import blend, cut, rod, solid

WIDTH, HEIGHT, DEPTH = 63.0, 49.5, 24.5  # of the cover
WALL, SEAM_Z = 1.3, 8.5
LOOP, LOOP_OUTER, LOOP_INNER, LOOP_HALF = (36.6, -8.6), 6.9, 3.7, 2.1
LOOP_Y = 0.8
TURN_DEG, CENTER = -13.0, np.array([-15.0, -DEPTH / 2 - 0.1, 40.0])

VIEWS = {
    "front": View("Front", (1440, 1800), (2, -6, 2), 3, -13, 1100, 190, 0, ("carabiner", "loop"), near_ground=True),
    "whole": View("Whole case", (1800, 1350), (8, -6, 6), -4, -16, 1300, 206, 0, ("carabiner", "loop"),
    near_ground=True),
}
ANCHORS = {"carabiner": "Carabiner", "loop": "Loop of the cover"}


# ---------------------------------------------------------------------- shapes
def _axes(turn_deg):
    """Axes of something laid on the table, turned counter-clockwise."""
    a = np.radians(turn_deg)
    return np.array([np.cos(a), 0, np.sin(a)]), np.array([0, 1.0, 0]), np.array([-np.sin(a), 0, np.cos(a)])


AXES = _axes(TURN_DEG)


def _place(point):
    """A point of the case, in its own axes, on the table."""
    return CENTER + np.asarray(point, float) @ np.stack(AXES)


def _pill(x, y, z, inset=0.0):
    """The case's body: a soft oblong in front, nearly flat in its middle, rounded all the way to the back."""
    oblong = ((np.abs(x) / (WIDTH / 2 - inset)) ** 2.75 + (np.abs(z) / (HEIGHT / 2 - inset)) ** 2.55) ** (1 / 2.65)
    inward = np.maximum(oblong - 0.36, 0) / 0.64
    deep = (DEPTH / 2 - inset) * (1 - 0.05 * np.minimum(oblong, 1) ** 2)
    return ((inward**2.3 + (np.abs(y) / deep) ** 2.3) ** (1 / 2.3) - 1) * deep


def _cover(x, y, z):
    """Two silicone shells; the seam gapes a little more to the right, where the lid is opened."""
    body = _pill(x, y, z)
    loop = np.hypot(x - LOOP[0], z - LOOP[1])
    ring = np.hypot(np.maximum(np.abs(loop - (LOOP_OUTER + LOOP_INNER) / 2) - (LOOP_OUTER - LOOP_INNER) / 2 + 1.3, 0),
                    np.maximum(np.abs(y - LOOP_Y) - LOOP_HALF + 1.3, 0)) - 1.3
    body = blend(body, ring, 3.6)
    gap = np.abs(z - SEAM_Z - 0.004 * x) - 0.62 - 0.006 * x
    body = cut(body, gap, 0.9)
    petals = np.hypot(x, z + 10.5) - 3.1 - 0.75 * np.cos(5 * np.arctan2(x, z + 10.5))
    body = cut(body, np.maximum(petals, y + DEPTH / 2 - 0.55), 0.5)
    pinhole = np.maximum(np.hypot(x, z - 1.2) - 1.25, y)
    body = cut(body, pinhole, 0.5)
    return np.maximum(body, -_pill(x, y, z, WALL))


def _carabiner(m):
    """A pear of round wire with a sprung gate, through the loop and leaning on the linen."""
    half = np.array([(0, 0.2), (4.6, -0.6), (6.6, -4.2), (7.4, -10), (8.0, -18), (6.8, -24.6), (3.2, -27.6), (0, -28)])
    pear = np.vstack([half, (half[1:-1] * [-1, 1])[::-1]])
    pear = resample(np.vstack([p := round_corners_closed(pear, 3), p[:1]]), 240)
    # It passes over the loop's rim on the right and under it on the left: so it leans about its own length.
    top = _place((LOOP[0] + 0.3, LOOP_Y, LOOP[1] - LOOP_INNER + 2.2))
    down = unit(np.array([0.24, 0.265, -1.0]))
    lean = np.radians(40)
    flat = unit(np.cross(down, [0, -1.0, 0]))
    flat = flat if flat[0] > 0 else -flat
    side = unit(flat * np.cos(lean) + np.cross(flat, down) * np.sin(lean) * np.sign(np.cross(flat, down)[1]) * -1)
    out = np.cross(side, down)

    def at(points):
        points = np.asarray(points, float)
        return top + points[:, :1] * side - points[:, 1:2] * down

    gate = (pear[:, 0] < -2.0) & (pear[:, 1] < -4.5) & (pear[:, 1] > -20.5)
    first = np.argmax(gate)
    body = np.roll(pear[:-1], -first, 0)
    kept = ~np.roll(gate[:-1], -first)
    tube("carabiner", at(body[kept]), 1.25, m["metal"], normal=out)
    bar = pear[gate]
    bar = np.vstack([bar[:1] + [0.35, 0.6], bar, bar[-1:] + [0.3, -0.9]])
    tube("carabiner_gate", at(bar), 1.05, m["metal"], normal=out)
    for end, reach in ((0, 1.3), (-1, 1.1)):
        along = unit(np.append(bar[1 if end == 0 else -2] - bar[end], 0)[:2])
        a = at([bar[end] - along * 0.3])[0]
        axis = along[0] * side - along[1] * down
        sleeve = round_corners([[0.01, 0], [1.62, 0], [1.62, reach * 1.6], [1.1, reach * 2.0], [0.01, reach * 2.0]], 2)
        lathe("carabiner_sleeve", sleeve, a - axis * 0.8, axis, m["metal"])
    lowest = top + 28.0 * down - 1.25 * down
    return Eye(lowest, top + 22 * down, ["carabiner"])


def _led(m):
    z = 1.2
    disc = round_corners([[0.01, 0.25], [0.8, 0.2], [0.95, 0.0]], 2)
    lathe("led", disc, _place((0, -DEPTH / 2 + WALL - 0.02, z)), (0, -1, 0), m["led"], 24)


def _bud(name, center, turn_deg, roll_deg, side, m):
    """An earbud on its side: a round head, a stem, a soft tip, a dark grille."""
    a, b = np.radians(turn_deg), np.radians(roll_deg)
    x, y, z = _axes(turn_deg)
    x, y = x * np.cos(b) + y * np.sin(b), -x * np.sin(b) + y * np.cos(b)
    axes = (x * side, y, z)

    def body(px, py, pz):
        head = np.sqrt((px / 8.2) ** 2 + (py / 7.4) ** 2 + (pz / 8.6) ** 2)
        head = (head - 1) * 7.6
        nozzle = rod(px, py, pz, [(2.0, -1.0, 0.5), (8.6, -3.0, 2.0)], [5.2, 3.5])
        stem = rod(px, py, pz, [(-3.4, 1.0, 0), (-4.6, 1.6, -12), (-5.0, 1.8, -23.5)], [3.3, 2.8, 2.7])
        return blend(blend(head, nozzle, 3.0), stem, 3.4)

    center = np.asarray(center, float)
    solid(name, body, (-11, -10, -28), (14, 10, 11), 0.32, m["gloss"], (center, axes))
    along = unit(np.array([6.6, -2.0, 1.5]))
    tip = round_corners([[3.3, -0.6], [5.6, -1.6], [6.3, 0.4], [5.9, 3.4], [4.3, 5.4], [2.6, 6.1], [2.1, 5.2]], 3)
    base = np.array([8.0, -2.8, 1.9])
    lathe(name + "_tip", tip, center + base @ np.stack(axes), along @ np.stack(axes), m["tip"])
    lathe(name + "_mesh", np.array([[0.01, 4.6], [2.3, 4.5]]), center + base @ np.stack(axes), along @ np.stack(axes),
        m["grille"])
    vent = np.array([-0.5, -7.25, 2.4])
    lathe(name + "_vent", np.array([[0.01, 0.12], [1.7, 0.05], [1.9, -0.3]]), center + vent @ np.stack(axes),
          np.array([-0.07, -1, 0.3]) @ np.stack(axes), m["grille"])


# -------------------------------------------------------------------- materials
def _silicone(name, albedo, part):
    """Moulded silicone: matt, faintly velvety, its gloss wandering as fingers leave it."""
    material, nodes, surface = materials._material(name, part)
    tone = materials._range(nodes, materials._noise(nodes, 3.0, 4), 0.96, 1.03)
    nodes.links.new(materials._times_colour(nodes, tone, (albedo,) * 3), surface.inputs["Base Color"])
    nodes.links.new(materials._range(nodes, materials._noise(nodes, 5.0, 5), 0.36, 0.52), surface.inputs["Roughness"])
    nodes.links.new(materials._bump(nodes, materials._noise(nodes, 240, 2), 0.03, 0.35), surface.inputs["Normal"])
    surface.inputs["Specular IOR Level"].default_value = 0.42
    surface.inputs["Sheen Weight"].default_value = 0.12
    return material


def _glossy(name, colour, roughness=0.09):
    material, nodes, surface = materials._material(name, "fixed")
    surface.inputs["Base Color"].default_value = (*colour, 1)
    nodes.links.new(materials._range(nodes, materials._noise(nodes, 7, 5), roughness * 0.7, roughness * 1.5),
                    surface.inputs["Roughness"])
    surface.inputs["Coat Weight"].default_value = 0.5
    surface.inputs["Coat Roughness"].default_value = 0.04
    return material


def _materials():
    return {
        "cover": _silicone("cover", 0.44, "main"),
        "metal": materials.metal("metal", (0.86, 0.85, 0.83), 0.15, 0.02),
        "gloss": _glossy("gloss", (0.80, 0.80, 0.79)),
        "tip": _silicone("tip", 0.62, "fixed"),
        "grille": materials.plain("grille", (0.03,) * 3, roughness=0.5),
        "led": materials.glow("led", 1.6, (0.45, 1.0, 0.55)),
    }


def _linen():
    """A linen cloth, ironed but not flat."""
    x, z = np.meshgrid(np.linspace(-260, 260, 420), np.linspace(-240, 240, 400), indexing="ij")
    ripple = 1.5 * noise(x / 90 + z / 170, z / 120 - x / 200, 3.1) + 0.5 * noise(x / 31, z / 44, 5.0)
    crease = 1.3 * np.exp(-((np.abs(x * 0.42 + z + 62 + 3 * noise(x / 40, 1, 1)) / 3.2) ** 1.3))
    hollow = np.exp(-(((x + 15) / 60) ** 2 + ((z - 40) / 52) ** 2) * 1.2)
    y = -(ripple + crease) * (1 - 0.9 * hollow) + 1.2
    cloth = materials.fabric("linen", 0.66, "fixed", pitch_mm=0.62, bump=0.9, roughness=0.9, sheen=0.25)
    surface = cloth.node_tree.nodes["Principled BSDF"]
    tint = materials._times_colour(cloth.node_tree, surface.inputs["Base Color"].links[0].from_socket,
        (1.0, 0.955, 0.885))
    cloth.node_tree.links.new(tint, surface.inputs["Base Color"])
    return grid("linen", np.stack([x, y, z], -1), np.stack([x * 0.985 + z * 0.17, z * 0.985 - x * 0.17], -1), cloth)


def _light(view):
    return _linen(), still.light_still((0, 0, 10), 0.55, key=2.2, fill=1.5, ambient=0.22, softness=1.9,
        key_from=(-1000, -1250, 820))


def build():
    """Case, cover, carabiner and earbuds; returns the `Eye` of each anchor by id."""
    m = _materials()
    reach = (-WIDTH / 2 - 1, -DEPTH / 2 - 1, -HEIGHT / 2 - 1), (WIDTH / 2 + 13, DEPTH / 2 + 1, HEIGHT / 2 + 1)

    solid("cover", _cover, *reach, 0.36, m["cover"], (CENTER, AXES))

    def case(x, y, z):
        return _pill(x, y, z, WALL + 0.12)

    solid("case", case, *reach, 0.4, m["gloss"], (CENTER, AXES))
    _led(m)
    carabiner = _carabiner(m)
    _bud("bud_left", (-44, -7.6, -26), 38, 12, 1, m)
    _bud("bud_right", (-22, -7.4, -52), -58, -10, -1, m)
    hole = _place((LOOP[0], LOOP_Y - LOOP_HALF, LOOP[1]))
    lowest = hole + np.array([0, 0, -LOOP_INNER])
    return {"carabiner": carabiner, "loop": Eye(lowest, hole, [])}


CARRIER = Carrier(
    "Earbuds case", VIEWS, ANCHORS, build, _light,
    ("#7FA79B", "#DDA79F", "#8FA3CC", "#B9A3D3", "#E2C583", "#3D4148", "#DDD8CE"), "#7FA79B",
    short=frozenset(ANCHORS), neutral=0.74, shoulder=(0.76, 0.84),
)
