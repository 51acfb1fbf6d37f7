"""The online voice against a server on loopback that speaks the service's own protocol."""

from __future__ import annotations

import asyncio
import io
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import av
import edge_tts.communicate
import numpy as np
import pytest
from aiohttp import WSMsgType, web

from vidgen.engines.voice.edge import Edge
from vidgen.errors import EngineError

TEXT = "夏天出门，这条白裙子只要一百九十九元"
WORDS = ("夏天", "出门", "这条", "白", "裙子", "只要", "一百九十九", "元")
STEP = 0.35


def mp3(seconds: float, loud: float = 0.3, silence: float = 0.0) -> bytes:
    """A tone as the service would send it: MP3, 24 kHz, mono, with silence at both ends."""
    content = io.BytesIO()
    times = np.arange(round(seconds * 24000)) / 24000
    samples = (loud * 32767 * np.sin(2 * np.pi * 220 * times)).astype(np.int16)
    samples = np.pad(samples, round(silence * 24000))
    with av.open(content, "w", format="mp3") as file:
        stream = file.add_stream("libmp3lame", rate=24000, layout="mono")
        frame = av.AudioFrame.from_ndarray(samples[None], format="s16p", layout="mono")
        frame.sample_rate = 24000
        file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return content.getvalue()


class Service:
    """Answers each connection with the next of its moods; the last one stays."""

    def __init__(self, *moods: str) -> None:
        self.moods = list(moods)
        self.asked = 0
        self.ssml = ""
        self.port = 0
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._run, daemon=True).start()
        self._ready.wait(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        app = web.Application()
        app.router.add_get("/v1", self._answer)
        runner = web.AppRunner(app)
        self._loop.run_until_complete(runner.setup())
        site = web.TCPSite(runner, "127.0.0.1", 0)
        self._loop.run_until_complete(site.start())
        self.port = runner.addresses[0][1]
        self._ready.set()
        self._loop.run_forever()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        mood = self.moods[min(self.asked, len(self.moods) - 1)]
        self.asked += 1
        if mood.isdigit():
            return web.Response(status=int(mood), headers={"Retry-After": "1"})
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        async for message in socket:
            if message.type == WSMsgType.TEXT and "Path:ssml" in message.data:
                self.ssml = message.data
                break
        await self._speak(socket, mood)
        await socket.close()
        return socket

    async def _speak(self, socket: web.WebSocketResponse, mood: str) -> None:
        await socket.send_str("X-RequestId:1\r\nPath:turn.start\r\n\r\n{}")
        if mood == "stall":
            await asyncio.sleep(30)
        words = {"cut": WORDS[:4], "late": WORDS[:-1]}.get(mood, WORDS)
        silence = 0.5 if mood == "padded" else 0.0
        tail = 2.0 if mood == "drifted" else 0.6
        whole = mp3(STEP * len(WORDS) + tail, 0.00001 if mood == "silent" else 0.3, silence)
        sound = whole[: len(whole) // 2] if mood in ("cut", "torn") else whole
        if mood == "late":
            sound = whole[: len(whole) * 4 // 5]
        if mood != "empty":
            for at in range(0, len(sound), 3000):
                head = b"X-RequestId:1\r\nContent-Type:audio/mpeg\r\nPath:audio\r\n"
                await socket.send_bytes(len(head).to_bytes(2, "big") + head + sound[at : at + 3000])
            for number, word in enumerate(words):
                told = {
                    "Metadata": [
                        {
                            "Type": "WordBoundary",
                            "Data": {
                                "Offset": int((silence + number * STEP) * 1e7),
                                "Duration": int(STEP * 0.9 * 1e7),
                                "text": {
                                    "Text": word,
                                    "Length": len(word),
                                    "BoundaryType": "WordBoundary",
                                },
                            },
                        }
                    ]
                }
                await socket.send_str(
                    "X-RequestId:1\r\nContent-Type:application/json\r\nPath:audio.metadata\r\n\r\n"
                    + json.dumps(told)
                )
        if mood not in ("cut", "torn", "late", "unended"):
            await socket.send_str("X-RequestId:1\r\nPath:turn.end\r\n\r\n{}")


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Service]]:
    running: list[Service] = []

    class Started(Service):
        def __init__(self, *moods: str) -> None:
            super().__init__(*moods)
            running.append(self)
            monkeypatch.setattr(
                edge_tts.communicate, "WSS_URL", f"ws://127.0.0.1:{self.port}/v1?x=1"
            )

    yield Started
    for service in running:
        service.stop()


def test_a_line_is_spoken_with_its_word_times(serve: type[Service], tmp_path: Path) -> None:
    service = serve("good")
    made = Edge(0.02)(TEXT, "zh", voice="", rate=1.1, out=tmp_path / "a.wav")
    assert [TEXT[m.at : m.at + 2] for m in made.marks][:3] == ["夏天", "出门", "这条"]
    assert [round(m.seconds, 2) for m in made.marks] == [
        round(n * STEP, 2) for n in range(len(WORDS))
    ]
    assert abs(made.seconds - (STEP * len(WORDS) + 0.6)) < 0.1
    assert "XiaoxiaoNeural" in service.ssml
    assert "+10%" in service.ssml
    with av.open(str(tmp_path / "a.wav")) as file:
        assert file.streams.audio[0].rate == 48000


@pytest.mark.parametrize(
    "mood", ["429", "503", "cut", "torn", "late", "unended", "silent", "empty", "drifted"]
)
def test_what_may_pass_is_asked_again(serve: type[Service], tmp_path: Path, mood: str) -> None:
    service = serve(mood, mood, "good")
    made = Edge(0.02)(TEXT, "zh", voice="", rate=1.0, out=tmp_path / "a.wav")
    assert made.seconds > 3
    assert service.asked == 3


@pytest.mark.parametrize(
    ("mood", "told"),
    [
        ("503", "503"),
        ("cut", "cut off"),
        ("torn", "cut off"),
        ("late", "cut off"),
        ("unended", "cut off"),
        ("silent", "silence"),
        ("empty", "audio|sound"),
        ("drifted", "word times"),
    ],
)
def test_giving_up_says_why_and_leaves_nothing(
    serve: type[Service], tmp_path: Path, mood: str, told: str
) -> None:
    service = serve(mood)
    with pytest.raises(EngineError, match=told) as caught:
        Edge(0.02)(TEXT, "zh", voice="", rate=1.0, out=tmp_path / "a.wav")
    assert caught.value.retry
    assert str(caught.value).startswith("edge: ")
    assert service.asked == 4
    assert not (tmp_path / "a.wav").exists()


# edge-tts itself asks once more after a 403, to correct its clock.
@pytest.mark.parametrize(("status", "times"), [("400", 1), ("403", 2), ("404", 1)])
def test_a_lasting_refusal_is_not_asked_again(
    serve: type[Service], tmp_path: Path, status: str, times: int
) -> None:
    service = serve(status)
    with pytest.raises(EngineError, match=f"refused .HTTP {status}") as caught:
        Edge(0.02)(TEXT, "zh", voice="", rate=1.0, out=tmp_path / "a.wav")
    assert not caught.value.retry
    assert service.asked == times


def test_a_wrong_clock_is_mended_by_the_client(serve: type[Service], tmp_path: Path) -> None:
    service = serve("403", "good")
    assert Edge(0.02)(TEXT, "zh", voice="", rate=1.0, out=tmp_path / "a.wav").seconds > 3
    assert service.asked == 2


def test_silence_around_the_words_is_cut_and_their_times_move(
    serve: type[Service], tmp_path: Path
) -> None:
    serve("padded")
    made = Edge(0.02)(TEXT, "zh", voice="", rate=1.0, out=tmp_path / "a.wav")
    assert made.marks[0].seconds == pytest.approx(0.06, abs=0.03)
    assert made.seconds == pytest.approx(STEP * len(WORDS) + 0.6 + 0.12, abs=0.05)


def test_a_stalled_service_does_not_hold_us(serve: type[Service], tmp_path: Path) -> None:
    serve("stall")
    with pytest.raises(EngineError):
        Edge(0.005)(TEXT, "zh", voice="", rate=1.0, out=tmp_path / "a.wav")


def test_no_network_is_one_clear_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(edge_tts.communicate, "WSS_URL", "ws://127.0.0.1:9/v1?x=1")
    with pytest.raises(EngineError) as caught:
        Edge(0.001)(TEXT, "zh", voice="", rate=1.0, out=tmp_path / "a.wav")
    assert "\n" not in str(caught.value)
