"""The kit that every archetype draws with: page, type, motion, pictures, pieces."""
