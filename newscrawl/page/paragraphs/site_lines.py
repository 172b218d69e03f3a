"""Whole lines that a site prints between its paragraphs, told by how they begin, but for sentences of news that begin so too."""

from __future__ import annotations

import re

from newscrawl.page.paragraphs.furniture import is_addressed

# Whole lines that are furniture, by how they begin (field guide part 5; wording seen on many sites).
LINES = re.compile(
    r"^(?:share (?:this|on|via)\b|follow (?:us|our)\b|follow \S+ on (?:twitter|facebook|x|instagram)|click here\b|tap here\b|read (?:more|also|next)\b|"
    r"also read(?! (?:out|aloud|by)\b)\b|see also\b|related\b.{0,40}$|more (?:on|from|about|in)\b.{0,60}:?$|recommended\b.{0,40}$|you (?:may|might) (?:also )?(?:like|be interested)|"
    r"sign up\b|subscribe\b|get (?:the|our) .{0,60}(?:newsletter|app|inbox|email)|download (?:the|our) .{0,40}app|join our\b|"
    r"listen to (?:this )?(?:article|story)|advertisement\b|advertising\b|sponsored\b|story continues below|continue reading|"
    r"article continues (?:below|after)|this (?:article|story) continues|\d+ min(?:ute)?s?\.? read|reading time\W{0,3}(?:\d|$|about|approx|est)|print (?:this )?(?:article|page)?$|"
    r"(?:vstoupit do )?disku[sz](?:e|i[ae])(?: \(\d| k článku|$)|(?:this|our) (?:story|reporting|work) (?:is|was) made possible by\b|"
    r"e-?mail (?:this )?(?:article|story)|save (?:this )?(?:article|story)|leave a (?:reply|comment|review)|post a comment|add a comment|"
    r"comments?(?: \(?\d+\)?)?$|\d+ comments?$|view comments|no comments|tags?:|topics?:|filed under(?! (?:oath|seal|the name|pressure))|categories?:|image (?:source|credit|copyright)|"
    r"photo(?: credit)?:|file photo$|watch(?: now| more| the video| live)?:|video:|play video|loading|please (?:log ?in|login|sign in|subscribe|enable)|"
    r"already a (?:subscriber|member)(?! of (?!our))|log in\b|this content is (?:only )?(?:available|for)|to continue reading|copy link|link copied|"
    r"don['’]t miss\b.{0,90}$|have a tip\b|(?:do you )?like this story|follow .{3,60} on (?:twitter|facebook|instagram)|recommended videos|"
    r"empfohlener (?:redaktioneller|externer) inhalt|externer inhalt|an dieser stelle finden sie|ein klick f[üu]r den datenschutz|"
    r"deine privatsph[äa]re|ihre zustimmung|hier klicken|mehr lesen|must watch$|just watched$|more videos|citation:|"
    r"this document is subject to copyright|(?:get|access) unlimited|create an account|unlimited (?:digital|online) access|.{0,145}\[[A-Z ]{3,20}\]$|"
    r"[“\"]?start quote$|end quote\b.{0,120}$|"  # the BBC's boxes, to those who hear a page
    r"back to (?:top|gallery|home)\b.{0,12}$|skip to(?::|\b.{0,30}$)|jump to(?::|\b.{0,40}$)|toggle\b|(?:show|load) more (?:comments?|from|stories|news|articles|results|replies|videos?|photos|posts)\b|(?:show (?:more|less)|load more)\b.{0,20}$|"
    r"[\d.,]{1,9} ?[km]? ?(?:views|reads|shares|aufrufe|vistas|visualizaciones|vues|visualizzazioni|visualiza[çc][õo]es|просмотр\w*|okunma|g[öo]r[üu]nt[üu]lenme)$|"
    r"[(\[](?:more|photos|pictures|related|special|poll|vote|list|read|see|listen)\s?:\s.{5,160}[)\]]$|"
    r"your browser (?:does(?: not|n['’]t) support|is (?:not|no longer|out))|(?:ie|internet explorer)\b.{0,12} is (?:not|no longer) supported|"
    r"(?:ihr|dein) browser unterst[üu]tzt|votre navigateur ne |(?:tu|su) navegador no |(?:il tuo|il suo) browser non |"
    r"(?:o )?seu navegador n[ãa]o|ваш браузер не|taray[ıi]c[ıi]n[ıi]z|(?:did|have) you (?:spot|see|seen|notice|find|found)\w* (?:a|an) (?:mistake|error|typo)|(?:report|spotted) (?:a|an) (?:mistake|error|typo)|"
    r"fehler (?:gefunden|entdeckt|melden)|(?:haben|hast) (?:sie|du) einen fehler|signaler une (?:erreur|faute)|(?:¿\s?)?(?:has|ha) (?:visto|encontrado|detectado) (?:un|alg[úu]n) error|"
    r"(?:нашли|заметили) ошибку|hata bildir|znalaz[łl](?:e[śs]|a[śs]) b[łl][ąa]d|segnala(?:re)? un errore|"
    r"teilen\b.{0,30}$|drucken$|merken$|artikel (?:teilen|drucken|merken|anh[öo]ren)|lesen sie (?:auch|mehr|hier)|mehr zum thema|das k[öo]nnte sie auch|"
    r"anzeige$|werbung$|zur startseite|kommentare?\b.{0,20}$|jetzt (?:abonnieren|anmelden|testen)|newsletter\b.{0,80}$|lesedauer|"
    r"lea tambi[ée]n|lee tambi[ée]n|leer m[áa]s|ver m[áa]s(?! all[áa])\b|tambi[ée]n te puede interesar|te puede interesar|le puede interesar|comparte\b.{0,40}$|"
    r"compartir\b.{0,40}$|s[íi]guenos|suscr[íi]bete|publicidad$|comentarios$|etiquetas|"
    r"lire aussi|[àa] lire (?:aussi|[ée]galement)|partager\b.{0,30}$|publicit[ée]$|abonnez-vous|s'abonner|inscrivez-vous|temps de lecture\W{0,3}(?:\d|$|estim|environ)|commentaires$|"
    r"leggi anche|condividi(?:l[oaie])?\b|pubblicit[àa]$|iscriviti|leia (?:tamb[ée]m|mais)|compartilh\w+|publicidade$|assine\b|"
    r"lees ook|deel (?:dit\b|op (?:facebook|twitter|x|linkedin|whatsapp|social|mastodon|bluesky|threads))|les ogs[åa]|l[æa]s ogs[åa]|l[äa]s (?:ocks[åa]|mer)|czytaj (?:te[żz]|tak[żz]e|wi[ęe]cej)|zobacz (?:te[żz]|tak[żz]e)|reklama$|"
    r"читайте (?:также|еще|ещё)|подпис(?:ывайтесь|аться)|реклама$|поделиться|комментарии|источник фото|читайте також|"
    r"ayrıca oku|haberin devamı|paylaş$|yorum(?:lar\b| yap)|اقرأ أيضا|اقرأ المزيد|شارك(?:وا|ها|ه)?(?:\W*$|\s?:| (?:هذا|هذه|المقال|الخبر|الموضوع|الصفحة|القصة|برأيك|رأيك|مع (?:أصدقائك|الأصدقاء)|(?:على|عبر) (?:فيس|تويتر|واتس|الواتس|تيل|مواقع|وسائل|البريد|x\b|إكس)))|شاركنا |بیشتر بخوانید|関連記事(?:\W|$|はこちら|一覧|を(?:読む|見る|もっと))|続きを読む|シェア(?:する|はこちら|ツイート|\W|\d|$)|相关(?:新闻|阅读)(?:\W|$|推荐)|分享到(?:\W|$|微|朋友|qq|空间|新浪|人人|腾讯|facebook|twitter|line|豆瓣)|관련기사|공유(?:하기)?(?:\W*$| (?:버튼|페이스북|트위터|카카오|링크)))",
    re.IGNORECASE,
)
# Heads of these that news begins with as well: "Advertising revenue fell by a tenth.", "Yorum yapmaktan kaçındı.".
_NEWS_TOO = re.compile(
    r"advertis(?:ing|ements?) (?!scroll|continue|below|article|stor|feature|by\b|supports?\b|helps?\b|disclosure|policy|partners?\b)|sponsored by [^,]{3,60}, (?:the|a|an) (?:resolution|bill|measure|motion|amendment|proposal|draft|text|law|act)\b|"
    r"loading (?!comments?|more|please|videos?|players?|pages?|images?|the (?:player|video|page|comments|latest|next|rest))|"
    r"related (?!stor|articles?|topics?|news|links?|reading|content|posts?|coverage|videos?|tags?|questions?|searches|products?)|"
    r"recommended (?!for you|videos?|stor|articles?|reading|by\b|products?|posts?)|no comments? (?!yet|so far|on this|posted|found|have been|are (?:allowed|enabled|available)|were left|to (?:show|display))|"
    r"more (?:on|from|about|in)\b(?! (?:this|these|other|our) |.{0,60}\b(?:available|click|here)\b).{3,90}\b(?:is|are|was|were|will|has|have|had|than|may|could|would)\b|"
    r"(?P<told>kommentare?\b|комментарии\b|yorum)|teilen\b|comparte\b|compartir\b|etiquetas\b|partager\b|compartilh|поделиться\b",
    re.IGNORECASE,
)
# What such a sentence does not name: the page, where it is shared, who may comment.
_OF_PAGES = re.compile(
    r"\b(?:article|artikel|artículo|artigo|articolo|noticia|notícia|nota|seite|página|page|link|enlace|facebook|twitter|whatsapp|telegram|"
    r"instagram|linkedin|redes|mídias|réseaux|sociais|publicación|publication|publicação|contenido|conteúdo|post|posts|historia|história|histoire|vidéo|vídeo|video|amigos|amici|запис\w+|вконтакте|vk|соцсет\w*|ссылк\w+|друз\w+|новост\w+|зарегистр\w+|авториз\w+|отключ\w+|закрыт\w*|скрыт\w*|\w*модер\w+|предусмотр\w+|недоступ\w+|подписчик\w+|için|yükleniyor|yapılmamış|ilk|kapal\w+|onay\w*|"
    r"freigeschaltet|möglich|geladen|deaktiviert|geschlossen|moderiert|(?:an)?gemeld\w+|anmeld\w+|e-?mail)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"(?<!\.)[.!?。।۔؟][\"”»'’]?\Z")
# ("Share this story." has one more.)
LEAST_WORDS = 3


def is_site_line(text: str) -> bool:
    """True for a line that shares, follows, announces or labels.

    >>> is_site_line("Advertisement"), is_site_line("Kommentare (12)"), is_site_line("Read more about the quay")
    (True, True, True)
    >>> is_site_line("Advertising revenue fell by a tenth."), is_site_line("Kommentare gab es nicht.")
    (False, False)
    """
    return LINES.match(text) is not None and not _is_news(text)


def _is_news(text: str) -> bool:
    head = _NEWS_TOO.match(text)
    if head is None or _ENDS.search(text) is None or text.count(" ") + 1 < LEAST_WORDS + (head["told"] is None):
        return False
    return _OF_PAGES.search(text) is None and not is_addressed(text)
