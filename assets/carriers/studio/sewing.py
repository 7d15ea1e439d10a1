# SPDX-License-Identifier: GPL-3.0-or-later
"""What a bag is sewn from: panels, seams, zips, patches, ring tabs.

A panel is a height y(x, z) inside an outline, so that everything sewn on it can
be draped on it exactly. Lengths are millimetres; the outside of a front panel
looks along -y.
"""
import math
import os
from dataclasses import dataclass

import numpy as np
from scipy.ndimage import gaussian_filter, map_coordinates

from geometry import (
    arc, arc_length, capsule, circle, closed, columns_at, frames, grid, plate, resample, round_corners, rounded_box,
    rounded_rectangle, stamp, sweep, unit,
)
from workdir import work_path

X_AXIS = np.array([1.0, 0, 0])
DOWN = np.array([0, 0, -1.0])


class Panel:
    """A filled piece of cloth inside a closed outline (x, z)."""

    def __init__(self, outline, center, base, bulge, relief=None, seam_groove=0.0):
        """
        base(x, z): the y of the flat piece. bulge(r, x, z): how far the filling
        pushes it out, r from 0 (centre) to 1 (seam). relief(x, z, d, angle): folds,
        d the distance to the seam. seam_groove: how deep the seam pulls it in.
        """
        self.outline, self.center = outline, np.array(center, float)
        self.base, self.bulge, self.relief, self.seam_groove = base, bulge, relief, seam_groove
        offset = outline - self.center
        angle = np.arctan2(offset[:, 1], offset[:, 0])
        order = np.argsort(angle)
        self.angles, self.radii = angle[order], np.hypot(*offset.T)[order]
        self.baked = None

    def with_baked_cloth(self, name):
        """The same panel, its filled shape replaced by the one of cloth.py."""
        data = np.load(work_path(f"cloth_{name}.npz"))
        height = data["height"]
        depth = np.clip((height.max() - height) / (height.max() - height.min()), 0, 1)
        # The bake is coarse: bring its puckers out again near the seam.
        near_seam = np.clip((depth - 0.30) / 0.35, 0, 1)
        pucker = gaussian_filter(height, 0.6) - gaussian_filter(height, 14)
        self.baked = (height + 1.7 * near_seam * pucker, float(data["x0"]), float(data["z0"]), float(data["step"]))
        return self

    def polar(self, x, z):
        """Relative radius (1 at the seam), seam radius, angle."""
        dx, dz = x - self.center[0], z - self.center[1]
        angle = np.arctan2(dz, dx)
        seam = np.interp(angle, self.angles, self.radii, period=2 * np.pi)
        return np.hypot(dx, dz) / seam, seam, angle

    def y(self, x, z):
        x, z = np.broadcast_arrays(np.asarray(x, float), np.asarray(z, float))
        r, seam, angle = self.polar(x, z)
        r = np.clip(r, 0, 1)
        to_seam = (1 - r) * seam
        relief = self.relief(x, z, to_seam, angle) if self.relief else 0
        if self.baked is None:
            return self.base(x, z) - self.bulge(r, x, z) - relief
        height, x0, z0, step = self.baked
        inside_x, inside_z = self.center[0] + np.cos(angle) * r * seam, self.center[1] + np.sin(angle) * r * seam
        y = map_coordinates(height, [(inside_x - x0) / step, (inside_z - z0) / step], order=1, mode="nearest")
        return y - relief + self.seam_groove * np.exp(-np.clip(to_seam, 0, 99) / 3.2)

    def points(self, x, z):
        x, z = np.broadcast_arrays(np.asarray(x, float), np.asarray(z, float))
        return np.stack([x, self.y(x, z), z], -1)

    def normals(self, x, z, reach=1.5):
        """Outward normals, seen over `reach` mm."""
        dx = (self.y(x + reach, z) - self.y(x - reach, z)) / (2 * reach)
        dz = (self.y(x, z + reach) - self.y(x, z - reach)) / (2 * reach)
        return unit(np.stack([dx, -np.ones_like(dx), dz], -1))

    def point(self, x, z):
        return self.points(np.array([x]), np.array([z]))[0]

    def normal(self, x, z, reach=12.0):
        return self.normals(np.array([x]), np.array([z]), reach)[0]

    def inset(self, distance, count=900):
        """A line (x, z) at an even distance inside the seam."""
        loop = resample(closed(self.outline), count)
        radius = np.hypot(*(loop - self.center).T)
        return self.center + (loop - self.center) * ((radius - distance) / radius)[:, None]

    def build(self, name, material, rings=110):
        loop = closed(self.outline)
        shrink = 1 - np.linspace(0, 1, rings) ** 1.7 * 0.999
        xz = self.center + (loop - self.center)[None] * shrink[:, None, None]
        return grid(name, self.points(xz[..., 0], xz[..., 1]), xz, material)


def rounded_panel(width, height, top_radius, bottom_radius, bottom, count, taper=0.0, belly=0.0, top_bow=0.0):
    """A bag panel's outline from its bottom centre: narrower above by `taper`, wider at mid-height by `belly`."""
    def corner(cx, cz, radius, start):
        a = np.radians(np.linspace(start, start + 90, 60))
        return np.stack([cx + radius * np.cos(a), cz + radius * np.sin(a)], 1)

    points = np.vstack([
        [(0, 0)],
        corner(width / 2 - bottom_radius, bottom_radius, bottom_radius, -90),
        corner(width / 2 - top_radius, height - top_radius, top_radius, 0),
        corner(-width / 2 + top_radius, height - top_radius, top_radius, 90),
        corner(-width / 2 + bottom_radius, bottom_radius, bottom_radius, 180),
    ])
    points = resample(closed(points), count + 1)[:-1]
    f = points[:, 1] / height
    points[:, 0] *= 1 - taper * f**1.6 + belly * np.sin(np.pi * np.clip(f, 0, 1))
    points[:, 1] += top_bow * (1 - (points[:, 0] / (width / 2)) ** 2) * np.clip((f - 0.5) * 2, 0, 1)
    return points + np.array([0, bottom])


# ------------------------------------------------------------------ stitching
def stitches(name, path, normals, material, length=3.0, gap=1.3, radius=0.48, lift=0.3):
    """A row of stitches, each turned a little, as a hand feeds the cloth."""
    total = arc_length(path)[-1]
    count = max(1, int(total / (length + gap)))
    ends = resample(path, count + 1)
    normals = np.broadcast_to(normals, path.shape)
    normals = columns_at(arc_length(ends) / arc_length(ends)[-1], arc_length(path) / total, normals)
    x = unit(ends[1:] - ends[:-1])
    y = unit(np.cross(unit((normals[1:] + normals[:-1]) / 2), x))
    z = np.cross(x, y)
    turn = np.random.default_rng(count).normal(0, 0.045, count)[:, None]
    middle = (ends[1:] + ends[:-1]) / 2
    return stamp(name, *capsule(length, radius), middle + z * lift, x + y * turn, y, z, material)


def topstitch(name, panel, distance, material, count=900):
    """A row of stitches at an even distance inside a panel's seam."""
    xz = panel.inset(distance, count)
    return stitches(name, panel.points(xz[:, 0], xz[:, 1]), panel.normals(xz[:, 0], xz[:, 1]), material)


# ----------------------------------------------------------------------- zips
def zipper(name, drape, materials, width, lift):
    """A zip on a curved surface: tape, two staggered rows of teeth, two lips, two rows of stitches.

    drape(offset): points and normals of the surface along the zip, `offset` mm
    beside its middle.
    """
    middle, normals = drape(0.0)
    count = max(8, int(arc_length(middle)[-1] / 1.2))

    def even(offset):
        points, up = drape(offset)
        s = arc_length(points)
        return resample(points, count), columns_at(np.linspace(0, s[-1], count), s, up)

    points, normals = even(0.0)
    tangent, normals, _ = frames(points, normals)
    sweep(name + "_tape", points, rounded_rectangle(width + 4, 0.8, 0.3), normals, materials["tape"], lift=lift)

    tooth_pitch = 2.0
    s = arc_length(points)
    teeth = int(s[-1] / tooth_pitch)
    vertices, faces = capsule(3.4, 0.62)
    vertices, faces = vertices[:, [1, 0, 2]] * np.array([1, 1, 1.15]), [f[::-1] for f in faces]
    for side in (-1, 1):
        t = (np.arange(teeth) + (0.25 if side > 0 else 0.75)) * tooth_pitch
        x, z = unit(columns_at(t, s, tangent)), unit(columns_at(t, s, normals))
        y = unit(np.cross(z, x))
        origin = columns_at(t, s, points) + y * side * 0.95 + z * (lift + 0.75)
        stamp(name + "_teeth", vertices, faces, origin, x, y, z, materials["tooth"])
        lip, up = even(side * (width / 2 + 1.8))
        sweep(name + "_lip", lip, rounded_rectangle(4.6, 2.4, 1.15), up, materials["lip"], lift=lift + 0.5)
        seam, up = even(side * (width / 2 + 5.4))
        stitches(name + "_stitches", seam, up, materials["thread"], lift=0.5)


@dataclass
class Eye:
    """A hole or ring that hardware hooks into."""

    lowest: np.ndarray  # its lowest inner point: where the hook rests
    middle: np.ndarray
    objects: list  # names of the objects that lie in front of one side of the hook
    span: tuple | None = None  # their true width: a direction and mm, for the scale check


def zip_slider(name, position, tangent, normal, hang, material, size=1.0, facing=None):
    """A slider whose pull ends in a round eye wide enough for a clasp.

    `hang`: where the pull points before it is laid along the cloth. `facing`:
    where its flat side looks, when not along the normal (a pull turns in its bail).
    """
    tangent, normal = unit(np.asarray(tangent, float)), unit(np.asarray(normal, float))
    across = np.cross(normal, tangent)
    axes = (tangent, across, normal)
    z = size
    rounded_box(name + "_body", (12 * z, 9.2 * z, 2 * z), 0.9 * z, position + normal * 2.6 * z, axes, material)
    nose = position + normal * 3.6 * z - tangent * 1.4 * z
    rounded_box(name + "_nose", (7 * z, 6.4 * z, 2.2 * z), 1.0 * z, nose, axes, material)
    a = np.linspace(0, np.pi, 24)
    outward = np.outer(np.cos(a), tangent) + np.outer(np.sin(a), normal)
    bail = position + normal * 3.6 * z + np.outer(np.cos(a) * 4.2 * z, tangent) + np.outer(np.sin(a) * 3.4 * z, normal)
    sweep(name + "_bail", bail, rounded_rectangle(3.0 * z, 1.3 * z, 0.5 * z), unit(outward), material)

    hang = np.asarray(hang, float)
    along = unit(hang - normal * (hang @ normal) * 0.82)
    look = normal if facing is None else unit(np.asarray(facing, float))
    side = unit(np.cross(along, look))
    out = np.cross(side, along)
    # The pull, from its bail slot (y = 0) down to its eye: a slim blade, then a ring.
    length, eye_outer, eye_inner = 25.0 * z, 5.0 * z, 3.1 * z
    eye = arc((0, -length), eye_outer, 118, 422, 60)
    blade = np.array([[2.5 * z, -length * 0.62], [3.6 * z, -5 * z], [3.7 * z, 1.2 * z], [2.6 * z, 3.2 * z]])
    outline = np.vstack([eye, blade, (blade * [-1, 1])[::-1]])
    outline = round_corners(closed(outline), 2)[:-1]
    slot = rounded_rectangle(4.4 * z, 3.0 * z, 1.3 * z, 8, (0, 0.2 * z))
    hole = circle(eye_inner, 40, (0, -length))
    start = position + normal * 5.6 * z
    plate(name + "_pull", [outline, slot, hole], 1.8 * z, 0.55 * z, start, (side, -along, out), material)
    middle = start + along * length
    return Eye(middle + unit(DOWN - out * (DOWN @ out)) * eye_inner, middle, [name + "_pull"])


# ------------------------------------------------------------- patches and tabs
def patch(name, panel, loop, material, thread, thickness, lift, stitch_inset):
    """A leather patch draped on a panel, with a row of stitches inside its edge."""
    center = loop.mean(0)
    shrink = np.concatenate([np.linspace(0.001, 0.97, 26), [0.985, 1.0, 1.0]])
    height = np.concatenate([np.full(26, thickness), [thickness * 0.9, thickness * 0.45, -0.3]])
    ring = closed(loop)
    xz = center + (ring - center)[None] * shrink[:, None, None]
    up = panel.normals(xz[..., 0], xz[..., 1], 6)
    grid(name, panel.points(xz[..., 0], xz[..., 1]) + up * (height[:, None, None] + lift), xz, material, flip=True)
    seam = center + (ring - center) * (1 - stitch_inset / np.hypot(*(ring - center).T))[:, None]
    seam = resample(seam, 240)
    up = panel.normals(seam[:, 0], seam[:, 1], 6)
    on_top = panel.points(seam[:, 0], seam[:, 1]) + up * (thickness + lift - 0.1)
    stitches(name + "_stitches", on_top, up, thread, 2.6, 1.2, 0.36)


def ring_tab(name, position, normal, materials, webbing_width, ring_width, ring_height, wire=1.75, tilt_deg=14,
             side=X_AXIS, length=1.0):
    """A D-ring on a folded webbing tab sewn to a surface at `position`."""
    normal = unit(np.asarray(normal, float))
    side = unit(side - normal * (side @ normal))
    down = unit(np.cross(side, normal))
    down = down if down[2] < 0 else -down

    def at(out, along):
        return position + normal * out + down * along

    fold = [(3.2, -16), (3.3, -6), (3.4, 7), (3.4, 12), (5.4, 14.6), (7.4, 12), (6.6, 5), (5.4, -4), (5.1, -13)]
    # A shorter tab keeps its fold and loses its shank.
    fold = [(out, along if along > 10 else 12 - (12 - along) * length) for out, along in fold]
    path = round_corners([at(out, along) for out, along in fold], 4)
    facing = unit(np.cross(np.tile(side, (len(path), 1)), np.gradient(path, axis=0)))
    facing = columns_at(np.linspace(0, 1, 120), np.linspace(0, 1, len(path)), facing)
    sweep(name + "_webbing", resample(path, 120), rounded_rectangle(webbing_width, 1.5, 0.7), facing, materials["trim"])
    for along in (-10.5, -1.5):
        reach = webbing_width / 2 - 2
        row = at(6.1, 12 - (12 - along) * length) + np.outer(np.linspace(-reach, reach, 40), side)
        stitches(name + "_stitches", row, np.tile(normal, (40, 1)), materials["trim_thread"], 2.2, 0.8, 0.36)

    tilt = math.radians(tilt_deg)
    hang = down * math.cos(tilt) + normal * math.sin(tilt)
    bar = at(5.2, 11.2)
    a = np.linspace(0, np.pi, 50)
    bow = np.stack([ring_width / 2 * np.cos(a), 4 + (ring_height - 4) * np.sin(a)], 1)
    shape = np.vstack([[(0, 0), (ring_width / 2, 0)], bow, [(-ring_width / 2, 0), (0, 0)]])
    shape = resample(round_corners(shape, 2), 160)
    path = bar + np.outer(shape[:, 0], side) + np.outer(shape[:, 1], hang)
    sweep(name + "_ring", path, circle(wire, 18), np.cross(side, hang), materials["metal"], is_closed=True)
    middle = bar + hang * ring_height * 0.5
    inner = path - unit(path - middle) * wire
    return Eye(inner[np.argmin(inner[:, 2])], middle, [name + "_ring"], (side, ring_width + 2 * wire))


def has_baked_cloth(*names):
    return all(os.path.exists(work_path(f"cloth_{name}.npz")) for name in names)
