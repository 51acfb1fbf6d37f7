"""Getting pictures from the web: only when asked, only from public addresses, within limits."""
