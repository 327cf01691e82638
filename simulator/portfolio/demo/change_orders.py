"""Change orders are written and approved in Procore: good ones, and one for each refusal."""

from simulator.portfolio.demo import jobs
from simulator.portfolio.demo.jobs import DemoJob
from simulator.portfolio.stage import Stage, Values

REVIEWED_AT = "2020-04-08T15:00:00Z"


def play(stage: Stage) -> None:
    """Write the change orders, a foreign change request, and plan what goes wrong on the wire."""
    _horizontal(stage)
    _vertical(stage)
    _both_markups(stage)
    _shared_lines(stage)
    _published(stage)
    _header_differs(stage)
    _refused(stage)
    _failing(stage)
    _two_tiers(stage)
    _plan_faults(stage)


def _line(stage: Stage, job: DemoJob, amount: str, **values: object) -> Values:
    """One change order line; `item`, `code` and `cost_type` are by code, turned into ids."""
    contract_lines = stage.contract_line_ids(job.number)
    item = str(values.get("item", job.billing_items[0].code))
    code = str(values.get("code", "01-011"))
    line: Values = {
        "description": str(values.get("description", stage.names.draw("bs").capitalize())),
        "amount": amount,
        "cost_code_id": stage.cost_code_ids[job.number, code],
        "line_item_type_id": stage.cost_type_ids[str(values.get("cost_type", "L"))],
    }
    if item in contract_lines:
        line["prime_line_item_id"] = contract_lines[item]
    return line


def _write(stage: Stage, job: DemoJob, number: str, lines: list[Values], **values: object) -> None:
    # Drawn whether or not it is used: names don't depend on what has been imported.
    wording = " for ".join(map(stage.names.draw, ("catch_phrase", "street_name")))
    contract = stage.prime_contract_of(job.number)
    if contract is None:
        return
    stage.make_in_procore(
        "change_order",
        **{
            "project_id": stage.project_ids[job.number],
            "contract_id": contract["id"],
            "number": number,
            "title": wording,
            "description": wording,
            "status": "approved",
            "reviewed_at": REVIEWED_AT,
            "created_by": stage.people["project_manager"],
            "lines": lines,
            **values,
        },
    )


def _markup(name: str, markup_set: str, percentage: str, **values: object) -> Values:
    return {"name": name, "markup_set": markup_set, "percentage": percentage, **values}


def _horizontal(stage: Stage) -> None:
    job = jobs.HORIZONTAL
    insurance = [_markup("Insurance", "horizontal", "1.00"), _markup("Fee", "horizontal", "3.00")]
    for number in ("001", "002", "003"):
        lines = [
            _line(stage, job, stage.amount(500, 9_000), item=item.code, code=code)
            for item, code in zip(job.billing_items, jobs.COST_CODES, strict=False)
        ]
        _write(stage, job, number, lines, markups=insurance)
    stage.tell(
        _what_happened(stage, job, "three change orders with horizontal markup were approved")
    )


def _vertical(stage: Stage) -> None:
    job = jobs.VERTICAL
    lines = [
        _line(stage, job, stage.amount(500, 9_000), item=item.code) for item in job.billing_items
    ]
    fee_line = stage.contract_line_ids(job.number).get(job.billing_items[-1].code)
    on_its_own_item = _markup("Fee", "vertical", "12.50", prime_line_item_id=fee_line)
    _write(stage, job, "001", lines, markups=[_markup("Overhead", "vertical", "10.00")])
    _write(stage, job, "002", lines[:3], markups=[on_its_own_item])
    lump = _markup("Agreed overhead", "vertical", "10.00", lump_sum_amount="1000.01")
    _write(stage, job, "003", lines[:3], markups=[lump])
    stage.tell(_what_happened(stage, job, "three change orders with vertical markup were approved"))


def _both_markups(stage: Stage) -> None:
    job = jobs.BOTH_MARKUPS
    lines = [
        _line(stage, job, stage.amount(500, 9_000), item=item.code, cost_type=cost_type)
        for item, cost_type in zip(job.billing_items, jobs.COST_TYPES, strict=True)
    ]
    labor_only = {
        "match_type": "includes",
        "segment": "cost_type",
        "item_ids": [stage.cost_type_ids["L"]],
    }
    markups = [
        _markup("Labor burden", "horizontal", "8.25", conditions=[labor_only]),
        _markup("Insurance", "horizontal", "1.00", compound="above"),
        _markup("Overhead", "vertical", "10.00"),
        _markup("Profit", "vertical", "5.00", compound="above"),
        _markup("Bond", "vertical", "1.50", compound="iterative"),
    ]
    _write(stage, job, "001", lines, markups=markups)
    credit = [_line(stage, job, f"-{stage.amount(100, 900)}", item="0200")]
    _write(stage, job, "002", credit, markups=markups[2:4])
    stage.tell(
        _what_happened(
            stage, job, "a change order with both markups and a deductive one were approved"
        )
    )


def _shared_lines(stage: Stage) -> None:
    job = jobs.SHARED_LINES
    lines = [
        _line(stage, job, "1000.00", item="0300", code="03-300"),
        _line(stage, job, "250.55", item="0300", code="03-300"),
        _line(stage, job, "75.45", item="0300", code="05-100"),
    ]
    _write(stage, job, "001", lines, markups=[_markup("Fee", "vertical", "7.00")])
    stage.tell(
        _what_happened(
            stage, job, "a change order was approved whose lines share one contract line"
        )
    )


def _published(stage: Stage) -> None:
    """E-01 and E-03 as published, and what is missing to the published sum of E-02."""
    job = jobs.PUBLISHED
    marked_up = [_line(stage, job, "299.00", item="1000", cost_type="E")]
    _write(stage, job, "001", marked_up, markups=[_markup("Fee", "vertical", "15.00")])
    _write(stage, job, "002", [_line(stage, job, "66.00", item="2000")])
    _write(stage, job, "003", [_line(stage, job, "1520.00", item="2000", code="09-900")])
    stage.tell(
        _what_happened(stage, job, "the published change orders, 1,929.85 in all, were approved")
    )


def _header_differs(stage: Stage) -> None:
    job = jobs.HEADER_DIFFERS
    _write(stage, job, "001", [_line(stage, job, "10.01"), _line(stage, job, "0.00", item="0200")])
    stage.tell(
        _what_happened(stage, job, "a change order of 10.01 with a line of nothing was approved")
    )


def _refused(stage: Stage) -> None:
    job = jobs.REFUSED_EXPORTS
    line = _line(stage, job, "100.00")
    _write(stage, job, "001", [line], reviewed_at=None)
    _write(stage, job, "002", [{k: v for k, v in line.items() if k != "prime_line_item_id"}])
    _write(stage, job, "PCCO-0003", [line])
    _write(stage, job, "005", [line], description="B" * 251)
    _write(stage, job, "006", [line], status="pending")
    _write(stage, job, "007", [line], status="draft")
    _write(stage, job, "008", [_line(stage, job, "100.00", item=_overlong_item(stage, job))])
    _write(stage, job, "009", [line])
    stage.make_in_spectrum(
        "change_request",
        job_number=job.number,
        customer_code=stage.customer_codes[job.number],
        number="009",
        description="Entered by hand in Spectrum",
        status_code="Q",
        cost_lines=[],
        billing_lines=[],
    )
    stage.tell(
        _what_happened(stage, job, "eight change orders, each with its own reason to be refused")
    )


def _overlong_item(stage: Stage, job: DemoJob) -> str:
    """A contract line that carries a billing item of 11 characters, one too many (D-141)."""
    code = "03000-CONCR"
    contract = stage.prime_contract_of(job.number)
    if contract is not None:
        stage.add_contract_line(
            job.number,
            contract,
            description="Entered by hand with an over-long billing item",
            amount="0.00",
            origin_data=code,
        )
    return code


def _failing(stage: Stage) -> None:
    job = jobs.FAILING_EXPORT
    project_id = stage.project_ids[job.number]
    made = stage.make_in_procore(
        "cost_code", project_id=project_id, code="12-500", name="Furniture"
    )
    stage.cost_code_ids[job.number, "12-500"] = int(str(made["id"]))
    _write(stage, job, "001", [_line(stage, job, "4200.00", code="12-500")])
    _write(stage, job, "002", [_line(stage, job, "310.10")])
    stage.tell(
        _what_happened(
            stage, job, "a change order was approved whose phase Spectrum does not have yet"
        )
    )


def _two_tiers(stage: Stage) -> None:
    """A package of two, each with its own markup, and one that no package has taken yet."""
    job = jobs.QUIET
    parts: list[Values] = [
        {
            "title": title,
            "lines": [_line(stage, job, amount, item=item, code=code)],
            "markups": [_markup("Fee", "vertical", percentage)],
        }
        for title, amount, item, code, percentage in (
            ("Lobby doors", "1250.00", "0200", "02-200", "10.00"),
            ("Stair windows", "399.95", "0300", "03-300", "7.50"),
        )
    ]
    _write(stage, job, "001", [], parts=parts)
    alone = [_line(stage, job, "75.00")]
    tier = "potential_change_order"
    _write(stage, job, "003", alone, tier=tier, status="pending", reviewed_at=None)
    stage.tell(
        _what_happened(
            stage, job, "a package of two change orders was approved, a third awaits its own"
        )
    )


def _what_happened(stage: Stage, job: DemoJob, event: str) -> str:
    if stage.prime_contract_of(job.number) is None:
        event = "nothing, for its contract was not imported into Procore before"
    return f"{job.number}: {event}"


def _plan_faults(stage: Stage) -> None:
    stage.plan_fault("spectrum", "ARChangeRequest", "lost_reply", first=5)
    stage.plan_fault("spectrum", "ARChangeRequest", "error", first=9)
    stage.tell("on the wire: one reply of Spectrum will be lost, one call will fail")
