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
from simulator.control.call import ControlCall
from simulator.control.clock import AdvanceClock, ClockState, SetClock
from simulator.control.faults import PlanFault, PlannedFaults
from simulator.control.fidelity import Ledger
from simulator.control.inputs import TakingNothing
from simulator.control.journal import ClearedJournal, FoundEntries, SearchJournal
from simulator.control.namespaces import (
    MadeNamespace,
    MakeNamespace,
    NamespaceNames,
    RemoveNamespace,
)
from simulator.control.portfolio import PortfolioState
from simulator.control.records import MakeRecord, RecordKinds
from simulator.control.state import ResetState, RestoreState, SimulationState, Snapshot

# Named, found at, carried out by, takes, gives.
CALLS = (
    ControlCall("show_state", "GET", "state", state.show, TakingNothing, SimulationState),
    ControlCall("reset_state", "POST", "state/reset", state.reset, ResetState, SimulationState),
    ControlCall(
        "take_snapshot", "POST", "state/snapshot", state.take_snapshot, TakingNothing, Snapshot
    ),
    ControlCall("restore_state", "POST", "state/restore", state.restore, RestoreState, Snapshot),
    ControlCall("show_clock", "GET", "clock", clock.show, TakingNothing, ClockState),
    ControlCall("freeze_clock", "POST", "clock/freeze", clock.freeze, TakingNothing, ClockState),
    ControlCall("run_clock", "POST", "clock/run", clock.run, TakingNothing, ClockState),
    ControlCall("advance_clock", "POST", "clock/advance", clock.advance, AdvanceClock, ClockState),
    ControlCall("set_clock", "POST", "clock/set", clock.set_moment, SetClock, ClockState),
    ControlCall("list_faults", "GET", "faults", faults.show, TakingNothing, PlannedFaults),
    ControlCall("plan_fault", "POST", "faults", faults.plan, PlanFault, PlannedFaults),
    ControlCall("clear_faults", "DELETE", "faults", faults.clear, TakingNothing, PlannedFaults),
    ControlCall("search_journal", "GET", "journal", journal.search, SearchJournal, FoundEntries),
    ControlCall("clear_journal", "DELETE", "journal", journal.clear, TakingNothing, ClearedJournal),
    ControlCall("list_record_kinds", "GET", "records", records.kinds, TakingNothing, RecordKinds),
    ControlCall("make_record", "POST", "records", records.make, MakeRecord, dict[str, object]),
    ControlCall(
        "show_portfolio", "GET", "portfolio", portfolio.show, TakingNothing, PortfolioState
    ),
    ControlCall(
        "play_next_chapter",
        "POST",
        "portfolio/next",
        portfolio.play_next,
        TakingNothing,
        PortfolioState,
    ),
    ControlCall("show_fidelity", "GET", "fidelity", fidelity.show, TakingNothing, Ledger),
    ControlCall(
        "show_product_document",
        "GET",
        "product/openapi.json",
        document.show,
        TakingNothing,
        dict[str, object],
    ),
    ControlCall(
        "list_namespaces", "GET", "namespaces", namespaces.show, TakingNothing, NamespaceNames
    ),
    ControlCall(
        "make_namespace", "POST", "namespaces", namespaces.make, MakeNamespace, MadeNamespace
    ),
    ControlCall(
        "remove_namespace",
        "DELETE",
        "namespaces",
        namespaces.remove,
        RemoveNamespace,
        NamespaceNames,
    ),
)

PAGES = {
    "": (page.html, "text/html; charset=utf-8"),
    "page.css": (page.css, "text/css; charset=utf-8"),
    "page.js": (page.javascript, "text/javascript; charset=utf-8"),
}
