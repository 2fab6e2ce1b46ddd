"""The page on evidence: its figures, its words, and the ways to it."""

from pathlib import Path
from typing import Any

import pytest

from backfile import VERSION
from backfile.model import Capture, Provenance
from backfile.settings import theme_folder
from backfile.site.evidenceviews import EvidenceView
from backfile.site.render import Renderer, site_of
from backfile.site.views import View
from tests.site.builders import article, corpus_of, digest, settings_in
from tests.site.viewing import KNOWLEDGE, article_view, views, views_in

EVIDENCE = "about/evidence.html"


def evidence_of(made: dict[str, View]) -> EvidenceView:
    view = made[EVIDENCE]
    assert isinstance(view, EvidenceView)
    return view


def page_of(view: View) -> str:
    site = site_of(settings_in(Path("/nowhere")), (), "")
    return Renderer(theme_folder() / "templates", site).render(view).decode()


def capture(number: int, **known: Any) -> Capture:
    return Capture(f"{number:064}", f"post/{number}.txt", 9, Provenance(**known))


def test_it_counts_how_surely_the_captures_are_dated() -> None:
    captures = [
        capture(0, captured="2025-05-12", captured_precision="exact"),
        capture(1, captured="2025-05", captured_precision="approximate"),
        capture(2),
        capture(3),
        capture(4),
    ]
    recorded = article("By record", capture_id=captures[4].id, captured="2025-05-12T08:30:07Z")
    made = views_in(corpus_of([recorded], captures=captures))
    assert [(fact.name, fact.value) for fact in evidence_of(made).dates] == [
        ("date exact", "1"),
        ("date approximate", "1"),
        ("date unknown", "2"),
        ("date exact to the second, by a web archive’s own records", "1"),
    ]


def test_it_tells_program_rules_vocabulary_and_models() -> None:
    told = {fact.name: fact.value for fact in evidence_of(views([article()])).made_by}
    assert told["Program"] == f"Backfile {VERSION}"
    assert told["Cleanup rules"] == KNOWLEDGE.rules.digest
    assert told["Vocabulary"] == KNOWLEDGE.vocabulary.digest
    assert {*KNOWLEDGE.models.digests.values()} <= {*told.values()}


@pytest.mark.parametrize(
    "command",
    [
        "sha256sum --check --quiet SHA256SUMS",
        "minisign -Vm SHA256SUMS -p seal.pub",
        "openssl ts -verify -data SHA256SUMS.minisig",
    ],
)
def test_it_says_how_to_check_without_the_program(command: str) -> None:
    assert command in page_of(evidence_of(views([article()])))


@pytest.mark.parametrize("kind", ["article", "digest", "cleaning"])
def test_it_is_linked_from_what_it_is_about(kind: str) -> None:
    made = views([article()], [digest()]).values()
    pages = [page_of(view) for view in made if view.template == f"{kind}.html"]
    assert pages
    assert all("evidence.html" in page for page in pages)


def test_an_article_tells_programs_what_it_is_based_on() -> None:
    page = page_of(article_view(article(url="https://example.org/a?b=1", capture_id="a" * 64)))
    assert '"isBasedOn": ["https://example.org/a?b=1", {"@type": "MediaObject"' in page
    assert f'"sha256": "{"a" * 64}"' in page


def test_an_address_that_is_none_of_the_web_is_no_basis() -> None:
    page = page_of(article_view(article(url="javascript:alert(1)")))
    assert '"isBasedOn": {"@type": "MediaObject"' in page
