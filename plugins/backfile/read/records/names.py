"""The name of a column or key in, what it holds of a story out.

Names are compared by their letters and digits alone: "Pub_Date", "pub date"
and "pubDate" are one. Earlier names of a role go before later ones.
"""

import functools
from typing import Literal

Role = Literal[
    "title", "text", "page", "summary", "subtitle", "author", "place", "date", "modified",
    "url", "source", "section", "keyword", "language", "subject", "",
]  # fmt: skip

# What may hold a story's text, the surest first.
TEXTS: tuple[Role, ...] = ("text", "page", "summary")
# Of the exports, data sets and interfaces of news that we know, and the plain words of the
# languages that the program reads.
_NAMES: dict[Role, str] = {
    "title": """headline headlines articletitle newstitle storytitle webtitle posttitle title hl
        head heading header titletext pagetitle titlerss titlepage ogtitle
        überschrift schlagzeile titel titre título titulo titular titolo manchete tytuł nagłówek
        заголовок назва название kop otsikko rubrik overskrift başlık baslik
        عنوان العنوان כותרת 标题 標題 タイトル 見出し 제목""",
    "text": """articlebody articletext articlecontent fulltext fullarticle fullcontent maintext
        mainbody maincontent bodytext bodycontent storytext storybody newstext newscontent posttext
        postcontent contenttext textcontent plaintext cleantext cleanedtext cleanbody body text
        content contents article story news post transcript paragraphs contenthtml bodyhtml
        contentencoded bodyraw documenttext doctext
        texte corps contenu volltext artikeltext inhalt texto cuerpo contenido conteúdo conteudo
        corpo testo contenuto tekst treść tresc tekstartykułu текст содержание зміст tekstistä
        artikkeli innehåll brödtext indhold brødtekst içerik metin haber
        النص نص المحتوى טקסט תוכן 正文 内容 內容 本文 본문 내용""",
    "page": "html rawhtml pagehtml htmlcontent pagesource rawcontent rawtext raw",
    "summary": """leadparagraph abstract summary description snippet excerpt trailtext teaser
        metadescription ogdescription synopsis message messagetext
        zusammenfassung résumé resume resumen riassunto resumo streszczenie описание опис
        анотація аннотация ملخص תקציר 摘要 요약""",
    "subtitle": """subtitle subheadline subhead subheading standfirst deck dek lede lead intro
        introduction secondaryheadline
        untertitel unterzeile vorspann soustitre chapeau chapô subtítulo subtitulo bajada entradilla
        sottotitolo occhiello podtytuł lid підзаголовок подзаголовок лід лид 副标题 副標題""",
    "author": """byline bylines author authors authorname authornames articleauthor writer writers
        creator dccreator reporter journalist journalists
        autor autorin autoren verfasser auteur auteurs autora autores autore autori автор автори
        авторы redacteur forfatter författare kirjoittaja yazar
        الكاتب المؤلف מחבר 作者 記者 记者 기자""",
    "place": "dateline placeline location ort lieu lugar luogo miejsce місце место",
    "date": """datepublished publisheddate publicationdate publishdate datepublish pubdate
        publishedat publishedon published publishedtime publishtime firstpublished
        firstpublishedat webpublicationdate publicationdatetime articledate newsdate storydate
        postdate date datetime dategmt pubtime issuedate dateissued printdate seendate displaydate
        datum erscheinungsdatum veröffentlicht datepublication fecha fechapublicación
        fechapublicacion data datapubblicazione datapublicação datapublikacji дата датапублікації
        датапубликации dato päivämäärä tarih
        تاريخ التاريخ תאריך 日期 发布时间 發布時間 日付 날짜""",
    "modified": """modified datemodified modifieddate datemodify lastmodified lastmodifieddate
        modifiedgmt modifiedat updated updatedat updateddate dateupdated lastupdated updatedate""",
    "url": """url link permalink articleurl weburl canonicalurl canonical canonicallink pageurl
        newsurl storyurl sourceurl articlelink weblink externalurl uri href originalurl
        адреса ссылка посилання رابط 链接""",
    "source": """source sourcename newssource publication publicationname publisher newspaper outlet
        newsoutlet medium media journal paper website site sitename sourcedomain domain feed
        quelle zeitung fuente periódico periodico fonte giornale jornal źródło gazeta
        джерело источник видання издание المصدر מקור 来源 來源 出典 출처""",
    "section": """section sectionname articlesection category categories categoryname newsdesk desk
        rubric channel vertical pillarname
        ressort kategorie rubrique catégorie sección seccion categoría categoria sezione seção
        editoria dział kategoria рубрика розділ раздел категорія категория القسم מדור 栏目 分类""",
    "keyword": """keywords keyword tags tag topics newskeywords metakeywords subjects labels
        hashtags entities schlagwörter schlagworte stichwörter motsclés motscles palabrasclave
        etiquetas parolechiave palavraschave słowakluczowe tagi теги ключовіслова ключевыеслова
        כלמותמפתח 关键词 标签""",
    "language": """language lang languagecode inlanguage locale sprache langue idioma lingua
        język мова""",
    "subject": "subject betreff objet asunto oggetto temat тема name",
}  # fmt: skip


def _by_name() -> dict[str, tuple[int, Role]]:
    found: dict[str, tuple[int, Role]] = {}
    for role, names in _NAMES.items():
        for rank, name in enumerate(names.split()):
            found.setdefault(name, (rank, role))
    return found


_BY_NAME = _by_name()
# The same few keys stand in each of thousands of records.
_MOST_REMEMBERED = 4_096


def role_of(name: str) -> Role:
    """What a column or key of that name holds; '' where that is not known."""
    return _known(name)[1]


def rank_of(name: str) -> int:
    """How early a name stands among those of its role; 0 is the surest."""
    return _known(name)[0]


@functools.lru_cache(_MOST_REMEMBERED)
def _known(name: str) -> tuple[int, Role]:
    return _BY_NAME.get("".join(filter(str.isalnum, name.casefold())), (0, ""))
