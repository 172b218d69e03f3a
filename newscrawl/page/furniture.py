"""What stands on article pages and is not the article: rules that are data, with what they are for."""

from __future__ import annotations

import re

# Class and id words of blocks that are never article text.
BLOCKS = re.compile(
    r"(?:^|[\s_-])(?:comments?(?:[-_]?(?:list|form|area|section|s|wrap\w*))?|disqus\w*|respond|reply|related\w*|recommend\w*|recirc\w*|"
    r"read[-_]?(?:more|next|also)|more[-_]?(?:on|from|news|stories|articles|top|like|in)|also[-_]?(?:read|like|on)|see[-_]?also|"
    r"most[-_]?(?:read|popular|viewed|shared)|popular|trending|latest[-_]?\w*|top[-_]?stories|teasers?|promos?|"
    r"share\w*|sharing|social\w*|addtoany|sharedaddy|follow[-_]?us|newsletter\w*|subscri\w*|signup|sign[-_]up|sidebar\w*|"
    r"side[-_]?bar|footer\w*|foot|nav|navbar|navigation|menu\w*|breadcrumbs?|crumbs?|cookie\w*|consent|gdpr|banner\w*|"
    r"ad|ads|advert\w*|adsense|adslot|ad[-_]\w+|dfp\w*|sponsor\w*|outbrain|taboola|widget\w*|tags?|tag[-_]?(?:list|links|cloud)|"
    r"topics?[-_]?(?:list|links)?|keywords?|author[-_]?(?:bio|box|info|card|description|about)|about[-_]?(?:the[-_]?)?author|bio|"
    r"regwall|login\w*|pagination|pager|paging|post[-_]?nav\w*|skip[-_]?link|print[-_]?only|hidden|visually[-_]hidden|"
    r"sr[-_]only|screen[-_]reader\w*|tooltip|modal|popup|overlay|ticker|weather|poll|quiz|survey|rating\w*|votes?|"
    r"disclaimer|copyright|legal|credits?[-_]?line|jump[-_]?to|toc|toolbar|tools|utility|actions?|buttons?|embed\w*|"
    r"video[-_]?(?:player|wrap\w*|container)|gallery\w*|slideshow|carousel|slider|feedback|corrections?[-_]?(?:link|form)|"
    r"jp-relatedposts|zergnet|mc4wp\w*|wp-block-buttons?|inline[-_]?(?:related|promo|newsletter)|noprint|no-print|"
    r"leserbrief\w*|kommentare?|mehr[-_]?zum[-_]?thema|empfehlung\w*|verwandte\w*|relacionad\w*|comentarios?|compartir|"
    r"lire[-_]?aussi|a[-_]lire|commentaires?|correlat\w*|leggi[-_]?anche|powiazane|czytaj[-_]?\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
# What readers wrote: never article text, however much of it there is.
COMMENTS = re.compile(
    r"(?:^|[\s_-])(?:comments?(?!ary)\w*|disqus\w*|respond|reply|replies|leserbrief\w*|kommentare?|comentarios?|commentaires?|"
    r"commentlist|comment[-_]?\w+|forum[-_]?(?:post|thread)s?|discussion)(?:$|[\s_-])",
    re.IGNORECASE,
)
# Class and id words of what holds the article, or may look like furniture and is not.
ARTICLE = re.compile(
    r"(?:^|[\s_-])(?:article[-_]?(?:body|text|content|main|copy|inner)?|articlebody|articletext|story[-_]?(?:body|text|content|copy)|"
    r"storytext|storybody|post[-_]?(?:body|content|text|entry)|entry[-_]?(?:content|text|body)?|body[-_]?(?:text|copy|content|main)|"
    r"content[-_]?(?:body|text|main|article)|main[-_]?(?:content|text|article)|maincontent|news[-_]?(?:text|body|content|detail\w*)|"
    r"detail[-_]?(?:text|body|content)|text[-_]?(?:body|content)|rich[-_]?text|richtext|wysiwyg|prose|hentry|texto|cuerpo\w*|"
    r"artikel\w*|noticia\w*|nota|corps|contenuto|testo|tekst|metin|haber[-_]?(?:metni|icerik)|paragraphs?|paywall-content|"
    r"subscriber-content)(?:$|[\s_-])",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"(?:^|[\s_-])(?:\w*captions?\w*|cutline|photo[-_]?(?:credit|text|info|caption|desc\w*)|image[-_]?(?:credit|text|info|desc\w*|meta|"
    r"source)|bildunterschrift|bildtext|bu|legende?|pie[-_]?(?:de[-_]?)?foto|didascalia|foto[-_]?\w*|media[-_]?(?:credit|caption|"
    r"desc\w*|info)|figcaption|credits?|wp-caption-text|thumbcaption|img[-_]?(?:desc|info|cap\w*))(?:$|[\s_-])",
    re.IGNORECASE,
)
META = re.compile(
    r"(?:^|[\s_-])(?:by[-_]?lines?|authors?\w*|writer|reporter|datelines?[-_]?time|dates?|date[-_]?\w+|pub[-_]?date|published\w*|"
    r"publish[-_]?\w*|posted[-_]?\w*|timestamp\w*|time[-_]?stamp|time|updated?\w*|post[-_]?(?:meta|info|date)|entry[-_]?(?:meta|date)|"
    r"meta|meta[-_]?(?:data|info)|article[-_]?(?:meta|info|date|header)|datum|fecha|autor\w*|kicker|eyebrow|section[-_]?"
    r"(?:name|label|title)|category|rubric|rubrik|reading[-_]?time|read[-_]?time)(?:$|[\s_-])",
    re.IGNORECASE,
)
DATE = re.compile(
    r"(?:^|[\s_-])(?:dates?|date[-_]?\w+|\w*[-_]?date|pub[-_]?date\w*|datetime|published\w*|publish\w*|posted\w*|timestamp\w*|"
    r"time[-_]?stamp|time|updated?\w*|datum|fecha\w*|data|tarih\w*|zeit\w*|stand)(?:$|[\s_-])",
    re.IGNORECASE,
)
BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by[-_]?lines?|byline\w*|authors?(?:[-_]?(?:name|s|link))?|writer\w*|reporter|autor(?:es|in|en)?|contributor\w*|"
    r"author__\w+|post-author|entry-author|vcard|fn|firma|redakteur\w*|muhabir)(?:$|[\s_-])",
    re.IGNORECASE,
)
SECTION = re.compile(
    r"(?:^|[\s_-])(?:kicker\w*|eyebrow|overline|section[-_]?(?:name|label|title|link|tag)|article[-_]?section|category\w*|cat[-_]?links?|"
    r"rubri[ck]\w*|channel|ressort|dachzeile|topline|antetitulo|volanta|seccion|categoria|section|topic[-_]?label|label)(?:$|[\s_-])",
    re.IGNORECASE,
)
CRUMBS = re.compile(
    r"(?:^|[\s_-])(?:bread-?crumbs?\w*|crumbs?|brotkrumen?|breadcrumb\w*|path|ariane|migas)(?:$|[\s_-])", re.IGNORECASE
)
# Standfirsts repeat in other words; they are no body where the body says the same.
STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:standfirst|dek|deck|subtitle|sub[-_]?title|sub[-_]?head(?:line)?|teaser[-_]?text|summary|abstract|excerpt|intro|"
    r"lead|lede|chapo|chapeau|entradilla|bajada|vorspann|sommario|occhiello|ingress|article[-_]?description)(?:$|[\s_-])",
    re.IGNORECASE,
)

# Whole lines that are furniture, by how they begin (field guide part 5; wording seen on many sites).
LINES = re.compile(
    r"^(?:share (?:this|on|via)\b|follow us\b|follow \S+ on (?:twitter|facebook|x|instagram)|click here\b|tap here\b|read (?:more|also|next)\b|"
    r"also read\b|see also\b|related\b.{0,40}$|more (?:on|from|about|in)\b.{0,60}:?$|recommended\b.{0,40}$|you (?:may|might) (?:also )?(?:like|be interested)|"
    r"sign up\b|subscribe\b|get (?:the|our) .{0,60}(?:newsletter|app|inbox|email)|download (?:the|our) .{0,40}app|join our\b|"
    r"listen to (?:this )?(?:article|story)|advertisement\b|advertising\b|sponsored\b|story continues below|continue reading|"
    r"article continues (?:below|after)|this (?:article|story) continues|\d+ min(?:ute)?s?\.? read|reading time|print (?:this )?(?:article|page)?$|"
    r"e-?mail (?:this )?(?:article|story)|save (?:this )?(?:article|story)|leave a (?:reply|comment|review)|post a comment|add a comment|"
    r"comments?(?: \(?\d+\)?)?$|\d+ comments?$|view comments|no comments|tags?:|topics?:|filed under|categories?:|image (?:source|credit|copyright)|"
    r"photo(?: credit)?:|file photo$|watch(?: now| more| the video| live)?:|video:|play video|loading|please (?:log ?in|login|sign in|subscribe|enable)|"
    r"already a (?:subscriber|member)|log in\b|this content is (?:only )?(?:available|for)|to continue reading|copy link|link copied|"
    r"don['’]t miss\b.{0,90}$|have a tip\b|(?:do you )?like this story|follow .{3,60} on (?:twitter|facebook|instagram)|recommended videos|"
    r"empfohlener (?:redaktioneller|externer) inhalt|externer inhalt|an dieser stelle finden sie|ein klick f[üu]r den datenschutz|"
    r"deine privatsph[äa]re|ihre zustimmung|hier klicken|mehr lesen|up next$|must watch$|just watched$|more videos|citation:|"
    r"this document is subject to copyright|(?:get|access) unlimited|create an account|unlimited (?:digital|online) access|.{0,120}\[[A-Z ]{3,20}\]$|"
    r"back to top|skip to\b|toggle\b|show (?:more|less)|load more|"
    r"teilen\b.{0,30}$|drucken$|merken$|artikel (?:teilen|drucken|merken|anh[öo]ren)|lesen sie (?:auch|mehr|hier)|mehr zum thema|das k[öo]nnte sie auch|"
    r"anzeige$|werbung$|zur startseite|kommentare?\b.{0,20}$|jetzt (?:abonnieren|anmelden|testen)|newsletter\b.{0,80}$|lesedauer|"
    r"lea tambi[ée]n|lee tambi[ée]n|leer m[áa]s|ver m[áa]s|tambi[ée]n te puede interesar|te puede interesar|le puede interesar|comparte\b.{0,40}$|"
    r"compartir\b.{0,40}$|s[íi]guenos|suscr[íi]bete|publicidad$|comentarios$|etiquetas|"
    r"lire aussi|[àa] lire (?:aussi|[ée]galement)|partager\b.{0,30}$|publicit[ée]$|abonnez-vous|s'abonner|inscrivez-vous|temps de lecture|commentaires$|"
    r"leggi anche|condividi|pubblicit[àa]$|iscriviti|leia (?:tamb[ée]m|mais)|compartilh\w+|publicidade$|assine\b|"
    r"lees ook|deel (?:dit|op)|les ogs[åa]|l[æa]s ogs[åa]|l[äa]s (?:ocks[åa]|mer)|czytaj (?:te[żz]|tak[żz]e|wi[ęe]cej)|zobacz (?:te[żz]|tak[żz]e)|reklama$|"
    r"читайте (?:также|еще|ещё)|подпис(?:ывайтесь|аться)|реклама$|поделиться|комментарии|источник фото|читайте також|"
    r"ayrıca oku|haberin devamı|paylaş$|yorum(?:lar| yap)|اقرأ أيضا|اقرأ المزيد|شارك|بیشتر بخوانید|関連記事|続きを読む|シェア|相关新闻|相关阅读|分享到|관련기사|공유)",
    re.IGNORECASE,
)
PAYWALL = re.compile(
    r"please (?:log ?in|login) or subscribe|subscribe (?:now )?to (?:continue|read|keep)|to (?:continue|keep) reading,? (?:please |this )?|"
    r"(?:this|the rest of this) (?:article|story|content) is (?:only )?(?:available )?(?:to|for) (?:our )?(?:premium )?(?:subscribers|members)|"
    r"already a subscriber\? (?:log|sign) in|create a free account to|you have reached your (?:limit|monthly)|register (?:for free )?to (?:continue|read)|"
    r"weiterlesen mit|jetzt weiterlesen|mit .{0,20}plus weiterlesen|diesen artikel weiterlesen|r[ée]serv[ée] (?:[àa]|aux) (?:nos )?abonn[ée]s|"
    r"il vous reste .{0,20}% de cet article|contenido exclusivo para suscriptores|esta noticia es (?:exclusiva|solo)|contenuto riservato agli abbonati|"
    r"conte[úu]do exclusivo para assinantes|чтобы читать дальше|доступно только (?:по подписке|подписчикам)",
    re.IGNORECASE,
)
# Lines that say who filed the copy or who owns it: kept for the text room, never body.
TAILS = re.compile(
    r"^\W{0,3}(?:©|\(c\)|&copy|copyright\b|all rights reserved|source ?:|sources ?:|quelle ?:|quellen ?:|źródło|zdroj|fuente ?:|fonte ?:|"
    r"kaynak ?:|källa ?:|kilde ?:|lähde ?:|bron ?:|источник ?:|джерело ?:|المصدر|منبع|来源|出典|※|"
    r"\(?(?:additional )?(?:reporting|writing|editing|compiled)\b.{0,300}\bby\b|our standards|(?:the )?(?:associated press|ap)\b.{0,200}contributed|"
    r"--? ?(?:associated press|ap|afp|reuters|bloomberg)\b|riproduzione riservata|with (?:inputs|files|reports) from|con informaci[óo]n de)",
    re.IGNORECASE,
)
# A line that holds a date or a clock, loosely: text reads it.
DATELIKE = re.compile(
    r"(?:19|20|13|14|25)\d\d|\d{1,2}[:.h]\d\d|[\u0660-\u0669\u06f0-\u06f9]{2,4}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|[0-9０-９]{1,4}[年月日]|"
    r"\b\d{1,2}\s*(?:min|sec|hours?|hrs?|days?|weeks?)\w*\s+ago\b|\bvor \d+|\bhace \d+|\bil y a \d+|назад|\b(?:today|yesterday|heute|gestern|"
    r"hoy|ayer|сегодня|вчера|сьогодні|včera|dnes)\b|\d{1,2}\.? \w{3,12}\.? \d{4}",
    re.IGNORECASE,
)
