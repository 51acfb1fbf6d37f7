"""Who writes the script."""
