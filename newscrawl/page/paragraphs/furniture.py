"""Lines that stand on article pages and are not the article: rules that are data, with what they are for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from newscrawl.text.ending_words import any_of
from newscrawl.text.letters import COLONS
from newscrawl.text.pictures.credits import SOURCES

_APPEAL_WORDS = (
    "by sign", "by click", "by subscrib", "by enter", "by submit", "by regist", "n account", "e account", "sign in ",
    "for sign", "for subscrib", "for regist", "email", "e-mail", "inbox", "unsubscribe", "newsletter", "our app",
    "the app", "download", "privacy", "terms of", "datenschutz", "externe", "redaktionell", "privatsph", "jetzt anmelden",
    "lesekomfort", "privacida", "condiciones", "suscr", "recib", "confidentialit", "inscrivez", "iscriviti", "receba",
    "политик", "подпишитесь", "recaptcha", "emailed", "summary", "key point", "zusammenfassung", "resum", "résum", "riassunto",
    "sammendrag", "oppsummering", "sammanfattning", "tiivistelm", "samenvatting", "요약", "要約", "摘要", "werbeverein", "anmeldung",
    "abmelden", "abbestellen", "comment", "kommentar", "comentario", "comentário", "commenti", "комментар", "yorum", "votes", "stimmen",
    "votos", "voix", "voti", "donat", "support us", "support our", "independent journalism", "spenden", "un don", "soutenez", "apóyanos",
    "поддержите", "unterstützen sie", "客户端", "二维码", "点击", "点我", "扫码",
)  # fmt: skip


def by_lead(words: tuple[str, ...]) -> tuple[tuple[bytes, tuple[tuple[str, bytes], ...]], ...]:
    """Words by the first of their bytes that is not ASCII: where that stands nowhere, none of them does."""
    found: dict[bytes, list[tuple[str, bytes]]] = {}
    for word in words:
        printed = word.encode()
        lead = next((printed[at : at + 1] for at in range(len(printed)) if printed[at] >= 128), b"")
        found.setdefault(lead, []).append((word, printed))
    return tuple((lead, tuple(group)) for lead, group in found.items())


_APPEALS = by_lead(_APPEAL_WORDS)


def words_in(page: bytes, groups: Iterable[tuple[bytes, tuple[tuple[str, bytes], ...]]]) -> tuple[str, ...]:
    """The words of ``by_lead`` that stand anywhere in a page's text (in lower case and UTF-8)."""
    return tuple(word for lead, group in groups if lead in page for word, printed in group if printed in page)


def appeal_words(page: bytes) -> tuple[str, ...]:
    """The words of appeals that stand anywhere in a page's text, in lower case and UTF-8."""
    return words_in(page, _APPEALS)


def is_appeal(text: str, words: tuple[str, ...] = _APPEAL_WORDS) -> bool:
    """True for a line of a box that asks for an address, an account or consent; ``words`` are those that its page has."""
    return has_any(text, words) and APPEAL.search(text) is not None


def has_any(text: str, words: tuple[str, ...]) -> bool:
    """Whether a line has one of these words, which are in lower case."""
    low = text.lower() if words else ""
    for word in words:  # noqa: SIM110  (a generator costs more than the search)
        if word in low:
            return True
    return False


# A link that leads from the beginning of a text to the rest of it.
REST = re.compile(
    r"\W{0,3}(?:(?:read|see) (?:more|on|the rest)|(?:read|see|view|continue) .{0,20}(?:full|whole|original|reading)|continue reading|full (?:story|article|text)|"
    r"weiterlesen|mehr lesen|ganzen artikel|zum (?:ganzen |vollst[äa]ndigen )?artikel|lire la suite|leer m[áa]s|seguir leyendo|leia mais|continue lendo|leggi (?:tutto|di pi[ùu]|l'articolo)|"
    r"lees (?:meer|verder)|l[äa]s mer|les mer|l[æa]s mere|czytaj (?:dalej|wi[ęe]cej)|читать (?:далее|полностью|дальше)|читати далі|devam[ıi]n[ıi] oku|続きを読む|阅读(?:全文|更多)|더 ?보기|اقرأ المزيد)\b",
    re.IGNORECASE,
)
_CONTRIBUTED = r"\bcontributed (?:to this (?:report|story|article|dispatch)|reporting|research)\b"
# Lines that say who filed the copy or who owns it: kept for the text room, never body.
TAILS = re.compile(
    rf"^\W{{0,3}}(?:{any_of('copyright')}|all rights reserved|{SOURCES} ?[{COLONS}]|źródło|zdroj|المصدر|منبع|来源|出典|※|"
    r"\(?(?:additional )?(?:reporting|writing|editing|compiled)\b.{0,300}\bby\b|our standards(?:\W*$|\s?:)|(?:the )?(?:associated press|ap)\b.{0,200}contributed|"
    rf".{{3,200}}{_CONTRIBUTED}|"
    r"--? ?(?:associated press|ap|afp|reuters|bloomberg)\b|with (?:inputs|files|reports|reporting|contributions?|information|material) (?:from|by)|con informaci[óo]n de)",
    re.IGNORECASE,
)
# Who worked on a text, also in a box called "credits", which is what pictures' are called.
WORKED_ON = re.compile(_CONTRIBUTED, re.IGNORECASE)
# A line that says where the text, a chart or a quotation comes from, and nothing else.
SOURCE = re.compile(rf"^\W{{0,3}}{SOURCES}\s?[{COLONS}]\s?\S.{{0,80}}$", re.IGNORECASE)
# Words by which a site speaks of itself or to its reader: news does so in quotations only.
_ADDRESS = re.compile(
    r"\b(?:you|your|yours|we|our|us|(?-i:Sie|Ihr(?:e[nmrs]?|em)?)|wir|uns|unsere?[nmrs]?|du|dein\w*|vous|votre|vos|nous|notre|nos|tu|tus|te|su correo|nuestr[oa]s?|usted|voc[êe]|seu e-?mail|nossos?|nossas?|"
    r"nostr[oaie]|tuo|tua|ti|onze?|ons|jouw?|je|u|din|ditt|dina|vår\w*|våre?|dig|deg|dere|wasz\w*|nasz\w*|вас|вы|ваш\w*|наш\w*|нас|мы|bizi|sizin|size)\b|快来|快去|福利哦|【点击|【下载|欢迎(?:扫|关注|下载|订阅|点击)|[请您](?:扫|关注|下载|点击|长按)|"
    r"(?:^|[.!?:] )(?:sign|follow|download|join|subscribe|get|read|check|click|tap|find|visit|support|donate|listen|watch|register|log|enter|bookmark|share|like|jetzt|hier|mehr|folg\w+|"
    r"s[íi]g(?:u[ei]|a)\w*|suscr\w+|descarg\w+|recib\w+|abonnez|inscrivez|suivez|t[ée]l[ée]chargez|faites|iscriv\w+|seguici|assine|siga|receba|baixe|подпи\w+|читайте|следите|takip|abone)\b",
    re.IGNORECASE,
)
_SAID = re.compile(r"[\"“„«»‟][^\"“”„«»]{0,600}[\"”“»«]?")


_COMMENTS = r"(?:comments?|coment[áa]rios?|commentaires?|kommentare?|комментари\w+)"
# These speak to nobody and are no news all the same.
_SURE = re.compile(
    r"protected by recaptcha|werbevereinbarung|anmeldung zum newsletter|(?:generated|created|written) (?:by|with) (?:an )?(?:ai|artificial)\b|ai ?요약|ai ?要約|ai ?摘要|"
    r"(?:thanks|thank you) for (?:signing up|subscribing|registering|reading)|(?:valid e-?mail address|^.{0,40}unsubscribe at any time\W*$|(?:privacy policy|terms of (?:use|service))\b.{0,40}\bapply\b|gilt die datenschutz|no spam\b)|(?:dieses thema im programm|mehr themen auf|lest den originalartikel)\b|"
    rf"마음에 들었다면|{_COMMENTS}\b.{{0,90}}\b(?:moderat(?:ed|or)|moderador|mod[ée]r[ée]s?|aprovad\w+|netiquette|freigeschaltet)\b|"
    r"zusammenfassung wurde|(?:resumen|resumo|r[ée]sum[ée]|riassunto|sammendraget|oppsummeringen|sammanfattningen|samenvatting)\b.{0,40}\b(?:ia|ai|ki|chatgpt)\b",
    re.IGNORECASE,
)


def is_addressed(text: str) -> bool:
    """True for a line that speaks to its reader or of the site itself, but for what it quotes.

    >>> is_addressed("Get our newsletter."), is_addressed('The bank changed its privacy policy. "We had to," it said.')
    (True, False)
    """
    return _ADDRESS.search(_SAID.sub(" ", text)) is not None or _SURE.search(text) is not None


def is_offer(text: str) -> bool:
    """True for an appeal that speaks to its reader: what a newsletter's box says beside its picture.

    >>> is_offer("By subscribing you agree to our terms of use."), is_offer("The bank changed its privacy policy.")
    (True, False)
    """
    return is_appeal(text) and is_addressed(text)


# What PHP-Nuke and Slash print over the comments.
COMMENTS_OWNED = re.compile(r"the (?:fine print: the following )?comments are owned by ", re.IGNORECASE)
# The heading of an offer: "Top stories straight to your phone".
DELIVERED = re.compile(
    r"\b(?:to|in|into|auf|in|per|dans|sur|en|a|para|nel) (?:your|ihr\w{0,2}|dein\w{0,2}|votre|tu|su|seu|tuo) "
    r"(?:\w{1,12} )?(?:in-?box|phone|e-?mail|mail|feed|device|postfach|handy|smartphone|bo[îi]te|t[ée]l[ée]phone|correo|buz[óo]n|celular|caixa|casella)"
    r"|\b(?:our|unser|notre|nuestr[oa]|noss[oa]) (?:\w{2,12} ){0,2}newsletter\b",
    re.IGNORECASE,
)
# A ticker's line.
CLOCK_FIRST = re.compile(r"\W{0,2}[012]?\d[:.][0-5]\d\b(?!\.\d)")
# Lines without a word: sizes of letters to choose ("A- A A+"), quotations of the market ("COAST 12.40 +1.2% SEA 3.10 -0.4%").
SYMBOLS = re.compile(
    r"(?:\W{0,3}\bA\b[+-]?){2,4}\W{0,3}|(?:[A-Z&]{2,8} ?[\d.,]{1,12} ?[+\-−▲▼] ?[\d.,]{1,9} ?(?:% ?)?){1,12}|[\W_]*"
)
# What weblogs close an entry with; the time and the section in it are read elsewhere.
FILED = re.compile(
    r"this entry was (?:posted|written|published)\b.{0,90}\b(?:filed under|posted in|at \d)|posted (?:on|by)\b.{3,90}\bfiled under\b",
    re.IGNORECASE,
)
# How the line of a page's tags begins.
TAGS = re.compile(
    r"^\W{0,3}(?:tags?|topics?|filed under|keywords|etiquetas|temas|palavras-chave|schlagw[öo]rter|schlagworte|themen|stichworte|"
    r"mots-cl[ée]s|th[èe]mes|argomenti|trefwoorden|tagi|s[łl]owa kluczowe|теги|метки|темы|etiketler|emner|[äa]mnen|标签|關鍵字|タグ|태그|وسوم)\b",
    re.IGNORECASE,
)


# What a newsletter's, an account's or a consent's box says in one of its lines: the whole box goes.
APPEAL = re.compile(
    r"\b(?:by (?:signing|clicking|subscribing|entering|submitting|registering)\b.{0,60}\b"
    r"you (?:agree|confirm|accept|acknowledge|consent)|(?:create an|have an|with one) account\b|sign in (?:or|to)\b|"
    r"(?:thanks|thank you) for (?:signing up|subscribing|registering)|invalid email|enter (?:a valid|your) e-?mail|"
    r"your e-?mail address|check your inbox|you can unsubscribe|^.{0,40}unsubscribe at any time\W*$|"
    r"(?:receive|get) (?:the|our) .{0,60}(?:newsletter|in your inbox|to your inbox)|download (?:the|our) .{0,30}\bapp\b|"
    r"^\d{1,5} (?:comments?|kommentare?|comentarios?|coment[áa]rios?|commentaires?|commenti|комментари\w+|yorum)\W*$|"
    r"^[\d., ]+ (?:votes?|stimmen|votos|voix|voti|oy)\W*$|donate (?:now|today|here)|support (?:us|our (?:work|journalism|newsroom))\b|independent journalism (?:costs|needs|is not)|"
    r"unterst[üu]tzen sie (?:uns\b|unsere? (?:arbeit|redaktion|journalis)|den journalismus)|jetzt spenden|faites un don|soutenez(?:-nous| notre)|haz una donaci[óo]n|ap[óo]yanos|поддержите (?:нас|редакцию)|"
    r"privacy policy|terms of (?:use|service)|protected by recaptcha|like to be emailed about|"
    r"(?:summary|key points) (?:was|were|is|are) (?:generated|created|written) (?:by|with) (?:an )?(?:ai|artificial)\b|"
    r"(?:ai|ki|ia)[- ](?:generated|generierte|erstellte) (?:summary|zusammenfassung)|zusammenfassung wurde (?:k[üu]nstlich|(?:mit|von) (?:hilfe )?.{0,20}\bki\b)|"
    r"(?:resumen|resumo|r[ée]sum[ée]|riassunto|sammendraget|oppsummeringen|sammanfattningen|tiivistelm[äa]|samenvatting)\b.{0,40}\b(?:ia|ai|ki|chatgpt|inteligencia artificial|intelligence artificielle|intelligenza artificiale|teko[äa]ly\w*)\b|"
    r"ai ?요약|ai ?要約|ai ?摘要|werbevereinbarung|anmeldung zum newsletter|jederzeit wieder (?:abmelden|abbestellen)|"
    r"datenschutz(?:hinweis|erkl[äa]rung|bestimmung)|"
    r"(?:externe[nr]?|redaktionelle[nr]?) inhalte?\b|"
    r"privatsph[äa]re-einstellungen|jetzt anmelden|newsletter (?:an|bestellen|abonnieren)|lesekomfort|"
    r"pol[íi]tica de privacidad|t[ée]rminos y condiciones|suscr[íi]bete|recib[ae] .{0,40}(?:correo|bolet[íi]n)|"
    r"politique de confidentialit[ée]|inscrivez-vous|votre (?:adresse )?e-?mail|informativa sulla privacy|iscriviti|"
    r"pol[íi]tica de privacidade|receba .{0,40}(?:e-?mail|newsletter)|политик[аиу] конфиденциальности|подпишитесь)|"
    # (Between letters of Chinese there is no edge of a word.)
    r"(?:下载|安装|打开)[^，。]{0,12}(?:客户端|app)|【点击[^】]{2,8}】|【下载地址】|(?:扫描|扫码|识别)[^，。]{0,14}(?:二维码|关注|下载)|点击(?:进入|这里|查看|下载|上方|下方)[^。]{0,20}[>》→↓]",
    re.IGNORECASE,
)
# What a site says over its readers' comments: whose opinion they are, and how they must be written.
_COMMENT_WORDS = (
    "comment", "views expressed", "opinions expressed", "kommentar", "komment", "hozzász", "hozzasz", "comentario", "comentário",
    "comentari", "komentar", "коммент", "комент", "yorum", "σχόλι", "لا تعبر", "التعليقات", "نظرات", "评论", "評論", "hakaret", "küfür",
)  # fmt: skip
# (The notice names the site or its readers: comments that "do not reflect the views of the ministry" are news.)
_ON_COMMENTS = re.compile(
    r"\bcomments?\b.{0,60}\b(?:do(?:es)? not (?:necessarily )?(?:reflect|represent) the (?:views|opinions?) of (?:the |our |this )?"
    r"(?:editors?|editorial|publishers?|site|website|portal|paper|newspaper|magazine|newsroom|station)"
    r"|are (?:those of|the (?:sole )?responsibility of|the (?:views|opinions) of) (?:the |their |our )?(?:users|readers|commenters|authors?))|"
    r"\b(?:views|opinions) expressed (?:below|in (?:the )?(?:reader )?comments|by (?:our )?(?:readers|users|commenters))|"
    r"\b(?:leser)?kommentare?\b.{0,60}\b(?:geben nicht|spiegeln nicht|nicht die meinung)\b.{0,40}\b(?:redaktion|betreiber|verlag|seite)|"
    r"\bcomentarios\b.{0,80}\b(?:no (?:representan|reflejan)\b.{0,60}\b(?:redacción|medio|diario|sitio|portal|página)|responsabilidad de (?:sus autores|los (?:usuarios|lectores)|quienes))|"
    r"\bcoment[áa]rios\b.{0,80}\b(?:n[ãa]o (?:representam|refletem)\b.{0,60}\b(?:reda[çc][ãa]o|site|portal|jornal)|responsabilidade (?:exclusiva )?de seus autores)|"
    r"\bcommentaires\b.{0,80}\b(?:n['’]engagent que leurs|ne refl[èe]tent pas\b.{0,60}\b(?:r[ée]daction|site|journal))|"
    r"\bcommenti\b.{0,80}\b(?:non (?:rappresentano|riflettono)\b.{0,60}\b(?:redazione|sito|giornale|testata)|responsabilit[àa] dei (?:lettori|rispettivi))|"
    r"\b(?:hozz[áa]sz[óo]l[áa]s|komment)\w*\b.{0,20}\bnem\b.{0,60}\bt[üu]kr[öo]zik|\bkultur[áa]lt\w*\b.{0,120}\bkommentelj|"
    r"\bkomentarz\w*\b.{0,80}\bnie (?:odzwierciedlaj|wyra[żz]aj|ponosi)\w*\b.{0,60}\b(?:redakcj|portal|serwis)|\bredakcja\b.{0,40}\bnie ponosi\b.{0,60}\bkomentarz|"
    r"\bcomentari\w*\b.{0,80}\bnu (?:reprezint|reflect)\w*\b.{0,60}\b(?:redac[țt]i|site|publica[țt]i)|"
    r"комментари\w+.{0,80}не (?:отража|совпада)\w+.{0,60}(?:редакци|сайт|издани)|коментар\w+.{0,80}не (?:відобража|отразява|изразява)\w+.{0,60}(?:редакц|сайт)|"
    r"\byorum\w*\b.{0,120}\b(?:sorumlulu\w* (?:yaz|yorum)|yazar\w* aittir)|\b(?:hakaret|k[üu]f[üu]r)\b.{0,40}\bi[çc]eren\b.{0,40}\b(?:yay[ıi]n?m?lanma|onaylanma)|"
    r"σχόλι\w+.{0,80}δεν (?:απηχούν|εκφράζουν).{0,60}(?:σύνταξη|ιστ[οό]|site)|(?:الآراء|التعليقات).{0,40}لا تعبر.{0,20}(?:الموقع|موقع|الصحيفة|الجريدة)|مراجعة التعليقات قبل نشر|"
    r"نظرات.{0,80}(?:منتشر نخواه|منتشر نمی|تأیید نمی)|\bkomentar\b.{0,80}\btanggung jawab (?:pembaca|penulis|pengirim)|网友评论.{0,20}(?:仅代表|不代表|仅供)|網友評論.{0,20}(?:僅代表|不代表)",
    re.IGNORECASE,
)


def is_on_comments(text: str) -> bool:
    """True for a line in which a site says whose opinion its readers' comments are, or how they must be written.

    >>> is_on_comments("Comments do not reflect the views of the paper."), is_on_comments("His comments do not reflect the views of the bank.")
    (True, False)
    """
    return has_any(text, _COMMENT_WORDS) and _ON_COMMENTS.search(text) is not None


# What a site says of itself under (or, of its earnings, above) a text: only such whole lines, and only at its ends.
PROMOTION = re.compile(
    r"\b(?:sign(?:ing)? up (?:to|for|here)|newsletters?\b|follow (?:us|.{3,40} on (?:x|twitter|facebook|instagram|threads|bluesky|linkedin))\b|(?:^|[.!?:] )follow \S+ on\b|"
    r"get in touch with|e-?mail(?:ing)? us|our (?:news page|home ?page|website is|whatsapp|telegram)|check out (?:more|our)|"
    r"bookmark our|download (?:the|our)|join (?:our|the conversation)|find (?:us|more) on|(?:whatsapp|facebook|instagram|telegram)\b.{0,60}"
    r"\b(?:whatsapp|facebook|instagram|telegram)|may earn (?:a )?commission|affiliate[ -]links?|earn(?:ing)? .{0,20}affiliate|"
    r"affiliate-links|provision\b.{0,60}\bkauf|support (?:our|independent) journalism|dear readers?\b|^got a (?:story|tip|news tip)\b|for more stories like this|"
    r"have something to (?:say|add)\b.{0,30}\?|share (?:it|them|yours?|your \w+) in the comments|let us know in the comments|^we reserve the right to (?:remove|edit|delete)\b|"
    r"happy reading!?$|protected by recaptcha|video has failed to load|^(?:valid e-?mail address|^.{0,40}unsubscribe at any time\W*$|(?:privacy policy|terms of (?:use|service))\b.{0,40}\bapply\b|gilt die datenschutz|no spam\b)|(?:dieses thema im programm|mehr themen auf|lest den originalartikel|folgst du\b)|"
    rf"{_COMMENTS}\b.{{0,90}}\b(?:moderat\w+|modera\w+|aprovad\w+|approved|removed|netiquette|freigeschaltet|удал\w+)|"
    r"we(?:'|’)d like to hear (?:what you think|from you)|whatsapp-kanal|마음에 들었다면|"
    r"folgen sie uns|abonnieren sie|unseren? .{0,20}(?:newsletter|kanal)|news-app|"
    r"s[íi]ganos|s[íi]guenos|nuestro (?:bolet[íi]n|canal|whatsapp)|suivez-nous|notre (?:newsletter|cha[îi]ne)|seguici|nossos? (?:canal|newsletter)|"
    r"siga .{0,20} no (?:whatsapp|instagram|twitter)|наш(?:его|ем)? (?:телеграм|канал)|в (?:telegram|телеграм)|kanalımız|bizi takip)",
    re.IGNORECASE,
)
# Where buttons lead that share a page or follow its site.
SOCIAL = re.compile(
    r"(?:^|\.)(?:facebook|twitter|x|instagram|t|whatsapp|telegram|linkedin|pinterest|reddit|youtube|vk|google|apple)\.\w+$"
)
