"""One call: a request that has arrived at Procore, and all that is known of whoever sent it."""

import msgspec

from simulator.http.message import Request
from simulator.procore.oauth.model import AccessToken
from simulator.procore.rate_limits import Allowance


class Call(msgspec.Struct, frozen=True):
    """`token` is the live one that came with the request, None for none; `allowance` is what its
    sender has used of the rate limits, this request included."""

    request: Request
    token: AccessToken | None
    allowance: Allowance

    @property
    def actor_id(self) -> int:
        """The user whom the token was given to: no handler of /rest is reached without one."""
        assert self.token is not None
        return self.token.user_id
