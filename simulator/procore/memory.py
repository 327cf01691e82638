"""Answers to reads, remembered until anything may have changed: most reads repeat."""

from collections.abc import Callable, Mapping
from functools import wraps

from simulator.http.message import Reply
from simulator.http.operation import Handler, PathParameters
from simulator.procore.call import Call

MAX_REMEMBERED = 10_000

Key = tuple[int, str, str, str | None]
Maker = Callable[[Mapping[str, object]], dict[str, object]]


class Memory:
    """Every write, fixture, restore and delivery must call `forget`: then nothing stale is left.

    What a read answers depends on the state, the caller, the address asked and the host (links
    name it), never on the time.
    """

    def __init__(self) -> None:
        self._replies: dict[Key, Reply] = {}

    def forget(self) -> None:
        if self._replies:
            self._replies.clear()

    def remembering(self, handler: Handler[Call]) -> Handler[Call]:
        """The handler of a read, asked only when its answer is not remembered."""

        @wraps(handler)
        def answer(call: Call, parameters: PathParameters) -> Reply:
            request = call.request
            key = (call.actor_id, request.path, request.query, request.headers.get("host"))
            reply = self._replies.get(key)
            if reply is None:
                reply = handler(call, parameters)
                if reply.status == 200:
                    if len(self._replies) >= MAX_REMEMBERED:
                        self._replies.clear()
                    self._replies[key] = reply
            return reply

        return answer

    def forgetting(self, maker: Maker) -> Maker:
        """The fixture maker, after which nothing is remembered."""

        @wraps(maker)
        def make(fields: Mapping[str, object]) -> dict[str, object]:
            self.forget()
            return maker(fields)

        return make
