"""The same kind of film as MoviePy's documentation teaches it: clips, text clips, a composite.

One scene's worth of layers per 3.4 s: a page, the product's picture moving, three headline lines
coming in, a caption changing twice. Needs `pip install .[bench]`.
"""

from __future__ import annotations

from pathlib import Path

PHOTO = Path(__file__).parents[1] / "examples" / "photos" / "flask-1.png"
FONT = Path(__file__).parents[1] / "assets" / "fonts" / "NotoSansSC-900.ttf"


def render(out: Path, seconds: float) -> None:
    """Write `seconds` of 1080 x 1920 at 30 fps, x264 veryfast, one thread."""
    from moviepy import ColorClip, CompositeVideoClip, ImageClip, TextClip, vfx

    scenes = []
    length = 3.4
    for number in range(max(1, round(seconds / length))):
        page = ColorClip((1080, 1920), color=(5, 116, 103)).with_duration(length)
        product = (
            ImageClip(str(PHOTO))
            .with_duration(length)
            .resized(height=1100)
            .rotated(13)
            .with_position(lambda t: (330, 800 + 10 * t))
        )
        lines = [
            TextClip(font=str(FONT), text=text, font_size=150, color="white", margin=(10, 40))
            .with_duration(length - 0.15 * line)
            .with_start(0.15 * line)
            .with_position((70, 260 + 180 * line))
            .with_effects([vfx.CrossFadeIn(0.2)])
            for line, text in enumerate(("挑保温杯", "越挑越", "花眼？"))
        ]
        captions = [
            TextClip(
                font=str(FONT),
                text=text,
                font_size=78,
                color="white",
                stroke_color="black",
                stroke_width=7,
                margin=(10, 20),
            )
            .with_start(start)
            .with_duration(length / 2)
            .with_position((64, 1330))
            for start, text in ((0, "双层真空"), (length / 2, "热水放到晚上"))
        ]
        scene = CompositeVideoClip([page, product, *lines, *captions], size=(1080, 1920))
        scenes.append(scene.with_duration(length).with_start(number * length))
    film = CompositeVideoClip(scenes, size=(1080, 1920))
    film.write_videofile(
        str(out), fps=30, codec="libx264", preset="veryfast", audio=False, threads=1, logger=None
    )
