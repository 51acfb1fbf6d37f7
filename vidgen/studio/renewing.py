"""Work that goes on when somebody removes files of the store under it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from vidgen.errors import StorageError, VidgenError
from vidgen.store import Store
from vidgen.studio.steps import Step, Watch

Made = TypeVar("Made")

_TIMES = 2
"""Times that work is begun again: once for a store that was deleted, once for bad luck."""


def renewed(work: Callable[[], Made], store: Store, watch: Watch) -> Made:
    """What `work` makes; begun again when files that it had from the store are gone.

    Made things are found in the store again, so that only what was removed is made once more.
    Raises what `work` raises, and StorageError when the files go away each time.
    """
    for _ in range(_TIMES):
        try:
            return work()
        except (VidgenError, FileNotFoundError) as error:
            if not store.lost(error):
                raise
            told = f"files of the store {store.root} were removed; making them again"
            watch(Step("store", 0, 1, note=told))
    try:
        return work()
    except (VidgenError, FileNotFoundError) as error:
        if not store.lost(error):
            raise
        what = "its files are removed while they are used: end what does it, run the command again"
        raise StorageError(str(store.root), what) from error
