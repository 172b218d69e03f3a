# ruff: noqa: E501 (lines are data)
"""Lines between paragraphs that are no text, and sentences of news that begin as they do."""

from __future__ import annotations

import pytest

from newscrawl.page.paragraphs.interruptions import interrupts


@pytest.mark.parametrize(
    "text",
    [
        "- Advertisement -", "REKLAM", "विज्ञापन", "Story continues below advertisement", "Saken fortsetter under annonsen.",
        "La suite après cette publicité", "Juttu jatkuu mainoksen jälkeen", "A cikk a hirdetés után folytatódik",
        "NEW You can now listen to Valley Times articles!", "Artikel anhören", "Escucha esta noticia", "Слушать статью", "記事を聴く",
        "Yuk, Simak Juga Video ini!", "Watch the video below", "Veja o vídeo", "For more news from around the valley please visit our site.",
        "Más noticias de Varn: visita nuestro sitio", "Больше новостей на нашем сайте", "Untuk berita lain kunjungi situs kami",
        "यह भी पढ़ें: वार्न में नाव", "یہ بھی پڑھیں: وارن", "อ่านข่าวเพิ่มเติม", "Xem thêm: Cảng Varn", "Baca juga: Kapal tenggelam", "Bunlar da ilginizi çekebilir",
        "Citește și: Portul Varn", "Διαβάστε επίσης: Το λιμάνι", "Čtěte také: Přístav", "Lue myös: Satama", "Слухати новину", "קראו גם: הנמל",
        "Follow us on WhatsApp", "Únete a nuestro canal de WhatsApp.", "Urmărește-ne pe Facebook", "تابعونا على واتساب",
        "हमारे व्हाट्सएप चैनल से जुड़ें", "ติดตามเราได้ที่ Facebook", "扫码关注公众号",
        "আমাদের হো\u09af\u09bcাটসঅ্যাপ চ্যানেল", "আমাদের হো\u09dfাটসঅ্যাপ চ্যানেল",
    ],
)  # fmt: skip
def test_lines_that_interrupt(text: str) -> None:
    assert interrupts(text)


@pytest.mark.parametrize(
    "text",
    [
        "For more than ten years they visit the quay.", "Watch the video and you see why, she said.", "Escucha a su madre y calla.",
        "Lue myös tätä kirjaa, hän sanoi.", "Xem thêm một trận nữa, ông nói.", "Baca juga buku itu, katanya.",
        "The story continues after the war ended.", "Telegram was blocked on Monday.",
        "Recibe el premio en Instagram una escritora de Lima.",
        "Sigue la polémica por WhatsApp en el Congreso", "Ikuti jejak ayahnya di Facebook, ia berkata.",
        "Реклама стоит дорого",
        "Подписчики Telegram-канала сообщили о взрыве.", "Подписан указ о блокировке Telegram.", "Підписано угоду з Facebook.",
        "Intră în vigoare legea care interzice TikTok.", "Prati ga na Instagramu milijun ljudi.", "Прати съобщение във Facebook и изчезна.",
        "تابع عبر حسابه على فيسبوك أن المحادثات مستمرة", "انضم فيسبوك إلى قائمة الشركات", "اشترك فيسبوك في الحملة",
        "اخبار منتشر شده در تلگرام تایید نشد.", "Gelişmeleri Facebook'tan duyuran bakan istifa etti.", "Bizi Facebook kurtardı, dedi.",
        "在微博上关注他的网友说，他很好。", "加入微博后，他每天写作。", "下载Telegram的用户增加了一倍。", "הצטרפו לטלגרם מיליון משתמשים", "עקבו אחריו בפייסבוק",
        "हमारे देश में फेसबुक पर रोक नहीं है।", "ताजा मामला फेसबुक पर वायरल वीडियो का है।", "আমাদের দেশে ফেসবুক ব্যবহারকারী বাড়ছে।",
        "Tham gia Facebook từ năm 2010, ông có một triệu bạn.", "Theo dõi sát tình hình trên Facebook, công an vào cuộc.",
        "Jälgi oma last Facebookis, ütles ta.", "Sekite savo vaikus Facebooke, sako ji.", "Ndiqni rrugën e tij në Facebook, tha ajo.",
        "Bashkohuni protestës, shkroi ai në Facebook.", "彼は毎日インスタグラムを見る。", "그는 페이스북에 글을 올렸다.", "उन्होंने फेसबुक पर लिखा है।",
        "Gabung Facebook sejak 2010, ia punya sejuta teman.", "Langsung dari Facebook, katanya.", "Meld je ziek, schreef hij op Facebook.",
        "Subscribe to the idea or not, Facebook will grow.",
        "“Follow us on Facebook,” the shop's sign says.", "Annonce de l'accord",
    ],
)  # fmt: skip
def test_sentences_that_do_not(text: str) -> None:
    assert not interrupts(text)
