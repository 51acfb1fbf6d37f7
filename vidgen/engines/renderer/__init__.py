"""From a cut to an mp4: paint, compose, encode, join, check."""
