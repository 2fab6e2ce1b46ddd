"""Trains the page model on saved pages whose article is known; see __main__.py."""
