"""Lines that a review of the word lists found on the wrong side of them."""

from __future__ import annotations

import pytest

from newscrawl.page.paragraphs.consents import asks_consent
from newscrawl.page.paragraphs.interruptions import interrupts
from newscrawl.page.paragraphs.site_lines import is_site_line
from newscrawl.text.wire.signoffs import ending_line


def _lines(text):
    return [line.strip() for line in text.strip().split("\n")]


@pytest.mark.parametrize(
    "line",
    _lines(
        """
        Kommentare sind nicht möglich.
        Комментарии временно недоступны.
        Комментарии проходят премодерацию.
        Yorumlar yükleniyor, lütfen bekleyin.
        No comments are allowed on this post.
        Compartilhe este post com seus amigos.
        Comparte este contenido con amigos.
        Partager sur les réseaux sociaux.
        Condividilo con gli amici.
        Advertising supports this free site.
        Sponsored by Acme Bank, the home of savings.
        Recommended products chosen by the editors.
        Related questions answered by experts.
        More on this and other stories is available here.
        Also read an explainer on the harbour
        Show more comments from readers below.
        分享到新浪微博
        シェアはこちら
        関連記事を読む
        공유하기 버튼
        شاركنا رأيك
        شارك عبر البريد
        """
    ),
)
def test_lines_of_sites(line):
    assert is_site_line(line)


@pytest.mark.parametrize(
    "line",
    _lines(
        """
        The regulator found that the site uses cookies without consent and fined the firm two million euros.
        El regulador dijo que este sitio web usa cookies sin permiso.
        Google utilise des cookies publicitaires, a dit la CNIL.
        Суд решил, что сайт использует куки.
        گوگل از کوکی‌ها استفاده می‌کند، دادگاه گفت.
        A Kuki leader said we set up relief camps.
        Suspected Kuki militants attacked the village by using drones near the site.
        मणिपुर में कुकी उग्रवादियों ने अहम ठिकानों पर ड्रोन का इस्तेमाल किया
        কুকি-চিন নেতারা বলেন, আমরা অস্ত্র ব্যবহার করি না।
        Tunatumia maji kukidhi mahitaji ya wananchi, alisema waziri.
        Käytämme rahaa sen mukaan, mitä kukin tarvitsee.
        ‘We use cookies only where the law allows,’ the lawyer told the court.
        """
    ),
)
def test_news_of_cookies_and_of_others_asks_no_consent(line):
    assert not asks_consent(line)


@pytest.mark.parametrize(
    "line",
    _lines(
        """
        ২০১০ সালে তিনি ফেসবুকে যুক্ত হন।
        फेसबुक लाइव में हजारों लोग जुड़े।
        Đăng ký TikTok bằng giấy tờ giả, nhóm người này lừa đảo.
        Langganan YouTube Premium naik harga di Indonesia.
        Tilaa Facebookin uudelle datakeskukselle löytyi Haminasta.
        Prijavite se policiji ako vam na Facebooku nude posao.
        Abonner på Facebook betaler mere.
        """
    ),
)
def test_news_of_networks_interrupts_nothing(line):
    assert not interrupts(line)


@pytest.mark.parametrize(
    "line",
    _lines(
        """
        Todos los derechos quedan reservados.
        Tous droits de reproduction, de diffusion et d'adaptation réservés.
        Alle Rechte der dpa vorbehalten.
        کلیه حقوق خبرگزاری مهر محفوظ است.
        Copyright holder: AP.
        """
    ),
)
def test_claims_of_owners_end_a_text(line):
    assert ending_line(line) is not None
