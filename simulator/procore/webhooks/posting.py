"""One POST to an address outside."""

import httpx

from simulator.procore.webhooks.parcel import Parcel, Receipt

TIMEOUT_SECONDS = 5.0
MAX_KEPT_BODY_LETTERS = 1_000


def new_client() -> httpx.Client:
    """Five seconds for an answer (procore_api.md 12)."""
    return httpx.Client(timeout=TIMEOUT_SECONDS, trust_env=False)


def post(client: httpx.Client, parcel: Parcel) -> Receipt:
    headers = {**parcel.headers, "Content-Type": "application/json"}
    try:
        for _ in range(parcel.copies):
            reply = client.post(parcel.url, content=parcel.body, headers=headers)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        return Receipt(parcel.delivery_id, None, "", f"{type(error).__name__}: {error}")
    if parcel.is_lost:
        return Receipt(parcel.delivery_id, None, "", "the answer was lost")
    return Receipt(parcel.delivery_id, reply.status_code, reply.text[:MAX_KEPT_BODY_LETTERS], None)
