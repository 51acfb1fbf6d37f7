"""Who speaks the lines."""
