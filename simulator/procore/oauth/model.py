"""Applications, codes and tokens: logging in is not part of the stores, so no snapshot holds it."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

ACCESS_TOKEN_LIFE_SECONDS = 5_400
CODE_LIFE_SECONDS = 600
OUT_OF_BAND_REDIRECT = "urn:ietf:wg:oauth:2.0:oob"
# The oldest go when there are this many, so that a long run stays bounded.
MAX_TOKENS = 50_000

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Application:
    """A registered client with its own service account (procore_api.md 1).

    `redirect_uris` are the addresses it may send people back to; empty for any (assumed).
    """

    client_id: str
    client_secret: str
    service_account_id: int
    redirect_uris: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AccessToken:
    """`expires_at` and `created_at` are Unix seconds on the world's clock."""

    token: str
    client_id: str
    user_id: int
    created_at: float
    expires_at: float


@dataclass(frozen=True, slots=True)
class AuthorizationCode:
    """Good once, for ten minutes, for the redirect address it was given to."""

    code: str
    client_id: str
    user_id: int
    redirect_uri: str
    expires_at: float


@dataclass(frozen=True, slots=True)
class RefreshToken:
    """Never expires by time; any use of it, also a failed one, ends it (procore_api.md 1)."""

    token: str
    client_id: str
    user_id: int
    access_token: str


@dataclass
class OauthStore:
    applications: dict[str, Application] = field(default_factory=dict)
    access_tokens: dict[str, AccessToken] = field(default_factory=dict)
    refresh_tokens: dict[str, RefreshToken] = field(default_factory=dict)
    codes: dict[str, AuthorizationCode] = field(default_factory=dict)

    def keep(self, token: AccessToken) -> None:
        _keep(self.access_tokens, token.token, token)

    def keep_refresh_token(self, token: RefreshToken) -> None:
        _keep(self.refresh_tokens, token.token, token)

    def keep_code(self, code: AuthorizationCode) -> None:
        _keep(self.codes, code.code, code)

    def live(self, token: str, now: float) -> AccessToken | None:
        held = self.access_tokens.get(token)
        return held if held is not None and held.expires_at > now else None

    def log_out(self, user_ids: Collection[int]) -> None:
        """End whatever was given to these users."""
        self.access_tokens = _without(user_ids, self.access_tokens)
        self.refresh_tokens = _without(user_ids, self.refresh_tokens)
        self.codes = _without(user_ids, self.codes)


class _Given(Protocol):
    @property
    def user_id(self) -> int: ...


GivenToUser = TypeVar("GivenToUser", bound=_Given)


def _without(user_ids: Collection[int], held: dict[str, GivenToUser]) -> dict[str, GivenToUser]:
    return {key: value for key, value in held.items() if value.user_id not in user_ids}


def _keep(held: dict[str, Kept], key: str, value: Kept) -> None:
    """Add to what is held; the oldest goes when there are MAX_TOKENS."""
    if len(held) >= MAX_TOKENS:
        del held[next(iter(held))]
    held[key] = value
