"""The tests mirror vidgen/; `tests.faults` injects faults, `tests.figures` prints what was measured."""
