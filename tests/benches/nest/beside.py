"""Lays the same charms for the same time with Dangle and with spyrrow (sparrow), and checks both with shapely.

    python3 -m venv peers && peers/bin/pip install -r tests/benches/nest/requirements.txt
    cargo build --release -p dangle-bench-nest
    peers/bin/python tests/benches/nest/beside.py target/release/dangle-bench-nest [SECONDS...]

`make bench` does so.

Both get two threads and the same time by the clock: spyrrow is asked for SECONDS, takes somewhat longer, and Dangle gets
what it took. A strip is 396 mm high; spyrrow keeps the gap from its edges too, so the strip's margin is the gap.
spyrrow knows no sheets, so a sheet is asked of both as whoever fills one would: how many of the charms, in their order,
go onto one? For spyrrow that is the most whose strip, as high as the sheet, is no longer than the sheet is wide.
"""
import json, os, subprocess, sys, tempfile, time

import spyrrow
from shapely import affinity
from shapely.geometry import Polygon, box
from shapely.strtree import STRtree

THREADS, GAP, HIGH, COUNT = 2, 2.0, 396.0, 95
# Sheets that not all of them fit on.
SHEETS = (300, 200), (297, 420)


def clearance(shapes):
    """The least distance of two shapes."""
    tree = STRtree(shapes)
    near = ((i, j) for i, shape in enumerate(shapes) for j in tree.query(shape.buffer(2 * GAP)) if j < i)
    return min((shapes[i].distance(shapes[j]) for i, j in near), default=float("inf"))


def told(name, seconds, covered, room, shapes, edges):
    least = min(clearance(group) for group in shapes)
    margin = min(edges[n].exterior.distance(shape) for n, group in enumerate(shapes) for shape in group)
    inside = all(edges[n].covers(shape) for n, group in enumerate(shapes) for shape in group)
    print(f"{name:28} {seconds:6.1f} s  density {covered / room:.4f}  gap {least:.4f} mm  margin {margin:.4f} mm"
          f"{'' if inside and least >= GAP - 1e-4 else '  WRONG'}", flush=True)
    return covered / room


def ours(program, file, rings, covered, width, high, margin, seconds, seed=1, quiet=False):
    figures = [str(figure) for figure in (width, high, GAP, margin, seconds, seed)]
    begun = time.time()
    out = json.loads(subprocess.run([program, "lay", file, *figures], check=True, capture_output=True,
                                    env={**os.environ, "RAYON_NUM_THREADS": str(THREADS)}).stdout)
    took = time.time() - begun
    if quiet:
        return None, out["sheets"], out["used"]
    sheets = [[] for _ in range(out["sheets"])]
    for laid in out["laid"]:
        shape = Polygon(rings[laid["piece"]])
        x0, y0, x1, y1 = shape.bounds
        shape = affinity.rotate(shape, laid["degrees"], origin=((x0 + x1) / 2, (y0 + y1) / 2))
        sheets[laid["sheet"]].append(affinity.translate(shape, laid["x"] - (x0 + x1) / 2, laid["y"] - (y0 + y1) / 2))
    used = out["used"]
    edges = [box(0, 0, width, high)] * (out["sheets"] - 1) + [box(0, 0, *used)]
    room = (out["sheets"] - 1) * width * high + used[0] * used[1]
    return told("dangle", took, covered, room, sheets, edges), out["sheets"], used


def theirs(rings, covered, seconds, seed=1, high=HIGH, quiet=False):
    items = [spyrrow.Item(str(n), [tuple(p) for p in ring], 1, None) for n, ring in enumerate(rings)]
    instance = spyrrow.StripPackingInstance("charms", high, items)
    config = spyrrow.StripPackingConfig(total_computation_time=int(seconds), min_items_separation=GAP,
                                        num_workers=THREADS, seed=seed)
    begun = time.time()
    found = instance.solve(config)
    took = time.time() - begun
    if quiet:
        return found.width, took
    shapes = []
    for placed in found.placed_items:
        shape = affinity.rotate(Polygon(rings[int(placed.id)]), placed.rotation, origin=(0, 0))
        shapes.append(affinity.translate(shape, *placed.translation))
    return told("spyrrow", took, covered, found.width * HIGH, [shapes], [box(0, 0, found.width, HIGH)]), took


def most(fits, least, count):
    """The most charms that fit, when fewer than `least` surely do: steps that double, then halves between."""
    low, step = least, 1
    while low + step <= count and fits(low + step):
        low, step = low + step, step * 2
    high = min(low + step, count + 1)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def one_sheet(program, rings, width, high, seconds, took):
    """How much of a sheet each fills when asked for one sheet."""
    areas = [Polygon(ring).area for ring in rings]
    surely = next(n for n in range(len(areas)) if sum(areas[: n + 1]) > 0.6 * width * high)
    with tempfile.TemporaryDirectory() as folder:
        def ours_fits(count):
            file = os.path.join(folder, f"{count}.json")
            with open(file, "w") as out:
                json.dump(rings[:count], out)
            return ours(program, file, rings, 0, width, high, GAP, took, quiet=True)[1] == 1

        def theirs_fits(count):
            return theirs(rings[:count], 0, seconds, high=high, quiet=True)[0] <= width

        found = {}
        for name, fits in (("dangle", ours_fits), ("spyrrow", theirs_fits)):
            count = most(fits, surely, len(rings))
            found[name] = sum(areas[:count])
            print(f"{name:28} {count} charms on the sheet  density {found[name] / width / high:.4f}", flush=True)
    return found["dangle"] / found["spyrrow"]


def main(program, *times):
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "rings.json")
        subprocess.run([program, "rings", str(COUNT), file], check=True)
        with open(file) as rings:
            rings = json.load(rings)
        covered = sum(Polygon(ring).area for ring in rings)
        print(f"{COUNT} charms, {covered:.0f} mm², load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores, {THREADS} threads each")
        for seconds in map(float, times or ("10", "30")):
            print(f"strip of {HIGH:g} mm, {seconds:g} s")
            peer, took = theirs(rings, covered, seconds)
            mine, _, _ = ours(program, file, rings, covered, 0, HIGH, GAP, took)
            print(f"  ratio {mine / peer:.4f}")
            for width, high in SHEETS:
                print(f"one sheet of {width} × {high} mm, {seconds:g} s a try")
                print(f"  ratio {one_sheet(program, rings, width, high, seconds, took):.4f}")
                ours(program, file, rings, covered, width, high, GAP, seconds)


main(*sys.argv[1:])
