"""Articles and digest items in, the files that the search page's scripts load out."""
