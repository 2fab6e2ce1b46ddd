"""What rules and models found and the owner's corrections in, what he stands for out.

Documents that a correction holds for are analysed once more with it; all
others stay as they were found.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace

from backfile.annotate import beginnings
from backfile.flow.analysing import Analysis, Key, Task, outcomes_of
from backfile.flow.keeping import RunMany
from backfile.flow.knowledge import Knowledge
from backfile.flow.offering import Offer
from backfile.gather.weburls import canonical
from backfile.model import Article, Corpus, Corrected, Digest, Outcome, Register, Ties
from backfile.owner.corrections import Correction, Corrections, Resolved, Sheet, resolve, told
from backfile.store import Store


@dataclass(frozen=True, slots=True)
class Words:
    """What corrections say beyond single documents.

    ties: which articles are one. decisions: what the owner has to decide.
    corrected: each correction as the public may read it; its ids are those of finds.
    """

    ties: Ties = field(default_factory=Ties)
    decisions: tuple[str, ...] = ()
    corrected: tuple[Corrected, ...] = ()


def correct(
    offer: Offer,
    analysis: Analysis,
    knowledge: Knowledge,
    register: Register,
    store: Store,
    run_many: RunMany,
) -> tuple[Analysis, Words]:
    """The analysis as the owner corrects it.

    Raises:
        RuleError: a correction matches nothing any more; names its line.
    """
    corrections = knowledge.corrections
    if not corrections.entries:
        return analysis, Words()
    resolved = resolve_all(offer, analysis, corrections, register)
    orders = resolved.orders.items()
    tasks = {key: replace(analysis.tasks[key], orders=said) for key, said in orders}
    again = outcomes_of(tasks, knowledge, store, run_many)
    after = Analysis({**analysis.tasks, **tasks}, {**analysis.outcomes, **again})
    states = (analysis, after)
    each = ((one, _corrected(one, resolved, states, knowledge)) for one in corrections.entries)
    # One that touches nothing that was read is of a capture that is withheld.
    corrected = tuple(public for one, public in each if public.ids or one.target.tag)
    return after, Words(resolved.ties, resolved.decisions, corrected)


def resolve_all(
    offer: Offer, analysis: Analysis, corrections: Corrections, register: Register
) -> Resolved:
    """What corrections say of each document.

    Raises:
        RuleError: one matches nothing any more; names its line.
    """
    by_id = {capture.id: capture for capture in offer.captures}
    sheets = [
        Sheet(
            by_id[key[0]],
            task.document,
            _address(task, analysis.outcomes[key]),
            analysis.outcomes[key].made,
        )
        for key, task in analysis.tasks.items()
    ]
    origins = _origins(corrections, sheets, register)
    away = [name for c, _ in offer.away for name in (c.id, c.path, *c.copies)]
    return resolve(corrections, sheets, origins.get, away)


def _address(task: Task, outcome: Outcome) -> str:
    """The canonical address of a document that holds one story; '' where it holds several."""
    if len(outcome.articles) + len(outcome.digests) > 1:
        return ""
    claimed = [article.url for article in outcome.articles]
    urls = (*claimed, task.document.url, task.known.url)
    return next(filter(None, map(canonical, urls)), "")


def _origins(
    corrections: Corrections, sheets: list[Sheet], register: Register
) -> Mapping[str, tuple[Key, int]]:
    """Where articles begin that corrections name but that nothing is any more."""
    named = {
        ident
        for one in corrections.entries
        for ident in (*one.target.articles, *([one.other] if one.other else []))
    }
    made = {one.id for sheet in sheets for one in sheet.made}
    wanted = named - made
    if not wanted:
        return {}
    promised = {i: p for i in wanted if (p := register.promises.get(i))}
    found: dict[str, tuple[Key, int]] = {}
    for sheet in sheets:
        places = {
            f"{sheet.document.number}:{b.place.first_line}": i
            for i, b in enumerate(sheet.document.blocks)
        }
        for ident, promise in promised.items():
            if promise.capture_id == sheet.capture.id and promise.place in places:
                found[ident] = (sheet.key, places[promise.place])
        found |= {
            i: (sheet.key, index) for i, index in beginnings(sheet.document.whole) if i in wanted
        }
    return found


Outcomes = Mapping[str, tuple[Outcome, ...]]


def published_corrections(
    corrected: Iterable[Corrected], corpus: Corpus, found: Outcomes, named: Outcomes
) -> tuple[Corrected, ...]:
    """The same with the ids of what is published: those promised, of a story its first.

    One that touched only what is not published, as what is withheld, is left out.
    found: what documents gave, by capture; named: the same under promised ids.
    """
    waiting = tuple(corrected)
    if not waiting:
        return ()
    first = _promised(found, named) | corpus.published_ids
    known = {one.id for one in corpus.published}
    told_all = ((one, _published(one.ids, first, known)) for one in waiting)
    return tuple(replace(one, ids=ids) for one, ids in told_all if ids or not one.ids)


def _promised(found: Outcomes, named: Outcomes) -> dict[str, str]:
    """The id under which each was promised, by the one it has by the formula."""
    pairs = (pair for key in found for pair in zip(found[key], named[key], strict=True))
    both = (pair for one, other in pairs for pair in zip(one.made, other.made, strict=True))
    return {one.id: other.id for one, other in both if one.id != other.id}


def _published(
    idents: Iterable[str], first: Mapping[str, str], known: Container[str]
) -> tuple[str, ...]:
    names = (first.get(ident, ident) for ident in idents)
    again = (first.get(name, name) for name in names)
    return tuple(dict.fromkeys(name for name in again if name in known))


def _corrected(
    one: Correction, resolved: Resolved, states: tuple[Analysis, Analysis], knowledge: Knowledge
) -> Corrected:
    """A correction as the public may read it; states: before all corrections, and after."""
    before, after = states
    spans = resolved.touched.get(one.line, ())
    was = [m for key, place in spans for m in _at(before, key, place[0])]
    now = [m.id for key, place in spans for m in _at(after, key, place[0])]
    ids = tuple(dict.fromkeys((*now, *one.target.articles)))
    return Corrected(told(one, was[:1], knowledge.names), one.why, one.on, ids)


def _at(analysis: Analysis, key: Key, index: int) -> list[Article | Digest]:
    """What was made of a document where a block stands."""
    made = analysis.outcomes[key].made
    if len(made) == 1:
        return list(made)
    line = analysis.tasks[key].document.blocks[index].place.first_line
    return [one for one in made if one.first_line <= line <= one.last_line]
