"""What flood fill and OpenCV's GrabCut make of the bench's pictures, beside ours.

python grabcut.py DIR [WORD…] (opencv-python-headless, numpy); with words, only pictures that have one in their
name. Slow: up to half a minute a picture.
"""

import pathlib
import sys

import cv2
import numpy as np

TOLERANCE = 32


def grabbed(picture):
    """The figure's mask, from a rectangle 2 % inside the picture, after five rounds."""
    height, width = picture.shape[:2]
    inset = max(2, width // 50)
    mask = np.zeros((height, width), np.uint8)
    models = np.zeros((1, 65)), np.zeros((1, 65))
    rect = (inset, inset, width - 2 * inset, height - 2 * inset)
    cv2.grabCut(picture, mask, rect, *models, 5, cv2.GC_INIT_WITH_RECT)
    return (mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD)


def flooded(picture):
    """The figure's mask, from a flood fill at each corner with the magic wand's tolerance."""
    height, width = picture.shape[:2]
    mask = np.zeros((height + 2, width + 2), np.uint8)
    flags = 4 | (1 << 8) | cv2.FLOODFILL_MASK_ONLY | cv2.FLOODFILL_FIXED_RANGE
    for corner in [(0, 0), (width - 1, 0), (0, height - 1), (width - 1, height - 1)]:
        cv2.floodFill(picture.copy(), mask, corner, 0, (TOLERANCE,) * 3, (TOLERANCE,) * 3, flags)
    return mask[1:-1, 1:-1] == 0


def solid(path):
    """The mask of a cut-out."""
    return cv2.imread(str(path), cv2.IMREAD_UNCHANGED)[:, :, 3] >= 128


def main(folder, words):
    scores = {}
    for truth_path in sorted(pathlib.Path(folder).glob("*.truth.png")):
        stem = truth_path.name.removesuffix(".truth.png")
        if words and not any(word in stem for word in words):
            continue
        picture = cv2.imread(str(truth_path.with_name(stem + ".png")), cv2.IMREAD_COLOR)
        cv2.setRNGSeed(1)
        truth = solid(truth_path)
        found = [solid(truth_path.with_name(stem + ".ours.png")), flooded(picture), grabbed(picture)]
        scene = stem.split("-", 1)[0].replace("_", " ")
        scores.setdefault(scene, []).append([(truth & one).sum() / (truth | one).sum() for one in found])
    print(f"{'ground':24} {'ours':^17} {'flood fill':^17} {'GrabCut':^17}")
    scores["all"] = [row for rows in scores.values() for row in rows]
    for scene, rows in scores.items():
        columns = (f"{np.mean(column):8.4f} {min(column):8.4f}" for column in zip(*rows))
        print(f"{scene:24} {' '.join(columns)}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
