# ruff: noqa: E501 (pages are data)
"""Invented pages that answer 200 and are no article: what kind each is, and its HTML."""

from __future__ import annotations

MENU = '<ul class="menu"><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul>'
TEASERS = "<h2>Latest</h2>" + "".join(
    f'<div class="item"><h3><a href="/n/{n}">The ferry to Lund is late for the {n}th time</a></h3><p>Passengers wait on the '
    f"pier while the crew of ferry {n} looks for the fault in the engine, the line said on Monday.</p></div>"
    for n in range(3, 9)
)
FOOT = "<footer><p>Copyright 2024 Valley Times. All rights reserved.</p><p>Contact the editors by mail or telephone.</p></footer>"


def site(title: str, inside: str, *, around: bool = True) -> str:
    top, bottom = (MENU, FOOT) if around else ("", "")
    return f"<html><head><title>{title}</title></head><body>{top}<div id=main>{inside}</div>{bottom}</body></html>"


PAGES = {
    "404 in English": ("soft_404", site("Page not found - Valley Times", "<h1>Page not found</h1><p>Sorry, we looked everywhere.</p>")),
    "404 with teasers": ("soft_404", site("Valley Times", f"<h1>404</h1><p>The page you requested does not exist.</p>{TEASERS}")),
    "404 and many teasers": ("soft_404", site("Not found | Valley Times", f"<h1>Oops! That page can’t be found.</h1>{TEASERS * 3}")),
    "404 in German": ("soft_404", site("Fehler 404 | Talpost", "<h1>Seite nicht gefunden</h1><p>Die gesuchte Seite gibt es leider nicht.</p>")),
    "404 in Spanish": ("soft_404", site("Diario del Valle", "<h1>Página no encontrada</h1><p>La página que buscas ya no está.</p>")),
    "404 in French": ("soft_404", site("Erreur 404", "<h1>Page introuvable</h1><p>La page demandée n’est plus en ligne.</p>")),
    "404 in Italian": ("soft_404", site("Valle News", "<h1>Pagina non trovata</h1><p>Prova a cercare.</p>")),
    "404 in Portuguese": ("soft_404", site("Página não encontrada", "<p>O conteúdo que você procura saiu do ar.</p>")),
    "404 in Russian": ("soft_404", site("Ошибка 404", "<h1>Страница не найдена</h1><p>Возможно, она была удалена.</p>")),
    "404 in Turkish": ("soft_404", site("Vadi Haber", "<h1>Sayfa bulunamadı</h1><p>Ana sayfaya dönün.</p>")),
    "404 in Vietnamese": ("soft_404", site("Báo Thung Lũng", "<h1>Trang không tồn tại</h1><p>Trang bạn tìm kiếm không tồn tại hoặc đã bị xóa.</p>")),
    "404 in Japanese": ("soft_404", site("谷タイムズ", "<h1>ページが見つかりません</h1><p>お探しのページは削除された可能性があります。</p>")),
    "404 in Chinese": ("soft_404", site("谷报", "<h1>抱歉，您访问的页面不存在</h1>")),
    "404 in Korean": ("soft_404", site("계곡일보", "<h1>페이지를 찾을 수 없습니다</h1><p>주소를 다시 확인해 주세요.</p>")),
    "404 in Arabic": ("soft_404", site("صحيفة الوادي", "<h1>الصفحة غير موجودة</h1><p>عد إلى الرئيسية.</p>")),
    "404 in Polish": ("soft_404", site("Dolina", "<h1>Strona nie istnieje</h1><p>Artykuł, którego szukasz, usunięto.</p>")),
    "404 in Dutch": ("soft_404", site("Dal", "<h1>Pagina niet gevonden</h1>")),
    "404 without a heading": ("soft_404", site("Valley Times", "<p>Sorry, the page you are looking for has moved.</p>")),
    "access denied": ("access_denied", site("Access Denied", "<h1>Access Denied</h1><p>You don't have permission to access \"/n/1\" on this server.</p><p>Reference #18.2f1</p>", around=False)),
    "not in your region": ("access_denied", site("Valley Times", "<h1>Unavailable in your region</h1><p>Our site is not available in your country.</p>")),
    "denied in German": ("access_denied", site("Zugriff verweigert", "<p>Ihre Adresse wurde gesperrt.</p>")),
    "denied in Russian": ("access_denied", site("Доступ ограничен", "<p>Доступ к сайту ограничен для вашего региона.</p>")),
    "bot challenge": ("challenge", site("Just a moment...", '<div id="challenge-running"></div><p>Checking your browser before you go on.</p>', around=False)),
    "captcha": ("challenge", site("valley.example", '<h2>Are you a robot?</h2><div class="g-recaptcha"></div>')),
    "unusual traffic": ("challenge", site("Valley Times", "<p>We saw unusual traffic from your network. Solve the captcha to go on.</p>")),
    "needs scripts": ("challenge", site("Valley Times", "<p>Please enable JavaScript to read this site.</p>", around=False)),
    "needs scripts, in Spanish": ("challenge", site("Diario del Valle", "<p>Habilite JavaScript en su navegador para leer el diario.</p>", around=False)),
    "needs scripts, in German": ("challenge", site("Talpost", "<p>Bitte aktivieren Sie JavaScript, um diese Seite zu nutzen.</p>", around=False)),
    "robot in Russian": ("challenge", site("Вы не робот?", "<p>Подтвердите, что запросы отправляли вы.</p>")),
    "server error": ("server_error", site("500 Internal Server Error", "<h1>Internal Server Error</h1><p>The server met a problem.</p>", around=False)),
    "maintenance": ("server_error", site("Wartungsarbeiten", "<h1>Wartungsarbeiten</h1><p>Wir sind bald wieder da.</p>")),
    "database": ("server_error", site("Valley Times", "<h1>Error establishing a database connection</h1>", around=False)),
    "try later": ("server_error", site("Valley Times", "<p>Our site is temporarily unavailable. Please try again later.</p>")),
    "login": ("login_wall", site("Log in | Valley Times", "<h1>Log in to continue</h1><p>Forgot your password? Don't have an account yet?</p>")),
    "login in French": ("login_wall", site("Le Val", "<h1>Connectez-vous pour lire la suite</h1><p>Mot de passe oublié ?</p>")),
    "consent": ("consent_wall", site("Talpost", "<h1>Bevor Sie fortfahren</h1><p>Wir und unsere Partner setzen Cookies ein, um Anzeigen zu messen.</p><p>Alle akzeptieren</p>")),
    "gone from its own page": ("soft_404", site("Ferry plan wins - Valley Times", "<h1>Ferry plan wins</h1><p>Sorry, this story is no longer available.</p>")),
    "a server's own": ("soft_404", site("Valley Times", "<div>404</div><div>Not Found</div><p>The requested URL /n/1 was not found on this server.</p>")),
    "leads on": ("soft_404", site("Redirecting...", '<p>If you are not redirected, <a href="/">press here</a>.</p>', around=False)),
    "a search without results": ("soft_404", site("Search results", "<h1>Search</h1><p>No results were found for these words.</p>")),
    "legal reasons": ("access_denied", site("Valley Times", "<h1>451: Unavailable due to legal reasons</h1><p>Visitors from the European Economic Area cannot read this site.</p>")),
    "fault of a program": ("server_error", site("Runtime Error", "<h2>Runtime Error</h2><p>An application error occurred on the server. The details of the error cannot be shown.</p>")),
    "robot in Russian, kindly": ("challenge", site("Ой!", "<p>Похоже, что запросы с вашего компьютера автоматические.</p>")),
    "hold the button": ("challenge", site("Access to this site", "<p>Press and hold to confirm you are a person.</p>")),
    "pay or be tracked": ("consent_wall", site("Talpost", "<h1>Weiter mit Werbung lesen</h1><p>Lesen Sie Talpost wie bisher mit Werbung und Tracking. Ihre Wahl können Sie im Menü ändern.</p>")),
    "pay or be tracked, in French": ("consent_wall", site("Le Val", "<h1>Continuer avec publicité</h1><p>Lisez Le Val gratuitement, avec publicité et traceurs.</p>")),
    "consent in Polish": ("consent_wall", site("Dolina", "<p>My i nasi partnerzy zapisujemy na Twoim urządzeniu pliki cookies.</p><p>Zgoda</p>")),
    "for sale": ("template", site("valley.example", "<h1>valley.example</h1><p>This domain is for sale.</p>", around=False)),
    "filler": ("template", site("Valley Times", "<h1>Ferry plan</h1><p>Lorem ipsum dolor sit amet, consectetur adipiscing elit.</p>")),
    "unfilled template": ("template", site("{{ article.title }}", "<h1>{{ article.title }}</h1><p>{{ article.body }}</p>")),
    "still loading": ("template", site("Valley Times", "<h1>Loading...</h1>")),
}  # fmt: skip
