# SPDX-License-Identifier: GPL-3.0-or-later
"""The photographer's studio: film, lights, camera, and the measures taken through the lens."""
import math
import os
import time

import bpy
import numpy as np
from bpy_extras.object_utils import world_to_camera_view
from mathutils import Matrix, Vector
from PIL import Image

import materials
from geometry import UNITS_PER_MM, grid, mesh, unit

ROD_MM = 50.0


# ----------------------------------------------------------------------- film
def new_scene(samples, threshold=0.02):
    """An empty scene, path traced on the processor, seen through Khronos PBR Neutral."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    c = scene.cycles
    c.device, c.samples = "CPU", samples
    c.use_adaptive_sampling, c.adaptive_threshold, c.adaptive_min_samples = True, threshold, min(16, samples)
    c.use_denoising, c.denoiser = True, "OPENIMAGEDENOISE"
    c.denoising_input_passes, c.denoising_prefilter = "RGB_ALBEDO_NORMAL", "ACCURATE"
    c.max_bounces, c.diffuse_bounces, c.glossy_bounces = 6, 3, 3
    c.transparent_max_bounces = 16
    c.caustics_reflective = c.caustics_refractive = False
    c.sample_clamp_indirect, c.blur_glossy = 6, 0.5
    c.pixel_filter_type, c.filter_width = "BLACKMAN_HARRIS", 1.3
    scene.render.resolution_percentage = 100
    scene.render.use_persistent_data = True
    scene.view_settings.view_transform = "Khronos PBR Neutral"
    scene.display_settings.display_device = "sRGB"
    layer = scene.view_layers[0]
    layer.use_pass_z = True
    layer.cycles.use_pass_shadow_catcher = False  # when on, the picture's alpha loses the shadow
    aov = layer.aovs.add()
    aov.name, aov.type = materials.MASK_CHANNEL, "COLOR"
    return scene


def set_size(size_px):
    render = bpy.context.scene.render
    render.resolution_x, render.resolution_y = size_px


# --------------------------------------------------------------------- lights
def _area(name, location, target, size_mm, power, colour=(1, 1, 1), spread_deg=180):
    light = bpy.data.lights.new(name, "AREA")
    light.energy, light.color, light.shape = power, colour, "RECTANGLE"
    light.size, light.size_y = size_mm[0] * UNITS_PER_MM, size_mm[1] * UNITS_PER_MM
    light.spread = math.radians(spread_deg)
    obj = bpy.data.objects.new(name, light)
    bpy.context.scene.collection.objects.link(obj)
    obj.location = Vector(location) * UNITS_PER_MM
    aim = Vector(target) * UNITS_PER_MM - obj.location
    obj.rotation_euler = aim.to_track_quat("-Z", "Y").to_euler()
    obj.visible_camera = False
    return obj


def _ambient(colour, strength):
    world = bpy.data.worlds.new("world")
    bpy.context.scene.world = world
    world.use_nodes = True
    background = world.node_tree.nodes["Background"]
    background.inputs[0].default_value = (*colour, 1)
    background.inputs[1].default_value = strength


def _card(name, location, target, width, height, material):
    """A flat card facing `target`."""
    location = np.array(location, float)
    toward = unit(np.array(target, float) - location)
    x = unit(np.cross([0, 0.01, 1.0], toward))
    z = np.cross(toward, x)
    corners = [location + x * a * width / 2 + z * b * height / 2 for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
    card = mesh("card_" + name, corners, [[0, 1, 2, 3]], [[0, 0], [1, 0], [1, 1], [0, 1]], material, smooth=False)
    card.visible_camera = False
    return card


def _turn(objects, degrees):
    """Turns lights, cards and ground about the upright axis."""
    turn = Matrix.Rotation(math.radians(degrees), 4, "Z")
    for o in objects:
        o.matrix_world = turn @ Matrix.LocRotScale(o.location, o.rotation_euler, o.scale)


def light_bag(view):
    """The lights over a sweep of paper that the bag stands on. Returns the ground and the key light."""
    before = set(bpy.data.objects)
    radius, back, front, height = 900, 1500, -3000, 3000
    a = np.linspace(0, np.pi / 2, 24)
    curve = np.stack([back - radius + radius * np.sin(a), radius - radius * np.cos(a)], 1)
    profile = np.vstack([[(front, 0)], curve, [(back, height)]])
    sheet = [[[x, y, z] for x in np.linspace(-3000, 3000, 3)] for y, z in profile]
    paper = materials.plain("ground", (0.80, 0.78, 0.755), roughness=0.9, specular=0.1)
    backdrop = grid("backdrop", np.array(sheet), None, paper, flip=True)
    key = _key_fill_and_cards()
    _area("rim_right", (900, 650, 900), (0, 0, 230), (300, 900), 342, (1, 0.99, 0.97), 75)
    _area("rim_left", (-950, 700, 800), (0, 0, 250), (260, 900), 130, (0.97, 0.98, 1), 75)
    _area("backdrop_light", (0, -500, 2300), (0, 1500, 1000), (2000, 2000), 2600)
    _turn(set(bpy.data.objects) - before, view.light_turn)
    return backdrop, key


WALL_Y = 62.0


def light_wall(view):
    """The lights before a painted wall that something hangs on. Returns the wall and the key light."""
    paint = materials.plaster("wall", (0.72, 0.70, 0.675))
    corners = [[[x, WALL_Y, z] for x in (-3000, 3000)] for z in (-1500, 3000)]
    wall = grid("backdrop", np.array(corners, float), None, paint)
    key = _key_fill_and_cards(height_mm=view.target[2] - 200)
    # Neither rims nor a sweep throw light back here.
    for name, gain in (("key", 2.1), ("fill", 2.7), ("top", 1.8)):
        bpy.data.lights[name].energy *= gain
    # A wash that lights the wall alone: what hangs before it stays in grazing light.
    wash = _area("wash", (-500, -1500, view.target[2] + 700), (0, WALL_Y, view.target[2]), (1200, 1200), 1500)
    lit = bpy.data.collections.new("lit by wash")
    lit.objects.link(wall)
    wash.light_linking.receiver_collection = lit
    return wall, key


def _key_fill_and_cards(height_mm=0.0):
    """Key from the upper left, grazing; weak fill; cards for the metal; all raised by a height.

    Returns the key. The rims of `light_bag` are narrow (75 degrees) or they streak
    the ground; the key is moderate so that pale tints keep detail.
    """
    def raised(x, y, z):
        return x, y, z + height_mm

    _ambient((1, 1, 1), 0.15)
    aim = raised(0, 0, 200)
    key = _area("key", raised(-1350, -620, 1050), aim, (480, 480), 1540, (1, 0.972, 0.935))
    _area("top", raised(150, -250, 1500), aim, (600, 450), 360)
    _area("fill", raised(1500, -1500, 500), aim, (1500, 1500), 190, (0.93, 0.965, 1))
    # White cards that only mirrors see: bright and dark bands on metal, no flat light on cloth.
    for name, location, width, height, strength in (
        ("left", (-500, -1900, 250), 700, 900, 3.2),
        ("right", (900, -1500, 900), 300, 1200, 4.0),
        ("low", (0, -1300, -250), 1600, 220, 1.4),
    ):
        glow = materials.glow("card_" + name, strength)
        card = _card(name, raised(*location), raised(0, 0, 220), width, height, glow)
        card.visible_diffuse = card.visible_shadow = card.visible_transmission = False
    return key


def light_metal():
    """A light tent for sprites: soft cards from the same sides as the bag's lights, dark gaps between them."""
    _ambient((0.80, 0.83, 0.88), 0.17)
    for name, location, width, height, strength, colour in (
        ("key", (-120, -110, 95), 190, 170, 6.0, (1, 1, 1)),
        ("strip", (125, -60, 20), 40, 220, 5.0, (0.95, 0.98, 1)),
        ("top", (0, -10, 170), 200, 110, 4.0, (1, 1, 1)),
        ("front", (-25, -300, 45), 250, 190, 1.7, (1, 1, 1)),
        ("wall", (-190, -150, -90), 60, 200, 1.6, (1, 1, 1)),
        ("rim", (-120, 40, -10), 30, 160, 3.0, (1, 1, 1)),
        ("rim_right", (130, 70, 0), 60, 200, 1.6, (1, 1, 1)),
        ("low", (40, -110, -150), 260, 70, 1.9, (1, 0.95, 0.88)),
    ):
        _card(name, location, (0, 0, 0), width, height, materials.soft_glow(name, strength, colour))


# --------------------------------------------------------------------- camera
def _new_camera():
    data = bpy.data.cameras.new("camera")
    obj = bpy.data.objects.new("camera", data)
    bpy.context.scene.collection.objects.link(obj)
    bpy.context.scene.camera = obj
    data.clip_start, data.clip_end = 0.01, 500
    return obj, data


def perspective_camera(target, yaw_deg, pitch_deg, distance, height_mm, f_stop=0.0):
    """Looks at `target` from `distance`; `height_mm` fill the picture's height there. f_stop 0: all sharp."""
    obj, data = _new_camera()
    data.sensor_fit, data.sensor_height = "VERTICAL", 36
    data.lens = 36 * distance / height_mm
    yaw, pitch = math.radians(yaw_deg), math.radians(pitch_deg)
    toward_camera = Vector((math.sin(yaw) * math.cos(pitch), -math.cos(yaw) * math.cos(pitch), math.sin(pitch)))
    aim = Vector(target) * UNITS_PER_MM
    obj.location = aim + toward_camera * distance * UNITS_PER_MM
    obj.rotation_euler = (aim - obj.location).to_track_quat("-Z", "Y").to_euler()
    if f_stop:
        data.dof.use_dof, data.dof.aperture_fstop = True, f_stop
        data.dof.focus_distance = distance * UNITS_PER_MM
    bpy.context.view_layer.update()


def flat_camera(center_x, center_z, width, height, px_per_mm):
    """An orthographic camera straight on, for sprites."""
    obj, data = _new_camera()
    set_size((int(round(width * px_per_mm)), int(round(height * px_per_mm))))
    data.type, data.ortho_scale = "ORTHO", max(width, height) * UNITS_PER_MM
    obj.location = (center_x * UNITS_PER_MM, -8, center_z * UNITS_PER_MM)
    obj.rotation_euler = (math.pi / 2, 0, 0)
    bpy.context.view_layer.update()


# ------------------------------------------------------- measures by the lens
def _axes():
    """Camera axes as the app has them: x right, y down, z to the viewer."""
    m = np.array(bpy.context.scene.camera.matrix_world.to_3x3())
    return m[:, 0], -m[:, 1], m[:, 2]


def to_camera_axes(vector):
    return [round(float(np.dot(vector, axis)), 3) for axis in _axes()]


def project(point):
    """Where a point (mm) lies in the picture: x and y in px, distance in mm."""
    scene = bpy.context.scene
    v = world_to_camera_view(scene, scene.camera, Vector(point) * UNITS_PER_MM)
    return np.array([v.x * scene.render.resolution_x, (1 - v.y) * scene.render.resolution_y, v.z / UNITS_PER_MM])


def px_per_mm(point):
    right = _axes()[0]
    span = project(np.asarray(point) + right * 5) - project(np.asarray(point) - right * 5)
    return float(np.linalg.norm(span[:2]) / 10)


def span_px(direction, length_mm, scale):
    """How wide a part of known length is in the picture, and along which of its directions: px, x, y."""
    right, down, _ = _axes()
    across = np.array([np.dot(direction, right), np.dot(direction, down)])
    return length_mm * scale * np.linalg.norm(across), *unit(across)


def light_direction(light, at):
    """Unit vector to the light in camera axes."""
    toward = np.array(light.location) / UNITS_PER_MM - np.asarray(at, float)
    return to_camera_axes(unit(toward))


def surface_behind(point, below_mm, radius_mm):
    """The cloth behind a charm that hangs `below_mm` under an anchor.

    Returns its mean normal in camera axes and its median distance behind the
    charm's plane, in mm; (None, None) where there is no cloth.
    """
    scene = bpy.context.scene
    depsgraph = bpy.context.evaluated_depsgraph_get()
    eye = np.array(scene.camera.location)
    right, down, _ = _axes()
    normals, gaps = [], []
    for a in np.linspace(-1, 1, 7):
        for b in np.linspace(-1, 1, 7):
            at = np.asarray(point) + down * (below_mm + b * radius_mm) + right * a * radius_mm
            ray = at * UNITS_PER_MM - eye
            hit, place, normal, *_ = scene.ray_cast(depsgraph, Vector(eye), Vector(unit(ray)))
            if not hit:
                continue
            normal = np.array(normal)
            normal = normal if normal @ ray < 0 else -normal
            normals.append(normal)
            gaps.append((np.linalg.norm(np.array(place) - eye) - np.linalg.norm(ray)) / UNITS_PER_MM)
    if len(gaps) < 25:
        return None, None
    return to_camera_axes(unit(np.mean(normals, 0))), float(np.median(gaps))


# -------------------------------------------------------------------- exposing
def render(path, layers_path=None, colour="RGBA"):
    """Renders to a PNG, and to a multilayer EXR with the mask when `layers_path` is given."""
    scene = bpy.context.scene
    image = scene.render.image_settings
    started = time.time()
    image.file_format = "OPEN_EXR_MULTILAYER" if layers_path else "PNG"
    image.color_mode, image.color_depth = colour, "16" if layers_path else "8"
    scene.render.filepath = layers_path or path
    shown = os.dup(1)
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    try:
        bpy.ops.render.render(write_still=True)
    finally:
        os.dup2(shown, 1)
        os.close(silent)
        os.close(shown)
    if layers_path:
        image.file_format, image.color_depth = "PNG", "8"
        bpy.data.images["Render Result"].save_render(path)
    print(f"{os.path.basename(path)}: {time.time() - started:.0f} s", flush=True)


def bodies():
    return [o for o in bpy.data.objects if o.type in ("MESH", "CURVE")]


def _border(low, high):
    """Renders only the part of the picture between two corners, in px."""
    r = bpy.context.scene.render
    width, height = r.resolution_x, r.resolution_y
    r.use_border = True
    r.border_min_x, r.border_max_x = max(0, low[0] / width), min(1, high[0] / width)
    r.border_min_y, r.border_max_y = max(0, 1 - high[1] / height), min(1, 1 - low[1] / height)


def render_only(others, path, center_px=None, reach_px=0.0, layers_path=None):
    """Renders the picture without `others`, and cut away where they lie in front; round a place, if one is given."""
    for o in others:
        o.is_holdout = True
    if center_px:
        x, y = center_px
        _border((x - reach_px, y - reach_px), (x + reach_px, y + reach_px))
    render(path, layers_path)
    bpy.context.scene.render.use_border = False
    for o in others:
        o.is_holdout = False


def photograph_rod(at, path):
    """The length in px of a 50 mm rod that lies at a place, square to the view: a picture of its own.

    The measure of a picture's scale that owes nothing to `px_per_mm`.
    """
    scene = bpy.context.scene
    right, down, _ = _axes()
    right = right if project(at)[0] < scene.render.resolution_x / 2 else -right
    start, down = np.asarray(at, float), down * 6
    corners = [start - down, start + right * ROD_MM - down, start + right * ROD_MM + down, start + down]
    rod = mesh("rod", corners, [[0, 1, 2, 3]], None, materials.glow("rod", 1), smooth=False)
    hidden = [o for o in bodies() if o is not rod]
    for o in hidden:
        o.hide_render = True
    rod.visible_camera, scene.render.film_transparent = True, True
    scene.cycles.use_denoising, samples, scene.cycles.samples = False, scene.cycles.samples, 64
    x, y = project(at)[:2]
    reach = ROD_MM * 1.1 * px_per_mm(at)
    _border((x - reach, y - 2), (x + reach, y + 2))
    render(path)
    scene.render.use_border = False
    alpha = np.asarray(Image.open(path), float)[..., 3] / 255
    for o in hidden:
        o.hide_render = False
    bpy.data.objects.remove(rod)
    scene.cycles.use_denoising, scene.cycles.samples = True, samples
    rows = alpha[alpha.max(1) > 0]
    return float(np.median(rows.sum(1)))
