# SPDX-License-Identifier: GPL-3.0-or-later
"""What a carrier's script declares, and how it is found.

Each module `models/<name>.py` holds one `CARRIER`; its id is the module's name with
hyphens, and the folder `assets/carriers/<id>` takes its layers and manifest.
"""
import importlib
import os
from collections.abc import Callable
from dataclasses import dataclass

HERE = os.path.dirname(os.path.abspath(__file__))
ASSETS = os.path.dirname(HERE)


@dataclass(frozen=True)
class View:
    """A camera: it looks at `target` from `yaw` and `pitch` degrees; `height_mm` fill the picture there."""

    name: str
    size_px: tuple
    target: tuple
    yaw: float
    pitch: float
    distance: float
    height_mm: float
    f_stop: float  # 0: everything sharp
    anchors: tuple  # ids of the anchors one can hang a charm from in this view
    light_turn: float = 0.0  # degrees by which the lights and the ground turn with the camera
    near_ground: bool = False  # the ground lies close behind the charms and shows its texture: knit, a wall, a table


@dataclass(frozen=True)
class Carrier:
    """A carrier, its views and the colours that suit it."""

    name: str
    views: dict  # the default view first
    anchors: dict  # names by id
    build: Callable  # makes every object in the scene; returns the `Eye` of each anchor by id
    light: Callable  # sets the lights for a `View`; returns the ground and the key light
    tints: tuple
    default_tint: str
    bake: Callable | None = None  # prepares what `build` reads from the work folder; quick when it is there already
    film: tuple = ()  # names of the clear objects that lie in front of some charms: a layer of their own
    behind: tuple = ()  # ids of the anchors behind the film
    short: frozenset = frozenset()  # anchors where people hang a charm by a short ring or clasp: a shoe, an earbuds case
    glossy: bool = False  # its highlights are the light's colour, not the dye's
    neutral: float = 0.66  # sRGB value of untinted cloth in good light
    shoulder: tuple = (0.66, 0.80)  # cloth brighter than the first nears the second: pale tints must not burn


def ids():
    """The ids of all carriers, in alphabetical order."""
    names = os.listdir(os.path.join(HERE, "models"))
    return sorted(n[:-3].replace("_", "-") for n in names if n.endswith(".py") and not n.startswith("_"))


def load(carrier_id):
    return importlib.import_module("models." + carrier_id.replace("-", "_")).CARRIER


def folder(carrier_id):
    """Where the app finds the carrier's layers and manifest."""
    return os.path.join(ASSETS, carrier_id)
