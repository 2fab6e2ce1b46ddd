"""A built site in, what others need to check and carry it out: sums, seals, time stamps.

All of it holds without this program: `sha256sum`, `minisign` and `openssl ts`
read the same files.
"""
