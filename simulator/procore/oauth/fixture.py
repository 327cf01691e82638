"""Applications as fixtures."""

from collections.abc import Mapping

from simulator.procore.books import Books
from simulator.procore.fixture_fields import Maker, read, refusing
from simulator.procore.oauth.model import Application
from simulator.procore.payload import Readers, list_of, text

CREDENTIAL_LENGTH = 40


def application_maker(books: Books) -> Maker:
    """Another client: {redirect_uris?}. Gives client_id, client_secret and redirect_uris."""
    readers: Readers = {"redirect_uris": list_of(text)}

    def make(fields: Mapping[str, object]) -> dict[str, object]:
        redirect_uris = read("application", fields, readers).get("redirect_uris") or []
        assert isinstance(redirect_uris, list)
        application = Application(
            books.world.ids.token(CREDENTIAL_LENGTH),
            books.world.ids.token(CREDENTIAL_LENGTH),
            books.service_account_id,
            tuple(redirect_uris),
        )
        books.oauth.applications[application.client_id] = application
        return {
            "client_id": application.client_id,
            "client_secret": application.client_secret,
            "redirect_uris": redirect_uris,
        }

    return refusing("application", make)
