"""meter: integrated loudness and true peak of decoded sound."""

from __future__ import annotations

import math
from fractions import Fraction

import av


class LoudnessMeter:
    """Integrated loudness and true peak by libavfilter's ebur128 (ITU-R BS.1770-4, EBU R 128)."""

    def __init__(self, rate: int, layout: str) -> None:
        self._graph = av.filter.Graph()
        source = self._graph.add_abuffer(
            sample_rate=rate, format="fltp", layout=layout, time_base=Fraction(1, rate)
        )
        meter = self._graph.add("ebur128", "metadata=1:peak=true")
        sink = self._graph.add("abuffersink")
        source.link_to(meter)
        meter.link_to(sink)
        self._graph.configure()
        self._lufs, self._peak = float("-inf"), float("-inf")

    def add(self, frame: av.AudioFrame) -> None:
        """Feed decoded sound, in order."""
        self._graph.push(frame)
        self._drain()

    def result(self) -> tuple[float, float]:
        """(LUFS, dBTP) of all that was fed."""
        self._graph.push(None)
        self._drain()
        return self._lufs, self._peak

    def _drain(self) -> None:
        while True:
            try:
                frame = self._graph.pull()
            except (av.BlockingIOError, av.EOFError):
                return
            told = frame.metadata
            self._lufs = float(told.get("lavfi.r128.I", self._lufs))
            peaks = [told.get(f"lavfi.r128.true_peaks_ch{n}") for n in range(2)]
            found = [float(peak) for peak in peaks if peak is not None]
            self._peak = max([self._peak, *(20 * math.log10(max(peak, 1e-9)) for peak in found)])
