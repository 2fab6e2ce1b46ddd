"""A page and what is wrong with it in, an entry of corrections.yaml and its effect out."""
