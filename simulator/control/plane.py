"""The control plane: finds a call, checks what was sent, answers. The same on both origins."""

import logging

from simulator.control.call import Call
from simulator.control.calls import CALLS, PAGES
from simulator.control.openapi import openapi
from simulator.control.replies import ControlError, ok, refused
from simulator.control.scope import Controlled, Scope
from simulator.http.message import Reply, Request
from simulator.http.site import AnySite

_log = logging.getLogger("simulator.control")

PREFIX = "/_simulator/"
CALLS_PREFIX = "/_simulator/v1/"

_CALLS: dict[tuple[str, str], Call] = {(call.method, call.path): call for call in CALLS}


class ControlPlane:
    """Answers control calls; wrong ones get one clear sentence and change nothing."""

    def __init__(self, simulation: Controlled, site: AnySite) -> None:
        self._simulation = simulation
        self._site = site

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
            scope = Scope(self._simulation, self._site, request.root, request.base_url)
            return ok(call.answer(scope, request))
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


def _unknown(request: Request) -> ControlError:
    known = ", ".join(f"{call.method} {CALLS_PREFIX}{call.path}" for call in CALLS)
    return ControlError(
        f"no control call is {request.method} {request.path}; there are: {known}", status=404
    )
