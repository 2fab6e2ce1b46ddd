"""What exports that are files have in common: records of named values in, documents out."""
