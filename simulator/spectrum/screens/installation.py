"""Screens of System Administration: authorization ids, processing dates, subcontracts, switches."""

from dataclasses import fields as dataclass_fields

from simulator.spectrum.authorization.access_tokens import (
    DAY_SECONDS,
    MAX_SECRET_LIFE_DAYS,
    MIN_SECRET_LIFE_DAYS,
    AccessClient,
)
from simulator.spectrum.authorization.model import Authorization
from simulator.spectrum.jobs.model import MAX_PHASE_CODE_LENGTH
from simulator.spectrum.phases.mask import Fill, PhaseFormat
from simulator.spectrum.screens.fields import Fields
from simulator.spectrum.screens.screen import Record, screen
from simulator.spectrum.stores import ProcessingPeriod, SpectrumStores
from simulator.spectrum.switches import ROW_CAP, Switches

MAX_ROW_CAP = 100_000
SWITCHES = tuple(field.name for field in dataclass_fields(Switches))


@screen("processing_period", "from", "to")
def set_processing_period(stores: SpectrumStores, fields: Fields) -> Record:
    """The days that approved dates may fall on, both included (D-156)."""
    first, last = fields.day("from"), fields.day("to")
    if first is None:
        raise fields.refused("from", None, "a date, YYYY-MM-DD")
    if last is None:
        raise fields.refused("to", None, "a date, YYYY-MM-DD")
    if last < first:
        raise fields.refused("to", last.isoformat(), f"{first.isoformat()} or later")
    stores.state.processing_period = ProcessingPeriod(first, last)
    return {"from": first.isoformat(), "to": last.isoformat()}


@screen("authorization", "id", "services", "is_active", "companies")
def set_authorization(stores: SpectrumStores, fields: Fields) -> Record:
    """Create or change an authorization id; `services` left out allows every service."""
    authorization = Authorization(
        fields.text("id", 20),
        stores.company_code,
        fields.flag("is_active", default=True),
        fields.texts("services"),
        fields.texts("companies") or frozenset({stores.company_code}),
    )
    stores.state.authorizations[authorization.id] = authorization
    return {
        "id": authorization.id,
        "is_active": authorization.is_active,
        "services": None if authorization.services is None else sorted(authorization.services),
    }


@screen(
    "access_client",
    "client_id",
    "client_secret",
    "authorization_id",
    "life_days",
    "may_rotate_itself",
)
def make_access_client(stores: SpectrumStores, fields: Fields) -> Record:
    """A client for enhanced authentication, for one authorization id (ENH2)."""
    authorization_id = fields.text("authorization_id", 20)
    if authorization_id not in stores.state.authorizations:
        raise fields.refused("authorization_id", authorization_id, "an existing authorization id")
    life_days = fields.whole(
        "life_days", MIN_SECRET_LIFE_DAYS, MAX_SECRET_LIFE_DAYS, MAX_SECRET_LIFE_DAYS
    )
    client = AccessClient(
        fields.text("client_id", 100),
        fields.text("client_secret", 100),
        authorization_id,
        stores.clock.seconds() + life_days * DAY_SECONDS,
        life_days,
        fields.flag("may_rotate_itself", default=True),
    )
    stores.state.access.clients[client.client_id] = client
    return {"client_id": client.client_id, "authorization_id": authorization_id}


@screen("phase_format", "mask", "fill")
def set_phase_format(stores: SpectrumStores, fields: Fields) -> Record:
    """The mask that new jobs start with, and where zeros fill short phase codes (PHASEMASK)."""
    mask = fields.text("mask", MAX_PHASE_CODE_LENGTH, "")
    fill = Fill(fields.choice("fill", tuple(Fill), Fill.NONE))
    stores.state.phase_format = PhaseFormat(mask, fill)
    return {"mask": mask, "fill": fill.value}


@screen("subcontract", "subcontractor_code", "number")
def make_subcontract(stores: SpectrumStores, fields: Fields) -> Record:
    """A subcontract, so that change requests can name it."""
    subcontractor, number = fields.text("subcontractor_code", 10), fields.text("number", 10)
    stores.state.subcontracts.add((stores.company_code, subcontractor, number))
    return {"subcontractor_code": subcontractor, "number": number}


@screen("switches", *SWITCHES)
def set_switches(stores: SpectrumStores, fields: Fields) -> Record:
    """Change switches by their names in `Switches`; those left out stay."""
    switches = stores.state.switches
    chosen: dict[str, bool | int] = {}
    for name in SWITCHES:
        current = getattr(switches, name)
        if isinstance(current, bool):
            chosen[name] = fields.flag(name, default=current)
        else:
            chosen[name] = fields.whole(name, 1, MAX_ROW_CAP, current or ROW_CAP)
    repads = chosen["pads_codes"] != switches.pads_codes
    for name, value in chosen.items():
        setattr(switches, name, value)
    if repads:
        stores.project_all()
    return chosen
