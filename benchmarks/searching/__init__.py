"""What `python -m benchmarks.search` measures with: corpora, queries, engines, servers, scores."""
