"""What pages call the field of a section: "Category: World", "Рубрика: Мир", "سرویس: جهان"."""

from __future__ import annotations

import re

from newscrawl.text.letters import COLONS

# Of some seventy languages, gathered by hand; what is called so and no section ("Topics", "Tags") is not among them.
NAMES = (
    "categor(?:y|ies)|sections?|kategorien?|rubri[ck](?:en)?|rubri(?:ek|que|ques|ca|ik|ka|kk)|ressort|bereich|catégories?|"
    "categor[íi]as?|secci[óo]n|secció|sezione|secção|seção|seções|editoria|categori[ea]|kategori|kategoria|kategória|kategorij[ae]|kategooria|"
    "kateqoriya|kategoriya|dział|rubryka|sekce|sekcia|rovat|secț?iunea?|avdelning|seksjon|sektion|osasto|flokkur|sadaļa|skiltis|bölüm|bölmə|"
    "рубрика|категория|категорія|категорија|катэгорыя|рубрыка|раздел|розділ|раздзел|айдар|бөлім|санат|bo['’ʻ‘]lim|rukn|"
    "κατηγορία|ενότητα|კატეგორია|რუბრიკა|բաժին|կատեգորիա|קטגוריה|מדור|"
    "القسم|قسم|التصنيف|تصنيف|الفئة|سرویس|گروه|دسته ?بندی|دسته\u200cبندی|بخش|زمرہ|سیکشن|"
    "श्रेणी|कैटेगरी|सेक्शन|विभाग|বিভাগ|ক্যাটাগরি|பிரிவு|வகை|విభాగం|వర్గం|ವಿಭಾಗ|വിഭാഗം|વિભાગ|ਸ਼੍ਰੇਣੀ|หมวด(?:หมู่)?|ประเภท|"
    "chuyên mục|danh mục|mục|kanal|bahagian|sehemu|"
    "カテゴリー?|分野|ジャンル|分类|分類|栏目|欄目|频道|頻道|类别|類別|카테고리|분류|섹션"
)
_IN = (
    "veröffentlicht in|publiée? dans|publicad[oa] e[nm]|pubblicat[oa] in|geplaatst in|publicerad i|в рубрике|w kategorii|"
    "στην κατηγορία|في قسم"
)
_OTHERS = "topics?|tags?|themen?|temas?|t[óo]picos"
# "in Healthcare", "Filed under: Sport", "Rubrik: USA"; but "In World" is the label.
FIELD_NAME = re.compile(
    rf"^(?:in (?=[A-Z])|(?i:(?:(?:filed|posted|published|listed) (?:under|in)|{_IN})\s*:?\s+"
    rf"|(?:in )?(?:{NAMES}|{_OTHERS})\s*[{COLONS}]\s*))"
)
# The name of a field over its labels ("Categories").
FIELD_ALONE = re.compile(f"{NAMES}|{_OTHERS}", re.IGNORECASE)
# What stands right before the link or the label: "Posted in", "Category", "Раздел:".
BEFORE_LABEL = re.compile(
    r"(?:^|[\d|•·(]|\W{2})\s*+(?:(?:posted|filed|published|listed)\s+(?:in|under)\s*:?"
    rf"|(?:{_IN})\s*:?"
    r"|(?:categor(?:y|ies|ía|ia|ie)s?|catégories?|kategori(?:e|en|a)?|topic|rubri[ck]|rubrika|rubryka|ressort|sección|seção|section|рубрика|категория"
    rf"|раздел|القسم|التصنيف|سرویس|分类|分類|カテゴリー?|카테고리)\s*[{COLONS}]?|(?:{NAMES})\s*[{COLONS}])\s*$",
    re.IGNORECASE,
)
