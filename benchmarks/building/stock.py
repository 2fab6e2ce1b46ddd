"""Stories in, a project of stock Pelican's from Markdown out, and the words that build it.

The set of pages is that of Hugo's project. Pelican has a feed of its own; the
sitemap is a template, since it has none. Earlier and later are left out, as
that takes a plugin.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from benchmarks.building.content import Story

_CONF = """SITENAME = "Benchmark"
SITEURL = "https://example.org"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
PLUGINS = []
THEME = {theme!r}
THEME_STATIC_PATHS = []
STATIC_PATHS = []
ARTICLE_URL = ARTICLE_SAVE_AS = "{{date:%Y}}/{{date:%m}}/{{slug}}.html"
TAG_URL = TAG_SAVE_AS = "tags/{{slug}}.html"
MONTH_ARCHIVE_URL = MONTH_ARCHIVE_SAVE_AS = "dates/{{date:%Y}}/{{date:%m}}.html"
CATEGORY_SAVE_AS = AUTHOR_SAVE_AS = ""
DIRECT_TEMPLATES = ["index", "tags", "sitemap"]
SITEMAP_SAVE_AS = "sitemap.xml"
PAGINATED_TEMPLATES = {{"tag": 20}}
FEED_ALL_ATOM = "feeds/all.xml"
FEED_MAX_ITEMS = 50
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
SUMMARY_MAX_LENGTH = 40
"""
_BASE = """<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{% block title %}{{ SITENAME }}{% endblock %}</title>
<meta name="color-scheme" content="light dark">
{% block meta %}{% endblock %}<meta property="og:site_name" content="{{ SITENAME }}">
<link rel="alternate" type="application/atom+xml" title="{{ SITENAME }}" href="/feeds/all.xml">
<link rel="stylesheet" href="/css/style.css">
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header class="masthead">
<p class="name"><a href="/">{{ SITENAME }}</a></p>
<nav aria-label="Site"><ul>
<li><a href="/tags.html">Tags</a></li>
<li><a href="/search.html">Search</a></li>
</ul></nav>
</header>
<main id="main">{% block main %}{% endblock %}</main>
<footer><p><a href="/feeds/all.xml">Feed</a></p></footer>
</body>
</html>
"""
_ARTICLE = """{% extends "base.html" %}
{% block title %}{{ article.title }} – {{ SITENAME }}{% endblock %}
{% block meta %}<meta name="description" content="{{ article.summary|striptags|e }}">
<script type="application/ld+json">{{ {"@context": "https://schema.org", "@type": "NewsArticle",
 "headline": article.title, "datePublished": article.date.isoformat(),
 "description": article.summary|striptags, "url": SITEURL + "/" + article.url}|tojson }}</script>
<link rel="canonical" href="{{ SITEURL }}/{{ article.url }}">
<meta property="og:url" content="{{ SITEURL }}/{{ article.url }}">
<meta property="og:title" content="{{ article.title|e }}">
{% endblock %}{% block main %}<article data-pagefind-body>
<h1>{{ article.title }}</h1>
<p class="byline">{{ article.author }}</p>
<p class="meta"><time datetime="{{ article.date.isoformat() }}">{{ article.locale_date }}</time>
 · {{ article.source }}</p>
<ul class="tags">{% for tag in article.tags %}
<li><a href="/{{ tag.url }}">{{ tag }}</a></li>{% endfor %}
</ul>
<div class="text">{{ article.content }}</div>
</article>{% endblock %}
"""
_CARDS = """{% macro cards(articles) %}<ul class="cards">{% for article in articles %}
<li class="card"><h2><a href="/{{ article.url }}">{{ article.title }}</a></h2>
<p class="meta"><time datetime="{{ article.date.isoformat() }}">{{ article.locale_date }}</time>
 · {{ article.source }}</p>
<p>{{ article.summary|striptags }}</p></li>{% endfor %}
</ul>{% endmacro %}
"""
_LIST = '{% extends "base.html" %}{% from "cards.html" import cards %}{% block main %}'
_TEMPLATES = {
    "base.html": _BASE,
    "article.html": _ARTICLE,
    "cards.html": _CARDS,
    "index.html": _LIST + "{{ cards(articles[:20]) }}{% endblock %}",
    "tag.html": _LIST + "<h1>{{ tag }}</h1>{{ cards(articles_page.object_list) }}{% endblock %}",
    "period_archives.html": _LIST + "<h1>{{ period }}</h1>{{ cards(articles) }}{% endblock %}",
    "tags.html": _LIST + '<ul>{% for tag, those in tags|sort %}<li><a href="/{{ tag.url }}">'
    "{{ tag }}</a> {{ those|count }}</li>{% endfor %}</ul>{% endblock %}",
    "sitemap.html": '<?xml version="1.0" encoding="utf-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{% for article in articles %}\n'
    "<url><loc>{{ SITEURL }}/{{ article.url }}</loc></url>{% endfor %}\n</urlset>\n",
}


def write_project(root: Path, stories: Iterable[Story] = ()) -> None:
    """Write the project below root; its site goes to root/output."""
    theme = root / "theme"
    for folder in (theme / "templates", theme / "static", root / "content"):
        folder.mkdir(parents=True, exist_ok=True)
    (root / "pelicanconf.py").write_text(_CONF.format(theme=str(theme)), "utf-8")
    for name, text in _TEMPLATES.items():
        (theme / "templates" / name).write_text(text, "utf-8")
    for story in stories:
        head = {
            "Title": story.title,
            "Date": story.date,
            "Author": story.author,
            "Source": story.source,
            "Tags": ", ".join(story.tags),
        }
        fields = "".join(f"{name}: {value}\n" for name, value in head.items())
        text = "\n\n".join([fields, *story.paragraphs])
        (root / "content" / f"{story.number:06d}.md").write_text(f"{text}\n", "utf-8")


def command(root: Path) -> list[str]:
    """The words that build the project below root, with the Pelican of this interpreter."""
    conf, output = str(root / "pelicanconf.py"), str(site_of(root))
    words = ["-m", "pelican", str(root / "content"), "-s", conf, "-o", output, "--quiet"]
    return [sys.executable, *words]


def site_of(root: Path) -> Path:
    """The folder of the built site."""
    return root / "output"
