"""Which ``<meta>`` names carry which fact: tables, the surest name first (seen on mirrors' saved pages)."""

from __future__ import annotations

PUBLISHED = (
    "article:published_time", "article:published:time", "article:published", "og:article:published_time",
    "og:published_time", "og:pubdate", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "publicationdate", "datepublished", "date_published", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date",
    "dcterms.created", "dc.date.created", "date.created", "datecreated", "sailthru.date", "parsely-pub-date",
    "cxenseparse:recs:publishtime", "bt:pubdate", "citation_date", "citation_publication_date", "article_date_original",
    "originalpublicationdate", "prism.publicationdate", "rnews:datepublished", "article.published", "article.created",
    "last-modified-date", "displaydate", "date", "time", "nrk_date", "ptime", "release_date", "weibo:article:create_at",
    "xiaoyu:publish", "published_at", "apub:time",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "article:modified:time", "og:updated_time", "article:modified", "datemodified", "dateupdated",
    "last-modified", "lastmod", "dcterms.modified", "dc.date.modified", "modified_time", "revised", "updated_time", "utime",
    "lmdate",
)  # fmt: skip
SECTION = (
    "article:section", "og:article:section", "section", "og:section", "category", "prism.section", "parsely-section",
    "cxenseparse:recs:category", "sailthru.section", "sailthru_section", "article.section",
    "dc.subject.section", "news:section", "articlesection",
    "article:top-level-section", "primary_section", "page_section", "mrf:sections", "mrf:section", "cxenseparse:section",
    "cxenseparse:category", "classification", "twitter:filed under",
)  # fmt: skip
TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title", "sailthru.title", "parsely-title", "title")
CREDIT = (
    "original-source", "syndication-source", "dc.source", "copyright", "dcterms.rightsholder", "dc.rights", "dc.publisher",
    "provider", "news_agency", "agency", "source", "dc.contributor", "article:content_tier_source",
)  # fmt: skip
AUTHOR = (
    "author", "article:author", "byl", "byline", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
    "creator", "bt:author", "articleauthor", "article:author_name", "cxenseparse:author",
    "twitter:misc:written by", "twitter:written by",
)  # fmt: skip
# A whole statement as JSON in one ``<meta>``: {"title", "author" or "authors", "pub_date", "section"}, as thousands of sites
# printed it for Parse.ly from 2012 on.
PARSELY = "parsely-page"
# What a card of Twitter says besides, as a label and its answer ("Written by", "Ann Lee"): WordPress prints thousands of them.
LABELLED = (("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2"))
# What the site's statistics are kept by: asked last.
COUNTED_UNDER = ("parsely-page.section",)
DESCRIPTION = ("og:description", "description", "twitter:description")
