"""Every control call there is."""

from simulator.control import (
    clock,
    document,
    faults,
    fidelity,
    journal,
    namespaces,
    page,
    portfolio,
    records,
    state,
)
from simulator.control.call import NUMBER, TEXT, WHOLE_NUMBER, YES_OR_NO, ControlCall
from simulator.world.faults import ERROR_STATUSES, MAX_LATENCY_MS, FaultKind

CALLS = (
    ControlCall("GET", "state", state.show),
    ControlCall(
        "POST", "state/reset", state.reset, fields={"seed": WHOLE_NUMBER, "portfolio": TEXT}
    ),
    ControlCall("POST", "state/snapshot", state.take_snapshot),
    ControlCall(
        "POST",
        "state/restore",
        state.restore,
        fields={"snapshot": WHOLE_NUMBER},
        required=("snapshot",),
    ),
    ControlCall("GET", "clock", clock.show),
    ControlCall("POST", "clock/freeze", clock.freeze),
    ControlCall("POST", "clock/run", clock.run),
    ControlCall(
        "POST", "clock/advance", clock.advance, fields={"seconds": NUMBER}, required=("seconds",)
    ),
    ControlCall("POST", "clock/set", clock.set_moment, fields={"now": TEXT}, required=("now",)),
    ControlCall("GET", "faults", faults.show),
    ControlCall(
        "POST",
        "faults",
        faults.plan,
        fields={
            "operation": TEXT,
            "kind": {"type": "string", "enum": [kind.value for kind in FaultKind]},
            "first": {"type": "integer", "minimum": 1, "default": 1},
            "times": {"type": "integer", "minimum": 1, "default": 1},
            "status": {
                "type": "integer",
                "minimum": ERROR_STATUSES.start,
                "maximum": ERROR_STATUSES.stop - 1,
                "default": 500,
            },
            "latency_ms": {
                "type": "integer",
                "minimum": 0,
                "maximum": MAX_LATENCY_MS,
                "default": 0,
            },
        },
        required=("operation", "kind"),
    ),
    ControlCall("DELETE", "faults", faults.clear),
    ControlCall(
        "GET",
        "journal",
        journal.search,
        filters={
            "system": {"type": "string", "enum": ["procore", "spectrum"]},
            "operation": TEXT,
            "touched": TEXT,
            "status": WHOLE_NUMBER,
            "is_refusal": YES_OR_NO,
            "is_near_miss": YES_OR_NO,
            "fault": {"type": "string", "enum": [kind.value for kind in FaultKind]},
            "since": WHOLE_NUMBER,
            "until": WHOLE_NUMBER,
            "from_time": TEXT,
            "to_time": TEXT,
            "limit": {"type": "integer", "minimum": 1, "maximum": 10_000, "default": 1_000},
        },
    ),
    ControlCall("DELETE", "journal", journal.clear),
    ControlCall("GET", "records", records.kinds),
    ControlCall(
        "POST",
        "records",
        records.make,
        fields={"kind": TEXT},
        required=("kind",),
        takes_any_field=True,
    ),
    ControlCall("GET", "portfolio", portfolio.show),
    ControlCall("POST", "portfolio/next", portfolio.play_next),
    ControlCall("GET", "fidelity", fidelity.show),
    ControlCall("GET", "product/openapi.json", document.show),
    ControlCall("GET", "namespaces", namespaces.show),
    ControlCall(
        "POST",
        "namespaces",
        namespaces.make,
        fields={"name": TEXT, "seed": WHOLE_NUMBER, "portfolio": TEXT},
        required=("name",),
    ),
    ControlCall("DELETE", "namespaces", namespaces.remove, filters={"name": TEXT}),
)

PAGES = {
    "": (page.html, "text/html; charset=utf-8"),
    "page.css": (page.css, "text/css; charset=utf-8"),
    "page.js": (page.javascript, "text/javascript; charset=utf-8"),
}
