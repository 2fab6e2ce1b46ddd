"""Mail: a letter a document, its text whole, what is no story told, addresses never given out."""

from email.message import EmailMessage

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from backfile.read import read
from tests.helpers import SETTINGS, capture, patient, why_rejected
from tests.read.records import claimed, documents, given, whys

# Written by us; the names are of nobody.
ALERT = """Return-Path: <bounce@gazette.example>
From: "The Harbour Gazette" <alerts@gazette.example>
To: reader@private.example
Date: Sun, 11 May 2025 10:00:00 +0300
Subject: =?utf-8?B?0J/QsNGA0L7QvA==?= is =?utf-8?q?b=C3=A4ck_at_?=
 =?utf-8?q?last?=
List-Id: Gazette alerts <alerts.gazette.example>
Archived-At: <https://gazette.example/a>
Content-Type: text/plain; charset=utf-8

The harbour of the town was opened again on Monday after three weeks of
storm, the council said, and the first ferry left with two hundred people
on board.

* one thing
* another

> They said that the harbour would be open by the end of the week, and it
> was, more or less.

--\x20
The Gazette, Harbour Street
"""


def body(document_text: str, kind: str = "text/plain", more: str = "") -> str:
    """A letter with a subject, of one part."""
    return f"From: a@b.example\nSubject: A\nContent-Type: {kind}\n{more}\n{document_text}"


def test_subject_and_text_are_the_story() -> None:
    (document,) = documents("a.eml", ALERT)
    assert given(document, "T") == ["Паром is bäck at last"]
    text = [block for block in document.blocks if not block.given]
    assert [(block.kind, block.place.first_line) for block in text] == [
        ("paragraph", 11), ("paragraph", 15), ("paragraph", 16), ("quote", 18),
    ]  # fmt: skip


def test_lines_that_a_program_broke_are_joined_and_told() -> None:
    (document,) = documents("a.eml", ALERT)
    first = next(
        block for block in document.blocks if block.kind == "paragraph" and not block.given
    )
    assert first.text.endswith("and the first ferry left with two hundred people on board.")
    assert whys(document) == ["hard-wrapped lines joined"] * 2


def test_a_signature_is_mark_up() -> None:
    (document,) = documents("a.eml", ALERT)
    assert given(document, "S")[1:] == ["--", "The Gazette, Harbour Street"]


def test_no_address_of_a_person_is_given_out() -> None:
    (document,) = documents("a.eml", ALERT)
    everything = repr(document)
    assert "reader@" not in everything
    assert "alerts@" not in everything
    assert given(document, "S")[0].startswith("fields of the header: return-path, to, date")


def test_date_source_and_address_are_claims_and_a_list_is_no_author() -> None:
    (document,) = documents("a.eml", ALERT)
    assert claimed(document, "date") == ["Sun, 11 May 2025 10:00:00 +0300"]
    assert claimed(document, "source") == ["Gazette alerts"]
    assert claimed(document, "url") == ["https://gazette.example/a"]
    assert claimed(document, "author") == []
    assert given(document, "M") == ["From: The Harbour Gazette (gazette.example)"]


@pytest.mark.parametrize(
    ("sender", "author"),
    [
        ("Ann Example <ann@b.example>", ["Ann Example"]),
        ("ann@b.example (Ann Example)", ["Ann Example"]),
        ("=?utf-8?q?Zo=C3=AB?= Example <zoe@b.example>", ["Zoë Example"]),
        ("Morning Briefing <ann@b.example>", []),
        ("The Gazette <ann@b.example>", []),
        ("Gazette <ann@b.example>", []),
        ("Ann Example via Google <ann@b.example>", []),
        ("ann@b.example", []),
        ("((((((((" * 99, []),
    ],
)
def test_only_who_looks_like_a_person_is_an_author(sender: str, author: list[str]) -> None:
    (document,) = documents("a.eml", f"From: {sender}\nSubject: A\n\nThe text.\n")
    assert claimed(document, "author") == author


def test_a_forwarded_mail_has_the_day_of_the_first_one_and_no_author() -> None:
    text = (
        "---------- Forwarded message ---------\n"
        "From: Somebody <some@body.example>\nDate: Fri, 9 May 2025 at 10:00\n"
        "To: <me@private.example>\n\nThe ferry is back.\n"
    )
    letter = f"From: Ann Example <a@b.example>\nDate: 12 May 2025\nSubject: Fwd: Ferry\n\n{text}"
    (document,) = documents("a.eml", letter)
    assert (given(document, "T"), given(document, "")) == (["Ferry"], ["The ferry is back."])
    assert (claimed(document, "date"), claimed(document, "author")) == ([], [])
    assert given(document, "M")[1:] == ["Date: Fri, 9 May 2025 at 10:00"]
    assert "private.example" not in repr(document.blocks)


def test_flowed_lines_are_joined() -> None:
    text = "The ferry \nis back.\n>> They \n>> said.\n Indented.\n-- \nAnn\n"
    (document,) = documents("a.eml", body(text, "text/plain; format=flowed"))
    assert given(document, "") == ["The ferry is back.", "They said.", "Indented."]
    assert whys(document) == ["format=flowed lines joined"] * 2


def letter(plain: str, rich: str) -> EmailMessage:
    """A letter as programs send it: plain text, HTML and a file."""
    message = EmailMessage()
    message["Subject"] = "A"
    message.set_content(plain)
    message.add_alternative(rich, subtype="html")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="a.pdf")
    return message


def test_plain_text_goes_before_html_and_files_are_told() -> None:
    (document,) = documents("a.eml", bytes(letter("The ferry is back.", "<p>The <b>ferry</b>")))
    assert given(document, "") == ["The ferry is back."]
    assert document.repairs[0].before == "a.pdf (application/pdf, 8 bytes)"
    assert whys(document)[0] == "attachments are not kept by this version"


def test_html_is_read_where_the_plain_text_is_a_stub() -> None:
    rich = f"<style>p {{}}</style><p>{'The ferry is back. ' * 9}</p><script>alert(1)</script>"
    (document,) = documents("a.eml", bytes(letter("See this in a browser.", rich)))
    assert given(document, "") == [("The ferry is back. " * 9).strip()]


def test_an_attached_mail_is_a_document_of_its_own() -> None:
    outer = letter("Look at this.", "<p>Look at this.")
    inner = EmailMessage()
    inner["Subject"] = "Inner"
    inner.set_content("The ferry is back.")
    outer.add_attachment(inner)
    first, second = documents("a.eml", bytes(outer))
    assert (given(first, ""), given(second, "")) == (["Look at this."], ["The ferry is back."])
    assert (second.number, given(second, "T")) == (1, ["Inner"])


@pytest.mark.parametrize(
    ("charset", "encoding", "text"),
    [
        ("iso-8859-1", "cp1252", "The café’s ferry."),
        ("windows-1251", "cp1251", "Паром вернулся в гавань."),
        ("us-ascii", "utf-8", "Паром вернулся в гавань."),
        ("x-unknown", "cp1251", "Паром вернулся в гавань."),
        ("idna", "utf-8", "Паром вернулся в гавань."),
        ("iso-2022-jp", "iso-2022-jp", "フェリーは港に戻った。"),
        ("iso-8859-1", "utf-8", "Паром вернулся в гавань."),
    ],
)
def test_a_charset_is_read_and_a_wrong_one_survived(charset: str, encoding: str, text: str) -> None:
    data = body("", f"text/plain; charset={charset}").encode() + text.encode(encoding)
    assert given(documents("a.eml", data)[0], "") == [text]


MAILBOX = """From alerts@gazette.example Sun May 11 10:00:00 2025
Subject: One
Message-ID: <1>

First text.

>From the harbour it was told.
>>From there, too.

From Monday on ferries leave at 10:00.

From - Mon May 12 11:00:00 2025
Subject: Two

Second text.

From 17@xxx Mon May 12 12:00:00 +0000 2025
Subject: Nothing

"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["a.mbox", "archive", "a.txt"])
def test_a_mailbox_gives_a_document_a_letter(name: str, line_end: str) -> None:
    first, second = documents(name, MAILBOX.replace("\n", line_end))
    assert [(block.kind, block.text) for block in first.blocks if not block.given] == [
        ("paragraph", "First text."),
        ("paragraph", "From the harbour it was told."),
        ("quote", "From there, too."),
        ("paragraph", "From Monday on ferries leave at 10:00."),
    ]
    assert [block.place.first_line for block in second.blocks] == [13, 15]
    assert second.repairs[-1].before == "line 18: Nothing"


def test_a_letter_without_a_subject_is_left_to_the_finder_of_headlines() -> None:
    (document,) = documents("a.eml", "From: a@b.example\n\nFerries are back\n\nThe first left.\n")
    assert [block.given for block in document.blocks] == ["", ""]


def test_a_letter_beyond_the_bound_is_told() -> None:
    large = MAILBOX.replace("First text.", "x" * (SETTINGS.max_text_bytes + 1))
    (document,) = documents("a.mbox", large)
    assert "a mail that is larger than 50000000 bytes: left out" in whys(document)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (body("").encode(), "lines 1 to 3: a record without a text: left out (A)"),
        (b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i)
                  for i in range(3_000)), "parts in parts beyond all bounds: left out"),
        (b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 20_001,
         "has more parts than are read: left out"),
        (b"Content-Type: text/plain" + b"; a=b" * 2_000, "has a field without an end: left out"),
    ],
)  # fmt: skip
def test_what_can_not_be_read_is_rejected_with_the_reason(data: bytes, reason: str) -> None:
    assert reason in why_rejected("a.eml", data)


def test_a_page_saved_into_one_file_is_no_mail() -> None:
    saved = (
        b"From: <Saved by a browser>\nSnapshot-Content-Location: https://e.org\nMIME-Version: 1.0\n"
    )
    assert "holds no page among its parts" in why_rejected("a.eml", saved)


PIECES = [
    *ALERT.split("\n"), *MAILBOX.split("\n"), "Content-Type: multipart/mixed; boundary=b", "--b",
    "--b--", "Content-Type: message/rfc822", "Content-Transfer-Encoding: base64", "=?x?q?=zz?=",
    "Content-Transfer-Encoding: quoted-printable", "Content-Type: text/html; charset*=x''%ff",
    "Content-Type: text/plain; charset*0*=a; format=flowed; delsp=yes", "\0\xff", "PHA+", "=E9=",
    "Content-Disposition: attachment; filename*999999=x", "-----BEGIN PGP SIGNATURE-----", "",
]  # fmt: skip


@patient
@examples(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from(["a.eml", "a.mbox"]))
def test_any_order_of_lines_gives_documents_or_a_reason_in_one_line(
    lines: list[str], name: str
) -> None:
    data = "\n".join(lines).encode("latin-1", "replace")
    found = read(capture(name, data), data, SETTINGS)
    assert found.documents or (found.reason and "\n" not in found.reason)


@patient
@examples(st.binary(max_size=400))
def test_any_bytes_give_documents_or_a_reason_in_one_line(data: bytes) -> None:
    found = read(capture("a.eml", data), data, SETTINGS)
    assert found.documents or (found.reason and "\n" not in found.reason)


SENTENCES = st.lists(st.text("abcdefgh ,", min_size=1, max_size=200).filter(str.strip), min_size=1)


@patient
@examples(SENTENCES)
def test_no_word_of_a_letter_is_lost(paragraphs: list[str]) -> None:
    (document,) = documents("a.eml", body("\n\n".join(paragraphs)))
    words = " ".join(block.text for block in document.blocks if not block.given).split()
    assert words == " ".join(paragraphs).split()
