# SPDX-License-Identifier: GPL-3.0-or-later
"""Cast and moulded parts: bodies given by a distance function, blended softly and turned into meshes.

A distance function takes x, y, z (arrays, mm) and returns how far each place is
outside the body, negative inside. Joining two with `blend` leaves a fillet, as a
mould does; no edge is ever sharper than its `radius`.
"""
import numpy as np

from geometry import mesh, unit

BLOCK = 8  # cells of the grid along each side of a block
NEAR = 2.2  # a block is looked into when its middle is nearer than so many of its sides: distances are rough


def blend(a, b, radius):
    """The union of two bodies with a fillet of about `radius` mm between them."""
    h = np.maximum(radius - np.abs(a - b), 0) / radius
    return np.minimum(a, b) - h * h * radius / 4


def cut(a, b, radius):
    """Body `a` without body `b`; the new edge is rounded by about `radius` mm."""
    return -blend(-a, b, radius)


def box(x, y, z, half, radius):
    """A box about the origin, its edges rounded by `radius`."""
    q = [np.abs(c) - (h - radius) for c, h in zip((x, y, z), half)]
    outside = np.sqrt(sum(np.maximum(c, 0) ** 2 for c in q))
    return outside + np.minimum(np.maximum(np.maximum(q[0], q[1]), q[2]), 0) - radius


def slab(flat, depth, half, radius):
    """A plate: `flat` is the distance to its outline, `depth` the height over its middle."""
    a, b = flat + radius, np.abs(depth) - half + radius
    return np.hypot(np.maximum(a, 0), np.maximum(b, 0)) + np.minimum(np.maximum(a, b), 0) - radius


def rod(x, y, z, path, radii):
    """A bar along a polyline, its radius interpolated from point to point."""
    path = np.asarray(path, float)
    radii = np.broadcast_to(np.asarray(radii, float), len(path))
    found = np.full(np.broadcast(x, y, z).shape, 1e9)
    for a, b, ra, rb in zip(path[:-1], path[1:], radii[:-1], radii[1:]):
        d = b - a
        t = ((x - a[0]) * d[0] + (y - a[1]) * d[1] + (z - a[2]) * d[2]) / max(d @ d, 1e-9)
        t = np.clip(t, 0, 1)
        away = np.sqrt((x - a[0] - d[0] * t) ** 2 + (y - a[1] - d[1] * t) ** 2 + (z - a[2] - d[2] * t) ** 2)
        found = np.minimum(found, away - ra - (rb - ra) * t)
    return found


def _vertices(v):
    """One point in each cell that the surface crosses (in cells), and the cells' numbers."""
    inside = v < 0
    n = [s - 1 for s in v.shape]
    corners = [(i, j, k) for i in (0, 1) for j in (0, 1) for k in (0, 1)]

    def at(array, c):
        return array[c[0]: c[0] + n[0], c[1]: c[1] + n[1], c[2]: c[2] + n[2]]

    count = sum(at(inside, c).astype(np.int8) for c in corners)
    active = (count > 0) & (count < 8)
    number = np.full(active.shape, -1, np.int64)
    number[active] = np.arange(active.sum())
    total, crossings = np.zeros((active.sum(), 3)), np.zeros(active.sum())
    for a in corners:
        for axis in range(3):
            if a[axis]:
                continue
            b = tuple(c + (1 if k == axis else 0) for k, c in enumerate(a))
            va, vb = at(v, a)[active], at(v, b)[active]
            crossed = (va < 0) != (vb < 0)
            t = np.where(crossed, va / np.where(crossed, va - vb, 1), 0)
            point = np.array(a, float) + 0 * total
            point[:, axis] += t
            total += point * crossed[:, None]
            crossings += crossed
    return np.argwhere(active) + total / crossings[:, None], number


def _faces(v, number):
    """A quad across each grid edge that the surface crosses."""
    inside = v < 0
    faces = []
    for axis in range(3):
        others = [k for k in range(3) if k != axis]
        low = [slice(None)] * 3
        high = [slice(None)] * 3
        low[axis], high[axis] = slice(0, -1), slice(1, None)
        differs = inside[tuple(low)] != inside[tuple(high)]
        at = np.argwhere(differs)
        at = at[np.all((at[:, others] > 0) & (at[:, others] < np.array(v.shape)[others] - 1), axis=1)]
        ring = []
        for da, db in ((0, 0), (1, 0), (1, 1), (0, 1)):
            cell = at.copy()
            cell[:, others[0]] -= da
            cell[:, others[1]] -= db
            ring.append(number[tuple(cell.T)])
        ring = np.stack(ring, 1)
        outward = inside[tuple(low)][tuple(at.T)] ^ (axis == 1)
        ring[~outward] = ring[~outward][:, ::-1]
        faces.append(ring)
    return np.vstack(faces)


def _slope(distance, points, e=0.02):
    """Which way the distance grows fastest, at each point, and how fast."""
    return np.stack([
        distance(*(points + e * axis).T) - distance(*(points - e * axis).T) for axis in np.eye(3)
    ], -1) / (2 * e)


def _sample(distance, low, high, step):
    """The distance on a grid; blocks that the surface does not come near hold their middle's value."""
    axes = [low_ + step * np.arange(BLOCK * int(np.ceil((high_ - low_) / step / BLOCK + 0.1)))
            for low_, high_ in zip(low, high)]
    blocks = [axis.reshape(-1, BLOCK) for axis in axes]
    middle = distance(*np.meshgrid(*[b.mean(1) for b in blocks], indexing="ij"))
    v = np.repeat(middle[:, None, :, None, :, None], BLOCK, 1).repeat(BLOCK, 3).repeat(BLOCK, 5).astype(np.float32)
    near = np.argwhere(np.abs(middle) < NEAR * BLOCK * step)
    for some in np.array_split(near, max(1, len(near) // 400)):
        i, j, k = some.T
        places = np.broadcast_arrays(
            blocks[0][i][:, :, None, None], blocks[1][j][:, None, :, None], blocks[2][k][:, None, None, :]
        )
        v[i, :, j, :, k, :] = distance(*[np.ascontiguousarray(p) for p in places])
    return v.reshape([len(axis) for axis in axes])


def solid(name, distance, low, high, step, material, place=None):
    """A mesh of the body within a box, `step` mm fine; its points are then drawn onto the true surface.

    `place`, an origin and three axes, sets the finished body somewhere else.
    """
    v = _sample(distance, low, high, step)
    points, number = _vertices(v)
    points = np.array(low) + points * step
    for _ in range(2):
        slope = _slope(distance, points)
        move = -distance(*points.T)[:, None] * slope / np.maximum((slope**2).sum(-1, keepdims=True), 0.1)
        reach = np.linalg.norm(move, axis=1, keepdims=True)
        points = points + move * np.minimum(1, 0.6 * step / np.maximum(reach, 1e-9))
    normals, faces, uv = unit(_slope(distance, points, 0.05)), _faces(v, number), points[:, [0, 2]]
    if place:
        origin, axes = np.asarray(place[0], float), np.stack(place[1])
        points, normals = origin + points @ axes, normals @ axes
        faces = faces if np.linalg.det(axes) > 0 else faces[:, ::-1]
    obj = mesh(name, points, faces, uv, material)
    obj.data.normals_split_custom_set_from_vertices(normals)
    return obj
