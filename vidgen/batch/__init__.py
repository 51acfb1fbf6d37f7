"""A whole catalog: planned, journaled, made side by side, reported.

    Feed × choice × journal ─► Plan ─► jobs ─[crew]► Reports ─► journal, manifest

`planning` decides which rows are made and why; `crew` is the local pool of worker processes, and
`making.make` the one function that any pool runs for a row; `running` gives jobs and takes what
became of them; `journal` remembers it through any kill. A row is what it contains (`keying`), never
its number.
"""
