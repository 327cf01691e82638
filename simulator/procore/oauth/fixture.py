"""Applications as fixtures."""

from collections.abc import Mapping

from simulator.procore.fixture_fields import Maker, read, refusing
from simulator.procore.oauth.model import Application
from simulator.procore.payload import Readers, list_of, taken, text
from simulator.procore.stores import ProcoreStores

CREDENTIAL_LENGTH = 40


def application_maker(stores: ProcoreStores) -> Maker:
    """Another client: {redirect_uris?}. Gives client_id, client_secret and redirect_uris."""
    readers: Readers = {"redirect_uris": list_of(text)}

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        redirect_uris = taken(read("application", fields, readers), "redirect_uris", list)
        application = Application(
            stores.world.ids.token(CREDENTIAL_LENGTH),
            stores.world.ids.token(CREDENTIAL_LENGTH),
            stores.service_account_id,
            tuple(redirect_uris),
        )
        stores.oauth.applications[application.client_id] = application
        return {
            "client_id": application.client_id,
            "client_secret": application.client_secret,
            "redirect_uris": redirect_uris,
        }

    return refusing("application", make)
