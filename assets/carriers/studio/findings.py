# SPDX-License-Identifier: GPL-3.0-or-later
"""Small metal things that people fasten to cloth: pins, rings, rivets, buttons."""
import numpy as np

from geometry import lathe, round_corners, rounded_box, tube, unit
from sewing import DOWN, Eye


def safety_pin(sheet, at_uv, material):
    """A pin through the cloth; a ring hangs from its free lower arm."""
    u, v = at_uv
    out = sheet.normal(u, v, 14)
    along = unit(sheet.point(u + 18, v, 0) - sheet.point(u - 18, v, 0))
    up = unit(np.cross(out, along))
    up = up if up[2] > 0 else -up
    middle = sheet.point(u, v)
    wire, coil = 0.72, 2.7

    def at(x, y, n):
        return middle + along * x + up * y + out * n

    lower = [at(17 - 3.2 * k, -3.2, 2.7) for k in range(11)]
    turns = [at(-18 + coil * np.sin(a) * -1, -0.2 - coil * np.cos(a), 2.4 + 0.2 * a / 6.3) for a in np.linspace(0.25, 3 * np.pi - 0.3, 40)]
    through = [(-12, 2.9, 1.6), (-7.5, 3.0, 0.5), (-5, 3.0, -1.2), (5, 3.0, -1.4), (8, 3.0, 0.5), (11, 2.8, 1.8), (17, 2.2, 2.4)]
    path = np.vstack([lower, turns, [at(*p) for p in through]])
    tube("pin_wire", round_corners(path, 2), wire, material, step=0.3, normal=out)
    axes = (along, up, out)
    rounded_box("pin_cap", (7.5, 8.6, 3.4), 1.5, at(19.5, -0.5, 2.5), axes, material)
    rest = at(-1.0, -3.2 + wire, 2.7)
    return Eye(rest, at(-1.0, -1.0, 2.7), ["pin_wire"])


def key_ring(name, top, normal, radius, wire, material, lean_deg=8.0):
    """A split ring that hangs with its `top` held by something; it leans on the cloth."""
    normal = unit(np.asarray(normal, float))
    down = unit(DOWN - normal * (DOWN @ normal))
    lean = np.radians(lean_deg)
    hang = down * np.cos(lean) + normal * np.sin(lean)
    side = unit(np.cross(hang, normal))
    out = np.cross(side, hang)
    out = out if out @ normal > 0 else -out
    middle = top + hang * (radius - wire)
    # Two turns side by side, with a step where the wire passes from one to the other.
    a = np.linspace(0, 4 * np.pi, 260) + 0.9
    t = a - a[0]
    depth = wire * 1.02 * np.tanh((t - 2 * np.pi) * 3.5)
    path = middle + np.outer(np.sin(a), side) * radius - np.outer(np.cos(a), hang) * radius + np.outer(depth, out)
    tube(name, path, wire, material, step=0.35, oval=(1, 0.95), normal=out)
    lowest = middle + unit(hang) * (radius - wire)
    return Eye(lowest, middle, [name], (side, 2 * (radius + wire)))


def rivet(name, place, normal, material, radius=4.3):
    """A domed rivet with its dimple."""
    profile = [[0.01, 1.25], [0.9, 1.2], [1.5, 1.55], [2.6, 1.55], [radius - 0.5, 1.15], [radius, 0.6], [radius, -0.6]]
    lathe(name, round_corners(np.array(profile), 2), place, normal, material, 40)


def button(name, place, normal, material, radius=8.4):
    """A shank button of cast metal: a rim, a hollow, a dome."""
    profile = [
        [0.01, 4.4], [2.2, 4.3], [3.0, 3.7], [4.6, 3.5], [5.4, 3.9], [radius - 1.2, 4.2], [radius - 0.3, 3.6], [radius, 2.6],
        [radius - 0.6, 1.7], [3.0, 1.2], [2.6, -1.0],
    ]
    lathe(name, round_corners(np.array(profile), 2), place, normal, material, 64)
