"""caption: sentences broken at clauses, fact words marked, Latin names kept whole."""

from vidgen.model.media import Asset, Speech, Word
from vidgen.model.script import Line
from vidgen.stages.caption import LONGEST, caption

AUDIO = Asset(sha256="0" * 64, path="voice.wav", kind="audio")


def speak(line: Line, *words: str) -> Speech:
    spans, at = [], 0
    for text in words:
        at = line.text.index(text, at)
        spans.append((at, at + len(text)))
        at += len(text)
    return Speech(
        line=line.id,
        spoken=line.text,
        audio=AUDIO,
        seconds=len(words) * 0.4,
        engine="t",
        voice="t",
        words=tuple(
            Word(text=text, at=span, start=n * 0.4, end=n * 0.4 + 0.4)
            for n, (text, span) in enumerate(zip(words, spans, strict=True))
        ),
    )


def test_a_long_sentence_breaks_at_its_clauses() -> None:
    line = Line(id="a", text="一字肩显锁骨，腰线收得高，双层裙摆也不透，夏天就穿它。")
    cues = caption(
        line,
        speak(
            line,
            "一字肩",
            "显",
            "锁骨",
            "腰线",
            "收得",
            "高",
            "双层",
            "裙摆",
            "也",
            "不透",
            "夏天",
            "就",
            "穿",
            "它",
        ),
        "c",
        (10, 400),
        30,
    )
    assert len(cues) > 1
    assert all(len(cue.text) <= LONGEST["zh"] for cue in cues)
    assert [cue.text[-1] not in "，。" for cue in cues] == [True] * len(cues)
    assert {cue.text for cue in cues} <= {
        "一字肩显锁骨",
        "腰线收得高",
        "双层裙摆也不透",
        "夏天就穿它",
        "一字肩显锁骨，腰线收得高",
        "双层裙摆也不透，夏天就穿它",
        "腰线收得高，双层裙摆也不透",
    }


def test_fact_words_are_strong_and_times_follow_the_voice() -> None:
    line = Line(id="a", text="Now only $18.00, steel core.", emphasis=("$18.00",))
    (cue,) = caption(line, speak(line, "Now", "only", "$18.00", "steel", "core"), "c", (0, 99), 30)
    assert cue.text == "Now only $18.00, steel core"
    assert [word.strong for word in cue.words] == [False, False, True, False, False]
    assert [word.start for word in cue.words] == [0, 12, 24, 36, 48]


def test_latin_names_in_chinese_keep_their_space() -> None:
    line = Line(id="a", text="适配iPhone 15和三星")
    (cue,) = caption(line, speak(line, "适配", "iPhone", "15", "和", "三星"), "c", (0, 99), 30)
    assert cue.text == "适配iPhone 15和三星"
    assert "iPhone 15" in [word.text for word in cue.words]


def test_no_caption_outlives_its_scene() -> None:
    line = Line(id="a", text="再见")
    (cue,) = caption(line, speak(line, "再见"), "c", (50, 58), 30)
    assert (cue.start, cue.end) == (50, 58)
