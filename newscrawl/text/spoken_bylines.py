"""Whether a short line says who wrote, and no more, in any language: then it is a byline whatever its box is called."""

from __future__ import annotations

from newscrawl.text.bylines import read_byline
from newscrawl.text.people.persons import is_full, word_tables

# Openers that are words of labels and headlines too: only with a colon behind them is a line told by them alone.
_WITH_COLON = frozenset(
    (
        "作者", "记者", "記者", "撰文", "撰稿", "執筆", "聞き手", "著者", "筆者", "ライター", "text", "texto", "texte", "testo",
        "tekst", "teksti", "tekstas", "teksts", "текст", "тэкст", "testua", "szöveg", "besedilo",
        "bericht", "kommentar", "protokoll", "firma", "haber", "laporan", "liputan", "bài", "relacja",
        "رپورٹ", "रिपोर्ट", "ವರದಿ", "প্রতিবেদন", "mit", "de", "da", "di", "durch", "vom", "author",
        "authors", "posted on", "του", "της", "redaktor", "journalist", "reporter", "از", "文", "글", "기자",
        "เรื่อง", "eftir", "od", "от", "од", "від", "από", "przez", "updated by", "edited by", "लेखक",
        "লেখক", "প্রতিবেদক", "संवाददाता", "रिपोर्टर", "वार्ताहर", "લેખક", "ਲੇਖਕ", "எழுதியவர்",
        "ஆசிரியர்", "செய்தியாளர்", "రచయిత", "విలేకరి", "రచన", "ಲೇಖಕ", "ಲೇಖಕರು", "ಬರಹ", "ലേഖകൻ", "ലേഖിക",
        "ලේඛක", "ผู้เขียน", "ผู้สื่อข่าว", "เขียน", "نویسنده", "خبرنگار", "مصنف", "رپورٹر", "تحریر",
        "مراسل", "الكاتب", "الكاتبة", "إعداد", "ავტორი", "ტექსტი", "հեղինակ", "հեղինակներ", "տեքստ",
        "כתב", "כתבת", "כותב", "כותבת", "ጸሐፊ", "ዘጋቢ", "작성자", "글쓴이", "novinar", "novinarka", "журналист",
        "журналистка", "журналіст", "журналістка", "journaliste", "journalista", "reportero",
        "reportera", "repórter", "reporterin", "корреспондент", "репортер", "muhabir", "pewarta",
        "wartawan", "blaðamaður", "fréttamaður", "тілші", "muxbir", "reportyor", "дописник",
        "кореспондент", "reportagem", "auteur", "auteure", "auteurs", "auteures", "autrice", "autor",
        "autora", "autores", "autoras", "autorin", "autoren", "autorka", "autorzy", "autori", "autoři",
        "autoare", "autorica", "avtor", "avtorica", "avtorji", "автор", "авторы", "автори", "авторка",
        "аутор", "аутори", "ауторка", "аўтар", "аўтарка", "forfatter", "författare", "skribent",
        "kirjoittaja", "toimittaja", "höfundur", "höfundar", "szerző", "szerzők", "συντάκτης",
        "συντάκτρια", "yazar", "müəllif", "muallif", "муаллиф", "автору", "autors", "autore", "autorius",
        "autorė", "egilea", "idazlea", "publisert av", "publicerad av", "udgivet af", "publiceret af",
        "опубликовал", "опубликовала", "подготовил", "подготовила", "подготовили", "підготував",
        "підготувала", "підготували", "падрыхтаваў", "падрыхтавала", "подготвил", "подготви", "објавио",
        "објавила", "извештава", "thực hiện", "servizio di", "επιμέλεια", "ρεπορτάζ", "hazırladı",
        "yazdı", "kirjutas", "raksta", "pripravil", "pripravila", "نوشته", "mwandishi", "penulis",
        "tác giả", "zpracoval", "zpracovala", "spracoval", "spracovala", "opracował", "opracowała",
        "opracowali", "opracowanie", "tayyorladi", "hazırlayıb", "мәтін",
    )
)  # fmt: skip
# What stands behind these is where it is from, or who made pictures.
_NO_WRITERS = frozenset(
    (
        "quelle", "quellen", "source", "sources", "fuente", "fonte", "źródło", "kaynak", "zdroj",
        "zdroje", "по материалам", "па матэрыялах", "по материали от", "за матеріалами", "video by",
        "редактор", "уредник", "redaktör", "redaktør", "redacteur", "redattore", "interview", "تقرير",
        "گزارش", "reportage", "reportaje",
    )
)  # fmt: skip
_LONGEST_SAID = 80


def names_writer(line: str) -> bool:
    """Whether a short line says who wrote it and no more: "Autorka: Anna Nowak", "Skrevet av Anna Berg".

    >>> names_writer("Skrevet av Anna Berg"), names_writer("लेखक: अनिल कुमार"), names_writer("Texte et photos Anne Petit")
    (True, True, True)
    >>> names_writer("Text aus Oslo"), names_writer("Fuente: Ministerio de Salud"), names_writer("Da Nang City")
    (False, False, False)
    """
    if len(line) > _LONGEST_SAID:
        return False
    opener = word_tables().opener.match(line)
    if opener is None:
        return False
    word = opener[0].strip(" \t-–—(•*")
    bare = word.rstrip(" :：՝፦៖・/／").casefold()
    if bare in _NO_WRITERS or (bare in _WITH_COLON and bare == word.casefold()):
        return False
    return any(is_full(name) for name in read_byline(line).names)
