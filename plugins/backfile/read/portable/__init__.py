"""The pages of a PDF in, the text that they hold out: lines, furniture of pages, paragraphs."""
