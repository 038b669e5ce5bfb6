"""Are the fixed words complete, and those of the language?"""

from __future__ import annotations

import pytest

from glossator.labels import labels, languages


@pytest.mark.parametrize("language", languages())
def test_every_language_has_every_word(language: str) -> None:
    words, english = labels(language), labels("en")
    assert words.keys() == english.keys()
    assert all(words.values())
    for key, text in english.items():
        assert ("{" in text) == ("{" in words[key]), f"{key}: the same values are filled in"


def test_the_country_does_not_matter_and_english_stands_in() -> None:
    assert labels("de-AT") == labels("de") == labels("de_CH")
    assert labels("de")["contents"] == "Inhalt"
    assert labels("xx") == labels("en")
