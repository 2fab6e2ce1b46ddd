"""Files of word processors and e-books: packages of parts in, their parts' text out."""
