"""Daily reports of one mould: however alike they are, no two ever become one article.

Each mould gives pairs of neighbouring days; each pair is tried as captures can
come: dated and undated, with addresses of their own, with one address that
rolls on, without any, pasted from one source.
"""

from dataclasses import replace
from itertools import combinations, product
from typing import Any

import pytest

from backfile.model import Article, Corpus
from tests.gather.captured import captured, told

# Headline and paragraphs; {n}, {m} and {word} change from day to day.
MOULDS: dict[str, tuple[str, ...]] = {
    "markets": (
        "Shares close {word}",
        "The index of the thirty largest companies closed {word} on the day, at {n} points.",
        "Trading was thin, and {m} shares changed hands by the bell. Gold was at $1,9{n}.",
        "Brokers said that they were waiting for the central bank's word on interest rates.",
    ),
    "exchange rates": (
        "Official exchange rates",
        "The national bank sets the official rates of foreign currencies as follows for the day.",
        "Dollar: {n}.{m}. Euro: 4{n}.0{m}. Pound: 5{n}.1{m}. Zloty: 10.{m}. Yen: 0.2{n}.",
    ),
    "weather": (
        "Weather for the coast",
        "Dry and sunny along the coast, with a light wind from the west in the afternoon.",
        "Highest temperature {n} degrees, lowest {m}. The sea is at {n}.5 degrees.",
    ),
    "frost": (
        "Night frost",
        "The thermometer at the harbour showed {sign}{k} degrees at six in the morning today.",
        "The road over the pass is open, and drivers are asked to take care on the bridges.",
    ),
    "war bulletin": (
        "Day {n} of the war: what is known",
        "The air force said that it had shot down most of the drones launched overnight.",
        "In the night {m} drones and {k} missiles were launched, the command said on its channel.",
        "There were no reports of casualties in the capital by the time of this publication.",
    ),
    "losses": (
        "Enemy losses, as reported by the general staff",
        "The figures are those of the general staff and could not be checked independently.",
        "Personnel: 71{n}{m}. Tanks: 9{n}. Artillery systems: 1{m}. Drones: 20{n}. Ships: 28.",
    ),
    "football": (
        "Harbour {k} Island {m}",
        "The home side began well but had little of the ball after the first quarter of an hour.",
        "The match ended {k} to {m} before {n} spectators, and the coach was content with it.",
    ),
    "league table": (
        "League standings after the weekend",
        "1. Harbour {n} points. 2. Island {m} points. 3. Valley {k} points. 4. Hill 9 points.",
        "The two lowest clubs will play in the second league from the coming season on.",
    ),
    "traffic": (
        "Roadworks on the coast road",
        "The coast road is closed in both directions between kilometre {n} and kilometre {m}.",
        "Drivers are led round by the valley, which takes about a quarter of an hour longer.",
    ),
    "obituary": (
        "Death notice: {word}",
        "We announce with sorrow the death of our father and grandfather, aged {n} years.",
        "The funeral will be held at the church by the harbour. No flowers by request of {word}.",
    ),
    "epidemic": (
        "New infections in the district",
        "The district's health office reported {n} new infections within one day on its site.",
        "In the clinic {m} patients are being treated, {k} of them in intensive care at present.",
    ),
    "power cuts": (
        "Schedule of power cuts",
        "Queue {k}: no power from {n}:00 to {m}:00. The other queues are supplied without limits.",
        "The company asks its customers not to switch on several strong appliances at once.",
    ),
}
DAYS: tuple[dict[str, object], ...] = (
    {"n": 12, "m": 17, "k": 3, "word": "higher", "sign": "-"},
    {"n": 13, "m": 16, "k": 4, "word": "lower", "sign": ""},
    {"n": 12, "m": 18, "k": 3, "word": "unchanged", "sign": "+"},
    {"n": 14, "m": 16, "k": 5, "word": "mixed", "sign": "-"},
)
PAIRS = [(name, a, b) for name in MOULDS for a, b in combinations(range(len(DAYS)), 2)]
# How the two of a pair were captured: what each of them has of dates and addresses.
WAYS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "bare": ({}, {}),
    "dated": ({"date": "2025-05-11"}, {"date": "2025-05-12"}),
    "one dated": ({"date": "2025-05-11"}, {}),
    "same day": ({"date": "2025-05-11"}, {"date": "2025-05-11"}),
    "addresses": ({"url": "https://e.org/r/10231"}, {"url": "https://e.org/r/10232"}),
    "rolling address": ({"url": "https://e.org/daily"}, {"url": "https://e.org/daily/"}),
    "unclear address": ({"url": "https://e.org/report"}, {"url": "http://m.e.org/report"}),
    "dated at an unclear address": (
        {"url": "https://e.org/report", "date": "2025-05-11"},
        {"url": "https://e.org/report", "date": "2025-05-12"},
    ),
    "rolling section": (
        {"url": "https://e.org/news/10231/latest-figures-of-today"},
        {"url": "https://e.org/news/10231/latest-figures-of-today?utm_source=x"},
    ),
    "one address": ({"url": "https://e.org/r/10231"}, {}),
    "dated at one address": (
        {"url": "https://e.org/report-of-the-day-10231", "date": "2025-05-11"},
        {"url": "https://e.org/report-of-the-day-10231", "date": "2025-05-12"},
    ),
}


def report(mould: str, day: int, **fields: Any) -> Article:
    title, *texts = (line.format(**DAYS[day]) for line in MOULDS[mould])
    return told(*texts, title=title, **fields)


def pair(mould: str, days: tuple[int, int], way: str) -> Corpus:
    one, other = (report(mould, day, **fields) for day, fields in zip(days, WAYS[way], strict=True))
    return captured(one, other)


def test_the_set_is_large_enough_to_tell_anything() -> None:
    assert len(PAIRS) >= 60
    assert len(PAIRS) * len(WAYS) >= 600


@pytest.mark.parametrize("way", WAYS)
def test_no_two_reports_of_one_mould_become_one(way: str) -> None:
    merged = [
        (mould, a, b)
        for mould, a, b in PAIRS
        if len(pair(mould, (a, b), way).articles) < len({report(mould, d).body for d in (a, b)})
    ]
    assert merged == []


def test_all_reports_of_all_moulds_stay_apart_in_one_archive() -> None:
    reports = [report(m, d) for m, d in product(MOULDS, range(len(DAYS)))]
    different = {(one.title, one.body) for one in reports}
    assert len(captured(*reports).articles) == len(different)


def test_the_same_report_captured_again_is_still_one() -> None:
    for mould in MOULDS:
        assert len(captured(report(mould, 0), report(mould, 0)).articles) == 1


def test_reports_of_the_same_words_on_two_days_are_two() -> None:
    quiet = told("All is quiet at the harbour, and no ship is expected before the evening tide.")
    days = [replace(quiet, date=told(date=f"2025-05-{n}").date) for n in (11, 12, 13)]
    corpus = captured(*days)
    assert len(corpus.articles) == 3
    assert {kin.kind for links in corpus.kin.values() for kin in links} <= {"copy"}
