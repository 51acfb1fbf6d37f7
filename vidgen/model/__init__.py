"""The nouns: frozen values with a digest, saved as readable JSON, free of any I/O."""
