"""The verbs: pure functions from noun to noun, one per file, named like its file."""
