"""Stories in, pages as a browser saves them from a news site out: mostly not the story.

A page has what such pages have: data for machines, scripts and styles, a
masthead, sections, a list of what others read, a call to subscribe and links
amid the text, related stories behind it, and a footer. All words are our own.
"""

import json
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from benchmarks.building.content import Story, story

_SECTIONS = ("World", "Politics", "Business", "Sport", "Culture", "Opinion", "Weather", "Video")
_FOOT = ("About us", "Contact", "Careers", "Privacy policy", "Terms of use", "Cookie settings")
_BOX, _RELATED = 10, 6
_RULE = ".c{n}{{display:flex;margin:{n}px;padding:{n}px;color:#{n:03d}}}"
_STYLE = "\n".join(_RULE.format(n=n) for n in range(100, 200))
_CALL = 'window.parts=window.parts||[];parts.push({{"id":{n},"name":"slot-{n}","size":[300,250]}});'
_SCRIPT = "\n".join(_CALL.format(n=n) for n in range(120))


def page_of(one: Story) -> str:
    """The saved page of a story; what it links to hangs on the story's number alone."""
    paragraphs = [f"<p>{escape(text)}</p>" for text in one.paragraphs]
    paragraphs[2:2] = [_subscribe(), _inline(one)]
    return "\n".join(
        [
            *_head(one),
            *_masthead(),
            '<main class="layout"><article class="story">',
            f'<p class="kicker">{_SECTIONS[one.number % len(_SECTIONS)]}</p>',
            f'<h1 class="headline">{escape(one.title)}</h1>',
            f'<p class="byline">By <span class="author">{escape(one.author)}</span></p>',
            f'<p class="published"><time datetime="{one.date}">{one.date}</time></p>',
            '<ul class="share"><li><a href="#s1">Share</a></li></ul>',
            '<div class="story-body">',
            *paragraphs,
            "</div>",
            *_tags(one),
            "</article>",
            *_box("most-read", "Most read", range(one.number + 1, one.number + 1 + _BOX)),
            "</main>",
            *_box("related", "Related stories", range(one.number + 20, one.number + 20 + _RELATED)),
            *_footer(),
        ]
    )


def write_pages(folder: Path, stories: Iterable[Story]) -> None:
    """Write each story's page to a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in stories:
        (folder / f"{one.number:06d}.html").write_text(page_of(one), "utf-8")


def _head(one: Story) -> Iterator[str]:
    address = address_of(one)
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": one.title,
        "datePublished": one.date,
        "author": {"@type": "Person", "name": one.author},
        "publisher": {"@type": "Organization", "name": one.source},
        "mainEntityOfPage": address,
    }
    yield '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    yield f"<title>{escape(one.title)} | {escape(one.source)}</title>"
    yield f'<link rel="canonical" href="{address}">'
    yield f'<meta property="og:title" content="{escape(one.title)}">'
    yield f'<meta property="og:site_name" content="{escape(one.source)}">'
    yield '<meta property="og:type" content="article">'
    yield f'<meta property="article:published_time" content="{one.date}T08:00:00Z">'
    yield f'<meta name="author" content="{escape(one.author)}">'
    yield f'<meta name="keywords" content="{escape(", ".join(one.tags))}">'
    yield f'<script type="application/ld+json">{json.dumps(about)}</script>'
    yield f"<style>{_STYLE}</style><script>{_SCRIPT}</script></head><body>"


def address_of(one: Story) -> str:
    """Where the page was saved from."""
    host = one.source.lower().replace(" ", "-")
    return f"https://{host}.example/{one.date.replace('-', '/')}/{one.number}"


def _masthead() -> Iterator[str]:
    yield '<header class="masthead"><a href="/" class="logo">Home</a><nav class="sections"><ul>'
    for name in _SECTIONS:
        yield f'<li><a href="/{name.lower()}">{name}</a></li>'
    yield '</ul></nav><form class="search"><input name="q"><button>Search</button></form></header>'


def _subscribe() -> str:
    return (
        '<div class="newsletter-signup"><h3>Subscribe to our newsletter</h3>'
        "<p>Get the day's stories in your inbox every morning.</p><button>Sign up</button></div>"
    )


def _inline(one: Story) -> str:
    other = story(one.number + 50)
    return (
        f'<p class="read-more">Read also: <a href="/{other.number}">{escape(other.title)}</a></p>'
    )


def _tags(one: Story) -> Iterator[str]:
    yield '<ul class="story-tags">'
    for name in one.tags:
        yield f'<li><a rel="tag" href="/t/{name.replace(" ", "-").lower()}">{escape(name)}</a></li>'
    yield "</ul>"


def _box(name: str, heading: str, numbers: Iterable[int]) -> Iterator[str]:
    yield f'<aside class="{name}"><h2>{heading}</h2><ol>'
    for number in numbers:
        other = story(number)
        yield (
            f'<li><a href="{address_of(other)}"><img src="/thumbs/{number}.jpg" alt="">'
            f'<span>{escape(other.title)}</span></a><time datetime="{other.date}">{other.date}'
            "</time></li>"
        )
    yield "</ol></aside>"


def _footer() -> Iterator[str]:
    yield '<footer class="site-footer"><ul>'
    for name in _FOOT:
        yield f'<li><a href="/{name.replace(" ", "-").lower()}">{name}</a></li>'
    yield "</ul><p>© 2024 All rights reserved.</p></footer></body></html>"
