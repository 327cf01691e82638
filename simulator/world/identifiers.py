"""Every number and token of the world, drawn from its seed so that a run repeats."""

import random

FIRST_ID = 4_001
# Procore ids are 64-bit and client code that keeps them in 32 bits must fail here (procore_api 1).
FIRST_LARGE_ID = 562_949_953_421_000


class Identifiers:
    """Draws ids in sequence per kind, and tokens at random from the seed.

    Restoring puts the sequences back, never the tokens: whoever holds one from before would share
    it with whoever is given it again.
    """

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._random = random.Random(seed)
        self._next_by_kind: dict[str, int] = {}

    def next_id(self, kind: str, *, large: bool = False) -> int:
        """The next id of a kind; `large` ones lie above 2**32."""
        first = FIRST_LARGE_ID if large else FIRST_ID
        value = self._next_by_kind.get(kind, first)
        self._next_by_kind[kind] = value + 1
        return value

    def token(self, length: int = 40) -> str:
        """Letters and digits, as many as asked for."""
        alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
        return "".join(self._random.choices(alphabet, k=length))

    def state(self) -> dict[str, int]:
        """What a snapshot keeps."""
        return dict(self._next_by_kind)

    def restore(self, state: dict[str, int]) -> None:
        self._next_by_kind = dict(state)
