"""The tree of errors, by who can act, and the exit codes they end in.

    VidgenError
      InputError      the user's row, file or flag: mend it, or skip the row
        SettingsError vidgen.toml or a VIDGEN_ variable: mend it, nothing was started
      EngineError     the outside world failed: retry, then fail the row
        EngineMissing a needed engine, font or model is not there: stop before row one
      StorageError    disk full, read-only, not permitted: stop; the same command goes on later
      LockedError     another run holds the output folder
      DamageError     a store, journal or output file does not hold what it should
      ReviewError     the gate refused: something untrue, unlawful or unreadable

Every message is one line that says what is wrong, where, and how to mend it. Anything that is not
a `VidgenError` is a bug of ours and may crash loudly (exit code 1).
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Stable exit codes; a number never changes its meaning, an unknown one means failure."""

    DONE = 0
    BUG = 1
    USAGE = 2
    SOME_FAILED = 3
    NONE_SUCCEEDED = 4
    SETTINGS = 5
    MISSING = 6
    STORAGE = 7
    SERVICE = 8
    REFUSED = 9
    LOCKED = 10
    DAMAGED = 11
    INTERRUPTED = 130
    TERMINATED = 143


class VidgenError(Exception):
    """Base of every error a user can act on; `exit_code` is what the command ends with."""

    exit_code: Exit = Exit.BUG


class InputError(VidgenError):
    """Something the user gave is wrong.

    `where` names the file, row, field or flag; `what` says what is wrong there; `hint` says how to
    mend it (may be empty when `what` already does).
    """

    exit_code = Exit.USAGE

    def __init__(self, where: str, what: str, hint: str = "") -> None:
        self.where, self.what, self.hint = where, what, hint
        super().__init__(f"{where}: {what}" + (f" ({hint})" if hint else ""))


class SettingsError(InputError):
    """`vidgen.toml` or a `VIDGEN_*` variable is wrong; nothing was started."""

    exit_code = Exit.SETTINGS


class EngineError(VidgenError):
    """An engine failed; `retry` says whether the same call may succeed later, `after` in how many
    seconds where the service said so (0: it did not)."""

    exit_code = Exit.SERVICE

    def __init__(self, engine: str, what: str, retry: bool = False, after: float = 0.0) -> None:
        self.engine, self.what, self.retry, self.after = engine, what, retry, after
        super().__init__(f"{engine}: {what}")


class EngineMissing(EngineError):
    """A needed engine, font, codec or model is not installed; `what` says how to get it."""

    exit_code = Exit.MISSING


class StorageError(VidgenError):
    """The disk refused: full, read-only or not permitted. Free or choose another, run again."""

    exit_code = Exit.STORAGE

    def __init__(self, where: str, what: str) -> None:
        self.where, self.what = where, what
        super().__init__(f"{where}: {what}")


class LockedError(VidgenError):
    """Another run of vidgen holds the output folder."""

    exit_code = Exit.LOCKED


class DamageError(VidgenError):
    """A file of ours does not hold what it should, or comes from a newer vidgen."""

    exit_code = Exit.DAMAGED


class ReviewError(VidgenError):
    """The review gate refused; `findings` are its one-line reasons."""

    exit_code = Exit.REFUSED

    def __init__(self, findings: tuple[str, ...]) -> None:
        self.findings = findings
        super().__init__("; ".join(findings))
