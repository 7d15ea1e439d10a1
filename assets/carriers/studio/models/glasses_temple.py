# SPDX-License-Identifier: GPL-3.0-or-later
"""The glasses: a marbled acetate frame on a plaster nose, its near temple across the picture.

In the frame's own axes x is the wearer's width, y runs back along the temples, z
is up; the lenses' line is z = 0. `AXES` turn it so that the temple faces the viewer.
"""
import numpy as np

import materials
import still
from carrier import Carrier, View
from geometry import grid, lathe, resample, round_corners, sweep, circle, tube, unit
from sewing import Eye
from solid import blend, box, cut, rod, slab, solid

LENS_X, LENS_HALF = 34.5, (24.5, 20.5)
THICK, HINGE_Y, TEMPLE_X = 4.4, 17.6, 68.0
WRAP = 340.0  # the front bends back by x * x / WRAP
FLOOR = -128.0
TURN_DEG = 27.0

VIEWS = {
    "temple": View("Temple", (1680, 1440), (28, 20, -36), 0, 9, 1300, 168, 2.2, ("end-loop", "hinge-loop")),
    "whole": View("Whole glasses", (1800, 1350), (0, 20, -38), -17, 10, 1500, 206, 0, ("end-loop", "hinge-loop")),
}
ANCHORS = {"end-loop": "Loop at the temple's end", "hinge-loop": "Loop near the hinge"}


def _turned():
    a = np.radians(TURN_DEG)
    along = np.array([np.cos(a), np.sin(a), 0])  # the frame's y
    return np.array([np.sin(a), -np.cos(a), 0]), along, np.array([0, 0, 1.0])


AXES = _turned()
ORIGIN = -(np.array([40.0, 60.0, 0]) @ np.stack(AXES))  # the near temple's middle lies at the world's origin


def placed(points):
    return ORIGIN + np.asarray(points, float) @ np.stack(AXES)


# ----------------------------------------------------------------------- frame
def _lens_outline(x, z, grow=0.0):
    """Distance to a lens: rounder below than above, a little wider at its outer top."""
    z = z + 0.6
    half_x = LENS_HALF[0] + grow + 0.02 * np.clip(z, -20, 20)
    half_z = LENS_HALF[1] + grow
    power = np.where(z > 0, 2.9, 2.25)
    norm = ((np.abs(x) / half_x) ** power + (np.abs(z) / half_z) ** power) ** (1 / power)
    return (norm - 1) * LENS_HALF[1]


def _front_flat(x, z):
    side = np.abs(x)
    local = side - LENS_X
    rim = _lens_outline(local, z, 4.6 - 0.03 * z)
    bridge = rod(side, 0 * z, z, [(0, 0, 9.2), (5, 0, 8.6), (12, 0, 6.0)], [3.3, 3.2, 4.0])
    corner = rod(side, 0 * z, z, [(54, 0, 11.5), (60, 0, 12.4), (64.6, 0, 12.2)], [7.2, 6.0, 5.4])
    pad = rod(side, 0 * z, z, [(9.4, 0, 2), (10.4, 0, -6)], [2.4, 2.0])
    flat = blend(blend(blend(rim, bridge, 5.0), corner, 5.0), pad, 3.0)
    return cut(flat, _lens_outline(local, z), 0.4)


def _front(x, y, z):
    depth = y - x * x / WRAP
    body = slab(_front_flat(x, z), depth, THICK / 2, 1.15)
    wing = box(np.abs(x) - 66.6, depth - 2.6, z - 12.2, (2.9, 4.4, 5.2), 1.4)
    body = blend(body, wing, 2.0)
    pad = rod(np.abs(x), y, z, [(9.8, 2.5, -1), (11.6, 4.8, -8.0)], [2.0, 1.7])  # nose pads stand back
    body = blend(body, pad, 2.2)
    return np.maximum(body, y - HINGE_Y + 0.16)  # the mitre where the temple closes


TEMPLE = np.array([  # y, z, half the height
    (HINGE_Y + 0.16, 12.2, 5.3), (30, 12.2, 5.1), (58, 12.0, 3.9), (92, 11.6, 3.2), (106, 10.2, 3.4),
    (116, 6.0, 3.8), (128, -3.0, 4.3), (141, -14.0, 4.6), (150, -22.0, 4.4),
])


def _temple_x(y):
    return TEMPLE_X - ((y - HINGE_Y) / 135) ** 2 * 5.5


def _temple(side):
    spine = round_corners(TEMPLE, 2)
    spine = resample(spine, 40)

    def body(x, y, z):
        x = x * side
        flat = rod(0 * x, y, z, np.stack([0 * spine[:, 0], spine[:, 0], spine[:, 1]], 1), spine[:, 2])
        flat = np.maximum(flat, HINGE_Y + 0.16 - y)
        swell = 2.05 - 0.35 * np.exp(-(((y - 88) / 26) ** 2))
        crown = 0.045 * np.maximum(flat + 4.6, 0) ** 2  # its face is hand-filed, highest along the middle
        return slab(flat, x - _temple_x(y), np.maximum(swell - crown, 0.9), 0.9)

    return body


def _acetate(name, albedo, part):
    """Block acetate: clouds of darker colour drawn out along the sheet, polished by hand."""
    material, nodes, surface = materials._material(name, part)
    where = nodes.nodes.new("ShaderNodeTexCoord")
    mapping = nodes.nodes.new("ShaderNodeMapping")
    mapping.inputs["Rotation"].default_value = (0.3, 0.5, np.radians(TURN_DEG))
    mapping.inputs["Scale"].default_value = (0.42, 1, 1.3)
    cloud = nodes.nodes.new("ShaderNodeTexNoise")
    cloud.inputs["Scale"].default_value, cloud.inputs["Detail"].default_value = 11, 4
    cloud.inputs["Distortion"].default_value = 1.6
    nodes.links.new(where.outputs["Object"], mapping.inputs[0])
    nodes.links.new(mapping.outputs[0], cloud.inputs["Vector"])
    steep = nodes.nodes.new("ShaderNodeMapRange")
    steep.interpolation_type = "SMOOTHSTEP"
    for k, v in ((1, 0.36), (2, 0.64), (3, 0.52), (4, 1.08)):
        steep.inputs[k].default_value = v
    nodes.links.new(cloud.outputs[0], steep.inputs[0])
    nodes.links.new(materials._times_colour(nodes, steep.outputs[0], (albedo,) * 3), surface.inputs["Base Color"])
    polish = materials._noise(nodes, 6, 5)
    nodes.links.new(materials._range(nodes, polish, 0.10, 0.24), surface.inputs["Roughness"])
    surface.inputs["Coat Weight"].default_value = 0.6
    surface.inputs["Coat Roughness"].default_value = 0.05
    nodes.links.new(materials._bump(nodes, materials._noise(nodes, 4.5, 2), 0.25, 0.12), surface.inputs["Normal"])
    return material


def _lens_glass():
    """Coated glass: clear, with a faint green bloom where it mirrors."""
    material, nodes, _ = materials._material("lens", "fixed")
    clear = nodes.nodes.new("ShaderNodeBsdfTransparent")
    clear.inputs[0].default_value = (0.955, 0.965, 0.96, 1)
    gloss = nodes.nodes.new("ShaderNodeBsdfGlossy")
    gloss.inputs["Roughness"].default_value = 0.03
    gloss.inputs["Color"].default_value = (0.80, 0.97, 0.90, 1)
    fresnel = nodes.nodes.new("ShaderNodeFresnel")
    fresnel.inputs["IOR"].default_value = 1.35
    mix = nodes.nodes.new("ShaderNodeMixShader")
    nodes.links.new(materials._range(nodes, fresnel.outputs[0], 0, 0.4), mix.inputs[0])
    nodes.links.new(clear.outputs[0], mix.inputs[1])
    nodes.links.new(gloss.outputs[0], mix.inputs[2])
    nodes.links.new(mix.outputs[0], nodes.nodes["Material Output"].inputs[0])
    return material


def _lenses(m):
    u, v = np.meshgrid(np.linspace(-1, 1, 40), np.linspace(-1, 1, 40), indexing="ij")
    dx, dz = u * np.sqrt(1 - v * v / 2), v * np.sqrt(1 - u * u / 2)
    for side in (-1, 1):
        x, z = dx * (LENS_HALF[0] + 1.2), dz * (LENS_HALF[1] + 1.2) - 0.6
        for back in (0.0,):
            y = (LENS_X + x) ** 2 / WRAP - 1.4 + (x * x + z * z) / 260 + back
            grid("lens", placed(np.stack([side * (LENS_X + x), y, z], -1)), None, m["lens"])


# ------------------------------------------------------------------------ loops
def _loop(name, y, m):
    """A rubber band round the temple, a small metal bead below it, an eye to hang from."""
    spine = resample(round_corners(TEMPLE, 2), 200)
    k = int(np.argmin(np.abs(spine[:, 0] - y)))
    along = unit(spine[k + 2, :2] - spine[k - 2, :2])
    along = np.array([0, along[0], along[1]])
    up = np.array([0, -along[2], along[1]])
    middle = np.array([_temple_x(y), spine[k, 0], spine[k, 1]])
    half = spine[k, 2]
    a = np.linspace(0, 2 * np.pi, 90)
    thick = 2.0 + 0.85

    def flat(angle, r):
        c, s = np.cos(angle), np.sin(angle)
        return np.sign(c) * np.abs(c) ** 0.62 * (thick + r), np.sign(s) * np.abs(s) ** 0.62 * (half + 0.75 + r)

    for shift, r in ((-1.35, 0.0), (1.35, 0.05), (0.0, 0.25)):
        across, high = flat(a, r)
        path = middle + np.outer(across, [1, 0, 0]) + np.outer(high, up) + along * shift
        outward = unit(path - middle)
        sweep(f"{name}_band", placed(path), circle(0.85, 12), outward @ np.stack(AXES), m["rubber"], is_closed=True)
    foot = middle - up * (half + 0.9)
    foot = foot + np.array([0.0, 0, -0.2])
    turned = [[0.01, 0], [1.5, 0.1], [2.0, 0.8], [2.05, 1.6], [1.75, 2.0], [2.05, 2.4], [2.0, 3.4], [1.3, 4.2],
        [0.01, 4.4]]
    lathe(f"{name}_bead", round_corners(turned, 2), placed(foot), (0, 0, -1), m["metal"])
    wire, radius = 0.75, 3.4
    center = placed(foot) + np.array([0, 0, -4.2 - radius + 0.1])
    # The eye turns freely: it looks between the viewer and square to the temple.
    facing = unit(AXES[0] + np.array([0.25, -0.6, 0]))
    right = unit(np.cross(facing, [0, 0, 1.0]) * -1)
    right = right if right[0] > 0 else -right
    t = np.linspace(0, 2 * np.pi, 80)[:-1]
    ring = center + np.outer(np.cos(t) * radius, right) + np.outer(np.sin(t) * radius, [0, 0, 1.0])
    tube(f"{name}_eye", ring, wire, m["metal"], is_closed=True, normal=facing)
    lowest = center - np.array([0, 0, radius - wire])
    # Only the eye in focus is sharp enough to be measured.
    span = (right, 2 * (radius + wire)) if name == "end_loop" else None
    return Eye(lowest, center, [f"{name}_eye"], span)


def _rivets(m):
    """Two pins each in the end piece and the temple, hammered flush and polished."""
    dome = round_corners([[0.01, 0.35], [0.7, 0.28], [1.0, 0.0], [1.0, -0.5]], 2)
    for y, z in ((HINGE_Y + 4.0, 14.3), (HINGE_Y + 4.1, 10.2)):
        lathe("pin", dome, placed((_temple_x(y) + 2.0, y, z)), AXES[0], m["metal"], 28)
    for x, z in ((62.4, 13.9), (62.5, 10.4)):
        lathe("pin", dome, placed((x, x * x / WRAP - THICK / 2, z)), -AXES[1], m["metal"], 28)
    bar = np.array([(0, 0, 0), (0, 2.6, 0)]) + np.array([TEMPLE_X - 3.2, HINGE_Y - 1.6, 12.2])
    tube("hinge", placed(bar), 1.5, m["metal"], normal=(0, 0, 1))


# ------------------------------------------------------------------------ stand
def _stand(m):
    """A plaster nose on a column: what carries the bridge."""
    def body(x, y, z):
        column = np.hypot(x / 1.0, (y - 27) / 0.9) - (13 + 0.018 * (z + 60) ** 2 / 20)
        column = np.maximum(column * 0.9, z - 0)
        nose = rod(x, y, z, [(0, 20, 10), (0, 9, 0), (0, 3, -13), (0, 8, -18)], [4.0, 5.6, 8.6, 7.6])
        brow = rod(x, y, z, [(0, 26, 12), (0, 27, -6)], [9.5, 12.0])
        foot = box(x, y - 27, z - FLOOR - 4.5, (34, 30, 5.5), 4.5)
        return blend(blend(blend(column, brow, 9), nose, 8), foot, 14)

    solid("stand", body, (-38, -14, FLOOR), (38, 62, 24), 0.8, m["plaster"], (ORIGIN, AXES))


def _plaster():
    material, nodes, surface = materials._material("plaster", "fixed")
    tone = materials._range(nodes, materials._noise(nodes, 2.4, 6), 0.93, 1.03)
    nodes.links.new(materials._times_colour(nodes, tone, (0.76, 0.735, 0.70)), surface.inputs["Base Color"])
    nodes.links.new(materials._bump(nodes, materials._noise(nodes, 55, 6), 0.3, 0.25), surface.inputs["Normal"])
    surface.inputs["Roughness"].default_value = 0.92
    return material


def _light(view):
    paper = materials.plain("paper", (0.68, 0.655, 0.625), roughness=0.9, specular=0.1)
    ground = still.sweep_ground(FLOOR, 330, paper)
    # The near temple mirrors what stands to the right: a strip of light above, dark below.
    cards = (("long", (250, -1500, 1150), 1500, 260, 2.6), ("side", (1180, -760, 640), 950, 230, 6.0))
    key = still.light_still((10, 0, -20), 0.6, key=1.55, fill=0.9, ambient=0.15, softness=1.3, cards=cards)
    return ground, key


def build():
    """Frame, lenses, loops and stand; returns the `Eye` of each anchor by id."""
    m = {
        "acetate": _acetate("acetate", 0.46, "main"),
        "lens": _lens_glass(),
        "rubber": materials.plain("rubber", (0.05,) * 3, roughness=0.55),
        "metal": materials.metal("metal", (0.90, 0.76, 0.52), 0.16, 0.02),
        "plaster": _plaster(),
    }
    place = (ORIGIN, AXES)
    solid("frame", _front, (-73, -4, -28), (73, HINGE_Y + 1, 24), 0.42, m["acetate"], place)
    for side in (1, -1):
        low, high = sorted((side * 58.0, side * 71.5))
        solid(f"temple_{side}", _temple(side), (low, HINGE_Y - 1, -28), (high, 156, 19), 0.42, m["acetate"],
            place)
    _lenses(m)
    _rivets(m)
    _stand(m)
    return {"end-loop": _loop("end_loop", 139, m), "hinge-loop": _loop("hinge_loop", 44, m)}


CARRIER = Carrier(
    "Glasses", VIEWS, ANCHORS, build, _light,
    ("#8A5A3C", "#2E2E33", "#4F6B8A", "#7C8F6A", "#B4677A", "#C9B49A", "#8C7BB0"), "#8A5A3C",
    short=frozenset(ANCHORS), glossy=True,
)
