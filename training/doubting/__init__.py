"""Drafts of sites that no model had learnt from in, the weights of the doubt model out."""
