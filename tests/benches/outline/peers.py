"""The peers' ways to a cut line: art.png mm_per_pixel border -> one block a way on stdout.

Each way is timed without reading the picture or loading libraries, best of three (of one for large pictures),
and its polygon thinned to 10 µm, as a person would before cutting.
"""
import math
import sys
import time

path, mm, border = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])
THIN = 0.01


def say(way, make):
    best, rings = (math.inf, math.inf), []
    for _ in range(3 if mm > 0.01 else 1):
        wall, cpu = time.perf_counter(), time.process_time()
        rings = make()
        best = min(best, (time.perf_counter() - wall, time.process_time() - cpu))
    put(way, best, sum(map(len, rings)), rings)


def put(way, seconds, nodes, rings):
    print(f"way {way}\t{seconds[0]}\t{seconds[1]}\t{nodes}")
    for ring in rings:
        print(" ".join(f"{x:.5f} {y:.5f}" for x, y in ring))


def opencv_shapely():
    import cv2
    import shapely
    cv2.setNumThreads(1)
    alpha = cv2.imread(path, cv2.IMREAD_UNCHANGED)[:, :, 3]

    def make():
        mask = cv2.threshold(alpha, 127, 255, 0)[1]
        contours = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0]
        parts = [shapely.Polygon((c[:, 0, :] + 0.5) * mm).buffer(0) for c in contours if len(c) > 3]
        outline = shapely.union_all(parts).buffer(border + 0.5 * mm, quad_segs=16).simplify(THIN)
        return [list(p.exterior.coords)[:-1] for p in getattr(outline, "geoms", [outline])]
    say("OpenCV contour + shapely buffer", make)


def opencv_field():
    import cv2
    import numpy as np
    import shapely
    from skimage import measure
    alpha = cv2.imread(path, cv2.IMREAD_UNCHANGED)[:, :, 3]
    margin = int(border / mm) + 4

    def make():
        mask = cv2.copyMakeBorder(cv2.threshold(alpha, 127, 255, cv2.THRESH_BINARY_INV)[1],
                                  margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=255)
        field = cv2.distanceTransform(mask, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
        rings = measure.find_contours(field, border / mm + 0.5)
        outers = [shapely.Polygon((r[:, ::-1] - margin + 0.5) * mm).simplify(THIN) for r in rings if len(r) > 3]
        outers.sort(key=lambda p: -p.area)
        return [list(p.exterior.coords)[:-1] for p in outers[:1]]
    say("OpenCV distance field + contour", make)


def skimage_pyclipper():
    import numpy as np
    import pyclipper
    import shapely
    from skimage import io, measure
    alpha = io.imread(path)[:, :, 3]
    scale = 1e5

    def make():
        rings = [r for r in measure.find_contours(np.pad(alpha, 1), 127.5) if len(r) > 8]
        offset = pyclipper.PyclipperOffset(2.0, 0.003 * scale)
        for ring in rings:
            points = np.round((ring[:, ::-1] - 0.5) * mm * scale).astype(np.int64).tolist()
            if pyclipper.Orientation(points) is False:
                points.reverse()
            offset.AddPath(points, pyclipper.JT_ROUND, pyclipper.ET_CLOSEDPOLYGON)
        out = [np.array(r) / scale for r in offset.Execute(border * scale)]
        outline = shapely.union_all([shapely.Polygon(r).buffer(0) for r in out]).simplify(THIN)
        return [list(p.exterior.coords)[:-1] for p in getattr(outline, "geoms", [outline])]
    say("skimage contour + pyclipper", make)


for peer in (opencv_shapely, opencv_field, skimage_pyclipper):
    try:
        peer()
    except Exception as error:  # a peer that is not installed is left out, and said so
        print(f"{peer.__name__}: left out: {error}", file=sys.stderr)
