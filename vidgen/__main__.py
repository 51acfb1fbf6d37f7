"""`python -m vidgen` is the `vidgen` command."""

from vidgen.cli import main

main()
