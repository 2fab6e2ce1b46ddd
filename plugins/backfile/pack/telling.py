"""What was found of a folder in, the lines that tell it to a person out."""

import datetime as dt
import re
from collections.abc import Iterator

from backfile.pack.files import FaultKind
from backfile.pack.signature import Seal
from backfile.pack.stamp import Stamp
from backfile.pack.sums import PUBLIC_KEY, SIGNATURE, STAMP, SUMS
from backfile.pack.verify import Verdict

_FAULTS: dict[FaultKind, str] = {
    "list": "",
    "missing": "missing: ",
    "changed": "differs: ",
    "unreadable": "can't be read: ",
    "link": "is a link, not a file: ",
    "extra": "not in the list: ",
}
_SEALS = {
    "none": "none",
    "good": f"holds: {SUMS} is what key {{key}} sealed",
    "false": f"does not hold: {SUMS}, or the seal's own words, are not what key {{key}} sealed",
    "other": "is by another key: {key}",
    "keyless": "by key {key} can't be checked: no public key; try: --key",
    "torn": f"can't be read: {SIGNATURE} is damaged",
}
_TIME = re.compile(r"timestamp:(\d{1,11})(?:\t|$)")
_SITE = re.compile(r"\tsite:([^\t]*)")


def told(verdict: Verdict) -> Iterator[str]:
    """What was found, a fact a line, the sum of it last."""
    for fault in verdict.faults:
        yield plain(f"{_FAULTS[fault.kind]}{fault.what}")
    yield _line("files", f"{verdict.files:,} listed, {_count(len(verdict.faults))}")
    yield from _seal(verdict.seal)
    yield from _stamp(verdict.stamp)
    for what in verdict.odd:
        yield _line("seal", what)
    yield _line("summary", _summary(verdict))


def _count(faults: int) -> str:
    return f"{faults:,} fault{'' if faults == 1 else 's'}" if faults else "all well"


def _seal(seal: Seal) -> Iterator[str]:
    yield _line("seal", _SEALS[seal.state].format(key=seal.key))
    if seal.state != "good":
        return
    if seal.is_known:
        yield _line("key", f"{seal.key}, the one that you gave")
    else:
        what = f"{seal.key} lies in the same folder ({PUBLIC_KEY}), so it proves nothing by itself"
        yield _line("key", f"{what}; compare it with the one that the archive tells elsewhere")
    yield _line("sealed", f"{_time(seal.comment)}, as the sealer says{_site(seal.comment)}")


def _time(comment: str) -> str:
    found = _TIME.match(comment)
    if not found:
        return "at a time that is not told"
    moment = dt.datetime.fromtimestamp(int(found[1]), dt.UTC)
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC"


def _site(comment: str) -> str:
    found = _SITE.search(comment)
    return f", for: {found[1]}" if found and found[1] else ""


def _stamp(stamp: Stamp) -> Iterator[str]:
    who = f"{stamp.time}, says {stamp.authority}"
    words = {
        "fits": f"{who}; "
        + (
            "its certificate holds"
            if stamp.is_checked
            else "not checked who that is; try: --tsa-cert"
        ),
        "false": f"{STAMP} is of something else than this seal ({who})",
        "torn": f"{STAMP} can't be read",
        "refused": f"does not rest on the certificate that you gave ({who})",
    }
    if stamp.state != "none":
        yield _line("time stamp", words[stamp.state])


def _summary(verdict: Verdict) -> str:
    if verdict.seal.state == "good":
        return _of_sealed(verdict)
    if verdict.seal.state == "false":
        return _of_false(verdict)
    if verdict.faults:
        return "damaged or changed: see above; without a seal that holds, nobody can tell which"
    if verdict.is_whole:
        return "whole, as the list says; without a seal, a change on purpose can't be seen"
    if verdict.seal.state == "none" and not verdict.odd:
        return "whole, as the list says, but not sealed: the seal was taken away or never there"
    return "whole, as the list says; whether it was changed on purpose can't be seen: see the seal"


def _of_sealed(verdict: Verdict) -> str:
    if verdict.faults:
        return f"damaged or changed since it was sealed: see above; {SUMS} itself is as sealed"
    if not verdict.is_whole:
        return "whole and as sealed, but its key or time stamp is not in order: see above"
    who = "key that you gave" if verdict.seal.is_known else "key that lies beside it"
    return f"whole, and as sealed by the {who}"


def _of_false(verdict: Verdict) -> str:
    if verdict.faults:
        return f"damaged or changed, and {SUMS} is not what was sealed: it can't be relied on"
    return f"changed on purpose: the files fit {SUMS}, but that is not what was sealed"


def _line(name: str, words: str) -> str:
    return plain(f"{name:14}{words}")


def plain(text: str) -> str:
    """A text as it may stand on a terminal: what is not printable as its escape."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in text)
