"""What OpenCV's GrabCut makes of the bench's pictures: python grabcut.py DIR (opencv-python-headless, numpy).

Slow: up to half a minute a picture. Copy a few to a folder of their own to sample them.
"""

import pathlib
import sys
import time

import cv2
import numpy as np


def grabbed(picture):
    """The figure's mask, from a rectangle 2 % inside the picture, after five rounds."""
    height, width = picture.shape[:2]
    inset = max(2, width // 50)
    mask = np.zeros((height, width), np.uint8)
    models = np.zeros((1, 65)), np.zeros((1, 65))
    rect = (inset, inset, width - 2 * inset, height - 2 * inset)
    cv2.grabCut(picture, mask, rect, *models, 5, cv2.GC_INIT_WITH_RECT)
    return (mask == cv2.GC_FGD) | (mask == cv2.GC_PR_FGD)


def main(folder):
    scores = {}
    for truth_path in sorted(pathlib.Path(folder).glob("*.truth.png")):
        stem = truth_path.name.removesuffix(".truth.png")
        truth = cv2.imread(str(truth_path), cv2.IMREAD_UNCHANGED)[:, :, 3] >= 128
        picture = cv2.imread(str(truth_path.with_name(stem + ".png")), cv2.IMREAD_COLOR)
        cv2.setRNGSeed(1)
        began = time.monotonic()
        found = grabbed(picture)
        spent = time.monotonic() - began
        overlap = (truth & found).sum() / (truth | found).sum()
        scene = stem.split("-", 1)[0].replace("_", " ")
        scores.setdefault(scene, []).append((overlap, spent))
    print(f"{'ground':22} {'IoU':>8} {'worst':>8} {'seconds':>8}")
    for scene, rows in scores.items():
        overlaps = [overlap for overlap, _ in rows]
        seconds = sum(spent for _, spent in rows) / len(rows)
        print(f"{scene:22} {np.mean(overlaps):8.4f} {min(overlaps):8.4f} {seconds:8.2f}")


if __name__ == "__main__":
    main(sys.argv[1])
