"""One form, one action: sending the same form twice leads to the outcome of the first."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable

from anyio import Event
from starlette.exceptions import HTTPException

REMEMBERED_MAX = 1_000


class _Submission:
    """A form that was sent: `address` is where its outcome is, once it has one."""

    def __init__(self) -> None:
        self.ended = Event()
        self.address: str | None = None


class Submissions:
    """Remembers the latest forms by their id."""

    def __init__(self, remembered_max: int = REMEMBERED_MAX) -> None:
        self._by_form_id: OrderedDict[str, _Submission] = OrderedDict()
        self._remembered_max = remembered_max

    async def once(self, form_id: str, act: Callable[[], Awaitable[str]]) -> str:
        """The address of the outcome; `act` runs only for the first of equal forms, the others wait
        for it. A form whose action raised may be sent again."""
        earlier = self._by_form_id.get(form_id)
        if earlier is not None:
            await earlier.ended.wait()
            if earlier.address is None:
                raise HTTPException(409, "The first try did not end; look again, then retry.")
            return earlier.address
        submission = self._by_form_id[form_id] = _Submission()
        if len(self._by_form_id) > self._remembered_max:
            self._by_form_id.popitem(last=False)
        try:
            submission.address = await act()
            return submission.address
        finally:
            if submission.address is None:
                self._by_form_id.pop(form_id, None)
            submission.ended.set()
