# SPDX-License-Identifier: GPL-3.0-or-later
"""The lanyard: a 20 mm woven strap, its Y join, a swivel hook and a clear badge holder with a card.

It hangs in the plane y = 0, seen from -y: close by on a knitted sweater, whole
from a peg on a wall. Below the crimp everything hangs at x = 0.
"""
import os

import numpy as np
from PIL import Image, ImageDraw, ImageFont

import materials
import sewing
import still
import studio
from carrier import Carrier, View
from geometry import (
    arc, circle, closed, columns_at, grid, join, lathe, noise, resample, round_corners, rounded_box, round_corners_closed,
    rounded_rectangle, smoothstep, sweep, tube, unit,
)
from sewing import ring_tab, stitches
from solid import blend, box, cut, rod, slab, solid
from workdir import work_path

STRAP, EDGE, THICK = 20.0, 3.6, 1.3
CRIMP_Z, FOLD_Z = 74.0, 45.0
BADGE_TOP, BADGE_SIZE = -2.0, (66.0, 110.0)
CARD_SIZE, CARD_CENTER = (54.0, 85.6), -62.0
PEG = (0.0, 396.0)

VIEWS = {
    "front": View("Front", (1440, 1800), (-4, 0, 14), 9, 3, 1500, 268, 0, ("hook-ring", "strap-ring"), near_ground=True),
    "whole": View("Whole lanyard", (1280, 2000), (0, 0, 148), -8, 2, 2300, 590, 0, ("hook-ring", "strap-ring"), near_ground=True),
}
ANCHORS = {"hook-ring": "Ring of the hook", "strap-ring": "Ring on the strap"}


# ------------------------------------------------------------------- the strap
def _motif():
    """A woven motif, one tile of strap: a star and a dot, lighter where the pattern floats."""
    path = work_path("lanyard_motif.png")
    k, width, pitch = 24, STRAP, 17.0
    picture = Image.new("L", (int(pitch * k), int(width * k)), 0)
    draw = ImageDraw.Draw(picture)

    def star(cx, cz, outer, inner):
        a = np.pi / 2 + np.arange(10) * np.pi / 5
        r = np.where(np.arange(10) % 2 == 0, outer, inner)
        draw.polygon([(k * (cx + r[i] * np.sin(a[i])), k * (cz + r[i] * np.cos(a[i]))) for i in range(10)], fill=255)

    star(4.6, width / 2, 3.7, 1.75)
    draw.ellipse([k * 11.6, k * (width / 2 - 1.2), k * 14.0, k * (width / 2 + 1.2)], fill=255)
    # Jacquard: edges step from thread to thread.
    step = picture.resize((int(pitch / 0.42), int(width / 0.42)), Image.BOX).point(lambda v: 255 if v > 110 else 0)
    step.resize(picture.size, Image.NEAREST).resize((512, 602), Image.BILINEAR).save(path)
    return path, pitch, width


def _woven(name, albedo, part, motif=None):
    """The strap's cloth; the motif floats on it, lighter and smoother."""
    material = materials.fabric(name, albedo, part, "twill", 0.62, 0.9, 0.62, 0.25)
    if motif is None:
        return material
    nodes = material.node_tree
    surface = nodes.nodes["Principled BSDF"]
    path, pitch, width = motif
    image = materials._picture(nodes, path, pitch, (1, pitch / width))
    mapping = image.node.inputs[0].links[0].from_node
    mapping.inputs["Location"].default_value = (0, 0.5 - 6.8 / width, 0)
    mix = nodes.nodes.new("ShaderNodeMix")
    mix.data_type, mix.blend_type = "RGBA", "MULTIPLY"
    mix.inputs[0].default_value = 1
    nodes.links.new(surface.inputs["Base Color"].links[0].from_socket, mix.inputs[6])
    nodes.links.new(materials._range(nodes, image, 0.82, 1.65), mix.inputs[7])
    nodes.links.new(mix.outputs[2], surface.inputs["Base Color"])
    return material


def ribbon(name, path, normals, m, count=None):
    """A woven strap: its middle, and two selvedges a hair thinner, as a narrow loom leaves them."""
    path = resample(path, step=0.8) if count is None else resample(path, count)
    normals = np.broadcast_to(np.asarray(normals, float), path.shape) if np.ndim(normals) == 1 else columns_at(
        np.linspace(0, 1, len(path)), np.linspace(0, 1, len(normals)), np.asarray(normals, float))
    s = np.arange(len(path)) * 0.8
    path = path + np.array([1, 0.3, 0]) * (noise(s / 23, 2, len(name)) * 0.25)[:, None]
    tangent = unit(np.gradient(path, axis=0))
    across = unit(np.cross(tangent, normals))
    middle = STRAP - 2 * EDGE
    sweep(name, path, rounded_rectangle(middle + 0.3, THICK, 0.45), normals, m["main"])
    for side in (-1, 1):
        wavy = (side * (STRAP - EDGE) / 2 + noise(s / 6, side * 3, 5) * 0.10)[:, None]
        sweep(name + "_edge", path + across * wavy, rounded_rectangle(EDGE, THICK * 0.86, 0.5), normals, m["trim"])
    return path


def _sides(m):
    """Both halves of the loop, from the crimp up to the peg; the right one passes under the left."""
    halves = {}
    for sign in (-1, 1):
        y = -0.8 if sign < 0 else 0.9
        wobble = 1.0 if sign < 0 else 1.05
        points = [
            (1.6 * sign, y, CRIMP_Z - 5), (2.2 * sign, y, CRIMP_Z + 3), (9.5 * sign * wobble, y, CRIMP_Z + 16),
            (36 * sign * wobble, y + 1, 124), (58 * sign, y + 3, 178), (68 * sign * wobble, y + 3, 240),
            (56 * sign, y + 1, 310), (30 * sign, y, 362), (PEG[0] + 13.5 * sign, y, PEG[1] - 6),
            (PEG[0] + 10.5 * sign, y, PEG[1] + 8.5), (PEG[0], y, PEG[1] + 13.4),
        ]
        path = resample(round_corners(points, 4), step=0.8)
        # The strap turns on edge towards the peg, where it lies over the round wood.
        turn = smoothstep((path[:, 2] - 210) / 150)[:, None]
        outward = unit(path - np.array([PEG[0], 0, PEG[1] - 2])) * [1, 0, 1]
        outward = np.where(path[:, 2:] > PEG[1] - 20, outward, np.array([sign, 0, 0.0]))
        halves[sign] = ribbon(f"strap_{sign}", path, unit(np.array([0, -1.0, 0]) * (1 - turn) + outward * turn), m)
    return halves


def _join(m):
    """The crimp, and the short strap folded round the hook's bar below it."""
    def clamp(x, y, z):
        z = z - CRIMP_Z
        pillow = 0.012 * x * x + 0.03 * z * z  # pressed between two dies: its face is not flat
        body = box(x, y * (1 + 0.06 * pillow), z, (11.6, 3.3, 6.0), 2.2)
        teeth = [rod(x, y, z, [(tx, -3.9, -1.6), (tx, -3.9, 1.6)], [0.95, 0.95]) for tx in (-5, 0, 5)]
        return cut(body, np.minimum(np.minimum(*teeth[:2]), teeth[2]), 0.9)

    solid("crimp", clamp, (-13, -5, CRIMP_Z - 8), (13, 5, CRIMP_Z + 8), 0.25, m["satin"])
    half = [(0, 1.3, CRIMP_Z), (0, 1.5, 62), (0, 1.6, FOLD_Z + 5), (0, 0.6, FOLD_Z - 1.4), (0, -1.4, FOLD_Z - 1.4),
            (0, -2.0, FOLD_Z + 5), (0, -1.4, 57), (0, -1.1, 64), (0, -1.2, CRIMP_Z)]
    path = resample(round_corners(half, 4), step=0.5)
    normals = np.cross(unit(np.gradient(path, axis=0)), [1.0, 0, 0])
    ribbon("tail", path, normals, {**m, "main": m["plain"]})
    # A box with a cross, sewn through both layers.
    corners = [(-6.4, 53.5), (6.4, 53.2), (6.5, 65.5), (-6.3, 65.6), (-6.4, 53.5), (6.5, 65.5)]
    for a, b in [*zip(corners[:-1], corners[1:]), ((-6.3, 65.6), (6.4, 53.2))]:
        row = np.linspace((a[0], -2.35, a[1]), (b[0], -2.35, b[1]), 30)
        stitches("box_stitch", row, np.tile([0, -1.0, 0], (30, 1)), m["thread"], 1.9, 0.7, 0.33, 0.05)


# -------------------------------------------------------------------- the hook
def _hook(m):
    """A swivel trigger hook: the bar for the strap, a turned swivel, the hook with its sprung gate."""
    half, low = 11.9, 36.8
    bow = [(0, 0, FOLD_Z), (half, 0, FOLD_Z), (half, 0, low + 2), (half - 2.5, 0, low - 0.6), (3, 0, low - 1.6),
           (0, 0, low - 1.7)]
    bow = np.array(bow + [(-x, y, z) for x, y, z in bow[-2:0:-1]])
    path = round_corners_closed(bow, 3)
    tube("hook_bar", path, 1.35, m["metal"], is_closed=True)
    turned = [[0.01, 0], [2.7, 0], [3.6, 0.6], [3.6, 3.0], [2.2, 3.8], [2.2, 4.6], [3.9, 5.4], [4.1, 6.2], [3.9, 9.0],
              [2.6, 9.8], [0.01, 10.0]]
    lathe("swivel", round_corners(turned, 2), (0, 0, low + 1.6), (0, 0, -1), m["metal"])
    top, bottom = 27.5, BADGE_TOP - 4.0  # the hook's inner lowest point carries the badge

    def body(x, y, z):
        path = [(0, 0, top), (1.5, 0, 25), (5.9, 0, 20.5), (7.0, 0, 13), (6.7, 0, 5), (5.0, 0, bottom + 1.2),
                (1.9, 0, bottom - 1.35), (-1.6, 0, bottom - 1.3), (-4.6, 0, bottom + 1.2), (-5.8, 0, bottom + 5)]
        path = resample(round_corners(path, 3), 26)
        hook = rod(x, y * 0.92, z, path, np.interp(np.linspace(0, 1, 26), [0, 0.15, 0.5, 0.8, 1], [2.9, 2.1, 1.7, 1.45, 1.25]))
        neck = rod(x, y, z, [(0, 0, top + 1), (-3.8, 0, 20.4)], [3.0, 2.2])
        return blend(hook, neck, 2.4)

    solid("hook", body, (-10, -5, bottom - 4), (11, 5, top + 5), 0.25, m["metal"])
    gate = round_corners([(-3.9, -0.2, 20.4), (-5.4, -0.3, 15), (-6.1, -0.3, 8), (-5.9, -0.2, bottom + 4.0)], 3)
    tube("gate", gate, 1.35, m["metal"], scale=[1.1, 1.1, 1, 0.95, 0.85])
    thumb = round_corners([(-5.6, -0.4, 12.6), (-8.0, -0.6, 13.4), (-9.4, -0.7, 15.4)], 2)
    tube("thumb", thumb, 0.95, m["metal"], scale=[1.0, 1.0, 1.15])
    rivet = round_corners([[0.01, 0], [1.2, 0], [1.2, 0.5], [0.9, 0.8], [0.01, 0.9]], 2)
    lathe("rivet", rivet, (-3.9, -1.7, 20.4), (0, -1, 0), m["metal"])
    x = 7.2
    return sewing.Eye(np.array([x, 0, low + 0.6]), np.array([x, 0, (FOLD_Z + low) / 2]), ["hook_bar"],
                      (np.array([1.0, 0, 0]), 2 * (half + 1.35)))


# ------------------------------------------------------------------- the badge
def _card_print():
    """What is printed on the card, drawn at 12 px/mm: a guest pass of a made-up market."""
    path = work_path("lanyard_card.png")
    k = 12
    width, height = int(CARD_SIZE[0] * k), int(CARD_SIZE[1] * k)
    picture = Image.new("RGB", (width, height), (246, 243, 237))
    draw = ImageDraw.Draw(picture)
    ink, grey = (52, 50, 58), (150, 146, 148)

    def text(at, words, size, fill=ink, anchor="mm"):
        draw.text((at[0] * k, at[1] * k), words, fill=fill, font=ImageFont.load_default(size * k), anchor=anchor)

    text((27, 31), "ARTIST ALLEY", 4.3)
    draw.line([13 * k, 35.4 * k, 41 * k, 35.4 * k], fill=grey, width=3)
    x, y, r = 27, 49.5, 10.2
    draw.ellipse([(x - r) * k, (y - r) * k, (x + r) * k, (y + r) * k], fill=(239, 214, 190))
    draw.polygon([((x + a) * k, (y + b) * k) for a, b in ((-7.6, -3.4), (-6.8, -9.6), (-2.2, -6.2))], fill=(104, 88, 92))
    draw.polygon([((x + a) * k, (y + b) * k) for a, b in ((7.6, -3.4), (6.8, -9.6), (2.2, -6.2))], fill=(104, 88, 92))
    draw.ellipse([(x - 7.6) * k, (y - 7) * k, (x + 7.6) * k, (y + 6.8) * k], fill=(104, 88, 92))
    for side in (-1, 1):
        draw.ellipse([(x + side * 3 - 0.8) * k, (y - 1.4) * k, (x + side * 3 + 0.8) * k, (y + 0.4) * k], fill=(248, 240, 230))
    draw.ellipse([(x - 0.8) * k, (y + 1.0) * k, (x + 0.8) * k, (y + 2.2) * k], fill=(232, 150, 150))
    text((27, 65.5), "Mika Arai", 5.2)
    text((27, 70.6), "table C 14", 3.2, grey)
    bars = np.random.default_rng(4).integers(1, 4, 46)
    at = 13.0
    for i, wide in enumerate(bars):
        if i % 2 == 0 and at < 41:
            draw.rectangle([at * k, 75 * k, (at + wide * 0.32) * k, 80.5 * k], fill=ink)
        at += wide * 0.32
    picture.save(path)
    return path


def _head_print():
    """The band across the card's head, dyed with the strap: the market's name and its bunting."""
    path = work_path("lanyard_head.png")
    k = 12
    picture = Image.new("RGB", (int(CARD_SIZE[0] * k), int(CARD_SIZE[1] * k)), (156, 156, 156))
    draw = ImageDraw.Draw(picture)
    for i in range(10):
        x, sag = 5.4 * i, 3.0 + 1.9 * np.sin(np.pi * (i + 0.5) / 10)
        shade = (232, 232, 232) if i % 2 else (206, 206, 206)
        draw.polygon([((x + 0.6) * k, sag * k), ((x + 4.8) * k, sag * k), ((x + 2.7) * k, (sag + 4.4) * k)], fill=shade)
    font = ImageFont.load_default(6.0 * k)
    draw.text((27 * k, 15.6 * k), "CHARM FAIR", fill=(247, 247, 247), font=font, anchor="mm")
    draw.text((27 * k, 20.6 * k), "spring 2027", fill=(240, 240, 240), font=ImageFont.load_default(3.0 * k), anchor="mm")
    picture.save(path)
    return path


def _printed(name, part, path):
    material, nodes, surface = materials._material(name, part)
    image = materials._picture(nodes, path, CARD_SIZE[0], (1, CARD_SIZE[0] / CARD_SIZE[1]))
    image.node.image.colorspace_settings.name = "sRGB"
    nodes.links.new(materials._times_colour(nodes, image, (0.86, 0.86, 0.86)), surface.inputs["Base Color"])
    surface.inputs["Roughness"].default_value = 0.45
    return material


def _film(name, tint, coat, wave, haze):
    """Clear vinyl: one sees through it, it mirrors the cards in long uneven streaks."""
    material, nodes, surface = materials._material(name, "fixed")
    output = nodes.nodes["Material Output"]
    clear = nodes.nodes.new("ShaderNodeBsdfTransparent")
    clear.inputs[0].default_value = (*tint, 1)
    gloss = nodes.nodes.new("ShaderNodeBsdfGlossy")
    gloss.inputs["Roughness"].default_value = 0.09
    ripple = materials._bump(nodes, materials._noise(nodes, wave, 2), 0.9, 0.35)
    nodes.links.new(ripple, gloss.inputs["Normal"])
    fresnel = nodes.nodes.new("ShaderNodeFresnel")
    fresnel.inputs["IOR"].default_value = coat
    nodes.links.new(ripple, fresnel.inputs["Normal"])
    milky = nodes.nodes.new("ShaderNodeMixShader")
    milky.inputs[0].default_value = haze
    nodes.links.new(clear.outputs[0], milky.inputs[1])
    nodes.links.new(nodes.nodes.new("ShaderNodeBsdfDiffuse").outputs[0], milky.inputs[2])
    mix = nodes.nodes.new("ShaderNodeMixShader")
    nodes.links.new(fresnel.outputs[0], mix.inputs[0])
    nodes.links.new(milky.outputs[0], mix.inputs[1])
    nodes.links.new(gloss.outputs[0], mix.inputs[2])
    nodes.links.new(mix.outputs[0], output.inputs[0])
    return material


def _badge(m):
    """The holder: two films welded round a frame, a slot for the hook, a thumb notch; the card inside."""
    width, height = BADGE_SIZE
    middle = BADGE_TOP - height / 2

    def outline(x, z, inset, radius):
        q = np.abs(x) - (width / 2 - inset - radius), np.abs(z - middle) - (height / 2 - inset - radius)
        return np.hypot(np.maximum(q[0], 0), np.maximum(q[1], 0)) + np.minimum(np.maximum(*q), 0) - radius

    def slot(x, z):
        q = np.abs(x) - (7.5 - 1.8), np.abs(z - BADGE_TOP + 6.0) - (1.95 - 1.8)
        return np.hypot(np.maximum(q[0], 0), np.maximum(q[1], 0)) + np.minimum(np.maximum(*q), 0) - 1.8

    def bow(x, z):
        return 0.0009 * x * x + 0.0004 * (z - middle) ** 2 * np.sign(middle - z) * 0.3

    def rim(x, y, z):
        """The welded frame: thicker than the films, with the window cut out."""
        flat = np.maximum(outline(x, z, 0, 6), -slot(x, z))
        window = np.maximum(outline(x, z, 4.2, 4), (z - (BADGE_TOP - 13.5)))
        return slab(np.maximum(flat, -window), y - bow(x, z), 1.25, 0.55)

    low = (-width / 2 - 1, -3, BADGE_TOP - height - 1)
    solid("holder_rim", rim, low, (width / 2 + 1, 4, BADGE_TOP + 1), 0.4, m["vinyl"])
    x, z = np.meshgrid(np.linspace(-width / 2 + 4, width / 2 - 4, 60), np.linspace(-height + 4, -13.5, 90) + BADGE_TOP,
                       indexing="ij")
    puff = 1.0 - ((np.abs(x) / (width / 2 - 4)) ** 4 + (np.abs((z - CARD_CENTER) / 48)) ** 6) * 0.5
    y = bow(x, z) - 0.9 * puff + noise(x / 19, z / 33, 3) * 0.22
    grid("holder_film", np.stack([x, y, z], -1), np.stack([x, z], -1), m["film"])
    cw, ch = CARD_SIZE
    turn = np.radians(0.5)
    axes = (np.array([np.cos(turn), 0, np.sin(turn)]), np.array([0, 1.0, 0]), np.array([-np.sin(turn), 0, np.cos(turn)]))
    center = np.array([0.4, 0.5, CARD_CENTER])
    rounded_box("card_body", (cw, 0.8, ch), 0.25, center, axes, m["white"])
    u, v = np.meshgrid(np.linspace(0, 1, 12), np.linspace(0, 1, 18), indexing="ij")

    def sheet(name, low_v, high_v, material, out):
        w = low_v + (high_v - low_v) * v
        inset = 0.25
        at = (center + (u[..., None] - 0.5) * (cw - 2 * inset) * axes[0] + (w[..., None] - 0.5) * (ch - 2 * inset) * axes[2]
              - np.array([0, out, 0]))
        grid(name, at, np.stack([u * cw, w * cw * ch / cw], -1), material)

    sheet("card_print", 0.0, 1.0, m["card"], 0.42)
    sheet("card_head", 0.72, 1.0, m["head"], 0.44)


# -------------------------------------------------------------------- grounds
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


def _sweater():
    """Stocking stitch: each row one yarn, its loops drawn through the row below."""
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


def _plaster():
    material, nodes, surface = materials._material("plaster", "fixed")
    tone = materials._range(nodes, materials._noise(nodes, 0.9, 6), 0.95, 1.04)
    nodes.links.new(materials._times_colour(nodes, tone, (0.74, 0.72, 0.69)), surface.inputs["Base Color"])
    nodes.links.new(materials._bump(nodes, materials._noise(nodes, 22, 6), 0.7, 0.22), surface.inputs["Normal"])
    surface.inputs["Roughness"].default_value = 0.92
    return material


def _peg():
    """A turned beech peg in the wall, its end grain towards the viewer."""
    material, nodes, surface = materials._material("beech", "fixed")
    where = nodes.nodes.new("ShaderNodeTexCoord")
    ring = nodes.nodes.new("ShaderNodeTexWave")
    ring.wave_type, ring.rings_direction = "RINGS", "Y"
    ring.inputs["Scale"].default_value, ring.inputs["Distortion"].default_value = 9, 2.5
    offset = nodes.nodes.new("ShaderNodeMapping")
    offset.inputs["Location"].default_value = (0.07, 0, -PEG[1] / 100 - 0.05)
    nodes.links.new(where.outputs["Object"], offset.inputs[0])
    nodes.links.new(offset.outputs[0], ring.inputs["Vector"])
    tone = materials._range(nodes, ring.outputs["Fac"], 0.80, 1.05)
    nodes.links.new(materials._times_colour(nodes, tone, (0.62, 0.42, 0.25)), surface.inputs["Base Color"])
    surface.inputs["Roughness"].default_value = 0.5
    turned = [[0.01, 0], [8.4, 0], [10.6, 1.2], [10.9, 3.5], [10.6, 6], [10.3, 40], [0.01, 40]]
    lathe("peg", round_corners(turned, 3), (PEG[0], -19, PEG[1]), (0, 1, 0), material)


def _light(view):
    if view is VIEWS["whole"]:
        ground = still.wall(9.0, 1500, _plaster())
        return ground, still.light_still((0, 0, 150), 1.0, key=2.5, fill=2.2, ambient=0.24)
    return _sweater(), still.light_still((0, 0, 10), 0.7, key=3.3, fill=2.8, ambient=0.26)


def _materials():
    return {
        "main": _woven("main", 0.46, "main", _motif()),
        "plain": _woven("plain", 0.42, "main"),
        "trim": _woven("trim", 0.30, "trim"),
        "thread": materials.plain("thread", (0.60,) * 3, "trim", sheen=0.3),
        "trim_thread": materials.plain("trim_thread", (0.46,) * 3, "trim", sheen=0.3),
        "metal": materials.metal("metal", (0.84, 0.83, 0.81), 0.16, 0.02),
        "satin": materials.metal("satin", (0.80, 0.79, 0.77), 0.30, 0.05),
        "vinyl": _film("vinyl", (0.95, 0.97, 0.975), 1.52, 3.0, 0.10),
        "film": _film("film", (0.985, 0.99, 0.99), 1.32, 1.2, 0.012),
        "white": materials.plain("white", (0.84, 0.83, 0.80), roughness=0.5),
        "head": _printed("head", "main", _head_print()),
        "card": _printed("card", "fixed", _card_print()),
    }


def build():
    """Every part of the lanyard; returns the `Eye` of each anchor by id."""
    m = _materials()
    halves = _sides(m)
    _join(m)
    _peg()
    eye = _hook(m)
    _badge(m)
    left = halves[-1]
    k = int(np.argmin(np.abs(left[:, 2] - 130)))
    lean = np.radians(24)  # between the strap's run and straight down
    ring = ring_tab("strap_ring", left[k] - [0, 1.0, 0], (0, -1.0, 0), m, 13, 15, 14, 1.5, 9, (np.cos(lean), 0, np.sin(lean)))
    return {"hook-ring": eye, "strap-ring": ring}


CARRIER = Carrier(
    "Lanyard", VIEWS, ANCHORS, build, _light,
    ("#2F6B6A", "#3B4A7A", "#8A4A6B", "#C9745A", "#D1BD89", "#AEA4D1", "#3A3A40"), "#2F6B6A",
)
