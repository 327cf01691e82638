"""Authorization ids: who may call which service for which company (spectrum_api.md 1.1)."""

from dataclasses import dataclass, field

GUID_LIFE_SECONDS = 24 * 60 * 60
MAX_SESSIONS = 10_000


@dataclass(slots=True)
class Authorization:
    """`services` and `companies`: None allows all. `default_company` fills a blank company."""

    id: str
    default_company: str
    is_active: bool = True
    services: frozenset[str] | None = None
    companies: frozenset[str] | None = None

    def allows_service(self, method: str) -> bool:
        return self.services is None or method in self.services

    def allows_company(self, company_code: str) -> bool:
        return self.companies is None or company_code in self.companies


@dataclass(slots=True)
class Sessions:
    """When each GUID was last used, by method: Unix seconds and the authorization id that used it.

    At most MAX_SESSIONS are remembered; the one unused longest goes first.
    """

    last_use: dict[tuple[str, str], tuple[str, float]] = field(default_factory=dict)

    def use(self, method: str, guid: str, authorization_id: str, now: float) -> None:
        key = (method, guid)
        self.last_use.pop(key, None)
        self.last_use[key] = (authorization_id, now)
        if len(self.last_use) > MAX_SESSIONS:
            del self.last_use[next(iter(self.last_use))]

    def last(self, method: str, guid: str) -> tuple[str, float] | None:
        return self.last_use.get((method, guid))
