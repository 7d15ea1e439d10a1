# SPDX-License-Identifier: GPL-3.0-or-later
"""Where intermediates go: textures, baked cloth, raw renders. Never the repository."""
import os
import tempfile

WORK_DIR = os.environ.get("DANGLE_STUDIO_WORK") or os.path.join(tempfile.gettempdir(), "dangle-studio")
os.makedirs(WORK_DIR, exist_ok=True)


def work_path(name):
    return os.path.join(WORK_DIR, name)
