"""Which file a picture is: where it lies, what stands there until it is loaded, and one file in two sizes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import Any

from newscrawl.items import RawImage
from newscrawl.page.fields.others_pictures import PICTURE
from newscrawl.text.urls import absolute

_MOST_SHOWN, _LONGEST_SET = 12, 4000
# "/a.jpg 400w, /b.jpg 800w": addresses may hold commas themselves.
_WIDTH = re.compile(r"(\d{1,5}(?:\.\d{1,2})?)[wx],?")
_JOINED = re.compile(r"(?<=\d[wx]),(?=\S)")
# "/90x50_crop/": a thumbnail.
_TINY = re.compile(r"(?<!\d)\d{2}x\d{2}(?!\d)")
# What a template prints where an article has no picture; buttons beside one.
_NO_FILE = re.compile(r"(?:https?:)?//[^/]*/?\Z|(?:.*/)?(?:null|undefined)\Z")
_ICON = re.compile(r"(?:^|[^a-z])icons?(?:[^a-z]|\Z)|[a-z]Icon(?:[A-Z_.-]|\Z)")
# What behind "?" tells a picture's size, and not which it is.
_SIZES = frozenset((
    "w", "h", "width", "height", "q", "quality", "resize", "crop", "fit", "im", "auto", "format", "fm", "ssl",
    "strip", "impolicy", "itok", "imwidth", "imsize", "x", "y", "c", "dpr", "rect", "sharp", "size", "s", "zoom", "v",
    "ver", "version", "t", "compression", "cropw", "croph", "optimize",
))  # fmt: skip


def is_no_file(address: str) -> bool:
    """Whether an address is what a template prints where there is no picture.

    >>> is_no_file("https://img.valley.example/"), is_no_file("/news/null"), is_no_file("https://valley.example/i/quay/")
    (True, True, False)
    """
    return _NO_FILE.match(address) is not None


def is_tiny(address: str) -> bool:
    """Whether a picture's address gives it fewer than a hundred points each way.

    >>> is_tiny("https://valley.example/90x50_crop/quay.png"), is_tiny("https://valley.example/1200x630/quay.png")
    (True, False)
    """
    return _TINY.search(address) is not None


def address(image: Any, url: str) -> str | None:
    """Where a picture lies; lazy loaders keep it in another attribute."""
    printed = _printed(image)
    return absolute(printed, url) if printed else None


def _printed(image: Any) -> str | None:
    for name in ("data-src", "data-original", "data-lazy-src", "src"):
        value = (image.get(name) or "").strip()
        if value and not value.startswith("data:") and not is_no_file(value):
            return str(value)
    for name in ("data-srcset", "srcset"):
        said = (image.get(name) or "")[:_LONGEST_SET].strip()
        if said and not said.startswith("data:"):
            words = _JOINED.sub(", ", said).split()
            sizes = [(float(size[1]), at) for at, word in enumerate(words[1:]) if (size := _WIDTH.fullmatch(word))]
            return str(words[max(sizes)[1]] if sizes else words[0].rstrip(","))
    return None


def shown(box: Any) -> list[Any]:
    """The pictures in a box; what stands there until they are loaded ("grey-placeholder.png") and icons are none of them."""
    every = list(islice(box.iter("img"), _MOST_SHOWN))
    named = [(one, (_printed(one) or "").partition("?")[0].rpartition("/")[2]) for one in every]
    return [one for one, name in named if name and "placeholder" not in name and not _ICON.search(name)] or every


def merged(found: Iterable[RawImage]) -> list[RawImage]:
    """The pictures, one for each file: in two sizes it is one; caption and credit are those of either."""
    kept: dict[str, RawImage] = {}
    for image in found:
        file, _, query = image.url.partition("?")
        parts = [part for part in query.split("&") if part and part.partition("=")[0].lower() not in _SIZES]
        key = "&".join((file, *parts)) if PICTURE.search(file.rpartition("/")[2]) else image.url
        known = kept.get(key)
        if known is None:
            kept[key] = image
        else:
            kept[key] = filled(known, image)
    return list(kept.values())


def filled(known: RawImage, image: RawImage) -> RawImage:
    """A picture with what another line says of it."""
    return replace(known, caption=known.caption or image.caption, credit=known.credit or image.credit)
