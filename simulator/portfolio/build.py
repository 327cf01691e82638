"""The portfolios by name. Each fills both products through their fixtures."""

from collections.abc import Callable, Mapping

from simulator.http.site import FixtureMaker

Fixtures = Mapping[str, FixtureMaker]
Builder = Callable[[Fixtures, Fixtures, int], None]

PORTFOLIOS: dict[str, Builder] = {}
