"""The shot archetypes: each a pure function from a page to layers, one file each."""
