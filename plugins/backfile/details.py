"""A line in, whether it is a byline, a dateline, a date of publication, or a mark out."""

import re

# A line of details is short; a longer one is a sentence about somebody.
_LONGEST = 120
_BYLINE = re.compile(
    r"(?:by|von|par|por|di|da|przez|author|authors|byline|reporter|автор|автори|авторы|текст)"
    r"\s*:?\s+[A-ZÀ-ÞА-ЯІЇЄҐ](?:[^.!?]|(?<=\b\w)\.){1,80}|"
    r"(?:published|updated|posted|last updated|modified|опубліковано|опубликовано|"
    r"veröffentlicht|publié|publicado|pubblicato|opublikowano)\b.{0,80}",
    re.IGNORECASE,
)
# Who wrote it by what they are: "By our naval correspondent", "From our reporter in Athens".
_ROLE = re.compile(
    r"(?:by|from)\s+(?:an?|our|the|one of our)\s+[^.!?]{0,60}"
    r"\b(?:correspondent|reporter|staff|editor|writer|librarian|agency|desk)s?\b[^.!?]{0,40}"
    r"|(?:від|от)\s+(?:нашого|власного|нашего|собственного)\s+кор+еспондента.{0,40}"
    r"|von unserem korrespondenten.{0,40}|de notre correspondant.{0,40}|من مراسلنا.{0,40}",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|januar|februar|märz|mai|juni|juli|okt|dez"
    r"|janv|févr|avril|juin|juil|août|déc|ene|abr|ago|dic|gen|mag|giu|lug|ott|set|fev|maio|out|dez"
    r"|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов|лис|гру|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек"
    r"|sty|lut|kwi|maj|cze|lip|sie|wrz|paź|lis|gru"
    r"|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر"
    r"|ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר)\w*\.?"
)
_DATE = re.compile(
    rf"\b\d{{1,2}}\.?(?:st|nd|rd|th|º)?\s+(?:de\s+)?{_MONTH}|\b{_MONTH}\s+\d{{1,2}}\b"
    r"|\b\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
# Beside its date, such a line holds little: a weekday, a time, a place, "min read".
_WORDS_BESIDE = 6


def is_detail(text: str) -> bool:
    """Whether a line says who wrote a story, where and when."""
    text = text.strip()
    if len(text) > _LONGEST:
        return False
    if _ROLE.fullmatch(text):
        return True
    # The sense of "By" is case-blind but a name is not.
    if (found := _BYLINE.fullmatch(text)) and not _starts_small(found[0]):
        return True
    if not _DIGIT.search(text):
        return False
    rest, dates = _DATE.subn(" ", text)
    return bool(dates) and len(re.findall(r"[^\W\d_]{2,}", rest)) <= _WORDS_BESIDE


def _starts_small(text: str) -> bool:
    words = text.replace(":", " ").split()
    return len(words) > 1 and words[1][:1].islower()


# Stands, with the kind of reason behind it, where something was cut out.
CUT = "[withheld: "
_MARKS = re.compile(rf"(?:\s*{re.escape(CUT)}[a-z]+\][\s.,;:!?…\"'”’»)]*)+")


def is_withheld(text: str) -> bool:
    """Whether nothing is left of a line but marks of what was cut out."""
    return bool(_MARKS.fullmatch(text))
