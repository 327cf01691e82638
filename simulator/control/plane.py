"""The control plane: finds a call, checks what was sent, answers. The same on both origins."""

import logging

from simulator.control.call import ControlCall
from simulator.control.calls import CALLS, PAGES
from simulator.control.openapi import openapi
from simulator.control.replies import ControlError, fields_of, ok, refused
from simulator.control.scope import Controlled, Scope
from simulator.http.message import Reply, Request
from simulator.http.site import AnySite

_log = logging.getLogger("simulator.control")

PREFIX = "/_simulator/"
CALLS_PREFIX = "/_simulator/v1/"

_CALLS = {(call.method, call.path): call for call in CALLS}


class ControlPlane:
    """Answers control calls; wrong ones get one clear sentence and change nothing."""

    def __init__(self, simulation: Controlled, site: AnySite) -> None:
        self._place = Scope(simulation, site)

    def handle(self, request: Request) -> Reply:
        try:
            if not request.path.startswith(CALLS_PREFIX):
                return _page(request)
            name = request.path.removeprefix(CALLS_PREFIX).strip("/")
            if (request.method, name) == ("GET", "openapi.json"):
                return ok(openapi(CALLS, CALLS_PREFIX))
            call = _CALLS.get((request.method, name))
            if call is None:
                raise _unknown(request)
            _check(call, request)
            return call.answer(self._place, request)
        except ControlError as error:
            return refused(error)
        except Exception as error:  # noqa: BLE001  # a defect must not leave the control plane
            _log.exception("%s %s failed", request.method, request.path)
            return refused(ControlError(f"unforeseen: {error!r}", status=500))


def _page(request: Request) -> Reply:
    name = request.path.removeprefix(PREFIX.rstrip("/")).strip("/")
    if request.method != "GET" or name not in PAGES:
        raise _unknown(request)
    content, content_type = PAGES[name]
    return Reply(200, content(), content_type)


def _check(call: ControlCall, request: Request) -> None:
    """Refuse what the call does not take: a typo must not pass."""
    for name, _ in request.query_pairs:
        if name not in call.filters:
            raise _not_taken("filter", name, call.filters)
    if call.method != "POST":
        return
    fields = fields_of(request)
    for name in fields:
        if name not in call.fields and not call.takes_any_field:
            raise _not_taken("field", name, call.fields)
    for name in call.required:
        if name not in fields:
            raise ControlError(f"{name} is required")


def _not_taken(what: str, name: str, taken: object) -> ControlError:
    known = ", ".join(taken) if isinstance(taken, dict) and taken else "none"
    return ControlError(f"unknown {what} {name!r}; this call takes: {known}")


def _unknown(request: Request) -> ControlError:
    known = ", ".join(f"{call.method} {CALLS_PREFIX}{call.path}" for call in CALLS)
    return ControlError(
        f"no control call is {request.method} {request.path}; there are: {known}", status=404
    )
