"""How the names of saved pages end; here, because it is asked before any page is read."""

PAGE_ENDINGS = (".html", ".htm", ".xhtml")
