"""What this machine gives us: the kind of file system, cores and memory as far as allowed."""

from __future__ import annotations

import os
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
_LIMITS = Path("/sys/fs/cgroup")

_WARNINGS = {
    "overlay": "in a container's own layer: gone with it; mount a volume to keep it",
    "tmpfs": "in memory: gone when the machine restarts",
    "ramfs": "in memory: gone when the machine restarts",
}
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "lustre", "glusterfs", "sshfs"}
)


def file_system(folder: Path, mounts: str | None = None) -> tuple[str, str]:
    """(type, warning) of the file system that `folder` lies on; ("", "") where nobody tells.

    `mounts` is what stands in /proc/self/mountinfo (proc_pid_mountinfo(5)).
    """
    if mounts is None:
        mounts = _MOUNTS.read_text(encoding="utf-8") if _MOUNTS.is_file() else ""
    best, kind = -1, ""
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields = left.split()
        if len(fields) < 5 or not right:
            continue
        point = fields[4].replace("\\040", " ")
        if folder.resolve().is_relative_to(point) and len(point) >= best:
            best, kind = len(point), right.split()[0]
    if kind in _NETWORK or kind.startswith("fuse."):
        return kind, "over a network: locks may not hold between machines; a local disk is quicker"
    return kind, _WARNINGS.get(kind, "")


def cores(limits: Path = _LIMITS) -> str:
    """How many cores there are, and how many of them a container may use at once."""
    count = len(os.sched_getaffinity(0))
    quota = _read(limits / "cpu.max").split()
    if len(quota) == 2 and quota[0].isdigit() and int(quota[0]) < count * int(quota[1]):
        return f"{count} cores, {int(quota[0]) / int(quota[1]):.1f} of them allowed"
    return f"{count} cores"


def memory(limits: Path = _LIMITS) -> float:
    """Gigabytes of memory that may be used: the machine's, or a container's share."""
    own = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    told = _read(limits / "memory.max").strip()
    return (min(own, int(told)) if told.isdigit() else own) / 1024**3


def _read(path: Path) -> str:
    """A file of the kernel's; "" where there is none."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""
