"""Prime contract change orders, put together from the resources that Procore spreads them over.

A PCCO is a change order package, which has the ERP link and the creator's login. In the new model
it is a prime change order where the project has one tier, and with several tiers a batch, made of
prime change orders (two tiers) or change order requests (three). Lines are read in v2 for their
associated contract line and in the package for their cost code; markups hang on the potential
change orders that hold the lines, and reach only these (procore_api.md 8).
"""

from collections.abc import Sequence

from engine.connectors.procore.change_order_lines import read_lines
from engine.connectors.procore.fields import Fields
from engine.connectors.procore.financial_markups import read_markups
from engine.connectors.procore.paging import read_list
from engine.connectors.procore.session import ProcoreSession
from engine.records.change_order import ChangeOrder
from engine.records.financial_markup import FinancialMarkup

LIST = "list prime change orders"
LIST_BATCHES = "list prime change order batches"
SHOW_PACKAGE = "read change order package"
POTENTIAL_CHANGE_ORDER = "PotentialChangeOrder"


def read_change_orders(session: ProcoreSession, project_id: int) -> list[ChangeOrder]:
    """Every PCCO of the project with its lines and markups, by id. A change order that no package
    has taken yet is none (D-073)."""
    project = f"/rest/v1.0/projects/{project_id}"
    orders = read_list(session, LIST, f"{project}/prime_change_orders", name="prime change order")
    batches = read_list(
        session,
        LIST_BATCHES,
        f"{project}/prime_change_order_batches",
        name="prime change order batch",
    )
    alone = [
        (order, [order])
        for order in orders
        if order.optional_id("batch_id") is None
        and order.optional_id("legacy_package_id") is not None
    ]
    together = [
        (batch, [order for order in orders if order.optional_id("batch_id") == batch.id()])
        for batch in batches
    ]
    by_id = sorted([*alone, *together], key=lambda found: found[0].id())
    return [_change_order(session, project_id, record, parts) for record, parts in by_id]


def _change_order(
    session: ProcoreSession, project_id: int, record: Fields, parts: Sequence[Fields]
) -> ChangeOrder:
    package = _package(session, project_id, record.id("legacy_package_id"))
    coded_lines = package.records("line_items")
    return ChangeOrder(
        id=record.id(),
        project_id=project_id,
        contract_id=record.id("contract_id"),
        package_id=package.id(),
        number=record.text("number"),
        title=record.optional_text("title") or "",
        description=record.optional_text("description") or "",
        status=record.text("status"),
        # The day of the review: the chosen reading of "Date", in UTC as Procore stamps it.
        approved_date=record.optional_date("reviewed_at"),
        grand_total=record.money("grand_total"),
        created_by_login=_creators_login(package),
        origin_id=package.optional_text("origin_id"),
        lines=read_lines(session, project_id, record, parts, coded_lines),
        markups=_markups(session, project_id, coded_lines),
    )


def _package(session: ProcoreSession, project_id: int, package_id: int) -> Fields:
    """The package itself: the list of packages shows neither lines nor creator."""
    content, _ = session.read(
        SHOW_PACKAGE,
        f"/rest/v1.0/change_order_packages/{package_id}",
        {"project_id": str(project_id)},
    )
    return Fields.of(SHOW_PACKAGE, f"change order package {package_id}", content)


def _creators_login(package: Fields) -> str:
    creator = package.optional_record("creator")
    return (creator.optional_text("login") or "") if creator is not None else ""


def _markups(
    session: ProcoreSession, project_id: int, coded_lines: Sequence[Fields]
) -> tuple[FinancialMarkup, ...]:
    """The markups of the potential change orders that hold the lines: without a line, none."""
    holder_ids = set()
    for line in coded_lines:
        holder = line.record("holder")
        if holder.text("holder_type") == POTENTIAL_CHANGE_ORDER:
            holder_ids.add(holder.id())
    return tuple(
        markup
        for holder_id in sorted(holder_ids)
        for markup in read_markups(session, project_id, POTENTIAL_CHANGE_ORDER, holder_id)
    )
