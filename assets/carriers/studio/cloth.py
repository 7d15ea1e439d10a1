# SPDX-License-Identifier: GPL-3.0-or-later
"""Bakes filled panels with Blender's cloth solver into height maps.

A panel is pinned at its seam, grown by a few per cent (so that it puckers),
filled by air pressure and sagged by gravity. The grid is coarse on purpose:
finer ones ripple.
"""
import bpy
import numpy as np
from scipy.interpolate import griddata
from scipy.ndimage import gaussian_filter

from geometry import UNITS_PER_MM, grid, noise
from workdir import work_path

FRAMES = 32
STEP_MM = 1.0


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
    for frame in range(1, FRAMES + 1):
        bpy.context.scene.frame_set(frame)
    data = cloth.evaluated_get(bpy.context.evaluated_depsgraph_get()).data
    v = np.empty(len(data.vertices) * 3, np.float32)
    data.vertices.foreach_get("co", v)
    v = v.reshape(-1, 3) / UNITS_PER_MM

    x0, x1, z0, z1 = x.min() - 2, x.max() + 2, z.min() - 2, z.max() + 2
    gx, gz = np.meshgrid(np.arange(x0, x1, STEP_MM), np.arange(z0, z1, STEP_MM), indexing="ij")
    height = griddata(v[:, [0, 2]], v[:, 1], (gx, gz), method="cubic")
    outside = np.isnan(height)
    height[outside] = griddata(v[:, [0, 2]], v[:, 1], (gx, gz), method="nearest")[outside]
    height = gaussian_filter(height, blur_mm / STEP_MM)
    np.savez_compressed(work_path(f"cloth_{name}.npz"), height=height.astype(np.float32), x0=x0, z0=z0, step=STEP_MM)
    print(f"cloth {name}: y from {height.min():.1f} to {height.max():.1f} mm", flush=True)
