"""Everything one Procore account holds, and what every entity group needs to work on it."""

from dataclasses import dataclass, field, fields
from datetime import datetime

import msgspec

from simulator.procore.change_orders.record.store import ChangeOrderStore
from simulator.procore.cost_codes.model import CostCodeStore, Segment
from simulator.procore.erp.model import ErpStore
from simulator.procore.external_data.model import ExternalDataStore
from simulator.procore.financial_markups.model import MarkupStore
from simulator.procore.memory import Memory
from simulator.procore.oauth.model import OauthStore
from simulator.procore.people.model import (
    COMPANY_TOOLS,
    AccessLevel,
    PeopleStore,
    PermissionTemplate,
    User,
)
from simulator.procore.prime_contracts.model import PrimeContractStore
from simulator.procore.projects.model import Company, ProjectStore
from simulator.procore.schedule_of_values.model import ScheduleStore
from simulator.procore.settings import ProcoreSettings
from simulator.procore.staged_records.model import StagedRecordStore
from simulator.procore.webhooks.model import Delivery, Event, Related, WebhookStore
from simulator.procore.webhooks.payload import payload
from simulator.world.world import StatePart, World

# Companies' and projects' ids lie above 2**32 (procore_api.md 1).
LARGE_ID_KINDS = frozenset({"company", "project"})


@dataclass(eq=False, repr=False)
class KeptStores:
    """The stores that snapshots hold: a store that is declared here is kept."""

    projects: ProjectStore = field(default_factory=ProjectStore)
    people: PeopleStore = field(default_factory=PeopleStore)
    cost_codes: CostCodeStore = field(default_factory=CostCodeStore)
    prime_contracts: PrimeContractStore = field(default_factory=PrimeContractStore)
    schedule: ScheduleStore = field(default_factory=ScheduleStore)
    change_orders: ChangeOrderStore = field(default_factory=ChangeOrderStore)
    markups: MarkupStore = field(default_factory=MarkupStore)
    external_data: ExternalDataStore = field(default_factory=ExternalDataStore)
    erp: ErpStore = field(default_factory=ErpStore)
    staged_records: StagedRecordStore = field(default_factory=StagedRecordStore)
    webhooks: WebhookStore = field(default_factory=WebhookStore)
    settings: ProcoreSettings = field(default_factory=ProcoreSettings)


class ProcoreStores(KeptStores):
    """The stores of all entity groups. Snapshots hold them all except the tokens: a client stays
    logged in when the world is put back to where its user is."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.oauth = OauthStore()
        self.memory = Memory()
        self.company_id = self.new_id("company")
        self.service_account_id = self.new_id("user")
        self._found()
        world.keep("procore", StatePart(self.save, self.load))

    def new_id(self, kind: str) -> int:
        """The next id for a kind of record. One sequence serves all kinds (and one the large
        ids), so that an id taken for another kind's finds nothing instead of the wrong record."""
        if kind in LARGE_ID_KINDS:
            return self.world.ids.next_id("procore.large", large=True)
        return self.world.ids.next_id("procore")

    def now(self) -> datetime:
        """The world's time, to the second, as Procore stamps records."""
        return self.world.clock.now().replace(microsecond=0)

    def company_of(self, project_id: int | None) -> int:
        """The company of a project; what is of no project is of ours."""
        return self.company_id if project_id is None else self.projects.company_of(project_id)

    def announce(
        self,
        actor_id: int,
        resource_name: str,
        event_type: str,
        resource_id: int,
        project_id: int | None,
        *related: Related,
    ) -> None:
        """Tell every hook with a trigger for it what has happened to a record, and what it is a
        part of; `actor_id` is the user who did it."""
        if not self.webhooks.hooks:
            return
        event = Event(
            self.new_id("event"),
            self.world.clock.now(),
            resource_name,
            event_type,
            resource_id,
            self.company_of(project_id),
            project_id,
            actor_id,
            related,
        )
        for hook in self.webhooks.hooks_for(event):
            body = msgspec.json.encode(payload(event, hook.payload_version))
            delivery = Delivery(self.new_id("delivery"), hook.id, event, body, event.at)
            self.webhooks.enqueue(delivery, hook.destination_url)

    def save(self) -> object:
        return {kept.name: getattr(self, kept.name) for kept in fields(KeptStores)}

    def load(self, state: object) -> None:
        assert isinstance(state, dict)
        self.memory.forget()
        if not self.world.is_in_the_past:
            # Their ids will be drawn again, and may then be another person's.
            self.oauth.log_out(self.people.strangers_to(state["people"]))
        for kept in fields(KeptStores):
            setattr(self, kept.name, state[kept.name])

    def _found(self) -> None:
        """The company, its two budget code segments, and the application's service account."""
        now = self.now()
        self.projects.companies[self.company_id] = Company(
            self.company_id, "Tieout Construction", is_app_connected=True
        )
        for type_name, name in (("cost_code", "Cost Code"), ("line_item_type", "Cost Type")):
            segment = Segment(self.new_id("wbs_segment"), type_name, name)
            self.cost_codes.segments[segment.id] = segment
        template = PermissionTemplate(
            self.new_id("permission_template"),
            "Service Account",
            is_company_level=True,
            levels=dict.fromkeys(COMPANY_TOOLS, AccessLevel.ADMIN),
        )
        self.people.templates[template.id] = template
        self.people.add(
            User(
                id=self.service_account_id,
                login="service-account@tieout.example",
                name="Service Account",
                can_push_to_accounting=False,
                company_template_id=template.id,
                created_at=now,
                updated_at=now,
                is_service_account=True,
            )
        )
