"""Pictures that a site shows where an article has none of its own: its logo, a placeholder, the writer's portrait."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from urllib.parse import urlsplit

from newscrawl.items import RawImage
from newscrawl.page.fields.others_pictures import PICTURE

# Words of which one makes a stand-in where the file's name says nothing but such words, sizes and the site's own name.
_STAND_INS = frozenset((
    "logo", "logos", "placeholder", "opengraph", "og", "fb", "default", "blank", "spacer", "dummy", "nameplate",
    "noimage", "noimg", "nophoto", "nopic", "favicon", "fallback",
))  # fmt: skip
_BESIDE = frozenset((
    "social", "share", "sharing", "image", "img", "images", "picture", "photo", "no", "card", "thumb", "thumbnail",
    "site", "page", "homepage", "home", "news", "header", "big", "small", "large", "white", "black", "color", "out",
    "square", "wide", "main", "profile", "lg", "sm", "xl", "back", "bak",
    "new", "old", "bg", "px", "en", "de", "fr", "es", "it", "pt", "ru", "v",
))  # fmt: skip
_LETTERS = re.compile(r"[a-z]+")
# "/autor/autor-5890-foto-5.jpeg", "secure.gravatar.com/avatar/f87a220e".
_PORTRAIT = re.compile(
    r"/(?:autor(?:es|en)?|authors?|avatars?|profiles?|profilbilder|userpics?|contributors?|columnists?|headshots?)"
    r"/(?:[^/]+/)?[^/]+\Z",
    re.IGNORECASE,
)
# "default" alone is a stand-in where such a folder holds it; picture servers call the usual size so ("/full/max/0/default.jpg").
_FOLDERS = frozenset(
    ("images", "image", "img", "imgs", "static", "assets", "share", "social", "common", "og", "pics", "media")
)
# A size is no name; a longer number is an article's or a picture's own ("/news/4711/og.jpg", "fb-share-4711.jpg").
_SIZE = re.compile(r"\d{2,4}x\d{2,4}")
_WIDTH = re.compile(r"(?<!\d)(?:1024|1200|2048)(?!\d)")
_PLACEHOLDERS = frozenset(("placeholder", "placeholders"))
# Where a site's own design lies no article's pictures do, whatever number is in the path.
_DESIGN = "/wp-content/themes/"
_OWN_NUMBER = re.compile(r"\d{4}")


def without(images: Iterable[RawImage], site_names: Iterable[str], told: Iterable[str] = ()) -> list[RawImage]:
    """The pictures but for stand-ins; what has a caption or credit is none, nor is a portrait that is ``told`` as the page's."""
    names, own = list(site_names), set(told)
    return [
        image
        for image in images
        if image.caption
        or image.credit
        or not (stands_in(image.url, names) or (image.url not in own and _PORTRAIT.search(urlsplit(image.url).path)))
    ]


def stands_in(url: str, site_names: Collection[str] = ()) -> bool:
    """Whether a picture's address is that of a logo or placeholder; ``site_names`` are what the site calls itself.

    >>> stands_in("https://a.example/img/opengraph_default.png"), stands_in("https://a.example/i/valley-logo.png", ["The Valley"])
    (True, True)
    >>> stands_in("https://a.example/2024/alibaba-logo-1024.jpg"), stands_in("https://a.example/full/max/0/default.jpg")
    (False, False)
    """
    parts = urlsplit(url)
    path = _SIZE.sub(" ", parts.path.lower())
    *folders, name = path.split("/")
    name = _WIDTH.sub(" ", name)
    words = _LETTERS.findall(name.rpartition(".")[0] or name)
    # "jglogo": the initials of the Journal Gazette.
    initials = {"".join(word[:1] for word in said.lower().split()) + "logo" for said in site_names if " " in said}
    found = [word for word in words if word in _STAND_INS or word.startswith("placeholder") or word in initials]
    # (What a program makes is told by its query, a file is not.)
    numbered = _OWN_NUMBER.search(name if _DESIGN in path else f"{'/'.join(folders)}/{name}")
    if name.startswith("apple-touch-icon") or (not numbered and not _PLACEHOLDERS.isdisjoint(folders)):
        return True
    if not found or numbered or (parts.query and not PICTURE.search(name)):
        return False
    if words == ["default"] and (not folders or folders[-1] not in _FOLDERS):
        return False
    own = "".join(filter(str.isalpha, f"{parts.hostname} {' '.join(site_names)}".lower()))
    return all(word in found or word in _BESIDE or word in own for word in words)
