"""Change orders are written and approved in Procore: good ones, and one for each refusal."""

from simulator.portfolio.builder import PortfolioBuilder, Values
from simulator.portfolio.demo import jobs
from simulator.portfolio.demo.jobs import DemoJob

REVIEWED_AT = "2020-04-08T15:00:00Z"
REVIEWED_LAST_YEAR = "2019-12-30T15:00:00Z"  # in a period that Spectrum has closed (D-156)


def play(builder: PortfolioBuilder) -> None:
    """Write the change orders, a foreign change request, and plan what goes wrong on the wire."""
    _horizontal(builder)
    _vertical(builder)
    _both_markups(builder)
    _shared_lines(builder)
    _published(builder)
    _header_differs(builder)
    _refused(builder)
    _failing(builder)
    _two_tiers(builder)
    _plan_faults(builder)


def _line(builder: PortfolioBuilder, job: DemoJob, amount: str, **values: object) -> Values:
    """One change order line; `item`, `code` and `cost_type` are by code, turned into ids."""
    contract_lines = builder.contract_line_ids(job.number)
    item = str(values.get("item", job.billing_items[0].code))
    code = str(values.get("code", "01-011"))
    line: Values = {
        "description": str(values.get("description", builder.names.draw("bs").capitalize())),
        "amount": amount,
        "cost_code_id": builder.cost_code_ids[job.number, code],
        "line_item_type_id": builder.cost_type_ids[str(values.get("cost_type", "L"))],
    }
    if item in contract_lines:
        line["prime_line_item_id"] = contract_lines[item]
    return line


def _write(
    builder: PortfolioBuilder, job: DemoJob, number: str, lines: list[Values], **values: object
) -> None:
    # Drawn whether or not it is used: names don't depend on what has been imported.
    wording = " for ".join(map(builder.names.draw, ("catch_phrase", "street_name")))
    contract = builder.prime_contract_of(job.number)
    if contract is None:
        return
    builder.make_in_procore(
        "change_order",
        **{
            "project_id": builder.project_ids[job.number],
            "contract_id": contract.id,
            "number": number,
            "title": wording,
            "description": wording,
            "status": "approved",
            "reviewed_at": REVIEWED_AT,
            "created_by": builder.people["project_manager"],
            "lines": lines,
            **values,
        },
    )


def _markup(name: str, markup_set: str, percentage: str, **values: object) -> Values:
    return {"name": name, "markup_set": markup_set, "percentage": percentage, **values}


def _horizontal(builder: PortfolioBuilder) -> None:
    job = jobs.HORIZONTAL
    insurance = [_markup("Insurance", "horizontal", "1.00"), _markup("Fee", "horizontal", "3.00")]
    for number in ("001", "002", "003"):
        lines = [
            _line(builder, job, builder.amount(500, 9_000), item=item.code, code=code)
            for item, code in zip(job.billing_items, jobs.COST_CODES, strict=False)
        ]
        _write(builder, job, number, lines, markups=insurance)
    builder.tell(
        _what_happened(builder, job, "three change orders with horizontal markup were approved")
    )


def _vertical(builder: PortfolioBuilder) -> None:
    job = jobs.VERTICAL
    lines = [
        _line(builder, job, builder.amount(500, 9_000), item=item.code)
        for item in job.billing_items
    ]
    fee_line = builder.contract_line_ids(job.number).get(job.billing_items[-1].code)
    on_its_own_item = _markup("Fee", "vertical", "12.50", prime_line_item_id=fee_line)
    _write(builder, job, "001", lines, markups=[_markup("Overhead", "vertical", "10.00")])
    _write(builder, job, "002", lines[:3], markups=[on_its_own_item])
    lump = _markup("Agreed overhead", "vertical", "10.00", lump_sum_amount="1000.01")
    _write(builder, job, "003", lines[:3], markups=[lump])
    builder.tell(
        _what_happened(builder, job, "three change orders with vertical markup were approved")
    )


def _both_markups(builder: PortfolioBuilder) -> None:
    job = jobs.BOTH_MARKUPS
    lines = [
        _line(builder, job, builder.amount(500, 9_000), item=item.code, cost_type=cost_type)
        for item, cost_type in zip(job.billing_items, jobs.COST_TYPES, strict=True)
    ]
    labor_only = {
        "match_type": "includes",
        "segment": "cost_type",
        "item_ids": [builder.cost_type_ids["L"]],
    }
    markups = [
        _markup("Labor burden", "horizontal", "8.25", conditions=[labor_only]),
        _markup("Insurance", "horizontal", "1.00", compound="above"),
        _markup("Overhead", "vertical", "10.00"),
        _markup("Profit", "vertical", "5.00", compound="above"),
        _markup("Bond", "vertical", "1.50", compound="iterative"),
    ]
    _write(builder, job, "001", lines, markups=markups)
    credit = [_line(builder, job, f"-{builder.amount(100, 900)}", item="0200")]
    _write(builder, job, "002", credit, markups=markups[2:4])
    builder.tell(
        _what_happened(
            builder, job, "a change order with both markups and a deductive one were approved"
        )
    )


def _shared_lines(builder: PortfolioBuilder) -> None:
    job = jobs.SHARED_LINES
    lines = [
        _line(builder, job, "1000.00", item="0300", code="03-300"),
        _line(builder, job, "250.55", item="0300", code="03-300"),
        _line(builder, job, "75.45", item="0300", code="05-100"),
    ]
    _write(builder, job, "001", lines, markups=[_markup("Fee", "vertical", "7.00")])
    builder.tell(
        _what_happened(
            builder, job, "a change order was approved whose lines share one contract line"
        )
    )


def _published(builder: PortfolioBuilder) -> None:
    """E-01 and E-03 as published, and what is missing to the published sum of E-02."""
    job = jobs.PUBLISHED
    marked_up = [_line(builder, job, "299.00", item="1000", cost_type="E")]
    _write(builder, job, "001", marked_up, markups=[_markup("Fee", "vertical", "15.00")])
    _write(builder, job, "002", [_line(builder, job, "66.00", item="2000")])
    _write(builder, job, "003", [_line(builder, job, "1520.00", item="2000", code="09-900")])
    builder.tell(
        _what_happened(builder, job, "the published change orders, 1,929.85 in all, were approved")
    )


def _header_differs(builder: PortfolioBuilder) -> None:
    job = jobs.HEADER_DIFFERS
    _write(
        builder,
        job,
        "001",
        [_line(builder, job, "10.01"), _line(builder, job, "0.00", item="0200")],
    )
    builder.tell(
        _what_happened(builder, job, "a change order of 10.01 with a line of nothing was approved")
    )


def _refused(builder: PortfolioBuilder) -> None:
    job = jobs.REFUSED_EXPORTS
    line = _line(builder, job, "100.00")
    _write(builder, job, "001", [line], reviewed_at=None)
    _write(builder, job, "002", [{k: v for k, v in line.items() if k != "prime_line_item_id"}])
    _write(builder, job, "PCCO-0003", [line])
    _write(builder, job, "005", [line], description="B" * 251)
    _write(builder, job, "006", [line], status="pending")
    _write(builder, job, "007", [line], status="draft")
    _write(builder, job, "008", [_line(builder, job, "100.00", item=_overlong_item(builder, job))])
    _write(builder, job, "009", [line])
    builder.make_in_spectrum(
        "change_request",
        job_number=job.number,
        customer_code=builder.customer_codes[job.number],
        number="009",
        description="Entered by hand in Spectrum",
        status_code="Q",
        cost_lines=[],
        billing_lines=[],
    )
    builder.tell(
        _what_happened(builder, job, "eight change orders, each with its own reason to be refused")
    )


def _overlong_item(builder: PortfolioBuilder, job: DemoJob) -> str:
    """A contract line that carries a billing item of 11 characters, one too many (D-141)."""
    code = "03000-CONCR"
    contract = builder.prime_contract_of(job.number)
    if contract is not None:
        builder.add_contract_line(
            job.number,
            contract,
            description="Entered by hand with an over-long billing item",
            amount="0.00",
            origin_data=code,
        )
    return code


def _failing(builder: PortfolioBuilder) -> None:
    job = jobs.FAILING_EXPORT
    last_year = {"reviewed_at": REVIEWED_LAST_YEAR}
    _write(builder, job, "001", [_line(builder, job, "4200.00")], **last_year)
    _write(builder, job, "002", [_line(builder, job, "310.10")])
    builder.tell(
        _what_happened(
            builder, job, "a change order was approved on a day outside Spectrum's processing dates"
        )
    )


def _two_tiers(builder: PortfolioBuilder) -> None:
    """A package of two, each with its own markup, and one that no package has taken yet."""
    job = jobs.QUIET
    parts: list[Values] = [
        {
            "title": title,
            "lines": [_line(builder, job, amount, item=item, code=code)],
            "markups": [_markup("Fee", "vertical", percentage)],
        }
        for title, amount, item, code, percentage in (
            ("Lobby doors", "1250.00", "0200", "02-200", "10.00"),
            ("Stair windows", "399.95", "0300", "03-300", "7.50"),
        )
    ]
    _write(builder, job, "001", [], parts=parts)
    alone = [_line(builder, job, "75.00")]
    tier = "potential_change_order"
    _write(builder, job, "003", alone, tier=tier, status="pending", reviewed_at=None)
    builder.tell(
        _what_happened(
            builder, job, "a package of two change orders was approved, a third awaits its own"
        )
    )


def _what_happened(builder: PortfolioBuilder, job: DemoJob, event: str) -> str:
    if builder.prime_contract_of(job.number) is None:
        event = "nothing, for its contract was not imported into Procore before"
    return f"{job.number}: {event}"


def _plan_faults(builder: PortfolioBuilder) -> None:
    builder.plan_fault("spectrum", "ARChangeRequest", "lost_reply", first=5)
    builder.plan_fault("spectrum", "ARChangeRequest", "error", first=9)
    builder.tell("on the wire: one reply of Spectrum will be lost, one call will fail")
