#!/usr/bin/env python3
"""Cuts the bundled fonts to what charms need. Usage: make.py NODE_MODULES, see README.md beside this."""

import shutil
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
MODULES = Path(sys.argv[1])
EXPO = MODULES / "@expo-google-fonts"
FONTSOURCE = MODULES / "@fontsource"


def rows(codec, first, last):
    """The characters of a national standard's rows (its 94 × 94 table in the upper half)."""
    pairs = (bytes([high, low]) for high in range(first, last + 1) for low in range(0xA1, 0xFF))
    return {ord(text) for pair in pairs if len(text := pair.decode(codec, "ignore")) == 1}


LATIN = set(range(0x20, 0x7F)) | set(range(0xA0, 0x250)) | set(range(0x1E00, 0x1F00)) | {0x20AC, 0x20BA, 0x20BD}
PUNCTUATION = set(range(0x2010, 0x2028)) | set(range(0x2030, 0x205F)) | {0x2116, 0x2122, 0x2212, 0x2260}
CYRILLIC = set(range(0x400, 0x530))
FULL_WIDTH = set(range(0x3000, 0x3040)) | set(range(0xFF01, 0xFF61)) | set(range(0xFFE0, 0xFFE7))
KANA = set(range(0x3040, 0x3100)) | set(range(0xFF61, 0xFFA0)) | set(range(0x31F0, 0x3200))
JIS = rows("euc_jp", 0xA1, 0xA8) | rows("euc_jp", 0xB0, 0xF4)
GB2312 = rows("gb2312", 0xA1, 0xA9) | rows("gb2312", 0xB0, 0xF7)
HANGUL = rows("euc_kr", 0xA1, 0xA3) | rows("euc_kr", 0xB0, 0xC8) | set(range(0x3131, 0x3190))
LETTERS = LATIN | PUNCTUATION | CYRILLIC

FONTS = [
    ("nunito", EXPO / "nunito/800ExtraBold/Nunito_800ExtraBold.ttf", LETTERS),
    ("pacifico", EXPO / "pacifico/400Regular/Pacifico_400Regular.ttf", LETTERS),
    ("zen-maru-gothic", EXPO / "zen-maru-gothic/900Black/ZenMaruGothic_900Black.ttf", JIS | KANA | FULL_WIDTH | LETTERS),
    ("zcool-kuaile", EXPO / "zcool-kuaile/400Regular/ZCOOLKuaiLe_400Regular.ttf", GB2312 | FULL_WIDTH | LETTERS),
    ("jua", EXPO / "jua/400Regular/Jua_400Regular.ttf", HANGUL | LATIN | PUNCTUATION),
    ("noto-emoji", EXPO / "noto-emoji/700Bold/NotoEmoji_700Bold.ttf", None),
    ("noto-color-emoji", FONTSOURCE / "noto-color-emoji/files/noto-color-emoji-emoji-400-normal.woff2", None),
]
# Its name is reserved (OFL, clause 3): it is taken as it is.
WHOLE = ("lora", EXPO / "lora/700Bold/Lora_700Bold.ttf")
SIGNS = {0x2264, 0x2265, 0x2248, 0x2190, 0x2192, 0x2713}
# Quiet letters for printed matter: backing cards and tech packs.
PRINTED = [
    ("inter", EXPO / "inter/400Regular/Inter_400Regular.ttf", LETTERS | SIGNS),
    ("inter-semibold", EXPO / "inter/600SemiBold/Inter_600SemiBold.ttf", LETTERS | SIGNS),
    ("cormorant", EXPO / "cormorant-garamond/600SemiBold/CormorantGaramond_600SemiBold.ttf", LETTERS),
    ("noto-sans-sc-text", EXPO / "noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf", GB2312 | FULL_WIDTH | LETTERS),
    ("zen-maru-gothic-text", EXPO / "zen-maru-gothic/400Regular/ZenMaruGothic_400Regular.ttf", JIS | KANA | FULL_WIDTH),
]
# What GB 2312 has and the fonts above have not.
REST = ("noto-sans-sc", EXPO / "noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf")


def cut(name, source, wanted):
    font = TTFont(source)
    # The drawings as SVG repeat what COLR says, in four times the bytes.
    for table in ("SVG ", "STAT", "DSIG"):
        if table in font:
            del font[table]
    font.flavor = None
    options = Options(hinting=False, notdef_outline=True, glyph_names=False, legacy_kern=False)
    options.layout_features = ["*"] if wanted is None else ["kern", "mark", "mkmk", "ccmp", "liga", "calt", "rlig", "clig", "locl"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14]
    subsetter = Subsetter(options)
    has = set(font.getBestCmap())
    subsetter.populate(unicodes=has if wanted is None else wanted & has)
    subsetter.subset(font)
    font.save(HERE / f"{name}.ttf")
    return set(font.getBestCmap())


def licence(name, package):
    text = next(path for path in (package / "LICENSE_FONT", package / "LICENSE") if path.exists())
    shutil.copyfile(text, HERE / f"{name}-OFL.txt")


def main():
    covered = set()
    for name, source, wanted in FONTS:
        found = cut(name, source, wanted)
        covered |= found
        package = FONTSOURCE / name if FONTSOURCE in source.parents else EXPO / name
        licence(name, package)
        print(f"{name}: {len(found)} characters, {(HERE / f'{name}.ttf').stat().st_size // 1024} KB")
    for name, source, wanted in PRINTED:
        found = cut(name, source, wanted)
        licence(name, source.parents[1])
        print(f"{name}: {len(found)} characters, {(HERE / f'{name}.ttf').stat().st_size // 1024} KB")
    name, source = WHOLE
    shutil.copyfile(source, HERE / f"{name}.ttf")
    licence(name, EXPO / name)
    name, source = REST
    found = cut(name, source, (GB2312 | JIS) - covered)
    licence(name, EXPO / name)
    print(f"{name}: {len(found)} characters; missing of the standards: {sorted(map(chr, (GB2312 | JIS | HANGUL) - covered - found))}")


main()
