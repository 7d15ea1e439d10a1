# SPDX-License-Identifier: GPL-3.0-or-later
"""Renders the pictures of carriers and hardware.

    python render.py list                           the carriers and their views
    python render.py backpack --view front          render a view and write its layers
    python render.py backpack --view whole --draft  small and noisy, kept out of the repository
    python render.py backpack --write-only          layers and manifest again from the last renders
    python render.py hardware                       render the sprites and their manifest
    python render.py check backpack --view front    the scale check; tinted mock-ups to look at
"""
import argparse
import json
import os

import carrier
import layers
from workdir import WORK_DIR, work_path

DRAFT_SCALE, DRAFT_SAMPLES, FINAL_SAMPLES = 0.4, 8, 20
OVER_REACH_MM = 26  # half the side of the square that an overlay is rendered in


def measure(view, eyes, key, others):
    """What the lens shows of each anchor. `others`, ground and cards, do not count as cloth behind a charm."""
    import studio

    for o in others:
        o.hide_viewport = True  # or rays would meet them
    anchors = {}
    for anchor_id in view.anchors:
        eye = eyes[anchor_id]
        x, y, _ = studio.project(eye.lowest)
        k = studio.px_per_mm(eye.lowest)
        normal, gap = studio.surface_behind(eye.lowest, 65.0, 20.0)
        anchors[anchor_id] = {
            "at_px": [x, y], "px_per_mm": k, "normal": normal, "gap_mm": gap,
            "middle_px": list(studio.project(eye.middle)[:2]), "lowest_mm": list(eye.lowest),
        }
        if eye.span:
            anchors[anchor_id]["span_px"] = [float(v) for v in studio.span_px(*eye.span, k)]
    for o in others:
        o.hide_viewport = False
    return {"to_light": studio.light_direction(key, view.target), "anchors": anchors}


def render_view(subject, view_id, scale, samples, raw):
    """Renders one view of a carrier; leaves pictures and measures in the folder `raw`."""
    import studio

    if subject.bake:
        subject.bake()
    view = subject.views[view_id]
    scene = studio.new_scene(samples)
    studio.set_size([int(round(s * scale)) for s in view.size_px])
    eyes = subject.build()
    ground, key = subject.light(view)
    studio.perspective_camera(view.target, view.yaw, view.pitch, view.distance, view.height_mm, view.f_stop)
    bag = [o for o in studio.bodies() if o is not ground and not o.name.startswith("card_")]
    behind = [*bag, ground] if view.near_ground else bag
    measures = measure(view, eyes, key, [o for o in studio.bodies() if o not in behind])

    film = [o for o in bag if o.name in subject.film]
    bag = [o for o in bag if o not in film]
    for o in film:
        o.hide_render = True

    # The bag alone: the ground still throws its light back, but the camera does not see it.
    scene.render.film_transparent, ground.visible_camera = True, False
    studio.render(f"{raw}/{view_id}-bag.png", f"{raw}/{view_id}-bag.exr")
    for anchor_id in view.anchors:
        eye, found = eyes[anchor_id], measures["anchors"][anchor_id]
        front = [o for o in bag if o.name in eye.objects]
        others = [o for o in bag if o not in front]
        if front:
            reach = OVER_REACH_MM * found["px_per_mm"]
            studio.render_only(others, f"{raw}/{view_id}-over-{anchor_id}.png", found["middle_px"], reach)

    if film:
        for o in film:
            o.hide_render = False
        studio.render_only(bag, f"{raw}/{view_id}-film.png", layers_path=f"{raw}/{view_id}-film.exr")
        for o in film:
            o.hide_render = True

    # The ground with the bag's shadow: where it is smooth, half the size will do.
    for o in bag:
        o.visible_camera = False
    ground.visible_camera, scene.render.film_transparent = True, False
    scene.render.resolution_percentage, scene.camera.data.dof.use_dof = 100 if view.near_ground else 50, False
    scene.cycles.samples = max(8, samples * 2 // 3)  # cloth and paper are no metal
    studio.render(f"{raw}/{view_id}-ground.png", colour="RGB")

    scene.render.resolution_percentage = 100
    for anchor_id, found in measures["anchors"].items():
        found["rod_px"] = studio.photograph_rod(found["lowest_mm"], f"{raw}/{view_id}-rod-{anchor_id}.png")
    with open(f"{raw}/{view_id}.json", "w") as f:
        json.dump(measures, f, indent=1, default=float)


def photograph(carrier_id, options):
    """Renders views of a carrier and writes their layers and the manifest."""
    subject = carrier.load(carrier_id)
    raw = raw_folder(carrier_id, options)
    out = raw if options.draft else carrier.folder(carrier_id)
    samples = options.samples or (DRAFT_SAMPLES if options.draft else FINAL_SAMPLES)
    scale = (options.scale or DRAFT_SCALE) if options.draft else 1.0
    taken = {}
    for view_id in views_of(subject, options):
        if not options.write_only:
            render_view(subject, view_id, scale, samples, raw)
        taken[view_id] = layers.write_view(subject, view_id, raw, out)
    layers.write_manifest(carrier_id, subject, taken, out)


def raw_folder(carrier_id, options):
    """A draft's raw renders and layers lie together, away from the final ones."""
    path = os.path.join(work_path("draft" if options.draft else "final"), carrier_id)
    os.makedirs(path, exist_ok=True)
    return path


def views_of(subject, options):
    return [options.view] if options.view else list(subject.views)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("list", "hardware", "check", *carrier.ids()))
    parser.add_argument("carrier", nargs="?", choices=carrier.ids(), help="what to check")
    parser.add_argument("--view")
    parser.add_argument("--draft", action="store_true")
    parser.add_argument("--samples", type=int)
    parser.add_argument("--scale", type=float, help="a draft's size, 0 to 1")
    parser.add_argument("--write-only", action="store_true")
    options = parser.parse_args()
    print(f"work folder: {WORK_DIR}", flush=True)
    if options.what == "list":
        for carrier_id in carrier.ids():
            print(carrier_id, *carrier.load(carrier_id).views)
    elif options.what == "hardware":
        import hardware

        hardware.render_all(options.samples or 64, options.draft)
    elif options.what == "check":
        import check

        for carrier_id in [options.carrier] if options.carrier else carrier.ids():
            raw = raw_folder(carrier_id, options)
            out = raw if options.draft else carrier.folder(carrier_id)
            for view_id in views_of(carrier.load(carrier_id), options):
                check.check(carrier_id, view_id, raw, out)
    else:
        photograph(options.what, options)


if __name__ == "__main__":
    main()
