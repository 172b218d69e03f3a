"""What a class or id says of the element that carries it: words to meanings, as tables.

Names are cut into words at case changes, digits, hyphens and underscores; words alone and pairs of neighbours are
looked up, so that ``related-articles``, ``relatedArticles`` and ``relatedarticles`` are one entry.
"""

from __future__ import annotations

import re
from functools import lru_cache

FURNITURE, COMMENT, ARTICLE, CAPTION, DATE, BYLINE, SECTION, CRUMBS, STANDFIRST, HIDDEN = (1 << n for n in range(10))
# Furniture that is never taken for the article, however much prose it holds.
# CARD: a block inside a link, as a teaser is that can be clicked anywhere; what it names is another article's.
HARD, QUOTE, ITEM, CARD = (1 << n for n in range(10, 14))

_TABLE = {
    FURNITURE: """
        disqus vjsnojs vjswrapper reply replies respond related relatedarticles relatedposts relatedstories relatedcontent recommend recommended
        recommendations recommendation recirc recirculation readmore readnext readalso moreon morefrom morenews morestories
        morearticles moretop morelike morein alsoread alsolike alsoon seealso mostread mostpopular mostviewed mostshared
        popular trending latestnews latest latestposts topstories teaser teasers promo promos promotion promobox share shares
        sharing sharebar sharebuttons sharedaddy sharetools social socials socialshare socialmedia addtoany addthis followus
        newsletter newsletters subscribe subscription signup sidebar sidebars siderail rightrail rail footer foot
        nav navbar navigation navi menu menus submenu cookie cookies cookiebanner consent gdpr ad ads adv advert adverts
        advertisement advertising advertise adsense adslot adunit adbox adcontainer adwrapper adlabel dfp gpt sponsor
        sponsored sponsors outbrain taboola widget widgets tags taglist tagcloud taglinks posttags entrytags articletags
        keywords authorbio authorbox authorinfo authorcard authorabout aboutauthor abouttheauthor bio biography
        regwall login signin pagination pager paging postnav postnavigation skiplink printonly tooltip modal popup overlay
        ticker weather poll quiz survey rating ratings votes vote disclaimer copyright legal creditline jumpto toc
        tableofcontents toolbar tools utility actions action buttons button feedback correctionlink jprelatedposts zergnet
        mc4wp inlinerelated inlinepromo noprint leserbrief leserbriefe empfehlung empfehlungen verwandte relacionada
        relacionadas relacionado relacionados compartir lireaussi alire correlati correlate leggianche powiazane
        donate donation videotitle videoheading support membership petition appeal calltoaction cta carousel slider slideshow livefyre coral viafoura
        spotim openweb infobox factbox outstream teads rrss redes inread mehrzumthema weiterlesen linkliste linkbox
        backtotop totop playlist podcast audioplayer recommender similar similarposts crosslinks readers
        fbcomments hubspot mailchimp optin appbanner appdownload sticky offcanvas megamenu searchform search languageswitcher
        trendingnow breakingnews newsticker headlines archives archive calendar blogroll textwidget nextprev prevnext
        nextarticle nextup upnext nextstory previousarticle postfooter entryfooter articlefooter storyfooter noticiasrelacionadas recomendados
        tematicas etiquetas etiqueta hashtags newslist articlelist articleslist postlist storylist linklist listing
        wdgt crunchbase nocontent suggested suggestions siguiente anterior interesar masnoticias vertambien anzeige werbung teilen drucken
    """,
    HARD: "factbox infobox footer foot nav navbar navigation cookie cookies cookiebanner consent gdpr newsletter newsletters disclaimer copyright",
    COMMENT: """
        comment comments commentlist commentform commentarea commentsection commentthread disqus reply replies respond leserbrief
        leserbriefe kommentar kommentare comentarios commentaires livefyre fbcomments usercomments forumpost forumthread
        postingtext postings commentbody commenttext commentcontent
    """,
    ARTICLE: """
        articlebody articletext articlecontent articlemain articlecopy articleinner storybody storytext storycontent storycopy
        postbody postcontent posttext postentry entrycontent entrytext entrybody bodytext bodycopy bodycontent bodymain
        contentbody contenttext contentmain contentarticle maincontent maintext mainarticle newstext newsbody newscontent
        newsdetail newsdetails detailtext detailbody detailcontent textbody textcontent richtext wysiwyg prose hentry
        texto cuerpo cuerponoticia artikel artikeltext artikelbody noticia nota corps contenuto testo tekst metin habermetni
        habericerik haberdetay paywallcontent subscribercontent articledetail articledetails singlecontent pagecontent
        postarticle fulltext storydetail tdpostcontent articleparagraph storyparagraph
    """,
    CAPTION: """
        caption captions cutline photocredit phototext photoinfo photocaption photodesc photodescription imagecredit imagetext
        imageinfo imagecaption imagedesc imagedescription imagemeta imagemetadata photometadata picturemetadata imagesource bildunterschrift bildtext bildquelle bildnachweis
        legend legende legenda cptn podpis popisek bildtexten kuvateksti opisfoto opiszdjecia piefoto piedefoto didascalia mediacredit mediacaption mediadesc mediainfo figcaption
        wpcaption captiontext wpcaptiontext thumbcaption imgdesc imginfo imgcap imgcaption credits pictitle picdesc
        fotocredit fotografie photographer picturecaption doctitre docdescriptif doccredits doclegende bildbeschreibung lightbox gallerycaption photo photos foto fotos bild picture fotounterschrift credit
    """,
    DATE: """
        date dates pubdate datetime published publish publishdate publishtime publishedat posted postedon timestamp
        timestamps time updated update updatedat lastupdated lastmodified datum fecha data tarih zeit stand dateline datelineprint
        entrydate articledate postdate storydate newsdate createdate created dateposted datepublished timeago
        pubtime newstime articletime posttime updatetime updatedtime updatedate updateddate modified uhrzeit dato datumzeit hora fechahora veroffentlicht tid
    """,
    BYLINE: """
        byline bylines author authors authorname authorlink writer writers reporter autor autoren autores autorin contributor
        contributors postauthor entryauthor articleauthor storyauthor vcard firma firmas redakteur muhabir fn auteur auteurs autore
        signature autorzy forfatter journalist editor postedby writtenby storyby articleby postby entryby newsby contentby
    """,
    SECTION: """
        kicker eyebrow overline sectionname sectionlabel sectiontitle sectionlink sectiontag articlesection category
        categories categoryname catlink catlinks rubric rubrik rubrica rubrique channel channelname ressort dachzeile topline
        antetitulo volanta seccion categoria kategorie kategori section label topiclabel articlecategory postcategory
        newscategory postcategories catname sectionheader sectionheading primarycategory tagline storysection pretitle
        supertitle toptitle flag postcat entrycategory metacategory categorylabel cat categorize
        seccio sezione secao sectiune sekcia sekce szekcio rubryka kategoria kategorija kategori bolum dzial osasto avdelning
    """,
    CRUMBS: "breadcrumb breadcrumbs crumb crumbs brotkrumen brotkrume ariane filariane migas migaspan rootline youarehere "
    "breadcrumblist breadcrumbnav pathway navpath newspath",
    STANDFIRST: """
        standfirst dek deck subtitle subtitles subheadline subhead teasertext summary abstract excerpt intro lead lede chapo
        chapeau entradilla bajada vorspann sommario occhiello ingress articledescription articlesummary articlelead articleintro
        articleexcerpt postexcerpt articlesubtitle storysubtitle introtext leadtext copete sumario subtitulo spot untertitel
        anlauf opener perex sapo manchet preamble ingressi annotation synopsis epigraph epigraphe epigrafe postsubtitle bajadatexto articledek
    """,
    HIDDEN: "sronly visuallyhidden screenreader screenreadertext screenreaderonly visuallyhiddenfocusable a11yhidden "
    "assistivetext uhidden ishidden offscreen",
}  # fmt: skip


def _words_to_flags() -> dict[str, int]:
    table: dict[str, int] = {}
    for flag, words in _TABLE.items():
        for word in words.split():
            table[word] = table.get(word, 0) | flag
    return table


_WORDS = _words_to_flags()
_PIECES = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z\u00df-\u024f]+")
# Names made by machines ("sc-a884a83d-0") spell words by chance; "has-sidebar" says what stands elsewhere.
_PARTED = str.maketrans("_:/.", "----")
_HASH = re.compile(r"\d[A-Za-z]")
# "text_editor_paragraph", "rich-editor-content": what a text was written with, not who edited it.
_WRITTEN = frozenset(
    ("text", "rich", "content", "paragraph", "block", "body", "html", "visual", "wysiwyg", "draft", "widget")
)
_STATES = frozenset(("has", "no", "not", "with", "without", "is"))
LONGEST = 300


def read_name(name: str) -> int:
    """The flags of one class attribute and id together; ``meaning`` keeps them.

    >>> read_name("story-relatedArticles") == FURNITURE, bool(read_name("article-body") & ARTICLE), read_name("grid-12")
    (True, True, 0)
    """
    found = 0
    for part in name[:LONGEST].split():
        found |= _PARTS[part]
    if ("hidden" in name or "none" in name) and _concealed(name):
        found |= FURNITURE
    if found & COMMENT:
        found |= FURNITURE
    if found & FURNITURE and found & ARTICLE:
        found &= ~(FURNITURE | HARD)
    return found


meaning = lru_cache(maxsize=16_384)(read_name)


class _Parts(dict[str, int]):
    """The flags of single names, each read once: sites share most of their names, though not their sets of names."""

    MOST = 65_536

    def __missing__(self, part: str) -> int:
        # A number at the end ("post-51342") says nothing, and would fill the table.
        short = part.rstrip("0123456789-_")
        if short != part:
            return self[short]
        if len(self) >= self.MOST:
            self.clear()
        self[part] = flags = _part(part)
        return flags


def _part(part: str) -> int:
    pieces: list[str] = []
    for token in part.translate(_PARTED).split("-"):
        if token.isalpha() and token.islower():
            pieces.append(token)
        elif token.lower() in _WORDS:  # "mc4wp"
            pieces.append(token.lower())
        elif token and not token.isdecimal() and not _HASH.search(token):
            pieces += [piece.lower() for piece in _PIECES.findall(token)]
    of = _WORDS.get
    if len(pieces) == 1:
        return _word(pieces[0])
    if pieces and pieces[0] in _STATES:
        return of("".join(pieces), 0)
    found, before = 0, ""
    written_with = "editor" in pieces and not _WRITTEN.isdisjoint(pieces)
    for word in pieces:
        flags = 0 if written_with and word == "editor" else of(word, 0)
        if len(word) > 1:
            if before:
                flags |= of(before + word, 0)
            before = word
            if not flags and len(word) > 8:
                flags = _inside(word)
        else:
            before = ""
        found |= flags
    return found


_PARTS = _Parts()


def _word(word: str) -> int:
    return _WORDS.get(word, 0) or (_inside(word) if len(word) > 8 else 0)


def _concealed(name: str) -> bool:
    """Utility classes that hide at every width: ``hidden``, ``d-none``, but not ``hidden md:block``."""
    words = name.split()
    if "hidden" in words:
        return not any(":" in word for word in words)
    shown = [word for word in words if word.startswith("d-") and word != "d-none" and "print" not in word]
    return "d-none" in words and not shown


@lru_cache(maxsize=4096)
def _inside(word: str) -> int:
    """Long words that hold a telling one: ``imgcaptionbox``, ``breadcrumbwrap``."""
    if "caption" in word or word.endswith("bild"):
        return CAPTION
    if "breadcrumb" in word:
        return CRUMBS
    if "newsletter" in word or "recommend" in word or "sharebutton" in word:
        return FURNITURE
    if word.startswith("comment") and not word.startswith("commentar"):
        return FURNITURE | COMMENT
    return 0
