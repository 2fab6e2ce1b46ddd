"""The steps of the pipeline, with what they know and what they keep from build to build."""
