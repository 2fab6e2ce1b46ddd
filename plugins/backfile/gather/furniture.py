"""A line in, out whether it is furniture that changes while a story does not.

"Updated 3 hours ago", "12 shares", "Last modified: 11 May 2025, 10:30 GMT".
Every word of such a line is furniture, so that "Updated: 12 dead" is none.
"""

import enum
import re

_LONGEST = 80
_UPDATED = (
    "updated modified edited aktualisiert stand actualizado aggiornato atualizado "
    "zaktualizowano aktualizacja обновлено оновлено"
).split()
_UPDATED_WORDS = ("mis à jour", "mise à jour")
_PASSING = "ago vor hace fa temu назад тому yesterday".split()
_PASSING_WORDS = ("il y a", "just now")
_COUNT = (
    "share shares comment comments view views like likes reads retweets reactions "
    "kommentare commentaires comentarios komentarze комментариев коментарів просмотров переглядів"
).split()
# What may stand beside: units, months, weekdays, hours, small words.
_BESIDE = (
    "last at on the of by am pm a.m p.m gmt utc cet cest est edt bst msk uhr h um am "
    "published posted first minute minutes min mins hour hours hr hrs day days "
    "week weeks month months second seconds sec read an a one about de à le el il dnia "
    "sekunden minute minuten stunde stunden tag tagen tage woche wochen "
    "heure heures jour jours semaine semaines minuto minutos hora horas día días semana semanas "
    "ora ore minuti giorno giorni minut minuty godzin godziny godzinę dni dzień "
    "минут минуты минуту часов часа час дней дня день хвилин хвилини хвилину годин години годину "
    "днів дні january february march april may june july august september october november "
    "december jan feb mar apr jun jul aug sep sept oct nov dec "
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun"
).split()
_ALL = frozenset([*_UPDATED, *_PASSING, *_COUNT, *_BESIDE])
_WORDS = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*")
_SPLIT_WORDS = frozenset(w for p in (*_UPDATED_WORDS, *_PASSING_WORDS) for w in p.split())


class Furniture(enum.Enum):
    """Which kind of furniture a line is."""

    PASSING = "how long ago"
    COUNT = "how often shared or read"
    UPDATED = "when it was changed"


def furniture_of(text: str) -> Furniture | None:
    """The kind of furniture that a line is, or None for a part of the story."""
    if len(text) > _LONGEST:
        return None
    line = text.casefold()
    words = _WORDS.findall(line)
    if not words or not all(word in _ALL or word in _SPLIT_WORDS for word in words):
        return None
    has_number = any(character.isdigit() for character in line)
    if _holds(line, words, _PASSING, _PASSING_WORDS):
        return Furniture.PASSING
    if has_number and _holds(line, words, _COUNT, ()):
        return Furniture.COUNT
    is_update = has_number and _holds(line, words, _UPDATED, _UPDATED_WORDS)
    return Furniture.UPDATED if is_update else None


def _holds(line: str, words: list[str], single: list[str], several: tuple[str, ...]) -> bool:
    return any(word in single for word in words) or any(phrase in line for phrase in several)
