# SPDX-License-Identifier: GPL-3.0-or-later
"""Cloth, leather and metal, and the woven textures they are made of.

Each material also writes which part of the tint mask it belongs to, so that the
mask comes out of the same render, with the same soft edges as the picture.
"""
import math
import os

import bpy
import numpy as np
from PIL import Image

from geometry import UNITS_PER_MM
from workdir import WORK_DIR

MASK_CHANNEL = "tint"
FADE = "fade"  # a mesh's attribute: how worn it is, 0 to 1
MASK = {"main": (1, 0, 0), "trim": (0, 1, 0), "fixed": (0, 0, 1)}

THREADS_PER_TILE = 64
PIXELS_PER_THREAD = 20


# ------------------------------------------------------------------ textures
def _save_grey(path, values):
    Image.fromarray((np.clip(values, 0, 1) * 255 + 0.5).astype(np.uint8)).save(path)


def _weave(kind):
    """Height and tone of a tile of cloth, 64 x 64 threads, written once.

    The tone differs by 1.2 % from thread to thread: without it the cloth looks
    printed, at 4.5 % it turns to plaid.
    """
    height_path = os.path.join(WORK_DIR, f"weave_{kind}_height.png")
    tone_path = os.path.join(WORK_DIR, f"weave_{kind}_tone.png")
    if os.path.exists(height_path) and os.path.exists(tone_path):
        return height_path, tone_path
    random = np.random.default_rng(3)
    size = THREADS_PER_TILE * PIXELS_PER_THREAD
    y, x = np.mgrid[0:size, 0:size] / PIXELS_PER_THREAD
    i, j = x.astype(int), y.astype(int)
    across, along = x - i - 0.5, y - j - 0.5
    warp_on_top = {"plain": (i + j) % 2, "twill": (i - j) % 4 < 2, "denim": (i - j) % 4 < 3}[kind]
    warp, weft = random.normal(0, 1, THREADS_PER_TILE), random.normal(0, 1, THREADS_PER_TILE)

    def thread(offset, half_width, on_top, run):
        round_ = np.sqrt(np.clip(1 - (offset / half_width) ** 2, 0, 1))
        return round_ * np.where(on_top, 0.62 + 0.38 * np.cos(np.pi * run), 0.34)

    warp_height = thread(across, 0.46 + 0.015 * warp[i], warp_on_top, along)
    weft_height = thread(along, 0.46 + 0.015 * weft[j], np.logical_not(warp_on_top), across)
    warp_seen = warp_height > weft_height
    height = np.maximum(warp_height, weft_height)
    frequency = np.fft.fftfreq(size) * size
    keep = np.exp(-((frequency[:, None] / 90) ** 2) - (frequency[None] / 600) ** 2)
    fibre = np.real(np.fft.ifft2(np.fft.fft2(random.normal(0, 1, (size, size))) * keep))
    fibre /= fibre.std()
    fibre = np.where(warp_seen, fibre, fibre.T)
    tone = np.where(warp_seen, 1 + 0.012 * warp[i], 1 + 0.012 * weft[j])
    if kind == "denim":
        tone = np.where(warp_seen, tone * 0.80, tone)  # the weft is not dyed
    tone = tone * (0.72 + 0.28 * np.clip(height, 0, 1)) + 0.018 * fibre
    _save_grey(height_path, (height + 0.05 * fibre) * 0.9)
    _save_grey(tone_path, tone * 0.9)
    return height_path, tone_path


def _net():
    """A tile of sports mesh: round holes on a hexagonal lattice, white where there is cloth."""
    path = os.path.join(WORK_DIR, "net.png")
    if os.path.exists(path):
        return path
    pitch, cells = 32, 8
    width, height = pitch * cells, int(round(pitch * cells * math.sqrt(3)))
    y, x = np.mgrid[0:height, 0:width].astype(float)
    rows = 2 * cells
    row_height = height / rows
    distance = np.full((height, width), 9e9)
    for row in range(-1, rows + 1):
        dx = (x - (pitch / 2 if row % 2 else 0)) % pitch
        dx = np.minimum(dx, pitch - dx)
        dy = np.abs(y - (row + 0.5) * row_height)
        distance = np.minimum(distance, np.hypot(dx, dy * 0.92))
    _save_grey(path, np.clip((distance - pitch * 0.34) / 3 + 0.5, 0, 1))
    return path


# --------------------------------------------------------------------- nodes
def _material(name, part):
    material = bpy.data.materials.new(name)
    material.use_nodes = True
    nodes = material.node_tree
    mask = nodes.nodes.new("ShaderNodeOutputAOV")
    mask.aov_name = MASK_CHANNEL
    mask.inputs["Color"].default_value = (*MASK[part], 1)
    return material, nodes, nodes.nodes["Principled BSDF"]


def _picture(nodes, path, tile_mm, aspect=(1, 1)):
    """A texture laid out in millimetres of cloth."""
    uv = nodes.nodes.new("ShaderNodeUVMap")
    mapping = nodes.nodes.new("ShaderNodeMapping")
    mapping.inputs["Scale"].default_value = (aspect[0] / tile_mm, aspect[1] / tile_mm, 1)
    image = nodes.nodes.new("ShaderNodeTexImage")
    image.image = bpy.data.images.load(path, check_existing=True)
    image.image.colorspace_settings.name = "Non-Color"
    nodes.links.new(uv.outputs[0], mapping.inputs[0])
    nodes.links.new(mapping.outputs[0], image.inputs[0])
    return image.outputs[0]


def _noise(nodes, scale, detail=3):
    where = nodes.nodes.new("ShaderNodeTexCoord")
    texture = nodes.nodes.new("ShaderNodeTexNoise")
    texture.inputs["Scale"].default_value = scale
    texture.inputs["Detail"].default_value = detail
    nodes.links.new(where.outputs["Object"], texture.inputs["Vector"])
    return texture.outputs[0]


def _range(nodes, value, low, high):
    """0..1 spread over low..high."""
    remap = nodes.nodes.new("ShaderNodeMapRange")
    remap.inputs[3].default_value, remap.inputs[4].default_value = low, high
    nodes.links.new(value, remap.inputs[0])
    return remap.outputs[0]


def _bump(nodes, height, distance_mm, strength):
    bump = nodes.nodes.new("ShaderNodeBump")
    bump.inputs["Distance"].default_value = distance_mm * UNITS_PER_MM
    bump.inputs["Strength"].default_value = strength
    nodes.links.new(height, bump.inputs["Height"])
    return bump.outputs[0]


def _times_colour(nodes, value, colour):
    mix = nodes.nodes.new("ShaderNodeMix")
    mix.data_type, mix.blend_type = "RGBA", "MULTIPLY"
    mix.inputs[0].default_value = 1
    nodes.links.new(value, mix.inputs[6])
    mix.inputs[7].default_value = (*colour, 1)
    return mix.outputs[2]


# ----------------------------------------------------------------- materials
def fabric(name, albedo, part, weave="plain", pitch_mm=1.0, bump=1.0, roughness=0.82, sheen=0.35):
    """Woven cloth, one thread every `pitch_mm`; `albedo` is linear grey."""
    material, nodes, surface = _material(name, part)
    height_path, tone_path = _weave(weave)
    height = _picture(nodes, height_path, pitch_mm * THREADS_PER_TILE)
    tone = _picture(nodes, tone_path, pitch_mm * THREADS_PER_TILE)
    wear = _range(nodes, _noise(nodes, 1.4, 4), 0.90, 1.08)
    product = nodes.nodes.new("ShaderNodeMath")
    product.operation = "MULTIPLY"
    nodes.links.new(tone, product.inputs[0])
    nodes.links.new(wear, product.inputs[1])
    colour = _times_colour(nodes, product.outputs[0], (albedo / 0.82,) * 3)
    nodes.links.new(colour, surface.inputs["Base Color"])
    nodes.links.new(_bump(nodes, height, 0.35 * pitch_mm, bump), surface.inputs["Normal"])
    surface.inputs["Roughness"].default_value = roughness
    surface.inputs["Specular IOR Level"].default_value = 0.25
    surface.inputs["Sheen Weight"].default_value = sheen
    surface.inputs["Sheen Roughness"].default_value = 0.45
    return material


def denim(name, raw, faded, pitch_mm=0.62, bump=0.9):
    """Twill of dyed warp and white weft, worn where the mesh's `fade` says (0 raw, 1 worn to the weft).

    Worn places leave the dye's part of the mask: any colour fades to white there, as indigo does.
    """
    material, nodes, surface = _material(name, "main")
    height_path, tone_path = _weave("denim")
    height = _picture(nodes, height_path, pitch_mm * THREADS_PER_TILE)
    tone = _picture(nodes, tone_path, pitch_mm * THREADS_PER_TILE)
    fade = nodes.nodes.new("ShaderNodeAttribute")
    fade.attribute_name = FADE
    albedo = _range(nodes, fade.outputs["Fac"], raw, faded)
    # Slubs: thick and thin places along the warp.
    uv, stretch = nodes.nodes.new("ShaderNodeUVMap"), nodes.nodes.new("ShaderNodeMapping")
    stretch.inputs["Scale"].default_value = (0.85, 0.022, 1)
    slub = nodes.nodes.new("ShaderNodeTexNoise")
    slub.inputs["Scale"].default_value, slub.inputs["Detail"].default_value = 1.0, 2
    nodes.links.new(uv.outputs[0], stretch.inputs[0])
    nodes.links.new(stretch.outputs[0], slub.inputs["Vector"])
    value = albedo
    for factor in (tone, _range(nodes, slub.outputs[0], 0.80, 1.22), _range(nodes, _noise(nodes, 1.6, 4), 0.88, 1.12)):
        product = nodes.nodes.new("ShaderNodeMath")
        product.operation = "MULTIPLY"
        nodes.links.new(value, product.inputs[0])
        nodes.links.new(factor, product.inputs[1])
        value = product.outputs[0]
    colour = nodes.nodes.new("ShaderNodeCombineColor")
    for channel in range(3):
        nodes.links.new(value, colour.inputs[channel])
    nodes.links.new(colour.outputs[0], surface.inputs["Base Color"])
    nodes.links.new(_bump(nodes, height, 0.4 * pitch_mm, bump), surface.inputs["Normal"])
    surface.inputs["Roughness"].default_value, surface.inputs["Specular IOR Level"].default_value = 0.85, 0.2
    surface.inputs["Sheen Weight"].default_value = 0.2
    mask = next(n for n in nodes.nodes if n.type == "OUTPUT_AOV")
    dyed, bare = _range(nodes, fade.outputs["Fac"], 1.0, 0.4), _range(nodes, fade.outputs["Fac"], 0.0, 0.6)
    parts = nodes.nodes.new("ShaderNodeCombineColor")
    nodes.links.new(dyed, parts.inputs[0])
    nodes.links.new(bare, parts.inputs[2])
    nodes.links.new(parts.outputs[0], mask.inputs["Color"])
    return material


def net(name, albedo, part, cell_mm):
    """Sports mesh one can see through."""
    material, nodes, surface = _material(name, part)
    image = _picture(nodes, _net(), cell_mm * 8, (1, 1 / math.sqrt(3)))
    surface.inputs["Base Color"].default_value = (albedo, albedo, albedo, 1)
    surface.inputs["Roughness"].default_value = 0.6
    surface.inputs["Sheen Weight"].default_value = 0.2
    nodes.links.new(image, surface.inputs["Alpha"])
    nodes.links.new(_bump(nodes, image, 0.5, 0.6), surface.inputs["Normal"])
    return material


def metal(name, colour, roughness, scratches=0.06):
    """Polished metal whose roughness wanders a little, as handled metal does."""
    material, nodes, surface = _material(name, "fixed")
    surface.inputs["Metallic"].default_value = 1
    surface.inputs["Base Color"].default_value = (*colour, 1)
    grain = _noise(nodes, 26, 5)
    nodes.links.new(_range(nodes, grain, roughness * 0.7, roughness * 1.35), surface.inputs["Roughness"])
    nodes.links.new(_bump(nodes, grain, 0.05, scratches), surface.inputs["Normal"])
    return material


STAMP_MM = 20.0


def _stamp():
    """A mark pressed into leather, white where it is deep: a charm on a ring, drawn in a 20 mm square."""
    path = os.path.join(WORK_DIR, "stamp.png")
    size = 640
    y, x = np.mgrid[0:size, 0:size] / size * STAMP_MM - STAMP_MM / 2
    ring = np.abs(np.hypot(x, y + 4.9) - 1.75) - 0.42
    charm = np.abs(np.hypot(x, y - 2.4) - 4.7) - 0.5
    hole = np.hypot(x, y + 0.55) - 0.62
    smile = np.maximum(np.abs(np.hypot(x, y - 2.6) - 2.1) - 0.38, 3.6 - y)
    deep = np.minimum(np.minimum(ring, charm), np.minimum(hole, smile))
    _save_grey(path, np.clip(0.5 - deep / 0.28, 0, 1))
    return path


def _press(nodes, surface, center_mm):
    """Presses the stamp into a surface with UVs in mm: lower, darker, smoother."""
    mark = _picture(nodes, _stamp(), STAMP_MM)
    texture = mark.node
    texture.extension = "CLIP"
    mapping = texture.inputs[0].links[0].from_node
    mapping.inputs["Location"].default_value = (0.5 - center_mm[0] / STAMP_MM, 0.5 - center_mm[1] / STAMP_MM, 0)
    shade = _range(nodes, mark, 1.0, 0.62)
    mix = nodes.nodes.new("ShaderNodeMix")
    mix.data_type, mix.blend_type = "RGBA", "MULTIPLY"
    mix.inputs[0].default_value = 1
    nodes.links.new(surface.inputs["Base Color"].links[0].from_socket, mix.inputs[6])
    nodes.links.new(shade, mix.inputs[7])
    nodes.links.new(mix.outputs[2], surface.inputs["Base Color"])
    pressed = nodes.nodes.new("ShaderNodeBump")
    pressed.invert = True
    pressed.inputs["Distance"].default_value = 0.7 * UNITS_PER_MM
    pressed.inputs["Strength"].default_value = 0.9
    nodes.links.new(mark, pressed.inputs["Height"])
    nodes.links.new(surface.inputs["Normal"].links[0].from_socket, pressed.inputs["Normal"])
    nodes.links.new(pressed.outputs[0], surface.inputs["Normal"])


def leather(name, colour, pore_scale=110, roughness=0.5, stamp_at=None):
    """Grained leather; `stamp_at` (mm, in the patch's UV) presses the mark there."""
    material, nodes, surface = _material(name, "fixed")
    where = nodes.nodes.new("ShaderNodeTexCoord")
    pores = nodes.nodes.new("ShaderNodeTexVoronoi")
    pores.feature = "SMOOTH_F1"
    pores.inputs["Scale"].default_value = pore_scale
    nodes.links.new(where.outputs["Object"], pores.inputs["Vector"])
    patina = _range(nodes, _noise(nodes, 9, 5), 0.72, 1.15)
    grey = nodes.nodes.new("ShaderNodeCombineColor")
    for channel in range(3):
        nodes.links.new(patina, grey.inputs[channel])
    nodes.links.new(_times_colour(nodes, grey.outputs[0], colour), surface.inputs["Base Color"])
    nodes.links.new(_bump(nodes, pores.outputs["Distance"], 0.35, 0.45), surface.inputs["Normal"])
    surface.inputs["Roughness"].default_value = roughness
    surface.inputs["Coat Weight"].default_value = 0.08
    if stamp_at is not None:
        _press(nodes, surface, stamp_at)
    return material


def plain(name, colour, part="fixed", roughness=0.55, sheen=0.0, specular=0.5):
    """One colour, no texture: thread, the ground."""
    material, _, surface = _material(name, part)
    surface.inputs["Base Color"].default_value = (*colour, 1)
    surface.inputs["Roughness"].default_value = roughness
    surface.inputs["Sheen Weight"].default_value = sheen
    surface.inputs["Specular IOR Level"].default_value = specular
    return material


def plaster(name, colour):
    """A painted wall: matt, with the faint unevenness a roller leaves."""
    material, nodes, surface = _material(name, "fixed")
    surface.inputs["Base Color"].default_value = (*colour, 1)
    surface.inputs["Roughness"].default_value = 0.9
    surface.inputs["Specular IOR Level"].default_value = 0.15
    nodes.links.new(_bump(nodes, _noise(nodes, 12, 6), 0.8, 0.35), surface.inputs["Normal"])
    return material


def wood(name, colour):
    """Oiled wood: rings stretched along y."""
    material, nodes, surface = _material(name, "fixed")
    where = nodes.nodes.new("ShaderNodeTexCoord")
    mapping = nodes.nodes.new("ShaderNodeMapping")
    mapping.inputs["Scale"].default_value = (14, 1.1, 14)
    rings = nodes.nodes.new("ShaderNodeTexNoise")
    rings.inputs["Scale"].default_value, rings.inputs["Detail"].default_value = 1.6, 5
    rings.inputs["Distortion"].default_value = 0.6
    nodes.links.new(where.outputs["Object"], mapping.inputs[0])
    nodes.links.new(mapping.outputs[0], rings.inputs["Vector"])
    tone = _range(nodes, rings.outputs[0], 0.6, 1.35)
    nodes.links.new(_times_colour(nodes, tone, colour), surface.inputs["Base Color"])
    nodes.links.new(_bump(nodes, rings.outputs[0], 0.2, 0.2), surface.inputs["Normal"])
    surface.inputs["Roughness"].default_value = 0.42
    return material


def satin(name, colour):
    """Smooth, lustrous cloth: an insert, a ribbon."""
    material, nodes, surface = _material(name, "fixed")
    surface.inputs["Base Color"].default_value = (*colour, 1)
    surface.inputs["Roughness"].default_value = 0.46
    surface.inputs["Specular IOR Level"].default_value = 0.35
    surface.inputs["Sheen Weight"].default_value = 0.25
    nodes.links.new(_bump(nodes, _noise(nodes, 60, 3), 0.12, 0.25), surface.inputs["Normal"])
    return material


def film(name):
    """Clear vinyl: it mirrors at a slant, is faintly milky, and lets everything else through."""
    material = bpy.data.materials.new(name)
    material.use_nodes = True
    nodes = material.node_tree
    nodes.nodes.remove(nodes.nodes["Principled BSDF"])
    clear, gloss, milk = (nodes.nodes.new(f"ShaderNodeBsdf{kind}") for kind in ("Transparent", "Glossy", "Diffuse"))
    gloss.inputs["Roughness"].default_value, gloss.inputs["Color"].default_value = 0.045, (0.66, 0.66, 0.66, 1)
    milk.inputs["Color"].default_value = (0.95, 0.97, 1, 1)
    slant = nodes.nodes.new("ShaderNodeFresnel")
    slant.inputs["IOR"].default_value = 1.53
    body, surface = nodes.nodes.new("ShaderNodeMixShader"), nodes.nodes.new("ShaderNodeMixShader")
    body.inputs[0].default_value = 0.008
    for a, b in (
        (clear.outputs[0], body.inputs[1]), (milk.outputs[0], body.inputs[2]), (slant.outputs[0], surface.inputs[0]),
        (body.outputs[0], surface.inputs[1]), (gloss.outputs[0], surface.inputs[2]),
        (surface.outputs[0], nodes.nodes["Material Output"].inputs[0]),
    ):
        nodes.links.new(a, b)
    return material


def glow(name, strength, colour=(1, 1, 1)):
    """A card that shines: what polished metal mirrors."""
    material = bpy.data.materials.new(name)
    material.use_nodes = True
    nodes = material.node_tree
    nodes.nodes.remove(nodes.nodes["Principled BSDF"])
    emission = nodes.nodes.new("ShaderNodeEmission")
    emission.inputs["Color"].default_value = (*colour, 1)
    emission.inputs["Strength"].default_value = strength
    nodes.links.new(emission.outputs[0], nodes.nodes["Material Output"].inputs[0])
    return material


def soft_glow(name, strength, colour=(1, 1, 1)):
    """A shining card, bright in the middle and dimming to its edges (needs 0..1 UVs)."""
    material = glow(name, strength, colour)
    nodes = material.node_tree
    uv = nodes.nodes.new("ShaderNodeUVMap")
    mapping = nodes.nodes.new("ShaderNodeMapping")
    mapping.inputs["Location"].default_value = (-1, -1, 0)
    mapping.inputs["Scale"].default_value = (2, 2, 1)
    falloff = nodes.nodes.new("ShaderNodeTexGradient")
    falloff.gradient_type = "QUADRATIC_SPHERE"
    nodes.links.new(uv.outputs[0], mapping.inputs[0])
    nodes.links.new(mapping.outputs[0], falloff.inputs[0])
    remap = nodes.nodes.new("ShaderNodeMapRange")
    remap.inputs[2].default_value = 0.55
    remap.inputs[3].default_value, remap.inputs[4].default_value = strength * 0.25, strength
    nodes.links.new(falloff.outputs["Fac"], remap.inputs[0])
    emission = next(n for n in nodes.nodes if n.type == "EMISSION")
    nodes.links.new(remap.outputs[0], emission.inputs["Strength"])
    return material
