# SPDX-License-Identifier: GPL-3.0-or-later
"""The shape of a low-top shoe: its upper and sole as distance functions, and where a line lies on them.

Panels are shells of the upper, so that they lie on it exactly; a seam is found by
looking at the upper from its side or from above.
"""
import functools

import numpy as np
import shapely
from scipy.ndimage import map_coordinates

from geometry import noise, round_corners, round_corners_closed, smoothstep, unit
from solid import blend, cut, slab

SOLE = [  # the outline at the feather edge: x, y; toe, outer side, heel, inner side
    (-144, 3), (-137, -20), (-118, -38), (-88, -48), (-50, -50), (-10, -46), (40, -39), (90, -36), (122, -32),
    (139, -19), (144, 0), (139, 19), (122, 32), (90, 33), (40, 31), (-10, 33), (-50, 40), (-88, 45), (-118, 40),
    (-137, 25),
]
FEATHER = 25.0  # height where the upper leaves the rubber
ROOF = [  # height of the upper's ridge over the sole's middle
    (-150, 54), (-135, 58), (-112, 63), (-85, 71), (-55, 85), (-20, 103), (20, 121), (45, 134), (80, 142), (150, 142),
]
TOPLINE = [  # the opening seen from the side, from the tongue round the collar to the heel
    (30, 170), (37, 118), (44, 104), (56, 90), (74, 79.5), (95, 76.5), (116, 80), (134, 88), (150, 92), (170, 92),
    (170, 170),
]
CELL = 0.5


# ----------------------------------------------------------------------- shapes
def spline(points, x):
    """A smooth curve through points of growing x."""
    dense = round_corners(points, 4)
    return np.interp(x, dense[:, 0], dense[:, 1])


@functools.cache
def plan():
    """Distance to the sole's outline, positive inside, on a grid."""
    loop = round_corners_closed(SOLE, 4)
    shape = shapely.Polygon(loop)
    x, y = np.meshgrid(np.arange(-165, 165, CELL), np.arange(-70, 70, CELL), indexing="ij")
    points = shapely.points(x, y)
    away = shapely.distance(points, shape.exterior)
    return np.where(shapely.contains_xy(shape, x, y), away, -away), loop


def inset(x, y):
    table, _ = plan()
    at = [(np.asarray(x, float) + 165) / CELL, (np.asarray(y, float) + 70) / CELL]
    return map_coordinates(table, at, order=1, mode="nearest")


def middle(x):
    """The line the upper's ridge follows, a little to the inside of the foot."""
    return np.interp(x, [-150, -100, -40, 40, 150], [3, 1.5, -2.5, -3.0, 0])


def upper(x, y, z):
    """The outside of the upper, as if closed on top."""
    half = np.interp(x, [-144, -104, -60, 0, 60, 110, 144], [40, 41, 40, 35, 31, 30, 30])
    height = spline(ROOF, x) - FEATHER + 6
    lean = np.interp(x, [-144, -90, -20, 60, 144], [2.0, 2.05, 2.1, 2.25, 2.3])
    inward = np.maximum(1 - (inset(x, y) - 0.6) / half, 0)
    up = np.maximum(z - FEATHER + 6, 0) / height
    swell = 0.75 * noise(x / 26, y / 26, z / 20)
    flex = np.exp(-(((x + 70 - 0.25 * (z - 60)) / 17) ** 2))  # where the foot bends it
    swell = swell + 0.85 * flex * noise(x / 6.5 + z / 30, y / 42, z / 60)
    over = smoothstep((x - quarter_edge(z)) / 0.9 + 0.5) * 0.75  # the quarter is sewn over the vamp
    swell = swell + over
    return ((inward**lean + up**lean) ** (1 / lean) - 1) * np.minimum(half, height) - swell


def quarter_edge(z):
    return -54 + 0.0055 * (74 - z) ** 2 + 0.30 * (74 - z) + np.maximum(z - 74, 0) * 1.2


def throat(x, y):
    """Distance to the gap between the eyestays, seen from above: a wedge, rounded at the vamp."""
    gap = np.interp(x, [-60, -46, 40, 60], [5.5, 6.5, 11.5, 12.5])
    across = np.abs(y - middle(x)) - gap
    ends = -50.0 - x
    return np.hypot(np.maximum(across + 5, 0), np.maximum(ends + 5, 0)) + np.minimum(np.maximum(across, ends) + 5,
        0) - 5


@functools.cache
def opening_shape():
    return shapely.Polygon(round_corners_closed(TOPLINE, 3))


@functools.cache
def opening_table():
    x, z = np.meshgrid(np.arange(-60, 175, CELL), np.arange(40, 175, CELL), indexing="ij")
    away = shapely.distance(shapely.points(x, z), opening_shape().exterior)
    return np.where(shapely.contains_xy(opening_shape(), x, z), -away, away)


def opening(x, y, z):
    at = [(np.asarray(x, float) + 60) / CELL, (np.asarray(z, float) - 40) / CELL]
    side = map_coordinates(opening_table(), np.broadcast_arrays(*at), order=1, mode="nearest")
    return blend(np.maximum(throat(x, y), x - 60), side, 4)


def shell(x, y, z):
    outside = upper(x, y, z)
    wall = np.maximum(outside, -(outside + 3.0))
    return np.maximum(cut(wall, opening(x, y, z), 1.2), FEATHER - 5 - z)


def panel(region, thickness=1.0):
    """A piece of cloth on the upper: a shell of it where `region` (a distance) is negative."""
    def body(x, y, z):
        return slab(region(x, y, z), upper(x, y, z) + 0.2, thickness, 0.5)

    return body


def eyestay_region(x, y, z):
    outer = throat(x, y) - 15.5 - 0.02 * (x + 50)
    rear = x - 41.0 + 0.12 * (z - 100)
    return np.maximum(np.maximum(outer, rear), 1.6 - opening(x, y, z))


def toe_region(x, y, z):
    curve = -88 + 0.0085 * (y - 2) ** 2 - 0.05 * (z - 40)
    return x - curve


def heel_region(x, y, z):
    curve = 116 - 0.20 * (z - 60) + 0.006 * (z - 48) ** 2
    return np.maximum(curve - x, 1.8 - opening(x, y, z))


def wall_top(x):
    """Height of the cupsole's wall: higher at the toe and the heel."""
    return np.interp(x, [-146, -122, -60, 60, 146], [28.5, 27, 24.5, 24.5, 27])


def wall_reach(x):
    """How far the wall's face lies outside the sole's outline."""
    return 2.7 + np.interp(x, [-146, -110], [0.7, 0])


def _face(x, y, z):
    return -inset(x, y) - wall_reach(x) - 0.045 * np.maximum(14 - z, 0)


def foxing(x, y, z):
    """The cupsole's wall: its top lip rounded, a groove for the seam, a moulded line near the ground."""
    top, face = wall_top(x), _face(x, y, z)
    body = slab(face, z - top / 2, top / 2, 2.0)
    groove = np.hypot(face, z - top + 5.6) - 1.05
    line = np.hypot(face + 0.2, z - 6.6) - 0.85
    return cut(cut(body, groove, 0.8), line, 0.6)


def stripe(x, y, z):
    wander = 0.25 * noise(x / 30, y / 30, 4)
    return slab(np.abs(_face(x, y, z)) - 0.55, z - 12.6 - wander, 1.9, 0.4)


# ---------------------------------------------------------------- on the surface
def from_side(x, z, side=-1):
    """The point of the upper seen along y from one side."""
    x, z = np.broadcast_arrays(np.asarray(x, float), np.asarray(z, float))
    out, inside = np.full(x.shape, side * 66.0), middle(x) + side * 1.0
    for _ in range(24):
        y = (out + inside) / 2
        free = upper(x, y, z) > 0
        out, inside = np.where(free, y, out), np.where(free, inside, y)
    return np.stack([x, (out + inside) / 2, z], -1)


def from_above(x, y):
    x, y = np.broadcast_arrays(np.asarray(x, float), np.asarray(y, float))
    high, low = np.full(x.shape, 170.0), np.full(x.shape, FEATHER)
    for _ in range(24):
        z = (high + low) / 2
        free = upper(x, y, z) > 0
        high, low = np.where(free, z, high), np.where(free, low, z)
    return np.stack([x, y, (high + low) / 2], -1)


def normals(points, e=0.8):
    x, y, z = np.moveaxis(points, -1, 0)
    return unit(np.stack([
        upper(x + e, y, z) - upper(x - e, y, z), upper(x, y + e, z) - upper(x, y - e, z),
        upper(x, y, z + e) - upper(x, y, z - e),
    ], -1))
