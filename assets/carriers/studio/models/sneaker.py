# SPDX-License-Identifier: GPL-3.0-or-later
"""The sneaker: a canvas low-top of 288 mm on a rubber cupsole, laced with flat cotton laces.

It stands on z = 0, its toe to the left, its outer side towards -y. The upper is a
distance function over the sole's outline; panels are shells of it, so that they
lie on it exactly, and every seam is found by looking at that surface.
"""
import numpy as np

import materials
import still
from carrier import Carrier, View
from geometry import (
    arc_length, circle, closed, columns_at, grid, lathe, noise, resample, round_corners, round_corners_closed,
    smoothstep, sweep, tube, unit,
)
from sewing import Eye, stitches
from shoe import (
    FEATHER, TOPLINE, eyestay_region, foxing, from_above, from_side, heel_region, middle, normals, opening, panel, plan,
    quarter_edge, shell, stripe, toe_region, upper, wall_reach, wall_top,
)
from solid import cut, solid

EYELETS = np.linspace(-41, 31, 5)  # along x

VIEWS = {
    "side": View("Side", (1620, 1620), (-14, -24, 68), -33, 22, 1500, 208, 2.8, ("eyelet", "lace")),
    "whole": View("Whole shoe", (1920, 1280), (0, 0, 52), -24, 15, 1900, 222, 0, ("eyelet", "lace")),
}
ANCHORS = {"eyelet": "Eyelet", "lace": "Laces"}


# ------------------------------------------------------------------------ parts
def _seam(name, points, m, lift=1.2, length=2.5, gap=0.95):
    """A row of stitches on the upper."""
    points = resample(points, step=1.0)
    up = normals(points)
    stitches(name, points + up * lift, up, m["thread"], length, gap, 0.34, 0.12)


def _build_upper(m):
    bounds = (-150, -58, FEATHER - 6), (152, 52, 128)
    solid("upper", shell, *bounds, 0.85, m["canvas"])
    solid("eyestay", panel(eyestay_region), (-72, -50, 54), (48, 46, 126), 0.5, m["panel"])
    solid("toe_cap", panel(toe_region), (-149, -56, FEATHER - 4), (-62, 52, 84), 0.52, m["panel"])
    solid("heel_tab", panel(heel_region), (104, -42, FEATHER - 4), (150, 42, 100), 0.52, m["panel"])
    y = np.linspace(-43, 43, 160)
    for inset in (2.2, 5.0):
        x = -88 + 0.0085 * (y - 2) ** 2 - inset
        points = from_above(x, y + 0 * x)
        x = x - 0.05 * (points[:, 2] - 40)
        points = from_above(x, y)
        keep = (points[:, 2] > 36)
        _seam("toe_seam", points[keep], m)
    z = np.linspace(31, 86, 60)
    for inset in (2.0, 4.8):
        x = 116 - 0.20 * (z - 60) + 0.006 * (z - 48) ** 2 + inset
        points = from_side(x, z)
        keep = opening(*points.T) > 2.6
        _seam("heel_seam", points[keep], m, 1.3)
    # Two rows along the collar, and the seam where the quarter is sewn over the vamp.
    line = resample(round_corners([p for p in TOPLINE if p[1] < 130 and p[0] < 145], 3), 200)
    away = unit(np.gradient(line, axis=0))
    below = line + np.stack([away[:, 1], -away[:, 0]], 1) * 8.5 * np.sign(-away[:, :1] * 0 + 1)
    below = below if below[:, 1].mean() < line[:, 1].mean() else 2 * line - below
    keep = (below[:, 0] > 48) & (below[:, 0] < 118)
    _seam("collar_seam", from_side(below[keep, 0], below[keep, 1]), m, 0.35)
    z = np.linspace(72, 31, 60)
    for shift in (0, 3.0):
        _seam("quarter_seam", from_side(quarter_edge(z) + 2.2 + shift, z), m, 0.25)
    for side in (-1, 1):
        x = np.linspace(-58, 36, 160)
        for reach in (13.3, 2.9):
            gap = np.interp(x, [-60, -46, 40, 60], [5.5, 6.5, 11.5,
                12.5]) + reach + (0.02 * (x + 50) if reach > 5 else 0)
            keep = x > (-47 if reach < 5 else -56)
            _seam("eyestay_seam", from_above(x, middle(x) + side * gap)[keep], m, 1.3)


def _build_collar(m):
    """The binding over the raw edge, and the padded lining one looks into."""
    line = round_corners([p for p in TOPLINE if p[1] < 120 and p[0] < 150], 4)
    line = resample(line[line[:, 0] < 141.5], 150)
    outer, inner = from_side(line[:, 0], line[:, 1], -1), from_side(line[:, 0], line[:, 1], 1)
    edge = np.vstack([outer, inner[::-1]])
    edge = resample(round_corners(edge[::3], 3), step=1.2)
    up = normals(edge, 2.0)
    inward = edge - up * 1.5
    wobble = 1 + 0.06 * noise(np.arange(len(edge)) / 14, 1, 2)
    sweep("binding", inward, circle(2.75, 16) * [1.0, 1.15], up, m["panel"], scale=wobble)

    def lining(x, y, z):
        outside = upper(x, y, z)
        wall = np.maximum(outside + 2.6, -(outside + 7.5))
        return np.maximum(cut(wall, opening(x, y, z) - 1.0, 2.0), 40 - z)

    solid("lining", lining, (-58, -44, 40), (142, 40, 118), 0.9, m["lining"])
    x, y = np.meshgrid(np.linspace(-40, 120, 40), np.linspace(-23, 23, 20), indexing="ij")
    grid("insole", np.stack([x, y, 33 + 0 * x + 0.004 * y * y], -1), np.stack([x, y], -1), m["lining"])


def _build_tongue(m):
    """Padded, under the eyestays, standing up and forward of the ankle where it comes free."""
    free = 36.0
    x = np.concatenate([np.linspace(-60, free - 1, 60), np.linspace(free, 54, 18)])
    u = np.linspace(-1, 1, 44)
    half = np.interp(x, [-60, -40, free, 48, 54], [13, 17, 23, 24, 21])
    half = half * np.sqrt(np.clip(1 - np.clip((x - 44) / 10.6, 0, 1) ** 3, 0.12, 1))
    across = half[:, None] * u[None]
    y = middle(x)[:, None] + across + 1.4 * noise(x / 40, 1, 3)[:, None]
    bed = from_above(np.minimum(x, free - 2)[:, None] + 0 * y, y)[..., 2]
    rise = np.maximum(x - free + 2, 0) * 0.70 + 1.0 * smoothstep((x - free) / 20)
    pad = np.interp(x, [-60, -30, free - 8, free + 4], [-4.4, -3.9, -3.6, -2.4])
    top = bed + (rise + pad)[:, None] + 0.5 * noise(x[:, None] / 16, y / 14, 2.2)
    top = top + 0.010 * across**2 * smoothstep((x - free) / 14)[:, None]  # it flattens where nothing holds it
    points = np.stack([np.broadcast_to(x[:, None], y.shape), y, top], -1)
    along = np.broadcast_to(arc_length(np.stack([x, top[:, 22]], 1))[:, None], y.shape)
    grid("tongue", points, np.stack([y, along], -1), m["canvas"])
    grid("tongue_under", points - np.array([-1.5, 0, 4.6]), None, m["lining"], flip=True)
    rim = np.vstack([points[58:, 0], points[-1], points[:57:-1, -1]])
    rim = resample(round_corners((rim - np.array([-0.6, 0, 2.2]))[::2], 2), step=1.2)
    sweep("tongue_edge", rim, circle(2.6, 14), np.array([0, 0, 1.0]), m["panel"])


def _eyelet_places(side):
    gap = np.interp(EYELETS, [-60, -46, 40, 60], [5.5, 6.5, 11.5, 12.5]) + 8.0
    points = from_above(EYELETS, middle(EYELETS) + side * gap)
    return points, normals(points, 2.0)


def _build_eyelets(m):
    turned = round_corners([[2.35, -1.5], [2.35, 0.4], [2.7, 0.95], [3.6, 0.95], [4.35, 0.5], [4.5, -0.2]], 3)
    for side in (-1, 1):
        for i, (at, up) in enumerate(zip(*_eyelet_places(side))):
            name = f"eyelet_{'outer' if side < 0 else 'inner'}_{i}"
            lathe(name, turned, at + up * 0.9, up, m["metal"])
            lathe(name + "_hole", np.array([[0.01, 0], [2.5, 0]]), at + up * 0.35, up, m["dark"], 24)


def _lace(name, path, up, m, width=7.4, narrow=(0.62, 0.62), twist=0.0):
    """A flat woven lace; it gathers where it enters an eyelet."""
    path = resample(path, step=0.7)
    n = len(path)
    t = np.linspace(0, 1, n)
    up = columns_at(t, np.linspace(0, 1, len(up)), np.asarray(up, float)) if np.ndim(up) == 2 else np.tile(up, (n, 1))
    tangent = unit(np.gradient(path, axis=0))
    across = np.cross(tangent, up)
    roll = 0.22 * noise(t * 2.2, len(name), 3.3) + twist * t
    up = up * np.cos(roll)[:, None] + across * np.sin(roll)[:, None]
    grow = narrow[0] + (1 - narrow[0]) * smoothstep(t * n * 0.7 / 9)
    grow = np.minimum(grow, narrow[1] + (1 - narrow[1]) * smoothstep((1 - t) * n * 0.7 / 9))
    profile = round_corners_closed(
        [(-width / 2, -0.5), (-width / 2, 0.5), (-width / 4, 0.95), (0, 0.75), (width / 4, 0.95), (width / 2, 0.5),
         (width / 2, -0.5), (0, -0.75)], 2)
    s = t * n * 0.7
    wander = path + across * (0.35 * noise(s / 12, 2, len(name)))[:, None]
    sweep(name, wander, profile, up, m["lace"], scale=grow)
    return wander


def _build_laces(m):
    """Crossed over the tongue, each run from an eyelet up to the next one on the other side; a bow on top."""
    (left, left_up), (right, right_up) = _eyelet_places(-1), _eyelet_places(1)
    runs = {}

    def across(name, a, up_a, b, up_b, rise):
        ends = [a - up_a * 2.5, a + up_a * 2.0]
        back = [b + up_b * 2.0, b - up_b * 2.5]
        # It lies on the eyestays' edges and bridges the gap between them.
        share = np.array([[0.1], [0.25], [0.5], [0.75], [0.9]])
        on_top = from_above(*(a + (b - a) * share)[:, :2].T)
        quarter = on_top + normals(on_top, 3.0) * np.array([[2.9], [2.6], [rise], [2.6], [2.9]])
        path = round_corners(np.array([*ends, *quarter, *back]), 3)
        t = np.linspace(0, 1, 12)[:, None]
        runs[name] = _lace(name, path, unit(up_a * (1 - t) + up_b * t), m)

    across("lace_bar", left[0], left_up[0], right[0], right_up[0], 1.2)
    for i in range(len(EYELETS) - 1):
        over, under = (1, -1) if i % 2 else (-1, 1)
        rise = {over: 3.4, under: 1.5}
        across(f"lace_outer_{i}", left[i], left_up[i], right[i + 1], right_up[i + 1], rise[-1])
        across(f"lace_inner_{i}", right[i], right_up[i], left[i + 1], left_up[i + 1], rise[1])
    _bow(m, left[-1], left_up[-1], right[-1], right_up[-1])
    return runs


def _bow(m, a, up_a, b, up_b):
    knot = (a + b) / 2 + np.array([-1.0, -1.0, 11.0])
    for name, end, up in (("bow_feed_outer", a, up_a), ("bow_feed_inner", b, up_b)):
        path = round_corners(np.array([end - up * 2.5, end + up * 1.8, (end + knot) / 2 + [0, 0, 2.5], knot]), 3)
        _lace(name, path, up, m, narrow=(0.62, 0.7))
    # Loops and ends fall over the eyestays: out from the knot, down, and back to it.
    side = -1
    for side, name, far in ((-1, "outer", (-2, -46, -36)), (1, "inner", (-8, 44, -30))):
        far = knot + np.array(far, float)
        lift = knot + np.array([0, side * 15, 5.0])
        back = knot + np.array([7.0, side * 17, -3.0])
        path = [knot, lift, knot + np.array([-5, side * 31, -6.0]), far + [-5, side * 2, 12], far,
            far + [8, -side * 1, 4],
                knot + np.array([10, side * 31, -12.0]), back, knot + np.array([1, 0, -1.0])]
        path = round_corners(np.array(path), 4)
        outward = path - (knot + far) / 2 - np.array([0, side * -6, -4.0])
        outward = unit(outward - unit(np.gradient(path, axis=0)) * (outward * unit(np.gradient(path, axis=0))).sum(1,
            keepdims=True))
        _lace("bow_loop_" + name, path, outward, m, narrow=(0.6, 0.6))
    for side, name, points in (
        (-1, "outer", [(0, 0, 0), (-9, -12, 3), (-16, -30, -10), (-22, -42, -34), (-20, -47, -58)]),
        (1, "inner", [(0, 0, 0), (8, 14, 2), (14, 30, -12), (16, 40, -34), (13, 44, -52)]),
    ):
        path = round_corners(knot + np.array(points, float), 4)
        made = _lace("bow_end_" + name, path, np.array([0, side * 0.75, 0.66]), m, narrow=(0.6, 0.42), twist=0.9 * side)
        tip = made[-1]
        along = unit(made[-1] - made[-6])
        tube("aglet", np.array([tip - along * 2, tip + along * 14]), 1.75, m["aglet"], scale=[1.0, 1.0, 0.96])
    wrap = knot + np.array([(-1.5, -4.5, -3), (-3.0, -5.5, 1.5), (-1, -1.5, 5.6), (1.5, 3.5, 4.2), (2, 4.5, -1),
        (1, 2, -4)], float)
    _lace("bow_knot", round_corners(wrap, 3), unit(np.diff(round_corners(wrap, 3), axis=0)[:, [2, 1, 0]] * [1, 1,
        -1]), m, 8.6, (0.8, 0.8))


def _build_sole(m):
    solid("foxing", foxing, (-156, -62, -1), (156, 56, 36), 0.8, m["rubber"])
    solid("stripe", stripe, (-156, -62, 9), (156, 56, 16.5), 0.5, m["stripe"])
    _, loop = plan()
    loop = closed(loop)
    tangent = unit(np.gradient(loop, axis=0))
    outward = np.stack([tangent[:, 1], -tangent[:, 0]], 1)
    outward = outward if (outward * loop).sum() > 0 else -outward
    row = np.column_stack([loop + outward * (wall_reach(loop[:, :1]) - 0.75), wall_top(loop[:, 0]) - 5.6])
    row = row[row[:, 1] < 25]
    start = np.argmax(np.linalg.norm(np.diff(row, axis=0), axis=1)) + 1
    row = np.roll(row, -start, 0) if np.linalg.norm(row[start] - row[start - 1]) > 5 else row
    row = resample(row, step=1.0)
    up = np.column_stack([unit(row[:, :2] * [0.35, 1]), 0 * row[:, 0]])
    stitches("sole_stitches", row, up, m["sole_thread"], 3.6, 1.5, 0.55, 0.0)


# -------------------------------------------------------------------- materials
def _on_solids(material):
    """Lays a material's textures on by the object's own axes, from three sides."""
    nodes = material.node_tree
    where = nodes.nodes.new("ShaderNodeTexCoord")
    for image in [n for n in nodes.nodes if n.type == "TEX_IMAGE"]:
        image.projection, image.projection_blend = "BOX", 0.25
        mapping = image.inputs[0].links[0].from_node
        nodes.links.new(where.outputs["Object"], mapping.inputs[0])
        scale = mapping.inputs["Scale"].default_value[0] * 100
        mapping.inputs["Scale"].default_value = (scale, scale, scale)
    return material


def _rubber():
    material, nodes, surface = materials._material("rubber", "fixed")
    tone = materials._range(nodes, materials._noise(nodes, 4, 6), 0.93, 1.03)
    nodes.links.new(materials._times_colour(nodes, tone, (0.80, 0.765, 0.69)), surface.inputs["Base Color"])
    nodes.links.new(materials._range(nodes, materials._noise(nodes, 7, 5), 0.38, 0.6), surface.inputs["Roughness"])
    nodes.links.new(materials._bump(nodes, materials._noise(nodes, 180, 3), 0.05, 0.4), surface.inputs["Normal"])
    return material


def _materials():
    return {
        "canvas": _on_solids(materials.fabric("canvas", 0.50, "main", pitch_mm=0.8, bump=1.0, roughness=0.85,
        sheen=0.3)),
        "panel": _on_solids(materials.fabric("panel", 0.34, "trim", "twill", 0.72, 0.9, 0.8, 0.25)),
        "lining": _on_solids(materials.fabric("lining", 0.62, "fixed", pitch_mm=0.7, bump=0.6)),
        "lace": materials.fabric("lace", 0.80, "fixed", "twill", 0.62, 0.9, 0.8, 0.3),
        "thread": materials.plain("thread", (0.78, 0.76, 0.72), sheen=0.3),
        "sole_thread": materials.plain("sole_thread", (0.74, 0.71, 0.65), sheen=0.2),
        "rubber": _rubber(),
        "stripe": materials.plain("stripe", (0.36,) * 3, "trim", roughness=0.5),
        "metal": materials.metal("metal", (0.84, 0.83, 0.81), 0.2, 0.03),
        "dark": materials.plain("dark", (0.03,) * 3, roughness=0.9),
        "aglet": materials.plain("aglet", (0.72, 0.72, 0.72), roughness=0.2),
    }


def _light(view):
    floor = materials.plain("floor", (0.62, 0.60, 0.575), roughness=0.85, specular=0.15)
    ground = still.sweep_ground(0, 520, floor)
    key = still.light_still((0, -10, 60), 0.75, key=1.6, fill=1.1, ambient=0.15, softness=1.1,
        key_from=(-1180, -880, 950))
    return ground, key


def build():
    """Upper, laces and sole; returns the `Eye` of each anchor by id."""
    m = _materials()
    _build_sole(m)
    _build_upper(m)
    _build_collar(m)
    _build_tongue(m)
    _build_eyelets(m)
    runs = _build_laces(m)
    places, ups = _eyelet_places(-1)
    i = 3
    at, up = places[i] + ups[i] * 1.2, ups[i]
    down = unit(np.array([0, 0, -1.0]) - up * -up[2])
    eyelet = Eye(at + down * 2.35, at, [f"eyelet_outer_{i}"], (unit(np.cross(up, down)), 8.7))  # what shows of its flange
    run = runs["lace_outer_0"]
    k = int(0.42 * len(run))
    lowest = run[k] + np.array([0, -0.8, 0.9])
    return {"eyelet": eyelet, "lace": Eye(lowest, run[k], ["lace_outer_0"], None)}


CARRIER = Carrier(
    "Sneaker", VIEWS, ANCHORS, build, _light,
    ("#7D93B8", "#34414F", "#A65B4B", "#6F8768", "#D9B4B0", "#D6C39B", "#3A3A3D"), "#7D93B8",
    short=frozenset(ANCHORS),
)
