# SPDX-License-Identifier: GPL-3.0-or-later
"""A settled piece of cloth as a smooth surface over its own millimetres, on which things are sewn.

u runs along the cloth, v up it. What `settle` returns is coarse: splines make it
smooth, `relief` adds what is smaller than its mesh: hems, puckers, creases.
"""
import numpy as np
from scipy.interpolate import RectBivariateSpline

from geometry import grid, paint, resample, unit
from sewing import stitches


class Sheet:
    """A surface through `points`, an array of len(u) x len(v) places; `side` is where its outside looks."""

    def __init__(self, u, v, points, side, relief=None):
        self.u, self.v, self.relief, self.side = u, v, relief, np.asarray(side, float)
        self.splines = [RectBivariateSpline(u, v, points[..., k], kx=3, ky=3) for k in range(3)]

    def _smooth(self, u, v):
        """Points and outward normals without the relief."""
        u, v = np.broadcast_arrays(np.asarray(u, float), np.asarray(v, float))
        flat = u.ravel(), v.ravel()
        along, up, points = (
            np.stack([s(*flat, dx=dx, dy=dy, grid=False) for s in self.splines], -1) for dx, dy in ((1, 0), (0, 1), (0, 0))
        )
        normals = unit(np.cross(along, up))
        middle = self._middle_normal()
        return points.reshape(*u.shape, 3), (normals * np.sign(middle @ self.side)).reshape(*u.shape, 3)

    def _middle_normal(self):
        u, v = self.u[len(self.u) // 2], self.v[len(self.v) // 2]
        along, up = (np.array([s(u, v, dx=dx, dy=dy)[0, 0] for s in self.splines]) for dx, dy in ((1, 0), (0, 1)))
        return unit(np.cross(along, up))

    def points(self, u, v, lift=0.0):
        points, normals = self._smooth(u, v)
        u, v = np.broadcast_arrays(np.asarray(u, float), np.asarray(v, float))
        rise = lift + (self.relief(u, v) if self.relief else 0.0)
        return points + normals * np.broadcast_to(rise, u.shape)[..., None]

    def normals(self, u, v, reach=1.5):
        """Outward normals of the surface with its relief, seen over `reach` mm."""
        u, v = np.broadcast_arrays(np.asarray(u, float), np.asarray(v, float))
        along = self.points(u + reach, v) - self.points(u - reach, v)
        up = self.points(u, v + reach) - self.points(u, v - reach)
        normal = unit(np.cross(along, up))
        return normal * np.sign((normal * self._smooth(u, v)[1]).sum(-1, keepdims=True))

    def point(self, u, v, lift=0.0):
        return self.points(np.array([u]), np.array([v]), lift)[0]

    def normal(self, u, v, reach=8.0):
        return self.normals(np.array([u]), np.array([v]), reach)[0]

    def build(self, name, material, step=1.2, u=None, v=None, attributes=None):
        """The cloth as an object; `u` and `v` bound the part that is built; `attributes` are functions of u and v."""
        u, v = u or (self.u[0], self.u[-1]), v or (self.v[0], self.v[-1])
        us, vs = (np.linspace(a, b, max(2, int((b - a) / step) + 1)) for a, b in (u, v))
        us, vs = np.meshgrid(us, vs, indexing="ij")
        cloth = grid(name, self.points(us, vs), np.stack([us, vs], -1), material, flip=self.side[1] < 0)
        for key, values in (attributes or {}).items():
            paint(cloth, key, values(us, vs))
        return cloth

    def seam(self, name, uv, material, lift=0.25, **how):
        """A row of stitches along a line of the cloth."""
        uv = resample(np.asarray(uv, float), step=1.5)
        up = self.normals(uv[:, 0], uv[:, 1])
        return stitches(name, self.points(uv[:, 0], uv[:, 1], lift), up, material, lift=0.0, **how)
