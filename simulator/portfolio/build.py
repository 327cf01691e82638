"""The portfolios by name, and how one is played chapter by chapter."""

from collections.abc import Callable
from dataclasses import dataclass

from simulator.http.site import AnySite
from simulator.portfolio.builder import PortfolioBuilder
from simulator.portfolio.demo import chapters as demo
from simulator.world.world import World


@dataclass(frozen=True, slots=True)
class Chapter:
    """What people do between two runs of the sync; `play` makes it happen in both products."""

    title: str
    play: Callable[[PortfolioBuilder], None]


PORTFOLIOS: dict[str, tuple[Chapter, ...]] = {
    "demo": tuple(Chapter(title, play) for title, play in demo.CHAPTERS),
}


class LastChapterError(ValueError):
    """There is nothing more to play; names how many chapters there were."""

    def __init__(self, name: str, count: int) -> None:
        super().__init__(f"portfolio {name!r} has {count} chapters, and all of them were played")


class Portfolio:
    """A portfolio on its builder. The first chapter is played at once."""

    def __init__(self, name: str, world: World, procore: AnySite, spectrum: AnySite) -> None:
        self.name = name
        self.builder = PortfolioBuilder(world, procore, spectrum)
        self.chapters = PORTFOLIOS[name]
        self.played_count = 0
        self.play_next()

    def play_next(self) -> Chapter:
        """Play the next chapter; `builder.events` then tells what people did."""
        if self.played_count == len(self.chapters):
            raise LastChapterError(self.name, len(self.chapters))
        chapter = self.chapters[self.played_count]
        self.builder.events.clear()
        # Hundreds of records: a transaction for each would be most of the time they take.
        with self.builder.spectrum.at_once():
            chapter.play(self.builder)
        self.played_count += 1
        return chapter
