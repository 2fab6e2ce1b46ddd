"""Names that pages give their data in, and the field that each is a claim of.

In: nothing. Out: tables, by the lower-case name of a meta element, the property of an
itemprop, the key of a JSON-LD object.
"""

from typing import Literal

Field = Literal[
    "title", "author", "date", "modified", "language", "section", "source", "url", "keyword"
]

_META_BY_FIELD: dict[Field, str] = {
    "title": """og:title twitter:title dc.title dcterms.title sailthru.title parsely-title
        citation_title headline title""",
    "author": """author article:author byl byline dc.creator dcterms.creator dc.contributor
        parsely-author sailthru.author citation_author cxenseparse:author article.author creator
        twitter:creator:name""",
    "date": """article:published_time article:published og:published_time
        og:article:published_time date pubdate publishdate publish-date publish_date
        publication_date publicationdate published_date published_time dc.date dc.date.issued
        dc.date.created dcterms.date dcterms.issued dcterms.created datepublished
        parsely-pub-date sailthru.date citation_publication_date citation_date
        article.published originalpublicationdate date.issued
        cxenseparse:recs:publishtime bt:pubdate""",
    "modified": """article:modified_time og:updated_time article:modified article.updated
        dcterms.modified datemodified dc.date.modified last-modified lastmod revised
        cxenseparse:recs:updatedtime""",
    "language": "og:locale dc.language dcterms.language content-language inlanguage",
    "section": """article:section parsely-section article.section og:section
        dc.subject.section section""",
    "source": """og:site_name application-name publisher dc.publisher dcterms.publisher
        citation_journal_title copyright-holder""",
    "url": "og:url",
    "keyword": "keywords news_keywords article:tag parsely-tags sailthru.tags dc.subject",
}
META: dict[str, Field] = {
    name: field for field, names in _META_BY_FIELD.items() for name in names.split()
}
ITEMS: dict[str, Field] = {
    "headline": "title",
    "author": "author",
    "creator": "author",
    "datePublished": "date",
    "dateModified": "modified",
    "articleSection": "section",
}
LINKS = ("canonical",)
JSON_LD: dict[str, Field] = {
    **ITEMS,
    "inLanguage": "language",
    "publisher": "source",
    "url": "url",
    "mainEntityOfPage": "url",
    "keywords": "keyword",
}
# Ends of the types of things that are stories: NewsArticle, LiveBlogPosting, ...
ARTICLE_TYPES = ("Article", "BlogPosting", "Report", "Review", "Posting", "CreativeWork")
# A page that describes no story of its own may still be dated.
PAGE_TYPES = ("WebPage", "ItemPage")
