"""Dumps in nine languages to what is left of them: every paragraph, and nothing of the page."""

from collections import Counter
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backfile.clean import Rule, mark
from backfile.clean.shapes import is_prose
from backfile.model import Provenance
from tests.helpers import RULES, dump, patient

EIGHT = ("uk", "ru", "de", "fr", "es", "pl", "pt", "it")


@dataclass(frozen=True)
class Paste:
    """What a person copies from a news page: the story, and what stands around it."""

    title: str
    paragraphs: tuple[str, str, str]
    read_also: str
    boxes: tuple[tuple[str, ...], tuple[str, ...]]
    prompts: tuple[str, ...]

    def text(self) -> str:
        """The dump: boxes and prompts among the paragraphs and below them."""
        first, second, third = self.paragraphs
        advertisement, *rest = self.prompts
        among = [self.title, "", first, advertisement, second, self.read_also, third]
        below = ["\n\n".join(box) for box in self.boxes]
        return "\n\n".join([*among, *below, *rest])

    def clutter(self) -> list[str]:
        """All lines that belong to the page."""
        return [self.read_also, *self.boxes[0], *self.boxes[1], *self.prompts]


PASTES = {
    "en": Paste(
        "Harbour bridge opens after three years of works",
        (
            "The bridge over the old harbour was opened to traffic on Monday after three years.",
            "Read also what the council wrote, the engineer said: it promised half the cost.",
            "Share prices of the ferry company fell by a tenth on the day of the opening.",
        ),
        "Read also: How the harbour was dredged in one winter",
        (
            ("Most Popular", "Grain prices fall for a third week", "Snow closes the mountain road"),
            ("Editors’ Picks", "Who pays for the lighthouse", "Ten walks along the coast"),
        ),
        (
            "Advertisement", "Subscribe to our weekly newsletter", "Share this article",
            "Leave a comment", "Photo: Harbour Museum", "© 2025 The Harbour. All rights reserved.",
        ),
    ),
    "uk": Paste(
        "Міст через гавань відкрили після трьох років робіт",
        (
            "Міст через стару гавань відкрили для руху в понеділок після трьох років ремонту.",
            "Читайте також умови договору, сказала інженерка: там обіцяли вдвічі меншу ціну.",
            "Реклама переправи зникла з берега того самого дня, коли по мосту поїхали машини.",
        ),
        "Читайте також: Як гавань поглибили за одну зиму",
        (
            ("Найпопулярніше", "Зерно дешевшає третій тиждень", "Сніг закрив гірську дорогу"),
            ("Вас також може зацікавити:", "Хто платить за маяк", "Десять стежок узбережжям"),
        ),
        (
            "Реклама", "Підписуйтесь на наш Telegram-канал", "Поділитися", "Коментарі (3)",
            "Фото: музей гавані", "Передрук матеріалів без дозволу редакції заборонено.",
        ),
    ),
    "ru": Paste(
        "Мост через гавань открыли после трёх лет работ",
        (
            "Мост через старую гавань открыли для движения в понедельник после трёх лет ремонта.",
            "Читайте также условия договора, сказала инженер: там обещали вдвое меньшую цену.",
            "Реклама переправы исчезла с берега в тот самый день, когда по мосту поехали машины.",
        ),
        "Читайте также: Как гавань углубили за одну зиму",
        (
            ("Самое читаемое", "Зерно дешевеет третью неделю", "Снег закрыл горную дорогу"),
            ("Материалы по теме:", "Кто платит за маяк", "Десять троп вдоль берега"),
        ),
        (
            "Реклама", "Подписывайтесь на наш Telegram-канал", "Поделиться", "Оставить комментарий",
            "Фото: музей гавани", "Перепечатка материалов без разрешения редакции запрещена.",
        ),
    ),
    "de": Paste(
        "Hafenbrücke nach drei Jahren Bauzeit eröffnet",
        (
            "Die Brücke über den alten Hafen ist am Montag nach drei Jahren eröffnet worden.",
            "Lesen Sie auch den Vertrag, sagte die Ingenieurin: er versprach den halben Preis.",
            "Teilen wollten sich die Gemeinden die Kosten, doch am Ende bezahlte das Land alles.",
        ),
        "Lesen Sie auch: Wie der Hafen in einem Winter vertieft wurde",
        (
            ("Meistgelesen", "Getreide wird noch billiger", "Schnee sperrt die Passstraße"),
            ("Mehr zum Thema", "Wer den Leuchtturm bezahlt", "Zehn Wege an der Küste"),
        ),
        (
            "Anzeige", "Newsletter abonnieren", "Artikel teilen", "Kommentar schreiben",
            "Foto: Hafenmuseum", "© Der Hafen. Alle Rechte vorbehalten.",
        ),
    ),
    "fr": Paste(
        "Le pont du port ouvre après trois ans de travaux",
        (
            "Le pont du vieux port a été ouvert à la circulation lundi après trois ans de travaux.",
            "À lire aussi le contrat, dit l'ingénieure : il promettait un prix deux fois moindre.",
            "Partager les frais entre les communes, voilà ce que le conseil avait refusé en mai.",
        ),
        "À lire aussi : Comment le port fut creusé en un hiver",
        (
            ("Les plus lus", "Le blé baisse pour la troisième semaine", "La neige ferme le col"),
            ("Sur le même sujet", "Qui paie pour le phare", "Dix sentiers le long de la côte"),
        ),
        (
            "Publicité", "Abonnez-vous à notre newsletter", "Partager l’article",
            "Laisser un commentaire", "Crédit photo : musée du port",
            "© Le Port. Tous droits réservés.",
        ),
    ),
    "es": Paste(
        "El puente del puerto abre tras tres años de obras",
        (
            "El puente del viejo puerto se abrió al tráfico el lunes tras tres años de obras.",
            "Lea también el contrato de 2019, dijo la ingeniera: prometía la mitad del precio.",
            "Compartir los gastos entre los municipios fue lo que el consejo rechazó en mayo.",
        ),
        "Lea también: Cómo se dragó el puerto en un invierno",
        (
            ("Lo más leído", "El trigo baja por tercera semana", "La nieve cierra el paso"),
            ("Te puede interesar", "Quién paga el faro", "Diez senderos junto a la costa"),
        ),
        (
            "Publicidad", "Suscríbete a nuestra newsletter", "Compartir", "Deja un comentario",
            "Foto: Museo del Puerto", "© El Puerto. Todos los derechos reservados.",
        ),
    ),
    "pl": Paste(
        "Most w porcie otwarty po trzech latach prac",
        (
            "Most nad starym portem otwarto dla ruchu w poniedziałek po trzech latach prac.",
            "Czytaj także umowę z 2019 roku, mówi inżynierka: obiecywała cenę o połowę niższą.",
            "Reklama przeprawy zniknęła z brzegu tego samego dnia, gdy po moście ruszyły auta.",
        ),
        "Czytaj także: Jak pogłębiono port w jedną zimę",
        (
            ("Najpopularniejsze", "Zboże tanieje trzeci tydzień", "Śnieg zamknął górską drogę"),
            ("Zobacz też", "Kto płaci za latarnię", "Dziesięć ścieżek wzdłuż brzegu"),
        ),
        (
            "Reklama", "Zapisz się na newsletter", "Udostępnij", "Dodaj komentarz",
            "Fot. Muzeum Portu", "© Port. Wszelkie prawa zastrzeżone.",
        ),
    ),
    "pt": Paste(
        "Ponte do porto abre após três anos de obras",
        (
            "A ponte sobre o velho porto foi aberta ao trânsito na segunda após três anos.",
            "Leia também o contrato de 2019, disse a engenheira: prometia metade do preço.",
            "Partilhar os custos entre os municípios foi o que o conselho recusou em maio.",
        ),
        "Leia também: Como o porto foi dragado num inverno",
        (
            ("Mais lidas", "Trigo desce pela terceira semana", "Neve fecha a estrada da serra"),
            ("Notícias relacionadas", "Quem paga o farol", "Dez trilhos junto à costa"),
        ),
        (
            "Publicidade", "Assine a nossa newsletter", "Partilhar", "Deixe um comentário",
            "Foto: Museu do Porto", "© O Porto. Todos os direitos reservados.",
        ),
    ),
    "it": Paste(
        "Il ponte del porto apre dopo tre anni di lavori",
        (
            "Il ponte sul vecchio porto è stato aperto al traffico lunedì dopo tre anni di lavori.",
            "Leggi anche il contratto del 2019, dice l'ingegnera: prometteva la metà del prezzo.",
            "Condividi le spese, chiedevano i comuni, ma il consiglio a maggio rifiutò.",
        ),
        "Leggi anche: Come il porto fu dragato in un inverno",
        (
            ("I più letti", "Il grano cala per la terza settimana", "La neve chiude il passo"),
            ("Potrebbe interessarti", "Chi paga il faro", "Dieci sentieri lungo la costa"),
        ),
        (
            "Pubblicità", "Iscriviti alla newsletter", "Condividi", "Lascia un commento",
            "Foto: Museo del Porto", "© Il Porto. Tutti i diritti riservati.",
        ),
    ),
}  # fmt: skip


def parted(text: str, language: str = "") -> tuple[list[str], list[str]]:
    """What is kept and what is taken out of a dump."""
    document = dump(text)
    marks = mark(document, RULES, Provenance(language=language))
    both = list(zip(document.blocks, marks, strict=True))
    return [b.text for b, m in both if not m.rule], [b.text for b, m in both if m.rule]


def rules_for(language: str) -> list[Rule]:
    return [rule for rule in RULES.rules if rule.languages == (language,)]


@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
@pytest.mark.parametrize("language", PASTES)
def test_a_paste_keeps_its_headline_and_every_paragraph(language: str, *, known: bool) -> None:
    paste = PASTES[language]
    kept, _ = parted(paste.text(), language if known else "")
    assert kept == [paste.title, *paste.paragraphs]


@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
@pytest.mark.parametrize("language", PASTES)
def test_a_paste_loses_all_that_belongs_to_the_page(language: str, *, known: bool) -> None:
    paste = PASTES[language]
    _, gone = parted(paste.text(), language if known else "")
    assert Counter(gone) == Counter(paste.clutter())


@pytest.mark.parametrize("language", PASTES)
def test_the_paragraphs_of_a_paste_have_the_shape_of_prose(language: str) -> None:
    assert all(is_prose(paragraph) for paragraph in PASTES[language].paragraphs)


@pytest.mark.parametrize("language", EIGHT)
def test_a_language_has_at_least_eight_rules_named_after_it(language: str) -> None:
    names = [rule.name for rule in rules_for(language)]
    assert len(names) >= 8
    assert all(name.endswith(f"-{language}") for name in names)


@pytest.mark.parametrize("language", EIGHT)
def test_a_file_of_a_language_holds_that_language_alone(language: str) -> None:
    of_file = [rule for rule in RULES.rules if rule.file == f"rules/{language}.yaml"]
    assert of_file == rules_for(language)


@pytest.mark.parametrize(("language", "other"), [("uk", "de"), ("fr", "pl"), ("it", "ru")])
def test_a_page_in_another_language_is_left_alone(language: str, other: str) -> None:
    heading = PASTES[language].boxes[0][0]
    assert parted(heading, other) == ([heading], [])


@pytest.mark.parametrize("language", EIGHT)
def test_a_box_ends_before_the_paragraph_below_it(language: str) -> None:
    paste = PASTES[language]
    text = "\n".join([*paste.boxes[0], paste.paragraphs[0]])
    assert parted(text) == ([paste.paragraphs[0]], list(paste.boxes[0]))


@pytest.mark.parametrize("language", PASTES)
def test_a_paragraph_that_begins_like_a_link_is_kept(language: str) -> None:
    paste = PASTES[language]
    lead = paste.read_also.partition(":")[0]
    line = f"{lead.strip()}: {paste.paragraphs[0]}"
    assert parted(line) == ([line], [])


@patient
@given(st.sampled_from(sorted(PASTES)), st.permutations(range(3)))
def test_paragraphs_are_kept_in_whatever_order(language: str, order: list[int]) -> None:
    paste = PASTES[language]
    paragraphs = [paste.paragraphs[i] for i in order]
    lines = [line for pair in zip(paragraphs, paste.boxes[0], strict=True) for line in pair]
    kept, _ = parted("\n\n".join(lines), language)
    assert [line for line in kept if is_prose(line)] == paragraphs
