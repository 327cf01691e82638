"""What the token endpoints answer (procore_api.md 1)."""

from typing import Annotated, Literal, NotRequired, TypedDict

from msgspec import Meta

from simulator.procore.json_types import EmptyList, V1Id

UnixSeconds = Annotated[int, Meta(description="Seconds since 1970")]


class AccessToken(TypedDict):
    access_token: str
    token_type: Literal["bearer"]
    expires_in: Annotated[int, Meta(description="Seconds from created_at")]
    created_at: UnixSeconds
    refresh_token: NotRequired[
        Annotated[str, Meta(description="Single use; client credentials get none")]
    ]


class TokenApplication(TypedDict):
    uid: Annotated[str, Meta(description="The client id")]


class TokenInfo(TypedDict):
    resource_owner_id: V1Id
    scopes: EmptyList
    expires_in_seconds: int
    application: TokenApplication
    created_at: UnixSeconds


class Revoked(TypedDict):
    """Nothing, whether or not the token existed."""
