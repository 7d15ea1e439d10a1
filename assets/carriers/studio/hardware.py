# SPDX-License-Identifier: GPL-3.0-or-later
"""The lobster clasp as a sprite: straight on, 24 px/mm, in silver, lit from the bag's side.

It stands in the x-z plane with its eye's centre at the origin; the viewer is
towards -y. The claw is inflated from its outline, so that its flanks curve as
a cast part's do and mirror the light tent in bands instead of one flat white.
"""
import os

import numpy as np
import shapely
from PIL import Image
from scipy.ndimage import distance_transform_edt, gaussian_filter, map_coordinates
from scipy.sparse import coo_matrix
from scipy.sparse.linalg import spsolve
from scipy.spatial import Delaunay

import carrier
import layers
import materials
import studio
from geometry import arc, lathe, mesh, resample, round_corners, round_corners_closed, tube
from workdir import work_path

HARDWARE_DIR = os.path.join(os.path.dirname(carrier.ASSETS), "hardware")
PX_PER_MM = 24.0
FINISH, COLOUR = "silver", (0.90, 0.89, 0.87)

EYE_RADIUS, EYE_WIRE = 4.6, 1.05  # mm, of the wire's axis; the hole is 7.1 mm wide: two jump rings pass
CLAW_BOTTOM = 10.2
CLAW = np.array([  # the hook and its body, clockwise from the lower left
    [-2.4, 0], [2.6, 0], [4.6, 2.4], [5.4, 7], [5.6, 12], [5.2, 17], [3.6, 20.6], [0.4, 22.2], [-3.0, 21.2],
    [-4.9, 18.6], [-5.0, 16.6], [-3.2, 15.9], [-2.1, 17.6], [-0.3, 18.9], [1.5, 17.9], [2.3, 14.5], [2.2, 10.4],
    [0.4, 7.4], [-2.6, 6.2], [-4.2, 4.2],
])
FRAME = (-9.0, -7.0, 18.0, 41.5)  # left, bottom, width, height of the sprite, mm


def xz(points, y=0.0):
    points = np.asarray(points, float)
    return np.stack([points[:, 0], np.full(len(points), float(y)), points[:, 1]], 1)


def inflate(name, outline, half_thickness, material):
    """A pillow over an outline: solves laplace(u) = -4 inside and rises as sqrt(u), levelling off at half_thickness.

    For a disc this is the sphere, for a strip a round bar; there is no crease
    along the middle, which a distance field would leave.
    """
    step = 0.08
    shape = shapely.Polygon(outline)
    x0, z0, x1, z1 = shape.bounds
    margin = 4 * step
    gx, gz = np.meshgrid(np.arange(x0 - margin, x1 + margin, step), np.arange(z0 - margin, z1 + margin, step), indexing="ij")
    inside = shapely.contains_xy(shape, gx, gz)
    number = np.full(inside.shape, -1)
    number[inside] = np.arange(inside.sum())
    here = number[inside]
    entries = [(here, here, np.full(len(here), 4.0))]
    for axis, shift in ((0, 1), (0, -1), (1, 1), (1, -1)):
        there = np.roll(number, shift, axis)[inside]
        known = there >= 0
        entries.append((here[known], there[known], np.full(known.sum(), -1.0)))
    rows, columns, values = (np.concatenate(e) for e in zip(*entries))
    u = np.zeros(inside.shape)
    u[inside] = spsolve(coo_matrix((values, (rows, columns))).tocsr(), np.full(len(here), 4 * step * step))
    # u falls to 0 linearly at the edge, where the grid is ragged: keep its ratio to the distance, which is smooth.
    distance = distance_transform_edt(inside) * step
    sure = distance > 2 * step
    ratio = gaussian_filter(np.where(sure, u / np.maximum(distance, step), 0), 3)
    ratio /= np.maximum(gaussian_filter(sure * 1.0, 3), 1e-3)

    rings, edge_count = [], 0
    for k, depth in enumerate(np.concatenate([[0], 0.04 * 1.32 ** np.arange(14)])):
        inner = shape.buffer(-depth, join_style="round") if depth else shape
        for part in getattr(inner, "geoms", [inner]):
            if part.is_empty or part.exterior.length < 0.5:
                continue
            loop = np.array(part.exterior.coords)
            rings.append(resample(loop, step=0.14)[:-1])
        if k == 0:
            edge_count = len(rings[0])
    points = np.vstack(rings)
    triangles = Delaunay(points).simplices
    triangles = triangles[shapely.contains_xy(shape, *points[triangles].mean(1).T)]
    to_edge = shapely.distance(shape.exterior, shapely.points(points))
    to_edge[:edge_count] = 0
    r = map_coordinates(ratio, [(points[:, 0] - gx[0, 0]) / step, (points[:, 1] - gz[0, 0]) / step], order=1)
    rise = np.sqrt(np.maximum(r * to_edge, 0) * 0.62)
    rise = half_thickness * np.tanh(rise / half_thickness)
    a, b = points[triangles[:, 1]] - points[triangles[:, 0]], points[triangles[:, 2]] - points[triangles[:, 0]]
    flip = (a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]) < 0
    triangles[flip] = triangles[flip][:, ::-1]
    front = np.stack([points[:, 0], -rise, points[:, 1]], 1)
    back = front * [1, -1, 1]
    # Front and back share the outline's points.
    where = np.arange(len(points))
    where[edge_count:] += len(points) - edge_count
    mesh(name, np.vstack([front, back[edge_count:]]), np.vstack([triangles, where[triangles][:, ::-1]]), None, material)


def lobster_clasp(material):
    """Builds the clasp; returns the point that rests on an anchor and the one the next ring hangs from (x, z)."""
    tube("eye", xz(arc((0, 0), EYE_RADIUS, 0, 360, 120)[:-1]), EYE_WIRE, material, is_closed=True, oval=(1, 1.15))
    turned = [[0.01, 0], [2.0, 0], [2.55, 0.5], [2.55, 2.2], [1.5, 2.9], [1.5, 3.7], [2.7, 4.4], [2.7, 5.6], [0.01, 6.0]]
    lathe("swivel", round_corners(turned, 2), (0, 0, EYE_RADIUS), (0, 0, 1), material)
    outline = round_corners_closed(CLAW, 3) + np.array([0, CLAW_BOTTOM])
    inflate("claw", outline, 2.3, material)
    gate = round_corners([[-2.8, 4.6], [-4.4, 6.4], [-5.0, 10], [-5.0, 14], [-4.4, 17.2]], 3) + np.array([0, CLAW_BOTTOM])
    tube("gate", xz(gate, -0.1), 1.25, material, scale=[1.25, 1.15, 1, 0.9, 0.72])
    thumb = round_corners([[-4.6, 8.0], [-6.6, 9.2], [-7.2, 10.6]], 2) + np.array([0, CLAW_BOTTOM])
    tube("thumb", xz(thumb, -0.2), 0.85, material, scale=[1, 1, 0.9])
    tip = np.array([-7.2, 10.6]) + np.array([0, CLAW_BOTTOM])
    a = np.linspace(0.01, np.pi - 0.01, 16)
    lathe("thumb_tip", np.stack([0.8 * np.sin(a), -0.8 * np.cos(a)], 1), (tip[0], -0.2, tip[1]), (0, 0, 1), material)
    rivet = round_corners([[0.01, 0], [1.25, 0], [1.25, 0.5], [0.9, 0.8], [0.01, 0.9]], 2)
    lathe("rivet", rivet, (-2.1, -1.7, CLAW_BOTTOM + 4.2), (0, -1, 0), material)
    # The hook's inner edge is highest near x = -0.3: that point rests on the ring.
    inner = outline[(outline[:, 1] > CLAW_BOTTOM + 14) & (np.abs(outline[:, 0]) < 1.6) & (outline[:, 1] < CLAW_BOTTOM + 20)]
    top = inner[np.argmax(inner[:, 1])]
    return top, np.array([0.0, -(EYE_RADIUS - EYE_WIRE)])


def render_all(samples, draft=False):
    """Renders the clasp and writes sprites.toml; the app plates it in other finishes."""
    px_per_mm = PX_PER_MM / 2 if draft else PX_PER_MM
    out = work_path("draft") if draft else HARDWARE_DIR
    os.makedirs(out, exist_ok=True)
    left, bottom, width, height = FRAME
    scene = studio.new_scene(samples, 0.01)
    scene.render.film_transparent = True
    scene.cycles.max_bounces, scene.cycles.glossy_bounces = 8, 6
    top, eye = lobster_clasp(materials.metal(FINISH, COLOUR, 0.13, 0.02))
    studio.light_metal()
    studio.flat_camera(left + width / 2, bottom + height / 2, width, height, px_per_mm)
    raw = work_path(f"lobster-clasp-{FINISH}.png")
    studio.render(raw)
    picture = layers.read_png(raw)
    picture[..., 3] = np.where(picture[..., 3] < 0.015, 0, picture[..., 3])
    name = f"lobster-clasp-{FINISH}.webp"
    Image.fromarray(layers.to_bytes(picture)).save(os.path.join(out, name), quality=92, alpha_quality=100, method=6)
    top_px = [(top[0] - left) * px_per_mm, (bottom + height - top[1]) * px_per_mm]
    bottom_px = [(eye[0] - left) * px_per_mm, (bottom + height - eye[1]) * px_per_mm]
    with open(os.path.join(out, "sprites.toml"), "w") as f:
        f.write(f"""# Written by assets/carriers/studio/render.py: change it there.
[[sprite]]
id = "lobster-clasp"
file = "{name}"
px_per_mm = {px_per_mm:.1f}
# The highest point inside the hook: it rests on the anchor.
top_px = [{top_px[0]:.1f}, {top_px[1]:.1f}]
# The lowest point inside the eye (a hole {2 * (EYE_RADIUS - EYE_WIRE):.1f} mm wide): the next ring hangs there.
bottom_px = [{bottom_px[0]:.1f}, {bottom_px[1]:.1f}]
""")
