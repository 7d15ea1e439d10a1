"""Reads print files with programs that Dangle's makers did not write, and holds them against what was meant.

Usage: read.py FOLDER, where FOLDER/intent.json lists the files and what each is to hold (see readers.rs). Prints a
line for each fault and ends with 1 if there is one; otherwise a line with the worst figures found.

Lengths are millimetres, areas square millimetres, inks 0 to 255.
"""

import json
import math
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import ezdxf
import ezdxf.path
import numpy
import pikepdf
import psd_tools
import svgelements
import tifffile
from PIL import Image, ImageCms

POINTS = 72 / 25.4
BOX_MM = 0.05
# A picture is whole pixels: it ends with the pixel that holds its edge. PNG tells whole pixels a metre, which is a
# twentieth of a pixel over a charm.
WHOLE_PX = 1.05
WHITE = 0.005
CUT = 0.0005
INK = 1
# Plates are separated at this many pixels an inch.
SEPARATED_DPI = 300
# A path is inked wherever it touches a pixel, so white that is a path is separated finer.
PATH_DPI = 1200

Image.MAX_IMAGE_PIXELS = None


class Found:
    """Faults, and the worst figures."""

    def __init__(self):
        self.faults, self.worst = [], {}

    def demand(self, holds, fault):
        if not holds:
            self.faults.append(fault)

    def near(self, what, found, meant, tolerance):
        off = abs(found - meant)
        self.worst[what] = max(self.worst.get(what, 0.0), off)
        self.demand(off <= tolerance, f"{what}: {found:.5g} and not {meant:.5g}")

    def share(self, what, found, meant, tolerance):
        self.near(f"{what} (share)", found / meant, 1.0, tolerance)


def run(*command):
    """What a program says, or its complaint as a fault."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    return done.returncode, done.stdout + done.stderr


def cubic_length(points):
    """Length of a cubic, by chords."""
    t = numpy.linspace(0, 1, 129)[:, None]
    a, b, c, d = (numpy.array(point, float) for point in points)
    curve = a * (1 - t) ** 3 + 3 * b * t * (1 - t) ** 2 + 3 * c * t**2 * (1 - t) + d * t**3
    return float(numpy.hypot(*numpy.diff(curve, axis=0).T).sum())


def stroked_length(page, spot=None):
    """Length of all that is stroked on a page, or of what is stroked in a spot; and how many closed lines there are."""
    pen = start = space = None
    length, total, closed, lines = 0.0, 0.0, 0, 0
    for operands, operator in pikepdf.parse_content_stream(page):
        values, name = [float(v) for v in operands if isinstance(v, (int, float, Decimal))], str(operator)
        if name == "m":
            pen = start = values
        elif name == "l":
            length, pen = length + math.dist(pen, values), values
        elif name == "c":
            length, pen = length + cubic_length([pen, values[:2], values[2:4], values[4:]]), values[4:]
        elif name == "h":
            length, pen, closed = length + math.dist(pen, start), start, closed + 1
        elif name in ("S", "s"):
            if spot is None or space == spot:
                total, lines = total + length, lines + closed
            length, closed = 0.0, 0
        elif name in ("CS", "G", "RG", "K"):
            space = str(page.resources.ColorSpace[operands[0]][1])[1:] if name == "CS" else None
        elif name in ("f", "f*", "n", "B", "W"):
            if name != "W":
                length, closed = 0.0, 0
    return total / POINTS, lines


def opened(path, found):
    code, said = run("qpdf", "--check", str(path))
    found.demand(code == 0, f"qpdf: {said.strip()}")
    code, said = run("mutool", "draw", "-q", "-r", "30", "-o", "/dev/null", "-F", "png", str(path))
    found.demand(code == 0 and "error" not in said.lower(), f"mutool: {said.strip()}")


def read_sheet(path, meant, found):
    """A workshop's sheet: paper of a size there is, words that can be selected, the pattern at its true size."""
    opened(path, found)
    with pikepdf.open(path) as pdf:
        found.demand(len(pdf.pages) == 1, "more than one page")
        x0, y0, x1, y1 = (float(v) / POINTS for v in pdf.pages[0].MediaBox)
        paper = (round(x1 - x0), round(y1 - y0))
        found.demand(paper in {(297, 210), (420, 297), (594, 420), (841, 594)}, f"paper of {paper} mm")
        length, lines = stroked_length(pdf.pages[0], meant["spots"][0])
        found.share("cut length", length, meant["cut_mm"], CUT)
        found.demand(lines == meant["cut_lines"], f"{lines} closed lines")
    _, said = run("mutool", "draw", "-q", "-F", "txt", str(path))
    found.demand(meant["title"] in said and "请确认" in said, f"it says {said[:80]!r}")


def read_pdf(path, meant, found):
    if meant["sheet"]:
        read_sheet(path, meant, found)
        return
    opened(path, found)
    with pikepdf.open(path) as pdf:
        page = pdf.pages[0]
        found.demand(len(pdf.pages) == 1, "more than one page")
        for box in ("MediaBox", "BleedBox", "TrimBox"):
            x0, y0, x1, y1 = (float(v) / POINTS for v in page.obj[f"/{box}"])
            for side, size in zip((x1 - x0, y1 - y0), meant[box]):
                found.near("box (mm)", side, size, BOX_MM)
        layers = [str(layer.Name) for layer in pdf.Root.OCProperties.OCGs] if "/OCProperties" in pdf.Root else []
        found.demand(sorted(layers) == sorted(meant["layers"]), f"layers {layers}")
        spots = sorted(str(space[1])[1:] for space in page.resources.get("/ColorSpace", {}).values())
        found.demand(spots == sorted(meant["spots"]), f"spots {spots}")
        version = str(pdf.docinfo.get("/GTS_PDFXVersion", ""))
        found.demand(version == meant["pdfx"], f"says {version!r}")
        found.demand(pdf.pdf_version == meant["version"], f"PDF {pdf.pdf_version}")
        intent = pdf.Root.OutputIntents[0]
        found.demand(intent.S == "/GTS_PDFX" and "/DestOutputProfile" in intent, "no output intent")
        images = list(page.resources.get("/XObject", {}).values())
        spaces = {str(image.ColorSpace) for image in images if "/ColorSpace" in image}
        found.demand(spaces <= {"/DeviceCMYK"}, f"images in {spaces}")
        found.demand(all("/SMask" not in image for image in images), "a soft mask")
        if meant["cut_mm"]:
            length, lines = stroked_length(page)
            found.share("cut length", length, meant["cut_mm"], CUT)
            found.demand(lines == meant["cut_lines"], f"{lines} closed lines")
    separate(path, meant, found)


def separate(path, meant, found):
    """Ghostscript's plates."""
    dpi = PATH_DPI if meant["white_is_black"] else SEPARATED_DPI
    with tempfile.TemporaryDirectory() as folder:
        code, said = run(
            "gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-sOverprint=enable", f"-r{dpi}",
            f"-sOutputFile={folder}/p.tif", str(path),
        )
        found.demand(code == 0, f"Ghostscript: {said.strip()}")
        names = sorted(plate.name[2:-5] for plate in Path(folder).glob("p(*).tif"))
        found.demand(names == sorted(["Cyan", "Magenta", "Yellow", "Black", *meant["spots"]]), f"plates {names}")
        plate = "Black" if meant["white_is_black"] else meant["white_name"]
        if meant["white_mm2"]:
            ink = 255 - numpy.asarray(Image.open(f"{folder}/p({plate}).tif"), float)
            found.share("white area", ink.sum() / 255 / (dpi / 25.4) ** 2, meant["white_mm2"], WHITE)
        if meant["patches"]:
            plates = [Image.open(f"{folder}/p({name}).tif") for name in ("Cyan", "Magenta", "Yellow", "Black")]
            compare_patches(lambda x, y: [255 - p.getpixel((x, y)) for p in plates], dpi, meant, found)


def compare_patches(inks_at, dpi, meant, found):
    """Known patches against LittleCMS by way of Pillow."""
    press = ImageCms.getOpenProfile(meant["profile"])
    to_inks = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"), press, "RGB", "CMYK", ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    for patch in meant["patches"]:
        wanted = ImageCms.applyTransform(Image.new("RGB", (1, 1), tuple(patch["rgb"])), to_inks).getpixel((0, 0))
        if sum(wanted) > meant["ink_limit_percent"] * 2.55:
            continue
        x, y = (int((mm + origin) * dpi / 25.4) for mm, origin in zip(patch["at_mm"], meant["origin_mm"]))
        off = max(abs(a - b) for a, b in zip(inks_at(x, y), wanted))
        found.near("ink of a patch", off, 0, INK)


def read_areas(svg, meant, found):
    """Flat areas on layers of their own, with the cut line and a table below."""
    layers = [g for g in svg if isinstance(g, svgelements.Group) and g.id]
    names = [layer.id for layer in layers]
    found.demand(names[-1] == "Table" and any(name.startswith("Colour") for name in names), f"layers {names}")
    cut = [e for e in layers[-2].select() if isinstance(e, svgelements.Path)]
    found.share("cut length", sum(p.length(error=1e-7) for p in cut), meant["cut_mm"], CUT)


def read_svg(path, meant, found):
    svg = svgelements.SVG.parse(path, ppi=25.4)
    if meant["areas"]:
        return read_areas(svg, meant, found)
    for side, size in zip((svg.width, svg.height), meant["frame"]):
        found.near("page (mm)", float(side), size, BOX_MM)
    layers = [g.id for g in svg if isinstance(g, svgelements.Group) and g.id]
    found.demand(layers == [name.replace(" ", "-") for name in meant["layers"]], f"layers {layers}")
    if meant["cut_mm"]:
        cut = [e for e in svg.elements() if isinstance(e, svgelements.Path) and e.id != "white"]
        found.share("cut length", sum(p.length(error=1e-7) for p in cut), meant["cut_mm"], CUT)
        found.demand(len(cut) == meant["cut_lines"], f"{len(cut)} lines")


def read_dxf(path, meant, found):
    document = ezdxf.readfile(path)
    audit = document.audit()
    found.demand(not audit.errors and not audit.fixes, f"audit: {audit.errors} {audit.fixes}")
    found.demand(document.header["$INSUNITS"] == 4, "not in millimetres")
    lines = list(document.modelspace())
    found.demand(len(lines) == meant["cut_lines"] and all(line.is_closed for line in lines), "lines missing or open")
    found.demand({line.dxf.layer for line in lines} == {meant["layers"][-1].replace(" ", "_")}, "another layer")
    points = [list(ezdxf.path.make_path(line).flattening(0.0005)) for line in lines]
    length = sum(sum(a.distance(b) for a, b in zip(p, p[1:])) for p in points)
    found.share("cut length", length, meant["cut_mm"], CUT)


def read_png(path, meant, found):
    image = Image.open(path)
    found.demand(image.mode == "RGBA", image.mode)
    for px, dpi, size in zip(image.size, image.info["dpi"], meant["picture"]):
        found.near("picture (px)", px, size * dpi / 25.4, WHOLE_PX)


def read_tif(path, meant, found):
    with tifffile.TiffFile(path) as file:
        page = file.pages[0]
        found.demand(page.photometric.name == "SEPARATED", str(page.photometric))
        numerator, denominator = page.tags["XResolution"].value
        dpi = numerator / denominator
        for px, size in zip((page.imagewidth, page.imagelength), meant["picture"]):
            found.near("picture (px)", px, size * dpi / 25.4, WHOLE_PX)
        profile = page.tags["InterColorProfile"].value
        found.demand(bytes(profile) == Path(meant["profile"]).read_bytes(), "another profile")
        samples = page.asarray()
        channels = 5 if meant["white_mm2"] else 4
        found.demand(samples.shape[2] == channels, f"{samples.shape[2]} channels")
        if meant["white_mm2"]:
            area = samples[:, :, 4].astype(float).sum() / 255 / (dpi / 25.4) ** 2
            found.share("white area", area, meant["white_mm2"], WHITE)
        compare_patches(lambda x, y: samples[y, x, :4].tolist(), dpi, meant, found)


def read_psd(path, meant, found):
    psd = psd_tools.PSDImage.open(path)
    found.demand(psd.color_mode.name == "CMYK", psd.color_mode.name)
    found.demand([layer.name for layer in psd] == meant["layers"], f"layers {[layer.name for layer in psd]}")
    resolution = psd.image_resources.get_data(psd_tools.constants.Resource.RESOLUTION_INFO)
    dpi = resolution.horizontal / 65536
    for px, size in zip(psd.size, meant["picture"]):
        found.near("picture (px)", px, size * dpi / 25.4, WHOLE_PX)
    if meant["white_mm2"]:
        white = next(layer for layer in psd if layer.name == meant["white_layer"])
        alpha = white.numpy("shape")
        area = alpha.sum() / (dpi / 25.4) ** 2
        found.share("white area", area, meant["white_mm2"], WHITE)


READERS = {"pdf": read_pdf, "svg": read_svg, "dxf": read_dxf, "png": read_png, "tif": read_tif, "psd": read_psd}


def read(folder, meant):
    found = Found()
    try:
        READERS[meant["file"].rsplit(".", 1)[1]](folder / meant["file"], meant, found)
    except Exception as error:  # A reader that gives up is a fault like any other.
        found.faults.append(f"{type(error).__name__}: {error}")
    return meant["file"], found


def main():
    folder = Path(sys.argv[1])
    files = json.loads((folder / "intent.json").read_text())
    with ThreadPoolExecutor() as pool:
        read_files = list(pool.map(lambda meant: read(folder, meant), files))
    worst = {}
    for _, found in read_files:
        for what, figure in found.worst.items():
            worst[what] = max(worst.get(what, 0.0), figure)
    for name, found in read_files:
        for fault in found.faults:
            print(f"FAULT {name}: {fault}")
    print(f"{len(read_files)} files read; worst: " + ", ".join(f"{k} {v:.5f}" for k, v in sorted(worst.items())))
    sys.exit(any(found.faults for _, found in read_files))


if __name__ == "__main__":
    main()
