# SPDX-License-Identifier: GPL-3.0-or-later
"""Renders the pictures of carriers and hardware.

    python render.py cloth                          bake the cloth (once, 10 s)
    python render.py backpack --view front          render a view and write its layers
    python render.py backpack --view whole --draft  small and noisy, kept out of the repository
    python render.py backpack --write-only          layers and manifest again from the last renders
    python render.py hardware                       render the sprites and their manifest
    python render.py check --view front             overlays and tinted mock-ups to look at
"""
import argparse
import json
import os

import layers
from workdir import WORK_DIR, work_path

DRAFT_SCALE, DRAFT_SAMPLES, FINAL_SAMPLES = 0.4, 8, 28


def render_view(view_id, scale, samples, raw):
    """Renders one view of the backpack; leaves pictures and measures in the folder `raw`."""
    import backpack
    import cloth
    import sewing
    import studio

    if not sewing.has_baked_cloth():
        cloth.bake()
    view = backpack.VIEWS[view_id]
    scene = studio.new_scene(samples)
    studio.set_size([int(round(s * scale)) for s in view.size_px])
    eyes = backpack.build()
    backdrop, key = studio.light_bag()
    studio.perspective_camera(view.target, view.yaw, view.pitch, view.distance, view.height_mm, view.f_stop)
    bag = [o for o in studio.bodies() if o is not backdrop and not o.name.startswith("card_")]

    not_bag = [o for o in studio.bodies() if o not in bag]
    for o in not_bag:
        o.hide_viewport = True  # or rays would meet the cards
    measures = {"to_light": studio.light_direction(key, (0, -100, 200)), "anchors": {}}
    for anchor_id in view.anchors:
        eye = eyes[anchor_id]
        x, y, _ = studio.project(eye.lowest)
        k = studio.px_per_mm(eye.lowest)
        normal, gap = studio.surface_behind(eye.lowest, 65.0, 20.0)
        measures["anchors"][anchor_id] = {
            "at_px": [x, y], "px_per_mm": k, "normal": normal, "gap_mm": gap,
            "middle_px": list(studio.project(eye.middle)[:2]),
        }
    for o in not_bag:
        o.hide_viewport = False
    with open(f"{raw}/{view_id}.json", "w") as f:
        json.dump(measures, f, indent=1, default=float)

    # The bag alone: the ground still throws its light back, but the camera does not see it.
    scene.render.film_transparent, backdrop.visible_camera = True, False
    studio.render(f"{raw}/{view_id}-bag.png", f"{raw}/{view_id}-bag.exr")
    for anchor_id in view.anchors:
        eye, found = eyes[anchor_id], measures["anchors"][anchor_id]
        front = [o for o in bag if o.name in eye.objects]
        others = [o for o in bag if o not in front]
        reach = 26 * found["px_per_mm"]
        studio.render_only(front, others, f"{raw}/{view_id}-over-{anchor_id}.png", found["middle_px"], reach)

    # The ground with the bag's shadow: smooth, so half the size will do.
    for o in bag:
        o.visible_camera = False
    backdrop.visible_camera, scene.render.film_transparent = True, False
    scene.render.resolution_percentage, scene.camera.data.dof.use_dof = 50, False
    studio.render(f"{raw}/{view_id}-ground.png", colour="RGB")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("cloth", "backpack", "hardware", "check"))
    parser.add_argument("--view", choices=("front", "whole"))
    parser.add_argument("--draft", action="store_true")
    parser.add_argument("--samples", type=int)
    parser.add_argument("--scale", type=float, help="a draft's size, 0 to 1")
    parser.add_argument("--write-only", action="store_true")
    options = parser.parse_args()
    samples = options.samples or (DRAFT_SAMPLES if options.draft else FINAL_SAMPLES)
    scale = (options.scale or DRAFT_SCALE) if options.draft else 1.0
    views = [options.view] if options.view else ["front", "whole"]
    # A draft's raw renders and layers lie together, away from the final ones.
    raw = work_path("draft" if options.draft else "final")
    out = raw if options.draft else layers.BACKPACK_DIR
    os.makedirs(raw, exist_ok=True)
    print(f"work folder: {WORK_DIR}", flush=True)
    if options.what == "cloth":
        import cloth

        cloth.bake()
    elif options.what == "backpack":
        for view_id in views:
            if not options.write_only:
                render_view(view_id, scale, samples, raw)
            layers.write_view(view_id, raw, out)
        layers.write_manifest(raw, out)
    elif options.what == "hardware":
        import hardware

        hardware.render_all(samples if options.samples else 64, options.draft)
    else:
        import check

        for view_id in views:
            check.check(view_id, raw, out)


if __name__ == "__main__":
    main()
