"""Words for a picture in many languages, as printed before whose it is: one list for captions, credits and sign-offs.

Not here, as they mean something else: what pictures are called in markup (`page/tree/names`), the buttons beside them
(`page/fields/pictures`), sentences of Asia's sites (`eastern_credits`). Behind a word and "of" stands a person in bylines
("Foto di Bo Ek"); in a caption it may be what the picture shows ("Foto di Varn"), so credits there need a colon or "by".
"""

from __future__ import annotations

import re

NOUN = (
    r"(?:Photo(?:s|graph(?:s|y|ie)?)?|File photos?|Picture|Images?|Imagen|Imagem|Immagin[ei]|Foto(?:s|graf[íi]as?|grafie)?|"
    r"Fot\.|Fotó|Fénykép|Kuvat?|Bild(?:er?|quelle|nachweis)?|Billeder?|Beeld|Zdjęci[ae]|Fotoğraf|Fotoqraf|Nuotrauk(?:a|os)|Nuotr\.|Ljósmynd|"
    r"Ảnh|Gambar|Picha|Φωτογραφία|Φωτό|Фото|Сним(?:к[аи]|ок)|Слик[аи]|Здымак|Сурет|Сүрөт|Լուսանկարը|ფოტო|(?:ال)?صورة|تصویر|عکس|צילום|"
    r"तस्वीर|फोटो|फ़ोटो|छायाचित्र|ছবি|படம்|ఫోటో|ಚಿತ್ರ|ഫോട്ടോ|ફોટો|ਫੋਟੋ|ਤਸਵੀਰ|ፎቶ|ଫଟୋ|ภาพ|写真|사진)"
)
# What opens a credit before a colon: "Foto: A. Lee", "Credit: A. Lee". ("Pictures" without one may be a rubric.)
LABEL = rf"(?:(?:Photo|Image|Picture)s? credits?|{NOUN}|Pictures|Credits?|Crédits?(?: photo)?|Créditos?)"
_TELLING = re.compile(
    rf"(?<!\w)(?:{NOUN}|Photographer|Abb\.|Abb(?:ildung)?|Grafik|Graphic|Illustration|Video|Getty|picture.alliance|Handout|File|"
    r"Archiv(?:bild|foto)?|Symbolbild|Pool|Screenshot|Credit|Crédit)(?!\w)|写真|사진|图片|圖片|Фото",
    re.IGNORECASE,
)


def tells_of_picture(line: str) -> bool:
    """Whether a short line that credits somebody has a word for a picture in it.

    >>> [tells_of_picture(line) for line in ("Foto Bo Ek", "AFP/Getty", "Kuva: Lehtikuva", "With AFP")]
    [True, True, True, False]
    """
    return _TELLING.search(line) is not None
