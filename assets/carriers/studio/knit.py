# SPDX-License-Identifier: GPL-3.0-or-later
"""Knitted wool: stocking stitch, each row one three-ply yarn drawn through the row below."""
import numpy as np

import materials
from geometry import circle, grid, join, noise, sweep
from workdir import work_path


def _yarn():
    """A spun three-ply yarn, one tile: its height along (6 mm) and round (8.8 mm)."""
    path = work_path("yarn.png")
    u, v = np.meshgrid(np.linspace(0, 1, 512, endpoint=False), np.linspace(0, 1, 512, endpoint=False))
    ply = np.abs(np.cos(np.pi * (3 * v + 1 * u)))
    height = np.sqrt(ply)
    random = np.random.default_rng(5).normal(0, 1, u.shape)
    f = np.fft.fftfreq(512) * 512
    lean = (f[None] + f[:, None] / 3.0) / 12
    along = (f[None] - 3 * f[:, None]) / 160
    fibre = np.real(np.fft.ifft2(np.fft.fft2(random) * np.exp(-lean**2 - along**2)))
    fibre /= fibre.std()
    materials._save_grey(path, 0.12 + 0.62 * height + 0.07 * fibre)
    return path


def _wool():
    material, nodes, surface = materials._material("wool", "fixed")
    height = materials._picture(nodes, _yarn(), 6.0, (1, 6.0 / 8.8))
    tone = materials._range(nodes, materials._noise(nodes, 9, 5), 0.86, 1.10)
    shade = nodes.nodes.new("ShaderNodeMath")
    shade.operation = "MULTIPLY"
    nodes.links.new(materials._range(nodes, height, 0.72, 1.06), shade.inputs[0])
    nodes.links.new(tone, shade.inputs[1])
    nodes.links.new(materials._times_colour(nodes, shade.outputs[0], (0.86, 0.79, 0.69)), surface.inputs["Base Color"])
    nodes.links.new(materials._bump(nodes, height, 0.9, 1.0), surface.inputs["Normal"])
    surface.inputs["Roughness"].default_value = 0.9
    surface.inputs["Specular IOR Level"].default_value = 0.12
    surface.inputs["Sheen Weight"].default_value = 0.5
    return material


def sweater():
    """A sweater's front, with soft folds, behind what hangs in the plane y = 0."""
    wale, course, radius = 6.0, 4.7, 1.42
    wales, courses, per = 48, 72, 26
    t = np.linspace(0, 2 * np.pi * wales, per * wales + 1)
    material, rows = _wool(), []
    for row in range(courses):
        x = (t / (2 * np.pi) - wales / 2) * wale + 0.20 * wale * np.sin(2 * t)
        z = (row - courses / 2) * course + 14 - 0.60 * wale * np.cos(t)
        y = 0.90 * np.cos(2 * t)
        stitch = np.floor(t / (2 * np.pi))
        jitter = noise(stitch * 0.71 + 0.3, row * 0.83, 3.3)
        z = z + 0.35 * jitter + 1.6 * noise(x / 60, row / 9, 6)
        x = x + 0.9 * noise(row / 7, x / 50, 2) + 0.25 * noise(stitch * 0.9, row * 0.7, 8)
        fold = 4.2 * noise(x / 95 + z / 210, z / 150 - x / 190, 4.6) + 1.1 * noise(x / 38, z / 80, 1.2)
        y = y + 9.5 + fold + x * x / 1500
        path = np.stack([x, y, z], 1)
        rows.append(sweep("row", path, circle(radius, 9), np.array([0, -1.0, 0]), material))
    x, z = np.meshgrid(np.linspace(-190, 190, 20), np.linspace(-190, 220, 20), indexing="ij")
    under = 16.5 + x * x / 1500
    dark = materials.plain("under", (0.20, 0.17, 0.14), roughness=0.9)
    return join("sweater", [*rows, grid("under", np.stack([x, under, z], -1), None, dark)])
