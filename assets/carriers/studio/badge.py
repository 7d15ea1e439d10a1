# SPDX-License-Identifier: GPL-3.0-or-later
"""A badge holder of clear vinyl with a printed card; the hook's slot is at its top."""
import numpy as np
from PIL import Image, ImageDraw, ImageFont

import materials
from geometry import grid, noise, rounded_box
from solid import slab, solid
from workdir import work_path

BADGE_TOP, BADGE_SIZE = -2.0, (66.0, 110.0)
CARD_SIZE, CARD_CENTER = (54.0, 85.6), -62.0


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
    draw.polygon([((x + a) * k, (y + b) * k) for a, b in ((-7.6, -3.4), (-6.8, -9.6), (-2.2, -6.2))],
        fill=(104, 88, 92))
    draw.polygon([((x + a) * k, (y + b) * k) for a, b in ((7.6, -3.4), (6.8, -9.6), (2.2, -6.2))], fill=(104, 88, 92))
    draw.ellipse([(x - 7.6) * k, (y - 7) * k, (x + 7.6) * k, (y + 6.8) * k], fill=(104, 88, 92))
    for side in (-1, 1):
        draw.ellipse([(x + side * 3 - 0.8) * k, (y - 1.4) * k, (x + side * 3 + 0.8) * k, (y + 0.4) * k],
            fill=(248, 240, 230))
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
    draw.text((27 * k, 20.6 * k), "spring 2027", fill=(240, 240, 240), font=ImageFont.load_default(3.0 * k),
        anchor="mm")
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


def badge(m):
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
    axes = (np.array([np.cos(turn), 0, np.sin(turn)]), np.array([0, 1.0, 0]),
        np.array([-np.sin(turn), 0, np.cos(turn)]))
    center = np.array([0.4, 0.5, CARD_CENTER])
    rounded_box("card_body", (cw, 0.8, ch), 0.25, center, axes, m["white"])
    u, v = np.meshgrid(np.linspace(0, 1, 12), np.linspace(0, 1, 18), indexing="ij")

    def sheet(name, low_v, high_v, material, out):
        w = low_v + (high_v - low_v) * v
        inset = 0.25
        at = (center + (u[..., None] - 0.5) * (cw - 2 * inset) * axes[0] + (w[...,
            None] - 0.5) * (ch - 2 * inset) * axes[2]
              - np.array([0, out, 0]))
        grid(name, at, np.stack([u * cw, w * cw * ch / cw], -1), material)

    sheet("card_print", 0.0, 1.0, m["card"], 0.42)
    sheet("card_head", 0.72, 1.0, m["head"], 0.44)


def badge_materials():
    return {
        "vinyl": _film("vinyl", (0.95, 0.97, 0.975), 1.52, 3.0, 0.10),
        "film": _film("film", (0.985, 0.99, 0.99), 1.32, 1.2, 0.012),
        "white": materials.plain("white", (0.84, 0.83, 0.80), roughness=0.5),
        "head": _printed("head", "main", _head_print()),
        "card": _printed("card", "fixed", _card_print()),
    }
