"""Which Procore record stands for which ERP record. A set origin id is what makes it synced.

An origin id is unique in one company per kind of record (procore_api.md 4, D-324, D-325).
"""

from dataclasses import dataclass, field

# procore_api.md 10.2
ITEM_TYPES = frozenset(
    {
        "budget",
        "budget_change",
        "change_order",
        "company_level_direct_cost",
        "contract_payment",
        "cost_code",
        "department",
        "insurance",
        "invoice_payment",
        "item",
        "line_item",
        "line_item_type",
        "markup",
        "payment_application",
        "payment_application_line_item",
        "prime_contract",
        "project",
        "purchase_order_contract",
        "requisition",
        "requisition_change_order_item",
        "requisition_contract_detail_item",
        "requisition_contract_item",
        "standard_cost_code",
        "sub_job",
        "tax_code",
        "vendor",
        "work_order_contract",
    }
)

ItemKey = tuple[str, int]


@dataclass(slots=True)
class ExternalDatum:
    """One record's ids in the ERP of the record's company."""

    id: int
    company_id: int
    item_type: str
    item_id: int
    origin_id: str | None
    origin_code: str | None
    origin_data: str | None

    @property
    def is_empty(self) -> bool:
        return self.origin_id is None and self.origin_code is None and self.origin_data is None


class OriginTakenError(ValueError):
    """Another record of this kind has the origin id in the company already; `holder_id` is that
    record."""

    def __init__(self, item_type: str, origin_id: str, holder_id: int) -> None:
        super().__init__(f"origin_id {origin_id!r} belongs to {item_type} {holder_id}")
        self.item_type = item_type
        self.origin_id = origin_id
        self.holder_id = holder_id


@dataclass
class ExternalDataStore:
    """Every external datum, by record and by origin id."""

    by_item: dict[ItemKey, ExternalDatum] = field(default_factory=dict)
    item_by_origin: dict[tuple[int, str, str], int] = field(default_factory=dict)

    def of(self, item_type: str, item_id: int) -> ExternalDatum | None:
        return self.by_item.get((item_type, item_id))

    def origin_id(self, item_type: str, item_id: int) -> str | None:
        datum = self.by_item.get((item_type, item_id))
        return None if datum is None else datum.origin_id

    def item_with(self, company_id: int, item_type: str, origin_id: str) -> int | None:
        return self.item_by_origin.get((company_id, item_type, origin_id))

    def check(self, company_id: int, item_type: str, item_id: int, origin_id: str | None) -> None:
        """OriginTakenError when another record of the kind holds the origin id in the company."""
        if origin_id is None:
            return
        holder = self.item_with(company_id, item_type, origin_id)
        if holder is not None and holder != item_id:
            raise OriginTakenError(item_type, origin_id, holder)

    def put(self, datum: ExternalDatum) -> None:
        """Set a record's ids; one without any is taken away. OriginTakenError as `check`."""
        self.check(datum.company_id, datum.item_type, datum.item_id, datum.origin_id)
        self.remove(datum.item_type, datum.item_id)
        if datum.is_empty:
            return
        self.by_item[datum.item_type, datum.item_id] = datum
        if datum.origin_id is not None:
            key = datum.company_id, datum.item_type, datum.origin_id
            self.item_by_origin[key] = datum.item_id

    def remove(self, item_type: str, item_id: int) -> None:
        datum = self.by_item.pop((item_type, item_id), None)
        if datum is not None and datum.origin_id is not None:
            self.item_by_origin.pop((datum.company_id, item_type, datum.origin_id), None)
