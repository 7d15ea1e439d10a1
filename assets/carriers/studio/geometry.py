# SPDX-License-Identifier: GPL-3.0-or-later
"""Shapes: noise, paths, sweeps and plates, handed to Blender as meshes.

Lengths are millimetres. X is right, Z up, Y away from the viewer; one Blender
unit is 100 mm. Every random number has a fixed seed, so a shape is the same on
every run.
"""
import math

import bmesh
import bpy
import numpy as np
from mathutils import Matrix

UNITS_PER_MM = 0.01

# --------------------------------------------------------------------- noise
_random = np.random.default_rng(7)
_permutation = _random.permutation(512)
_gradients = _random.normal(size=(512, 3))
_gradients /= np.linalg.norm(_gradients, axis=1)[:, None]


def noise(x, y, z):
    """Perlin noise, about -1 to 1, one feature a unit of x, y or z."""
    x, y, z = np.broadcast_arrays(*[np.asarray(a, float) for a in (x, y, z)])
    xi, yi, zi = (np.floor(a).astype(int) for a in (x, y, z))
    xf, yf, zf = x - xi, y - yi, z - zi
    u, v, w = (t * t * t * (t * (t * 6 - 15) + 10) for t in (xf, yf, zf))

    def corner(i, j, k):
        hashed = _permutation[(xi + i) & 511] + yi + j
        hashed = _permutation[(_permutation[hashed & 511] + zi + k) & 511]
        g = _gradients[hashed]
        return g[..., 0] * (xf - i) + g[..., 1] * (yf - j) + g[..., 2] * (zf - k)

    def mix(a, b, t):
        return a + (b - a) * t

    near = mix(mix(corner(0, 0, 0), corner(1, 0, 0), u), mix(corner(0, 1, 0), corner(1, 1, 0), u), v)
    far = mix(mix(corner(0, 0, 1), corner(1, 0, 1), u), mix(corner(0, 1, 1), corner(1, 1, 1), u), v)
    return 1.6 * mix(near, far, w)


def crease(n):
    """Noise turned into folds: rounded valleys, crisper ridges."""
    return 1 - 2 * np.sqrt(n * n + 0.004)


def drag(x, z, from_x, from_z, reach, seed):
    """Folds that fan out from a place where cloth is held: a patch, a corner, a strap."""
    dx, dz = x - from_x, z - from_z
    distance = np.hypot(dx, dz)
    away = np.maximum(distance, 1e-6)
    fan = noise(dx / away * 2.6, dz / away * 2.6 + distance / (2.2 * reach), seed)
    near = 1 - np.exp(-((distance / (0.55 * reach)) ** 2))
    return fan * near * np.exp(-(((distance - 0.9 * reach) / (0.75 * reach)) ** 2))


def smoothstep(t):
    t = np.clip(t, 0, 1)
    return t * t * (3 - 2 * t)


# --------------------------------------------------------------------- paths
def unit(v):
    return v / np.maximum(np.linalg.norm(v, axis=-1, keepdims=True), 1e-9)


def arc_length(points):
    """The distance along a polyline at each of its points."""
    steps = np.linalg.norm(np.diff(points, axis=0), axis=1)
    return np.concatenate([[0], np.cumsum(steps)])


def closed(points):
    """The polyline with its first point repeated at the end."""
    return np.vstack([points, points[:1]])


def columns_at(t, s, table):
    """Each column of `table`, known at `s`, interpolated at `t`."""
    return np.stack([np.interp(t, s, table[:, k]) for k in range(table.shape[1])], -1)


def resample(points, count=None, step=None):
    """Points at even distances along a polyline: `count` of them, or every `step` mm."""
    points = np.asarray(points, float)
    s = arc_length(points)
    if count is None:
        count = max(2, int(round(s[-1] / step)) + 1)
    return columns_at(np.linspace(0, s[-1], count), s, points)


def round_corners(points, passes=3):
    """An open polyline with Chaikin-rounded corners; the ends stay."""
    points = np.asarray(points, float)
    for _ in range(passes):
        a, b = points[:-1], points[1:]
        cut = np.empty((2 * len(a), points.shape[1]))
        cut[0::2], cut[1::2] = 0.75 * a + 0.25 * b, 0.25 * a + 0.75 * b
        points = np.vstack([points[:1], cut, points[-1:]])
    return points


def round_corners_closed(points, passes=3):
    """A closed polyline (first point not repeated) with Chaikin-rounded corners."""
    points = np.asarray(points, float)
    for _ in range(passes):
        a, b = points, np.roll(points, -1, 0)
        cut = np.empty((2 * len(points), points.shape[1]))
        cut[0::2], cut[1::2] = 0.75 * a + 0.25 * b, 0.25 * a + 0.75 * b
        points = cut
    return points


def frames(points, normals, is_closed=False):
    """Tangent, normal and binormal at each point of a path, normals made square to it."""
    points = np.asarray(points, float)
    if is_closed:
        tangent = unit(np.roll(points[:-1], -1, 0) - np.roll(points[:-1], 1, 0))
        tangent = closed(tangent)
    else:
        tangent = unit(np.gradient(points, axis=0))
    normals = np.broadcast_to(np.asarray(normals, float), points.shape)
    normals = unit(normals - tangent * (normals * tangent).sum(1, keepdims=True))
    return tangent, normals, np.cross(tangent, normals)


# ------------------------------------------------------------- closed outlines
def circle(radius, count=14, center=(0, 0)):
    a = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return np.stack([radius * np.cos(a), radius * np.sin(a)], 1) + np.array(center)


def arc(center, radius, start_deg, end_deg, count=60):
    a = np.radians(np.linspace(start_deg, end_deg, count))
    return np.stack([center[0] + radius * np.cos(a), center[1] + radius * np.sin(a)], 1)


def rounded_rectangle(width, height, radius=None, corner_points=4, center=(0, 0)):
    radius = min(width, height) / 2 if radius is None else radius
    radius = min(radius, width / 2 - 1e-4, height / 2 - 1e-4)
    x, y = width / 2 - radius, height / 2 - radius
    corners = ((x, y, 0), (-x, y, 90), (-x, -y, 180), (x, -y, 270))
    points = [
        (cx + radius * math.cos(a), cy + radius * math.sin(a))
        for cx, cy, start in corners
        for a in np.radians(np.linspace(start, start + 90, corner_points + 1))
    ]
    return np.array(points) + np.array(center)


# -------------------------------------------------------------------- meshes
def mesh(name, vertices, faces, uv=None, material=None, smooth=True):
    """A mesh object from arrays; all faces have the same number of corners, UVs are in mm."""
    vertices = np.asarray(vertices, np.float32) * UNITS_PER_MM
    faces = np.asarray(faces, np.int32)
    data = bpy.data.meshes.new(name)
    data.vertices.add(len(vertices))
    data.vertices.foreach_set("co", vertices.ravel())
    data.loops.add(faces.size)
    data.loops.foreach_set("vertex_index", faces.ravel())
    data.polygons.add(len(faces))
    data.polygons.foreach_set("loop_start", np.arange(0, faces.size, faces.shape[1], dtype=np.int32))
    data.update(calc_edges=True)
    data.polygons.foreach_set("use_smooth", np.full(len(faces), smooth))
    if uv is not None:
        layer = data.uv_layers.new(name="UV")
        layer.data.foreach_set("uv", np.asarray(uv, np.float32)[faces.ravel()].ravel())
    data.validate()
    data.update()
    obj = bpy.data.objects.new(name, data)
    bpy.context.scene.collection.objects.link(obj)
    if material:
        data.materials.append(material)
    return obj


def grid(name, points, uv=None, material=None, flip=False):
    """A mesh through an n x m array of points."""
    n, m = points.shape[:2]
    i, j = np.meshgrid(np.arange(n - 1), np.arange(m - 1), indexing="ij")
    a = (i * m + j).ravel()
    faces = np.stack([a, a + 1, a + m + 1, a + m], 1)
    if flip:
        faces = faces[:, ::-1]
    return mesh(name, points.reshape(-1, 3), faces, None if uv is None else uv.reshape(-1, 2), material)


def join(name, objects):
    """One object out of several meshes."""
    with bpy.context.temp_override(active_object=objects[0], selected_editable_objects=objects):
        bpy.ops.object.join()
    objects[0].name = name
    return objects[0]


def paint(obj, name, values):
    """Gives each vertex of a mesh a number that its material can read."""
    attribute = obj.data.attributes.new(name, "FLOAT", "POINT")
    attribute.data.foreach_set("value", np.ascontiguousarray(values, np.float32).ravel())


def sweep(name, path, profile, normals, material, is_closed=False, lift=0.0, scale=None):
    """A closed profile (across, along the normal) drawn along a path.

    A closed path repeats its first point at the end. `lift` raises the profile
    along the normals; `scale` shrinks it, one factor a path point.
    """
    path = np.asarray(path, float)
    _, normals, across = frames(path, normals, is_closed)
    ring = closed(profile)
    scale = np.ones(len(path)) if scale is None else scale
    points = (
        path[:, None]
        + across[:, None] * (ring[None, :, :1] * scale[:, None, None])
        + normals[:, None] * (ring[None, :, 1:] * scale[:, None, None] + lift)
    )
    uv = np.stack(np.broadcast_arrays(arc_length(path)[:, None], arc_length(ring)[None, :]), -1)
    obj = grid(name, points, uv, material)
    if not is_closed:
        for end in (0, -1):
            rim = points[end, :-1]
            k = len(rim)
            fan = [[i, (i + 1) % k, k] for i in range(k)]
            if end == 0:
                fan = [f[::-1] for f in fan]
            mesh(name + "_cap", np.vstack([rim, rim.mean(0)]), fan, np.zeros((k + 1, 2)), material)
    return obj


def tube(name, path, radius, material, is_closed=False, step=0.25, oval=(1, 1), scale=None, normal=(0, -1, 0)):
    """A round wire along a path; a closed path does not repeat its first point."""
    points = resample(closed(np.asarray(path, float)) if is_closed else path, step=step)
    if scale is not None:
        scale = np.interp(np.linspace(0, 1, len(points)), np.linspace(0, 1, len(scale)), scale)
    profile = circle(radius, 28) * np.array(oval)
    return sweep(name, points, profile, np.array(normal, float), material, is_closed, scale=scale)


def lathe(name, profile, base, axis, material, count=48):
    """A turned body: `profile` holds (radius, distance along the axis)."""
    axis = unit(np.asarray(axis, float))
    u = unit(np.cross(axis, [0.3, 1, 0.1]))
    w = np.cross(axis, u)
    a = np.linspace(0, 2 * np.pi, count + 1)
    round_ = np.cos(a)[None, :, None] * u + np.sin(a)[None, :, None] * w
    points = np.array(base) + profile[:, None, 1:] * axis + profile[:, None, :1] * round_
    return grid(name, points, None, material)


def stamp(name, vertices, faces, origins, x_axes, y_axes, z_axes, material):
    """Copies of one small mesh at many places, joined in one object."""
    v = np.asarray(vertices, float)
    points = (
        origins[:, None]
        + v[None, :, :1] * x_axes[:, None]
        + v[None, :, 1:2] * y_axes[:, None]
        + v[None, :, 2:] * z_axes[:, None]
    )
    f = np.asarray(faces, int)
    f = (np.arange(len(origins))[:, None, None] * len(v) + f[None]).reshape(-1, f.shape[1])
    return mesh(name, points.reshape(-1, 3), f, np.tile(v[:, :2], (len(origins), 1)), material)


def capsule(length, radius, around=8, cap=3):
    """Vertices and faces of a rod with round ends along x: a stitch, a zip tooth."""
    a = -np.pi / 2 + np.pi / 2 * np.arange(cap + 1) / cap
    x = -length / 2 + radius + radius * np.sin(a)
    r = np.maximum(radius * np.cos(a), 0.02 * radius)
    x, r = np.concatenate([x, -x[::-1]]), np.concatenate([r, r[::-1]])
    t = np.linspace(0, 2 * np.pi, around, endpoint=False)
    points = np.stack(np.broadcast_arrays(x[:, None], r[:, None] * np.cos(t), r[:, None] * np.sin(t)), -1)
    faces = [
        [(i + 1) * around + j, (i + 1) * around + (j + 1) % around, i * around + (j + 1) % around, i * around + j]
        for i in range(len(x) - 1)
        for j in range(around)
    ]
    return points.reshape(-1, 3), faces


def rounded_box(name, size, radius, center, axes, material, segments=3):
    """A box with rounded edges; `axes` are its three unit vectors."""
    v = np.array([[a, b, c] for a in (-0.5, 0.5) for b in (-0.5, 0.5) for c in (-0.5, 0.5)]) * np.array(size)
    f = [[0, 1, 3, 2], [4, 6, 7, 5], [0, 4, 5, 1], [2, 3, 7, 6], [0, 2, 6, 4], [1, 5, 7, 3]]
    obj = mesh(name, np.asarray(center) + v @ np.stack(axes), f, None, material)
    b = bmesh.new()
    b.from_mesh(obj.data)
    bmesh.ops.recalc_face_normals(b, faces=b.faces)
    bmesh.ops.bevel(
        b, geom=b.edges[:] + b.verts[:], offset=radius * UNITS_PER_MM, segments=segments, profile=0.5, affect="EDGES"
    )
    for face in b.faces:
        face.smooth = True
    b.to_mesh(obj.data)
    b.free()
    return obj


def plate(name, loops, thickness, bevel, center, axes, material, resolution=4):
    """A flat piece cut along `loops` (the later ones are its holes), with rounded edges."""
    curve = bpy.data.curves.new(name, "CURVE")
    curve.dimensions, curve.fill_mode = "2D", "BOTH"
    curve.extrude = max(thickness / 2 - bevel, 0) * UNITS_PER_MM
    curve.bevel_depth, curve.bevel_resolution = bevel * UNITS_PER_MM, resolution
    curve.offset = -bevel * UNITS_PER_MM
    for loop in loops:
        spline = curve.splines.new("POLY")
        spline.points.add(len(loop) - 1)
        spline.use_cyclic_u = True
        for point, (x, y) in zip(spline.points, loop):
            point.co = (x * UNITS_PER_MM, y * UNITS_PER_MM, 0, 1)
    curve.materials.append(material)
    obj = bpy.data.objects.new(name, curve)
    bpy.context.scene.collection.objects.link(obj)
    matrix = Matrix.Identity(4)
    for column, axis in enumerate(axes):
        for row in range(3):
            matrix[row][column] = axis[row]
    for row in range(3):
        matrix[row][3] = center[row] * UNITS_PER_MM
    obj.matrix_world = matrix
    return obj
