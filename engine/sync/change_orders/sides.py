"""A PCCO as both sets of books show it now, what an export would make of it, and what may be done
with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from engine.decisions.company import company_facts
from engine.decisions.pcco import ChangeOrderCase, pcco_facts
from engine.decisions.prime_contract import erp_status_of
from engine.decisions.project import project_facts
from engine.decisions.user import user_facts
from engine.executors.verdict import Decision
from engine.operations.request import Operation, Request
from engine.records.change_order import ChangeOrder
from engine.records.change_request import ChangeRequest
from engine.records.contract_key import ContractKey
from engine.records.job import Job
from engine.records.phase import Phase
from engine.records.prime_contract import PrimeContract
from engine.records.project import Project
from engine.records.user_rights import UserRights
from engine.rulebook.model import Lifecycle, Transition
from engine.rulebook.vocabulary import FactValue
from engine.sync.change_orders.export_plan import ExportPlan, is_subset, plan_export
from engine.sync.change_orders.numbering import Numbering, kept_numbers, numbering, record_of
from engine.sync.context import ReadContext
from engine.sync.contracts.sides import company_choices, is_import_unfinished
from engine.sync.deciding import decide_on_transition, transition_for
from engine.sync.intending import payload_hash
from engine.sync.outcome import UnknownRecordError
from engine.sync.project_names import named_project
from engine.sync.store.change_order_states import SYNCED, ChangeOrderState
from engine.sync.store.intents import Intent, IntentState
from engine.sync.store.settings import CompanySettings


@dataclass(frozen=True, slots=True)
class ChangeOrderSides:
    """Read afresh for every attempt. `key`, and what is read from Spectrum by it, is None while the
    prime contract is not synced; else `phases` are all of the job's, one read for all lines."""

    project: Project
    order: ChangeOrder
    contract: PrimeContract
    contract_erp_status: str
    key: ContractKey | None
    job: Job | None
    phases: Sequence[Phase] | None
    billing_item_codes: frozenset[str] | None
    change_request: ChangeRequest | None
    rights: UserRights
    settings: CompanySettings
    kept: ChangeOrderState | None
    intents: Sequence[Intent]
    numbering: Numbering
    plan: ExportPlan
    erp_status: str

    @property
    def number(self) -> str:
        """What Procore calls the PCCO."""
        return self.order.number.strip()

    @property
    def change_request_number(self) -> str:
        """What Spectrum calls its change request, or is to call it."""
        return self.numbering.number

    @property
    def content_hash(self) -> str:
        return content_hash(self.order)

    @property
    def is_change_request_own(self) -> bool:
        """Whether the change request was begun by an export of this very PCCO and holds nothing
        that this export would not write (S5)."""
        begun = any(
            intent.record == record_of(self.order.id) and intent.state is not IntentState.ABANDONED
            for intent in self.intents
        )
        if not begun or self.change_request is None or self.plan.expected is None:
            return False
        return is_subset(self.change_request, self.plan.expected)

    @property
    def may_be_begun_in_spectrum(self) -> bool:
        """Whether what Spectrum holds is, or might be, a part that this PCCO's export wrote.

        It is not when the export was to write what it would write today and Spectrum has something
        else; when the PCCO or a setting has changed since, nobody can tell.
        """
        if self.change_request is None or self.is_change_request_own:
            return self.change_request is not None
        wanted = self.plan.expected
        hashes = [
            intent.payload_hash
            for intent in self.intents
            if intent.record == record_of(self.order.id)
            and intent.state is not IntentState.ABANDONED
        ]
        return bool(hashes) and (wanted is None or payload_hash(wanted) != hashes[-1])


def content_hash(order: ChangeOrder) -> str:
    """The hash of everything a person could change between sending and acceptance (D-098)."""
    return payload_hash(
        (
            order.number,
            order.title,
            order.description,
            order.approved_date,
            order.grand_total,
            order.lines,
            order.markups,
        )
    )


def erp_status_of_change_order(
    kept: ChangeOrderState | None,
    origin_id: str | None,
    lifecycle: Lifecycle,
    operation: Operation | None,
) -> str:
    """Where the tool has a PCCO.

    An ERP id in Procore without a record here means synced. What was accepted and then cut off has
    failed to export for everybody but the acceptance itself, which carries on: it can't be
    retrieved any more (D-099).
    """
    if kept is None:
        return SYNCED if origin_id is not None else lifecycle.initial
    accept = lifecycle.transition("accept")
    is_cut_off = kept.state in accept.from_states and kept.transaction_date is not None
    if is_cut_off and operation is not Operation.ACCEPT:
        return lifecycle.transition("fail", kept.state).to_state
    return kept.state


def load_change_order_sides(context: ReadContext, request: Request) -> ChangeOrderSides:
    """Read both sides; UnknownRecordError when Procore has no such project or PCCO."""
    project, order, orders_of_project = _order(context, request)
    contract = context.procore.prime_contract(project.id, order.contract_id)
    key = _key(contract)
    with context.store.reading() as books:
        settings = books.settings.read()
        kept = books.change_orders.get(order.id)
        link = books.contract_links.get(key.origin_id) if key else None
        contract_intents = books.intents.open_for(key.origin_id) if key else ()
        known = kept_numbers(books, order, key)
    numbers = numbering(context, order, orders_of_project, key, kept, known, settings)
    intents = _intents(context, key, numbers.number)
    return ChangeOrderSides(
        project=project,
        order=order,
        contract=contract,
        contract_erp_status=erp_status_of(contract, is_import_unfinished(link, contract_intents)),
        key=key,
        job=_job(context, key),
        phases=context.spectrum.phases(key.job_number) if key else None,
        billing_item_codes=_billing_item_codes(context, key),
        change_request=context.spectrum.change_request(key, numbers.number) if key else None,
        rights=context.procore.user_rights(request.login, project.id),
        settings=settings,
        kept=kept,
        intents=intents,
        numbering=numbers,
        plan=plan_export(
            order,
            key,
            contract.lines,
            context.spectrum.change_request_statuses() if key else (),
            settings,
            context.rulebook,
            numbers.number,
        ),
        erp_status=erp_status_of_change_order(
            kept, order.origin_id, lifecycle_of(context), request.operation
        ),
    )


def lifecycle_of(context: ReadContext) -> Lifecycle:
    """The states a PCCO can be in, as the rulebook has them."""
    return context.rulebook.lifecycles["pcco"]


def transition_of(
    context: ReadContext, operation: Operation, sides: ChangeOrderSides
) -> Transition:
    """The move that this operation makes with the PCCO."""
    return transition_for(lifecycle_of(context), operation, sides.erp_status)


def decide_on_change_order(
    context: ReadContext,
    operation: Operation,
    sides: ChangeOrderSides,
    transaction_date: date | None = None,
) -> Decision:
    """May this happen to the PCCO now, and if not, every reason why."""
    transition = transition_of(context, operation, sides)
    facts = facts_of_change_order(sides, transaction_date)
    return decide_on_transition(context, transition, facts, sides.settings)


def facts_of_change_order(
    sides: ChangeOrderSides, transaction_date: date | None
) -> dict[str, FactValue]:
    """Every fact that decisions about a PCCO use."""
    case = ChangeOrderCase(
        order=sides.order,
        erp_status=sides.erp_status,
        transaction_date=transaction_date,
        change_request_number=sides.change_request_number,
        same_number=sides.numbering.shared_with,
        contract_lines=sides.contract.lines,
        phases=sides.phases,
        billing_item_codes=sides.billing_item_codes,
        estimates=sides.plan.estimates,
        revenues=sides.plan.revenues,
        billed_total=sides.plan.billed_total,
        rounding_difference=sides.plan.rounding_difference,
        why_not_priced=sides.plan.why_not_priced,
        is_unchanged_since_sent=sides.kept is None
        or sides.kept.sent_hash in (None, sides.content_hash),
        is_number_taken_in_spectrum=sides.change_request is not None
        and not sides.is_change_request_own,
        is_in_spectrum=sides.change_request is not None,
    )
    return {
        **user_facts(sides.rights),
        **company_facts(company_choices(sides.settings)),
        **project_facts(sides.project, [sides.contract], sides.key, sides.job),
        "prime_contract.erp_status": sides.contract_erp_status,
        **pcco_facts(case),
    }


def _order(
    context: ReadContext, request: Request
) -> tuple[Project, ChangeOrder, Sequence[ChangeOrder]]:
    """The project, the PCCO that is meant, and every PCCO of the project."""
    ref = request.change_order
    project = named_project(context.procore.projects(), ref.project)
    orders = context.procore.change_orders(project.id)
    found = [
        order
        for order in orders
        if order.number.strip() == ref.number and ref.change_order_id in (None, order.id)
    ]
    if len(found) > 1:  # numbers are counted by contract; the synced one is meant
        contracts = context.procore.prime_contracts(project.id)
        tied = {contract.id for contract in contracts if contract.origin_id is not None}
        found = [order for order in found if order.contract_id in tied]
    if len(found) == 1:
        return project, found[0], orders
    many = "more than one PCCO" if found else "no PCCO"
    raise UnknownRecordError(f"project {project.name} has {many} {ref.number!r}")


def _key(contract: PrimeContract) -> ContractKey | None:
    if contract.origin_id is None:
        return None
    try:
        return ContractKey.from_origin_id(contract.origin_id)
    except ValueError:  # another integration's ERP id
        return None


def _intents(context: ReadContext, key: ContractKey | None, number: str) -> Sequence[Intent]:
    """Every intent to write the change request of this number."""
    if key is None:
        return ()
    with context.store.reading() as books:
        return books.intents.of(key.change_request_origin_id(number))


def _billing_item_codes(context: ReadContext, key: ContractKey | None) -> frozenset[str] | None:
    """The codes of the Spectrum contract's billing items; none when it is gone."""
    if key is None:
        return None
    contract = context.spectrum.contract(key)
    return frozenset(item.code for item in contract.billing_items) if contract else frozenset()


def _job(context: ReadContext, key: ContractKey | None) -> Job | None:
    if key is None:
        return None
    return next((job for job in context.spectrum.jobs() if job.job_number == key.job_number), None)
