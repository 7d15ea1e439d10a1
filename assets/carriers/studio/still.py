# SPDX-License-Identifier: GPL-3.0-or-later
"""Lights for small things: before a wall, on a table, on cloth. The same sides and balance as for bags."""
import numpy as np

import materials
import studio
from geometry import grid


def light_still(target, size=0.6, key=1.0, fill=1.0, ambient=0.15, softness=1.0, cards=(), key_from=(-1350, -700, 900)):
    """Key from the upper left, weak fill, two narrow rims, white cards that only mirrors see.

    `size` scales every distance (1: a bag), with the brightness kept. `cards`
    adds (name, place from the target, width, height, strength) to the usual three.
    `key_from` is where the key stands at size 1. Returns the key light.
    """
    target = np.asarray(target, float)
    power = size * size

    def area(name, place, dims, watts, colour=(1, 1, 1), spread=180):
        place = target + np.array(place, float) * size
        return studio._area(name, place, target, [d * size for d in dims], watts * power, colour, spread)

    studio._ambient((1, 1, 1), ambient)
    light = area("key", key_from, (480 * softness, 480 * softness), 1540 * key, (1, 0.972, 0.935))
    area("top", (150, -250, 1300), (600, 450), 330)
    area("fill", (1500, -1500, 300), (1500, 1500), 190 * fill, (0.93, 0.965, 1))
    area("rim_right", (900, 500, 700), (300, 900), 300, (1, 0.99, 0.97), 75)
    usual = (
        ("left", (-500, -1900, 50), 700, 900, 3.2),
        ("right", (900, -1500, 700), 300, 1200, 4.0),
        ("low", (0, -1300, -450), 1600, 220, 1.4),
    )
    for name, place, width, height, strength in (*usual, *cards):
        place = target + np.array(place, float) * size
        card = studio._card(name, place, target, width * size, height * size, materials.glow("card_" + name, strength))
        card.visible_diffuse = card.visible_shadow = card.visible_transmission = False
    return light


def wall(y, reach, material):
    """A plain wall behind what hangs, `reach` mm to each side."""
    x, z = np.meshgrid(np.linspace(-reach, reach, 9), np.linspace(-reach, reach, 9), indexing="ij")
    return grid("backdrop", np.stack([x, y + 0 * x, z], -1), np.stack([x, z], -1), material)


def sweep_ground(floor, back, material, radius=260, reach=2500):
    """A floor that curves up into a wall, as a roll of paper does."""
    a = np.linspace(0, np.pi / 2, 24)
    curve = np.stack([back - radius + radius * np.sin(a), floor + radius - radius * np.cos(a)], 1)
    profile = np.vstack([[(-reach, floor)], curve, [(back, floor + reach)]])
    sheet = [[[x, y, z] for x in np.linspace(-reach, reach, 3)] for y, z in profile]
    return grid("backdrop", np.array(sheet), None, material, flip=True)
