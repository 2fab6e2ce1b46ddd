"""An address, or a page with what is known of it, in; the host that it is of out."""

from urllib.parse import urlsplit

from backfile.model import Document, KeptDocument, Provenance


def host_of(address: str) -> str:
    """The host of an address in small letters; '' where it has none, or is no address."""
    if not address:
        return ""
    try:
        return urlsplit(address.strip()).hostname or ""
    except ValueError:
        return ""


def is_web(address: str) -> bool:
    """Whether an address is an http(s) one."""
    host = host_of(address)
    return bool(host) and urlsplit(address.strip()).scheme in {"http", "https"}


def page_host(document: Document | KeptDocument, known: Provenance) -> str:
    """The host of a page without "www.": its record's, its sidecar's, or what it says; else ''."""
    for address in (document.url, known.url, *document.addresses):
        if host := host_of(address):
            return host.removeprefix("www.")
    return ""
