# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets cloth settle with Blender's cloth solver, once; what comes out is kept in the work folder.

`bake_panel` fills a panel: pinned at its seam, grown by a few per cent (so that it
puckers), filled by air pressure and sagged by gravity, kept as a height map.
`settle` hangs any mesh by some of its points. The grids are coarse on purpose:
finer ones ripple.
"""
import os

import bpy
import numpy as np
from scipy.interpolate import griddata
from scipy.ndimage import gaussian_filter

from geometry import UNITS_PER_MM, grid, mesh, noise
from workdir import work_path

FRAMES = 32
STEP_MM = 1.0


def _run(cloth, frames):
    """The vertices (mm) after so many frames."""
    for frame in range(1, frames + 1):
        bpy.context.scene.frame_set(frame)
    data = cloth.evaluated_get(bpy.context.evaluated_depsgraph_get()).data
    v = np.empty(len(data.vertices) * 3, np.float32)
    data.vertices.foreach_get("co", v)
    return v.reshape(-1, 3) / UNITS_PER_MM


def settle(name, rest, start, faces, pinned, pressure, frames=60, gravity=30.0, bending=8.0, force=1.0, tension=80):
    """Hangs a mesh by its `pinned` points and lets it come to rest; returns its vertices, kept under `name`.

    `rest` is the shape it was cut to, `start` where it begins (mm); `pressure`, 0 to 1
    a vertex, says how much it is filled there, `force` how hard.
    """
    path = work_path(f"settled_{name}.npy")
    if os.path.exists(path):
        return np.load(path)
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.gravity, scene.frame_end = (0, 0, -gravity), frames + 2
    cloth = mesh(name, start, faces)
    cloth.shape_key_add(name="start")
    key = cloth.shape_key_add(name="rest")
    key.data.foreach_set("co", (np.asarray(rest, np.float32) * UNITS_PER_MM).ravel())
    key.value = 0
    cloth.vertex_groups.new(name="pin").add([int(i) for i in pinned], 1.0, "REPLACE")
    filled = cloth.vertex_groups.new(name="filled")
    for i, weight in enumerate(pressure):
        filled.add([i], float(np.clip(weight, 0, 1)), "REPLACE")
    modifier = cloth.modifiers.new("cloth", "CLOTH")
    s = modifier.settings
    s.quality, s.mass, s.rest_shape_key = 8, 0.4, key
    s.tension_stiffness = s.compression_stiffness = tension
    s.shear_stiffness, s.bending_stiffness = tension / 3, bending
    s.tension_damping = s.compression_damping = s.shear_damping = 25
    s.bending_damping, s.air_damping = 2, 4
    s.vertex_group_mass, s.pin_stiffness = "pin", 5
    s.use_pressure, s.uniform_pressure_force, s.vertex_group_pressure = True, force, "filled"
    modifier.collision_settings.use_collision = False
    modifier.point_cache.frame_end = frames + 2
    vertices = _run(cloth, frames)
    np.save(path, vertices)
    low, high = vertices.min(0), vertices.max(0)
    print(f"settled {name}: from {low.round(1)} to {high.round(1)} mm", flush=True)
    return vertices


def bake_panel(name, panel, count, growth, stiffness, unevenness, seed, blur_mm):
    """Fills `panel` over a grid of `count` x `count` and keeps its height map under `name`."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    u, v = np.meshgrid(np.linspace(-1, 1, count), np.linspace(-1, 1, count), indexing="ij")
    disc_x, disc_z = u * np.sqrt(1 - v * v / 2), v * np.sqrt(1 - u * u / 2)
    angle, r = np.arctan2(disc_z, disc_x), np.hypot(disc_x, disc_z)
    seam = np.interp(angle, panel.angles, panel.radii, period=2 * np.pi)
    x, z = panel.center[0] + np.cos(angle) * r * seam, panel.center[1] + np.sin(angle) * r * seam
    y = panel.base(x, z) - panel.bulge(np.clip(r, 0, 1), x, z)
    # A little noise decides where the cloth buckles.
    y = y - noise(x / 28, z / 22, seed * 3.1) * 1.6 * (1 - r**6) - noise(x / 90, z / 60, seed) * 3 * (1 - r**4)
    points = np.stack([x, y, z], -1)
    cloth = grid(name, points, points[..., [0, 2]], None, flip=True)

    edge = np.zeros((count, count), bool)
    edge[[0, -1]] = edge[:, [0, -1]] = True
    cloth.vertex_groups.new(name="pin").add([int(i) for i in np.flatnonzero(edge.ravel())], 1.0, "REPLACE")
    spare = cloth.vertex_groups.new(name="spare")
    weights = np.clip(0.55 + 0.6 * unevenness * noise(x / 70, z / 50, 4.4 + seed), 0, 1)
    for i, weight in enumerate(weights.ravel()):
        spare.add([i], float(weight), "REPLACE")

    modifier = cloth.modifiers.new("cloth", "CLOTH")
    s = modifier.settings
    s.quality, s.mass = 6, 0.4
    s.tension_stiffness = s.compression_stiffness = 60
    s.shear_stiffness, s.bending_stiffness = 25, stiffness
    s.tension_damping = s.compression_damping = s.shear_damping = 25
    s.bending_damping, s.air_damping = 2, 4
    s.vertex_group_mass, s.pin_stiffness = "pin", 5
    s.vertex_group_shrink, s.shrink_min, s.shrink_max = "spare", 0.0, -growth
    s.use_pressure, s.uniform_pressure_force = True, 9
    modifier.collision_settings.use_collision = False
    modifier.point_cache.frame_end = FRAMES + 2
    v = _run(cloth, FRAMES)

    x0, x1, z0, z1 = x.min() - 2, x.max() + 2, z.min() - 2, z.max() + 2
    gx, gz = np.meshgrid(np.arange(x0, x1, STEP_MM), np.arange(z0, z1, STEP_MM), indexing="ij")
    height = griddata(v[:, [0, 2]], v[:, 1], (gx, gz), method="cubic")
    outside = np.isnan(height)
    height[outside] = griddata(v[:, [0, 2]], v[:, 1], (gx, gz), method="nearest")[outside]
    height = gaussian_filter(height, blur_mm / STEP_MM)
    np.savez_compressed(work_path(f"cloth_{name}.npz"), height=height.astype(np.float32), x0=x0, z0=z0, step=STEP_MM)
    print(f"cloth {name}: y from {height.min():.1f} to {height.max():.1f} mm", flush=True)
