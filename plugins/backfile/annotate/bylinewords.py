"""In: nothing. Out: the words and forms that bylines are made of, in nine languages.

What opens a byline, what parts its names, what stands in it beside names.
"""

import re

_BY = r"by\b:?|von\b|par\b|por\b|di\b|av\b|af\b|door\b"
LEAD = re.compile(
    rf"\s*(?:(?:(?:words|text|story|opinion|posted|posts|published|analysis|all|view|reviewed|"
    rf"written|reported|compiled|article|geschrieben|écrit|publié|escrito|scritto|reporting)[\s:]+)"
    rf"*(?:{_BY})|byline\s*:|"
    r"(?:author|autor(?:in|es|zy)?|auteur|auteure)s?\s*:|text\s*:|texte\s*:|"
    r"автори?\s*:|авторы\s*:|текст\s*:|tekst\s*:|yazar\s*:|penulis\s*:)\s*:?\s*",
    re.IGNORECASE,
)
# "Dec 19, 2023 by A. Writer": a byline that a date or a mark opens.
LATER_LEAD = re.compile(
    r"(?:[\d|•·,.]|\b[ap]m)\s*(?:posted |published |written )?by:?\s", re.IGNORECASE
)
# "Author: Last, First" is how databases write one name, not two.
DATABASE_LEAD = re.compile(r"\s*authors?\s*:", re.IGNORECASE)
ADDRESS = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|(?<!\w)@\w+")
ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|©")
# Buttons and labels that stand in one element with a name, glued to it or not.
GLUED = re.compile(
    r"(?<![A-Z\s])\s*(?=(?:Published|Updated|Posted|Twitter|Facebook|Instagram|LinkedIn|Follow|"
    r"Email|Share)(?![a-z]))"
)
AND = re.compile(
    r"\s*[;&|•·]\s*|\s+(?:and|und|et|y|e|i|та|и|і|with|og|och|en|ve)\s+|\s*,\s*(?:and\s+|und\s+)?",
    re.IGNORECASE,
)
LAST = re.compile(r"\s(?:and|und|et|y|e|i|та|и|і|og|och|en|ve)\s", re.IGNORECASE)
TAIL = re.compile(
    r"\s*(?:[|•·–—/]|\s-\s|"
    r"\b(?:in|for|of|at|from|für|pour|para|on|is|(?i:published|updated|posted|follow|twitter|email|"
    r"comment))\b|\d).*",
    re.DOTALL,
)
LOWER_PARTICLES = frozenset(
    "de del della da di do dos du des van von der den ter ten la le el al bin ibn ben abu y e zu "
    "af av".split()
)
NO_NAMES = frozenset(
    "admin administrator author authors editor editors editorial staff staffs unknown null none "
    "undefined reporter reporters writer writers correspondent correspondents redaktion redakcja "
    "rédaction redacción newsroom desk team webmaster anonymous guest редакція редакция by "
    "facebook twitter instagram linkedin whatsapp email print published updated posted share "
    "follow comments comment contributor user".split()
)
ROLES = re.compile(
    r"\b(?:staff|editors?|writers?|reporters?|correspondents?|columnist|bureau|chief|press|"
    r"agency|news|special to|contributor|associate|producer|analyst|officer|director|"
    r"professor|president|founder|manager|redakteur(?:in)?|korrespondent(?:in)?|redaktion|"
    r"journalist(?:in)?|journaliste|envoyée?|minutes?|experts?|photographer|fellow|intern)\b",
    re.IGNORECASE,
)
ORGANISATION = re.compile(
    r"\b(?:press|presse|news|newspaper|times|post|magazine|media|editorial|editors|board|team|staff|"
    r"redaktion|redaction|rédaction|redacción|redazione|redactie|agency|agence|agencia|agencias|"
    r"newsroom|online|tv|radio|zeitung|group|inc|llc|ltd|university|institute|desk|service|"
    r"ajansı|reuters|afp|dpa|ap|apa|pap|efe|ansa|upi|bloomberg|xinhua|wire|network|channel|"
    r"herald|tribune|gazette|journal|daily|report|today|web|digital|studios?|foundation|bbc|"
    r"cnn|condé nast)\b|\.\w{2,3}\Z",
    re.IGNORECASE,
)
AGENCY_END = re.compile(
    r"\s+(?:the\s+)?(?:associated press|reuters|agence france-presse|afp|dpa|ap)\Z", re.IGNORECASE
)
# Degrees after a name: MD, PhD, R.D., M.P.H.
DEGREE = re.compile(r"(?:[A-Z]\.?){2,5}\Z|(?:Ph\.?\s?D|Psy\.?D|Dr\. med|Ed\.?D|Pharm\.?D)\.?\Z")
DEGREE_END = re.compile(
    r"(?:\s+(?:MD|PhD|Ph\.D|MS|RD|RDN|LD|MPH|DO|RN|JD|CPA|M\.D|MBA|CFP|DDS|DVM|LMFT|PsyD)\.?)+\Z"
)
