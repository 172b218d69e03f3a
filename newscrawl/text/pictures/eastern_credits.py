"""Lines of Chinese, Japanese and Korean pages that only say whose the pictures are."""

from __future__ import annotations

import re

# Whose the pictures are, between the paragraphs or under them: 图片来源：…, 本文图片均来自网络, 图源/….
_PICTURES = re.compile(
    r"[(（【\[*※▲△▼◆]?\s?(?:除.{1,12}外，?)?(?:本文|文中|以上|上图|题|配|首|封面|资料|資料)?(?:图片?|圖片?|照片|视频|影片|插图|图源|圖源)(?:均|皆|全部|都)?"
    r"(?:为?(?:来源|來源|来自|來自|取自|截自|源自|翻攝自|由.{1,14}提供)|(?<=源))\s?(?:于|於)?\s?[:：/／|]?\s?\S"
    r"|[图圖]\s?[/／|｜]\s?\S|[(（]?\s?(?:图片?|圖片?|照片|写真|사진)\s?[:：=]\s?\S{1,20}[)）]?\Z"
)
LONGEST_CREDIT = 60


def credits_pictures(line: str) -> bool:
    """Whether a whole line only says whose the pictures are.

    >>> [credits_pictures(line) for line in ("图片来源：北岸日报", "图片来自网络，侵删。", "图书馆周三开放。")]
    [True, True, False]
    """
    return len(line) <= LONGEST_CREDIT and _PICTURES.match(line) is not None
