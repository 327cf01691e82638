"""One world with both products in it, without sockets."""

from pathlib import Path

from simulator.control.plane import ControlPlane
from simulator.http.site import AnySite
from simulator.namespaces import Gate, Namespaces
from simulator.portfolio.build import PORTFOLIOS, Portfolio
from simulator.procore.site import ProcoreSite
from simulator.spectrum.site import SpectrumSite
from simulator.world.world import Snapshot, World

DEFAULT_SEED = 2020
MAX_SNAPSHOTS = 100


class UnknownPortfolioError(ValueError):
    """Names a portfolio that does not exist, and those that do."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no portfolio is called {name!r}; there are: {', '.join(PORTFOLIOS)}")


class UnknownSnapshotError(ValueError):
    """Names a snapshot that was never taken, or has been pushed out."""

    def __init__(self, number: int) -> None:
        super().__init__(f"there is no snapshot {number}; the newest {MAX_SNAPSHOTS} are kept")


class Simulation:
    """Both products on one clock, one seed and one journal.

    `infolink` is where Spectrum's tables are kept: a file for SQLite or a PostgreSQL URL; a
    temporary file without one. Worlds beside this one get a schema of the same database.
    `portfolio` names the made-up company to begin with; without one both products hold no records
    apart from what every installation has.
    """

    def __init__(
        self,
        seed: int = DEFAULT_SEED,
        *,
        infolink: Path | str | None = None,
        portfolio: str | None = None,
    ) -> None:
        if infolink is None:
            # Imported here because those who name a place start quicker without it.
            import tempfile

            self._folder = tempfile.TemporaryDirectory(prefix="tieout-infolink-")
            infolink = Path(self._folder.name) / "infolink.sqlite"
        self._infolink = infolink
        self.sites: dict[str, AnySite] = {}
        self._snapshots: dict[int, Snapshot] = {}
        self._snapshots_taken = 0
        self.namespaces: Namespaces[Simulation] = Namespaces(self._beside, self._forget)
        self.procore_gate = Gate(self, self.namespaces, "procore")
        self.spectrum_gate = Gate(self, self.namespaces, "spectrum")
        self.reset(seed, portfolio)

    def reset(self, seed: int, portfolio: str | None = None) -> None:
        """Begin anew: clock, ids, journal, faults and records; snapshots are forgotten."""
        if portfolio is not None and portfolio not in PORTFOLIOS:
            raise UnknownPortfolioError(portfolio)
        world = World(seed)
        procore = ProcoreSite(world)
        spectrum = SpectrumSite(world, self._infolink)
        self.close()
        self.seed, self.world = seed, world
        self.procore, self.spectrum = procore, spectrum
        self.sites = {"procore": procore, "spectrum": spectrum}
        for site in self.sites.values():
            site.control = ControlPlane(self, site).handle
        self._snapshots.clear()
        self.portfolio = (
            Portfolio(portfolio, self.world, self.procore, self.spectrum) if portfolio else None
        )

    def close(self) -> None:
        """Let go of what the products hold outside this process: Info-Link's database."""
        for site in self.sites.values():
            site.close()

    @property
    def credentials(self) -> dict[str, str]:
        """What a client needs besides the URLs of the two products."""
        return {
            **{f"procore_{name}": value for name, value in self.procore.credentials.items()},
            **{f"spectrum_{name}": value for name, value in self.spectrum.credentials.items()},
            "infolink_url": self.spectrum.infolink_url,
        }

    @property
    def snapshots(self) -> list[int]:
        """The numbers of the snapshots that can be gone back to, oldest first."""
        return list(self._snapshots)

    def take_snapshot(self) -> int:
        """Keep the state of both products; gives the snapshot's number."""
        self._snapshots_taken += 1
        self._snapshots[self._snapshots_taken] = self.world.snapshot()
        self._snapshots.pop(self._snapshots_taken - MAX_SNAPSHOTS, None)
        return self._snapshots_taken

    def restore_snapshot(self, number: int) -> None:
        """Put both products back; the clock, the journal and the faults stay as they are."""
        if number not in self._snapshots:
            raise UnknownSnapshotError(number)
        self.world.restore(self._snapshots[number])

    def _beside(self, name: str, seed: int, portfolio: str | None) -> "Simulation":
        """A world beside this one: in a schema of the same database, or in a file of its own."""
        infolink = None
        if isinstance(self._infolink, str):
            # Imported here because SQLAlchemy takes a third of the start-up.
            from simulator.spectrum.infolink.postgresql import with_schema

            infolink = with_schema(self._infolink, _schema_name(name))
        return Simulation(seed, infolink=infolink, portfolio=portfolio)

    def _forget(self, name: str, removed: "Simulation") -> None:
        removed.close()
        if isinstance(self._infolink, str):
            from simulator.spectrum.infolink.postgresql import drop_schema

            drop_schema(self._infolink, _schema_name(name))


def _schema_name(namespace: str) -> str:
    """A name without dashes, so that it needs no quotes; namespaces never have underscores."""
    return "tieout_" + namespace.replace("-", "_")
