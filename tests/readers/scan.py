"""Reads the codes on pictures with zbar. Usage: scan.py PICTURE...; prints a line a code: picture, kind, what it says."""

import sys
from pathlib import Path

from PIL import Image
from pyzbar import pyzbar

for name in sys.argv[1:]:
    for code in pyzbar.decode(Image.open(name).convert("L")):
        print(Path(name).stem, code.type, code.data.decode("utf-8"))
