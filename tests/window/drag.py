"""Drops a file on a window as a file manager does: the source's side of XDND, without a hand or a pointer.

Usage: drag.py X Y FILE     X and Y in pixels from the top left of the largest window that takes drops.
"""

import sys
import time
from pathlib import Path

from Xlib import X, Xatom, display
from Xlib.protocol import event

VERSION = 5
# A hand holds what it drops for longer: the window asks for the files, and tells where they may lie.
HELD_S = 0.8
PATIENCE_S = 10

screen = display.Display()
root = screen.screen().root


def atom(name):
    return screen.intern_atom(name)


def taker():
    """The largest window that takes drops, and where it lies."""
    windows = [one for one in root.query_tree().children if one.get_full_property(atom("XdndAware"), X.AnyPropertyType)]
    assert windows, "no window takes drops"
    largest = max(windows, key=lambda one: one.get_geometry().width * one.get_geometry().height)
    at = largest.translate_coords(root, 0, 0)
    return largest, -at.x, -at.y


class Source:
    def __init__(self, window, file):
        self.window = window
        self.uris = (Path(file).resolve().as_uri() + "\r\n").encode()
        self.own = root.create_window(0, 0, 1, 1, 0, X.CopyFromParent)
        self.own.set_selection_owner(atom("XdndSelection"), X.CurrentTime)

    def send(self, kind, *data):
        words = [self.own.id, *data, 0, 0, 0, 0][:5]
        said = event.ClientMessage(window=self.window, client_type=atom(kind), data=(32, words))
        self.window.send_event(said)
        screen.flush()

    def serve(self, seconds, until=None):
        """Hands the files over to whoever asks, until the window says that, or the time is up."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not screen.pending_events():
                time.sleep(0.01)
                continue
            heard = screen.next_event()
            if heard.type == X.SelectionRequest:
                self.hand_over(heard)
            elif heard.type == X.ClientMessage and until and heard.client_type == atom(until):
                return True
        return until is None

    def hand_over(self, asked):
        known = asked.target == atom("text/uri-list")
        if known:
            asked.requestor.change_property(asked.property, asked.target, 8, self.uris)
        elif asked.target == atom("TARGETS"):
            asked.requestor.change_property(asked.property, Xatom.ATOM, 32, [atom("text/uri-list")])
        answer = event.SelectionNotify(
            time=asked.time,
            requestor=asked.requestor,
            selection=asked.selection,
            target=asked.target,
            property=asked.property if known else X.NONE,
        )
        asked.requestor.send_event(answer)
        screen.flush()


def main(x, y, file):
    window, left, top = taker()
    source = Source(window, file)
    place = (left + int(float(x))) << 16 | (top + int(float(y)))
    source.send("XdndEnter", VERSION << 24, atom("text/uri-list"))
    source.send("XdndPosition", 0, place, X.CurrentTime, atom("XdndActionCopy"))
    assert source.serve(PATIENCE_S, "XdndStatus"), "the window takes no notice"
    source.serve(HELD_S)
    source.send("XdndPosition", 0, place, X.CurrentTime, atom("XdndActionCopy"))
    source.serve(PATIENCE_S, "XdndStatus")
    source.send("XdndDrop", 0, X.CurrentTime)
    assert source.serve(PATIENCE_S, "XdndFinished"), "the window let what was dropped lie"


main(*sys.argv[1:])
