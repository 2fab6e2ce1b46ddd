"""What tells a page's story from its furniture: containers, features, the page model."""
