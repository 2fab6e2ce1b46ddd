"""What benchmarks/builds.py is made of: the content, the sides that are compared, the measures."""
