"""Settings: who goes before whom, and what is said when one of them is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from vidgen.errors import Exit, InputError, SettingsError
from vidgen.settings import ENCODERS, load


def toml(folder: Path, text: str) -> None:
    (folder / "vidgen.toml").write_text(text, encoding="utf-8")


def test_defaults_are_offline_and_use_every_core(tmp_path: Path) -> None:
    settings = load(tmp_path, {}, {})
    assert (settings.voice, settings.writer) == ("espeak", "composer")
    assert settings.jobs >= 1
    assert settings.store.name == "vidgen"


def test_flags_before_environment_before_file_before_defaults(tmp_path: Path) -> None:
    toml(tmp_path, 'style = "file"\nvoice = "file"\nscenario = "file"\n')
    environment = {"VIDGEN_STYLE": "environment", "VIDGEN_VOICE": "environment", "HOME": "/x"}
    settings = load(tmp_path, {"style": "flag", "voice": None, "platforms": []}, environment)
    assert settings.style == "flag"
    assert settings.voice == "environment"
    assert settings.scenario == "file"
    assert settings.writer == "composer"
    assert settings.platforms == ()


def test_the_file_is_found_in_a_folder_above(tmp_path: Path) -> None:
    toml(tmp_path, 'templates = "mine"\nmusic = "song.mp3"\nplatforms = ["tiktok", "amazon"]\n')
    (tmp_path / "summer" / "shirts").mkdir(parents=True)
    settings = load(tmp_path / "summer" / "shirts", {}, {})
    assert settings.templates == tmp_path.resolve() / "mine"
    assert settings.music == tmp_path.resolve() / "song.mp3"
    assert settings.platforms == ("tiktok", "amazon")


def test_values_from_the_environment_are_read_as_what_they_are(tmp_path: Path) -> None:
    environment = {"VIDGEN_LENGTH": "15", "VIDGEN_ASPECTS": "9:16, 1:1", "VIDGEN_STORE_GB": "0.5"}
    settings = load(tmp_path, {}, environment)
    assert settings.length == 15
    assert settings.aspects == ("9:16", "1:1")
    assert settings.store_gb == 0.5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("lenght = 15", r"vidgen\.toml: unknown setting 'lenght'; did you mean 'length'\?"),
        ("length = 5", "length: .*greater than or equal to 6"),
        ('length = "long"', "length: .*integer"),
        ('quality = "best"', "quality: .*'draft', 'standard' or 'high'"),
        ("length = ", "cannot be read: Invalid value"),
        ("jobs = 0", "jobs: "),
    ],
)
def test_a_wrong_file_is_one_line_that_names_it(tmp_path: Path, text: str, words: str) -> None:
    toml(tmp_path, text)
    with pytest.raises(SettingsError, match=words) as caught:
        load(tmp_path, {}, {})
    assert str(tmp_path) in str(caught.value)
    assert caught.value.exit_code == Exit.SETTINGS


def test_a_wrong_variable_and_a_wrong_flag(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"environment: unknown setting 'voise'.*'voice'"):
        load(tmp_path, {}, {"VIDGEN_VOISE": "edge"})
    with pytest.raises(InputError, match="flags: length") as caught:
        load(tmp_path, {"length": 500}, {})
    assert caught.value.exit_code == Exit.USAGE


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "vidgen.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="cannot be read"):
        load(tmp_path, {}, {})


def test_every_quality_has_an_encoder() -> None:
    assert [ENCODERS[name].crf for name in ("draft", "standard", "high")] == [28, 20, 18]


def test_language_models_are_set_one_by_one(tmp_path: Path) -> None:
    toml(tmp_path, 'openai_url = "https://host/v1"\nopenai_model = "m"\nopenai_price_in = 2.5\n')
    models = load(tmp_path, {}, {"VIDGEN_MODEL": "owner/name", "VIDGEN_OPENAI_TIMEOUT": "5"}).models
    assert (models.url, models.remote, models.local) == ("https://host/v1", "m", "owner/name")
    assert (models.price_in, models.timeout, models.trust_remote_code) == (2.5, 5.0, False)


def test_a_key_is_no_setting(tmp_path: Path) -> None:
    settings = load(tmp_path, {}, {"VIDGEN_OPENAI_KEY": "sk-secret"})
    assert "sk-secret" not in repr(settings)
    toml(tmp_path, 'openai_key = "sk-secret"\n')
    with pytest.raises(SettingsError, match="a key belongs in the environment alone") as caught:
        load(tmp_path, {}, {})
    assert "sk-secret" not in str(caught.value)


def test_a_file_may_not_ask_to_run_a_models_code(tmp_path: Path) -> None:
    assert load(tmp_path, {}, {"VIDGEN_TRUST_REMOTE_CODE": "1"}).models.trust_remote_code
    toml(tmp_path, "trust_remote_code = true\n")
    with pytest.raises(SettingsError, match="a file beside a product may not ask for this"):
        load(tmp_path, {}, {})
