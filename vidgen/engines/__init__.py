"""Engines touch the world: models, voices, pictures, sound, video. One package per kind."""
