# SPDX-License-Identifier: GPL-3.0-or-later
"""The lanyard: a 20 mm woven strap, its Y join, a swivel hook and a clear badge holder with a card.

It hangs in the plane y = 0, seen from -y: close by on a knitted sweater, whole
from a peg on a wall. Below the crimp everything hangs at x = 0.
"""

import numpy as np
from PIL import Image, ImageDraw

import materials
import sewing
import still
from badge import BADGE_TOP, badge, badge_materials
from carrier import Carrier, View
from geometry import (
    columns_at, lathe, noise, resample, round_corners, round_corners_closed, rounded_rectangle, smoothstep, sweep,
    tube, unit,
)
from knit import sweater
from sewing import ring_tab, stitches
from solid import blend, box, cut, rod, solid
from workdir import work_path

STRAP, EDGE, THICK = 20.0, 3.6, 1.3
CRIMP_Z, FOLD_Z = 74.0, 45.0
PEG = (0.0, 396.0)

VIEWS = {
    "front": View("Front", (1440, 1800), (-4, 0, 14), 9, 3, 1500, 268, 0, ("hook-ring", "strap-ring"),
    near_ground=True),
    "whole": View("Whole lanyard", (1280, 2000), (0, 0, 148), -8, 2, 2300, 590, 0, ("hook-ring", "strap-ring"),
    near_ground=True),
}
ANCHORS = {"hook-ring": "Ring of the hook", "strap-ring": "Ring on the strap"}


# ------------------------------------------------------------------- the strap
def _motif():
    """A woven motif, one tile of strap: a star and a dot, lighter where the pattern floats."""
    path = work_path("lanyard_motif.png")
    k, width, pitch = 24, STRAP, 17.0
    picture = Image.new("L", (int(pitch * k), int(width * k)), 0)
    draw = ImageDraw.Draw(picture)

    def star(cx, cz, outer, inner):
        a = np.pi / 2 + np.arange(10) * np.pi / 5
        r = np.where(np.arange(10) % 2 == 0, outer, inner)
        draw.polygon([(k * (cx + r[i] * np.sin(a[i])), k * (cz + r[i] * np.cos(a[i]))) for i in range(10)], fill=255)

    star(4.6, width / 2, 3.7, 1.75)
    draw.ellipse([k * 11.6, k * (width / 2 - 1.2), k * 14.0, k * (width / 2 + 1.2)], fill=255)
    # Jacquard: edges step from thread to thread.
    step = picture.resize((int(pitch / 0.42), int(width / 0.42)), Image.BOX).point(lambda v: 255 if v > 110 else 0)
    step.resize(picture.size, Image.NEAREST).resize((512, 602), Image.BILINEAR).save(path)
    return path, pitch, width


def _woven(name, albedo, part, motif=None):
    """The strap's cloth; the motif floats on it, lighter and smoother."""
    material = materials.fabric(name, albedo, part, "twill", 0.62, 0.9, 0.62, 0.25)
    if motif is None:
        return material
    nodes = material.node_tree
    surface = nodes.nodes["Principled BSDF"]
    path, pitch, width = motif
    image = materials._picture(nodes, path, pitch, (1, pitch / width))
    mapping = image.node.inputs[0].links[0].from_node
    mapping.inputs["Location"].default_value = (0, 0.5 - 6.8 / width, 0)
    mix = nodes.nodes.new("ShaderNodeMix")
    mix.data_type, mix.blend_type = "RGBA", "MULTIPLY"
    mix.inputs[0].default_value = 1
    nodes.links.new(surface.inputs["Base Color"].links[0].from_socket, mix.inputs[6])
    nodes.links.new(materials._range(nodes, image, 0.82, 1.65), mix.inputs[7])
    nodes.links.new(mix.outputs[2], surface.inputs["Base Color"])
    return material


def ribbon(name, path, normals, m, count=None):
    """A woven strap: its middle, and two selvedges a hair thinner, as a narrow loom leaves them."""
    path = resample(path, step=0.8) if count is None else resample(path, count)
    normals = np.broadcast_to(np.asarray(normals, float), path.shape) if np.ndim(normals) == 1 else columns_at(
        np.linspace(0, 1, len(path)), np.linspace(0, 1, len(normals)), np.asarray(normals, float))
    s = np.arange(len(path)) * 0.8
    path = path + np.array([1, 0.3, 0]) * (noise(s / 23, 2, len(name)) * 0.25)[:, None]
    tangent = unit(np.gradient(path, axis=0))
    across = unit(np.cross(tangent, normals))
    middle = STRAP - 2 * EDGE
    sweep(name, path, rounded_rectangle(middle + 0.3, THICK, 0.45), normals, m["main"])
    for side in (-1, 1):
        wavy = (side * (STRAP - EDGE) / 2 + noise(s / 6, side * 3, 5) * 0.10)[:, None]
        sweep(name + "_edge", path + across * wavy, rounded_rectangle(EDGE, THICK * 0.86, 0.5), normals, m["trim"])
    return path


def _sides(m):
    """Both halves of the loop, from the crimp up to the peg; the right one passes under the left."""
    halves = {}
    for sign in (-1, 1):
        y = -0.8 if sign < 0 else 0.9
        wobble = 1.0 if sign < 0 else 1.05
        points = [
            (1.6 * sign, y, CRIMP_Z - 5), (2.2 * sign, y, CRIMP_Z + 3), (9.5 * sign * wobble, y, CRIMP_Z + 16),
            (36 * sign * wobble, y + 1, 124), (58 * sign, y + 3, 178), (68 * sign * wobble, y + 3, 240),
            (56 * sign, y + 1, 310), (30 * sign, y, 362), (PEG[0] + 13.5 * sign, y, PEG[1] - 6),
            (PEG[0] + 10.5 * sign, y, PEG[1] + 8.5), (PEG[0], y, PEG[1] + 13.4),
        ]
        path = resample(round_corners(points, 4), step=0.8)
        # The strap turns on edge towards the peg, where it lies over the round wood.
        turn = smoothstep((path[:, 2] - 210) / 150)[:, None]
        outward = unit(path - np.array([PEG[0], 0, PEG[1] - 2])) * [1, 0, 1]
        outward = np.where(path[:, 2:] > PEG[1] - 20, outward, np.array([sign, 0, 0.0]))
        halves[sign] = ribbon(f"strap_{sign}", path, unit(np.array([0, -1.0, 0]) * (1 - turn) + outward * turn), m)
    return halves


def _join(m):
    """The crimp, and the short strap folded round the hook's bar below it."""
    def clamp(x, y, z):
        z = z - CRIMP_Z
        pillow = 0.012 * x * x + 0.03 * z * z  # pressed between two dies: its face is not flat
        body = box(x, y * (1 + 0.06 * pillow), z, (11.6, 3.3, 6.0), 2.2)
        teeth = [rod(x, y, z, [(tx, -3.9, -1.6), (tx, -3.9, 1.6)], [0.95, 0.95]) for tx in (-5, 0, 5)]
        return cut(body, np.minimum(np.minimum(*teeth[:2]), teeth[2]), 0.9)

    solid("crimp", clamp, (-13, -5, CRIMP_Z - 8), (13, 5, CRIMP_Z + 8), 0.25, m["satin"])
    half = [(0, 1.3, CRIMP_Z), (0, 1.5, 62), (0, 1.6, FOLD_Z + 5), (0, 0.6, FOLD_Z - 1.4), (0, -1.4, FOLD_Z - 1.4),
            (0, -2.0, FOLD_Z + 5), (0, -1.4, 57), (0, -1.1, 64), (0, -1.2, CRIMP_Z)]
    path = resample(round_corners(half, 4), step=0.5)
    normals = np.cross(unit(np.gradient(path, axis=0)), [1.0, 0, 0])
    ribbon("tail", path, normals, {**m, "main": m["plain"]})
    # A box with a cross, sewn through both layers.
    corners = [(-6.4, 53.5), (6.4, 53.2), (6.5, 65.5), (-6.3, 65.6), (-6.4, 53.5), (6.5, 65.5)]
    for a, b in [*zip(corners[:-1], corners[1:]), ((-6.3, 65.6), (6.4, 53.2))]:
        row = np.linspace((a[0], -2.35, a[1]), (b[0], -2.35, b[1]), 30)
        stitches("box_stitch", row, np.tile([0, -1.0, 0], (30, 1)), m["thread"], 1.9, 0.7, 0.33, 0.05)


# -------------------------------------------------------------------- the hook
def _hook(m):
    """A swivel trigger hook: the bar for the strap, a turned swivel, the hook with its sprung gate."""
    half, low = 11.9, 36.8
    bow = [(0, 0, FOLD_Z), (half, 0, FOLD_Z), (half, 0, low + 2), (half - 2.5, 0, low - 0.6), (3, 0, low - 1.6),
           (0, 0, low - 1.7)]
    bow = np.array(bow + [(-x, y, z) for x, y, z in bow[-2:0:-1]])
    path = round_corners_closed(bow, 3)
    tube("hook_bar", path, 1.35, m["metal"], is_closed=True)
    turned = [[0.01, 0], [2.7, 0], [3.6, 0.6], [3.6, 3.0], [2.2, 3.8], [2.2, 4.6], [3.9, 5.4], [4.1, 6.2], [3.9, 9.0],
              [2.6, 9.8], [0.01, 10.0]]
    lathe("swivel", round_corners(turned, 2), (0, 0, low + 1.6), (0, 0, -1), m["metal"])
    top, bottom = 27.5, BADGE_TOP - 4.0  # the hook's inner lowest point carries the badge

    def body(x, y, z):
        path = [(0, 0, top), (1.5, 0, 25), (5.9, 0, 20.5), (7.0, 0, 13), (6.7, 0, 5), (5.0, 0, bottom + 1.2),
                (1.9, 0, bottom - 1.35), (-1.6, 0, bottom - 1.3), (-4.6, 0, bottom + 1.2), (-5.8, 0, bottom + 5)]
        path = resample(round_corners(path, 3), 26)
        hook = rod(x, y * 0.92, z, path, np.interp(np.linspace(0, 1, 26), [0, 0.15, 0.5, 0.8, 1],
            [2.9, 2.1, 1.7, 1.45, 1.25]))
        neck = rod(x, y, z, [(0, 0, top + 1), (-3.8, 0, 20.4)], [3.0, 2.2])
        return blend(hook, neck, 2.4)

    solid("hook", body, (-10, -5, bottom - 4), (11, 5, top + 5), 0.25, m["metal"])
    gate = round_corners([(-3.9, -0.2, 20.4), (-5.4, -0.3, 15), (-6.1, -0.3, 8), (-5.9, -0.2, bottom + 4.0)], 3)
    tube("gate", gate, 1.35, m["metal"], scale=[1.1, 1.1, 1, 0.95, 0.85])
    thumb = round_corners([(-5.6, -0.4, 12.6), (-8.0, -0.6, 13.4), (-9.4, -0.7, 15.4)], 2)
    tube("thumb", thumb, 0.95, m["metal"], scale=[1.0, 1.0, 1.15])
    rivet = round_corners([[0.01, 0], [1.2, 0], [1.2, 0.5], [0.9, 0.8], [0.01, 0.9]], 2)
    lathe("rivet", rivet, (-3.9, -1.7, 20.4), (0, -1, 0), m["metal"])
    x = 7.2
    return sewing.Eye(np.array([x, 0, low + 0.6]), np.array([x, 0, (FOLD_Z + low) / 2]), ["hook_bar"],
                      (np.array([1.0, 0, 0]), 2 * (half + 1.35)))


# -------------------------------------------------------------------- grounds
def _plaster():
    material, nodes, surface = materials._material("plaster", "fixed")
    tone = materials._range(nodes, materials._noise(nodes, 0.9, 6), 0.95, 1.04)
    nodes.links.new(materials._times_colour(nodes, tone, (0.74, 0.72, 0.69)), surface.inputs["Base Color"])
    nodes.links.new(materials._bump(nodes, materials._noise(nodes, 22, 6), 0.7, 0.22), surface.inputs["Normal"])
    surface.inputs["Roughness"].default_value = 0.92
    return material


def _peg():
    """A turned beech peg in the wall, its end grain towards the viewer."""
    material, nodes, surface = materials._material("beech", "fixed")
    where = nodes.nodes.new("ShaderNodeTexCoord")
    ring = nodes.nodes.new("ShaderNodeTexWave")
    ring.wave_type, ring.rings_direction = "RINGS", "Y"
    ring.inputs["Scale"].default_value, ring.inputs["Distortion"].default_value = 9, 2.5
    offset = nodes.nodes.new("ShaderNodeMapping")
    offset.inputs["Location"].default_value = (0.07, 0, -PEG[1] / 100 - 0.05)
    nodes.links.new(where.outputs["Object"], offset.inputs[0])
    nodes.links.new(offset.outputs[0], ring.inputs["Vector"])
    tone = materials._range(nodes, ring.outputs["Fac"], 0.80, 1.05)
    nodes.links.new(materials._times_colour(nodes, tone, (0.62, 0.42, 0.25)), surface.inputs["Base Color"])
    surface.inputs["Roughness"].default_value = 0.5
    turned = [[0.01, 0], [8.4, 0], [10.6, 1.2], [10.9, 3.5], [10.6, 6], [10.3, 40], [0.01, 40]]
    lathe("peg", round_corners(turned, 3), (PEG[0], -19, PEG[1]), (0, 1, 0), material)


def _light(view):
    if view is VIEWS["whole"]:
        ground = still.wall(9.0, 1500, _plaster())
        return ground, still.light_still((0, 0, 150), 1.0, key=2.5, fill=2.2, ambient=0.24)
    return sweater(), still.light_still((0, 0, 10), 0.7, key=3.3, fill=2.8, ambient=0.26)


def _materials():
    return {
        "main": _woven("main", 0.46, "main", _motif()),
        "plain": _woven("plain", 0.42, "main"),
        "trim": _woven("trim", 0.30, "trim"),
        "thread": materials.plain("thread", (0.60,) * 3, "trim", sheen=0.3),
        "trim_thread": materials.plain("trim_thread", (0.46,) * 3, "trim", sheen=0.3),
        "metal": materials.metal("metal", (0.84, 0.83, 0.81), 0.16, 0.02),
        "satin": materials.metal("satin", (0.80, 0.79, 0.77), 0.30, 0.05),
        **badge_materials(),
    }


def build():
    """Every part of the lanyard; returns the `Eye` of each anchor by id."""
    m = _materials()
    halves = _sides(m)
    _join(m)
    _peg()
    eye = _hook(m)
    badge(m)
    left = halves[-1]
    k = int(np.argmin(np.abs(left[:, 2] - 130)))
    lean = np.radians(24)  # between the strap's run and straight down
    ring = ring_tab("strap_ring", left[k] - [0, 1.0, 0], (0, -1.0, 0), m, 13, 15, 14, 1.5, 9,
        (np.cos(lean), 0, np.sin(lean)))
    return {"hook-ring": eye, "strap-ring": ring}


CARRIER = Carrier(
    "Lanyard", VIEWS, ANCHORS, build, _light,
    ("#2F6B6A", "#3B4A7A", "#8A4A6B", "#C9745A", "#D9C48F", "#B8AEDD", "#3A3A40"), "#2F6B6A",
    neutral=0.72,
)
