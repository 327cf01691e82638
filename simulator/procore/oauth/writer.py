"""Giving out and taking back tokens and codes, on the world's clock."""

from collections.abc import Mapping

from simulator.procore.oauth.model import (
    ACCESS_TOKEN_LIFE_SECONDS,
    CODE_LIFE_SECONDS,
    AccessToken,
    Application,
    AuthorizationCode,
    RefreshToken,
)
from simulator.procore.stores import ProcoreStores

TOKEN_LENGTH = 64


class GrantRefused(Exception):
    """A code or refresh token that gives nothing; the message says why, for the journal."""


class TokenWriter:
    def __init__(self, stores: ProcoreStores) -> None:
        self._stores = stores

    def application(self, client_id: str | None) -> Application | None:
        return self._stores.oauth.applications.get(client_id or "")

    def access_token(self, application: Application, user_id: int) -> AccessToken:
        """A new access token; it looks like the JWT that the real one is (procore_api.md 1)."""
        now = self._now()
        token = AccessToken(
            token="eyJ0eXAi" + self._stores.world.ids.token(TOKEN_LENGTH),
            client_id=application.client_id,
            user_id=user_id,
            created_at=now,
            expires_at=now + ACCESS_TOKEN_LIFE_SECONDS,
        )
        self._stores.oauth.keep(token)
        return token

    def refresh_token(self, access_token: AccessToken) -> RefreshToken:
        token = RefreshToken(
            self._stores.world.ids.token(TOKEN_LENGTH),
            access_token.client_id,
            access_token.user_id,
            access_token.token,
        )
        self._stores.oauth.keep_refresh_token(token)
        return token

    def code(self, application: Application, user_id: int, redirect_uri: str) -> AuthorizationCode:
        """A code that is good once, for ten minutes."""
        code = AuthorizationCode(
            self._stores.world.ids.token(TOKEN_LENGTH),
            application.client_id,
            user_id,
            redirect_uri,
            self._now() + CODE_LIFE_SECONDS,
        )
        self._stores.oauth.keep_code(code)
        return code

    def user_of_code(self, application: Application, code: str, redirect_uri: str) -> int:
        """Use a code up; GrantRefused when it gives nothing. The redirect address must be the same
        to the letter, trailing slash included (procore_api.md 1)."""
        held = self._stores.oauth.codes.pop(code, None)
        if held is None:
            raise GrantRefused("the code is unknown or was used already")
        if held.client_id != application.client_id:
            raise GrantRefused("the code was given to another application")
        if held.expires_at <= self._now():
            raise GrantRefused("the code has expired")
        if held.redirect_uri != redirect_uri:
            raise GrantRefused("the redirect address is not the one that was asked with")
        return held.user_id

    def take_refresh_token(self, sent: Mapping[str, str]) -> RefreshToken | None:
        """The refresh token of an attempt to refresh, which ends with it even when the attempt
        fails (procore_api.md 1)."""
        if sent.get("grant_type") != "refresh_token":
            return None
        return self._stores.oauth.refresh_tokens.pop(sent.get("refresh_token", ""), None)

    def revoke(self, written: str) -> None:
        """End an access token and its refresh token, whichever of the two is named (procore_api.md
        1)."""
        store = self._stores.oauth
        pair = [
            held
            for held in store.refresh_tokens.values()
            if written in (held.token, held.access_token)
        ]
        store.access_tokens.pop(written, None)
        for held in pair:
            store.refresh_tokens.pop(held.token)
            store.access_tokens.pop(held.access_token, None)

    def _now(self) -> float:
        return self._stores.world.clock.seconds()
