"""Enhanced authentication: clients, their secrets, and the access tokens they get (ENH, ENH2)."""

from dataclasses import dataclass, field

TOKEN_LIFE_SECONDS = 60 * 60  # not published: an hour is assumed
DAY_SECONDS = 24 * 60 * 60
MIN_SECRET_LIFE_DAYS = 7
MAX_SECRET_LIFE_DAYS = 120
MAX_TOKENS = 10_000
SCOPE = "spectrumapi"


@dataclass(slots=True)
class AccessClient:
    """Who may ask for tokens; belongs to one authorization id. Times are Unix seconds."""

    client_id: str
    secret: str
    authorization_id: str
    secret_expires_at: float
    secret_life_days: int
    may_rotate_itself: bool


@dataclass(slots=True)
class AccessTokens:
    """The clients by id, and the tokens that are out: client id and end of life."""

    clients: dict[str, AccessClient] = field(default_factory=dict)
    tokens: dict[str, tuple[str, float]] = field(default_factory=dict)

    def issue(self, client: AccessClient, token: str, now: float) -> None:
        self.tokens[token] = (client.client_id, now + TOKEN_LIFE_SECONDS)
        if len(self.tokens) > MAX_TOKENS:
            del self.tokens[next(iter(self.tokens))]

    def holder(self, token: str, now: float) -> AccessClient | None:
        """The client that a token was given to; None when unknown or run out."""
        client_id, ends_at = self.tokens.get(token, ("", 0.0))
        return self.clients.get(client_id) if now < ends_at else None

    def rotate(self, client: AccessClient, secret: str, now: float) -> float:
        """Give the client a new secret; tells when it ends."""
        client.secret = secret
        client.secret_expires_at = now + client.secret_life_days * DAY_SECONDS
        return client.secret_expires_at
