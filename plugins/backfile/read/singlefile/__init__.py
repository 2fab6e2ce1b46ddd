"""The parts of pages that were saved into one file (MHTML): bytes in, parts out."""
