"""Secrets never reach an error's text; words are not torn apart by what is too short for one."""

import pytest

from engine.connectors.transmission import without_secrets


@pytest.mark.parametrize(
    ("secret", "shown"),
    [
        ("hunter22", "the secret *** was refused"),
        ("b", "the secret hunter22 was refused"),
        ("", "the secret hunter22 was refused"),
    ],
)
def test_secrets_are_starred(secret: str, shown: str) -> None:
    assert without_secrets("the secret\n hunter22 was refused", [secret]) == shown
