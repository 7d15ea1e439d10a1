# SPDX-License-Identifier: GPL-3.0-or-later
"""The strip of cloth between a bag's front and its back."""
import numpy as np

from geometry import arc_length, closed, columns_at, crease, grid, noise, unit


class Gusset:
    """The strip between front and back, round the whole outline."""

    def __init__(self, outline, front, depth):
        self.front, self.depth = front, depth
        self.loop = closed(outline)
        tangent = unit(np.roll(outline, -1, 0) - np.roll(outline, 1, 0))
        self.outward = closed(np.stack([tangent[:, 1], -tangent[:, 0]], 1))
        self.length = arc_length(self.loop)

    def at(self, i, v):
        """Points, outward directions and lengths along the seam; i indexes the outline, v is 0 (front) to 1 (back)."""
        index = np.arange(len(self.loop))
        xz, out = columns_at(i, index, self.loop), columns_at(i, index, self.outward)
        s = np.interp(i, index, self.length)
        above_floor = np.clip((xz[..., 1] - 8) / 50, 0, 1)
        to_edge = np.minimum(v, 1 - v) * self.depth
        bulge = 7 * (1 - (2 * v - 1) ** 4) ** 0.5 + 6 * np.sin(np.pi * v)
        wrinkles = noise(s / 33, v * self.depth / 70, 4) * 3.4 + crease(noise(s / 41 + v * 1.2, v * self.depth / 55, 8)) * 2.4
        wrinkles = wrinkles + np.exp(-to_edge / 12) * noise(s / 9, 1, 6) * 1.2
        push = bulge * (0.35 + 0.65 * above_floor) + wrinkles * above_floor * np.clip(to_edge / 8, 0.15, 1)
        z = np.maximum(xz[..., 1] + out[..., 1] * push, 0.6)
        points = np.stack([xz[..., 0] + out[..., 0] * push, self.front + v * self.depth, z], -1)
        return points, np.stack([out[..., 0], 0 * push, out[..., 1]], -1), s

    def normals(self, i, v):
        """Outward surface normals, seen over a few millimetres."""
        along = self.at(i + 1.5, v)[0] - self.at(i - 1.5, v)[0]
        back = self.at(i, v + 0.07)[0] - self.at(i, v - 0.07)[0]
        normal = unit(np.cross(along, back))
        return normal * np.sign((normal * self.at(i, v)[1]).sum(-1, keepdims=True))

    def index_at_height(self, z):
        """The index on the right side at a height; the left side's is len(outline) minus it."""
        return np.interp(z, self.loop[20:220, 1], np.arange(20, 220))

    def build(self, material):
        i, v = np.meshgrid(np.linspace(0, len(self.loop) - 1, 700), np.linspace(0, 1, 70), indexing="ij")
        points, _, s = self.at(i, v)
        grid("gusset", points, np.stack([s, v * self.depth], -1), material)
