"""Decides who may call: authorization id, service, company, GUID and, when on, access token."""

from collections.abc import Mapping

from simulator.spectrum.authorization import errors
from simulator.spectrum.authorization.access_tokens import AccessClient
from simulator.spectrum.authorization.model import GUID_LIFE_SECONDS
from simulator.spectrum.stores import SpectrumStores
from simulator.spectrum.switches import Switches

MAX_GUID_LENGTH = 36


class Gate:
    """Admits callers to the services of these stores."""

    def __init__(self, stores: SpectrumStores) -> None:
        self._stores = stores

    @property
    def switches(self) -> Switches:
        return self._stores.state.switches

    def admit(
        self,
        headers: Mapping[str, str],
        method: str,
        authorization_id: str,
        guid: str,
        company_code: str,
        *,
        company_may_be_blank: bool,
    ) -> str | None:
        """The company to work in; None when the GUID's switch asks for an empty row.

        Raises Unauthorized, with the text and column for the error row.
        """
        if self.switches.is_enhanced_authentication_on:
            self._check_token(headers, authorization_id)
        authorization = self._stores.state.authorizations.get(authorization_id)
        if authorization is None:
            raise errors.unknown_id()
        if not authorization.is_active:
            raise errors.inactive_id()
        if not authorization.allows_service(method):
            raise errors.service_not_allowed(method)
        if not company_code:
            if not company_may_be_blank:
                raise errors.company_missing()
            company_code = authorization.default_company
        if not authorization.allows_company(company_code):
            raise errors.company_not_allowed(company_code)
        is_served = self._use_guid(method, guid, authorization_id)
        return company_code if is_served else None

    def token_holder(self, headers: Mapping[str, str]) -> AccessClient | None:
        """The client of the request's bearer token; None without a valid one."""
        scheme, _, token = headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        return self._stores.state.access.holder(token.strip(), self._stores.clock.seconds())

    def _check_token(self, headers: Mapping[str, str], authorization_id: str) -> None:
        """The token comes on top of the authorization id, which is still needed (ENH)."""
        client = self.token_holder(headers)
        if client is None:
            raise errors.token_needed()
        if client.authorization_id != authorization_id:
            raise errors.token_of_another(authorization_id)

    def _use_guid(self, method: str, guid: str, authorization_id: str) -> bool:
        if not guid:
            if self.switches.needs_guid:
                raise errors.guid_missing()
            return True
        if len(guid) > MAX_GUID_LENGTH:
            raise errors.guid_too_long(guid)
        sessions = self._stores.state.sessions
        now = self._stores.clock.seconds()
        last = sessions.last(method, guid)
        if last is not None:
            used_by, used_at = last
            if used_by != authorization_id:
                raise errors.guid_of_another()
            if now - used_at > GUID_LIFE_SECONDS:
                raise errors.guid_timed_out()
        sessions.use(method, guid, authorization_id, now)
        return last is None or not self.switches.used_guid_gives_one_empty_row
