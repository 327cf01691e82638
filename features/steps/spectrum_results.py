"""What Spectrum received on its wire, and what its tables show over Info-Link."""

from collections.abc import Iterable
from decimal import Decimal

from lxml import etree

from features.harness.steps import then
from features.harness.table import Table
from features.support.company import amount_of
from features.support.scenario_context import ScenarioContext
from features.support.spectrum_screens import ChangeRequestHeader

CHANGE_REQUEST_SERVICE = "ARChangeRequest"
SHOWN = ("description", "status", "approved date")


@then('Spectrum received "{field:Text}" as')
def received(scenario: ScenarioContext, field: str, table: Table) -> None:
    found = _received(scenario, field)
    expected = table.column()
    assert sorted(found) == sorted(expected), f"Spectrum received {field} as {found}"


@then('Spectrum received no "{field:Text}"')
def not_received(scenario: ScenarioContext, field: str) -> None:
    assert scenario.writes("spectrum"), "Spectrum received nothing at all"
    found = _received(scenario, field)
    assert found == [], f"Spectrum received {field} as {found}"


@then('Spectrum\'s job "{job:Text}" has these change requests')
def change_requests(scenario: ScenarioContext, job: str, table: Table) -> None:
    found = [(r.number, scenario.spectrum.revenue(job, r.number)) for r in _requests(scenario, job)]
    expected = [
        (row["number"], amount_of(row["revenue"])) for row in table.rows(("number", "revenue"))
    ]
    assert found == sorted(expected), f"Spectrum's change requests are {found}"


@then('Spectrum\'s job "{job:Text}" has no change request')
def no_change_request(scenario: ScenarioContext, job: str) -> None:
    found = [request.number for request in _requests(scenario, job)]
    assert found == [], f"Spectrum has the change requests {found}"


@then(
    'Spectrum\'s job "{job:Text}" has {count:Count} change requests '
    "with a revenue of {amount:Money} in all"
)
def many_change_requests(scenario: ScenarioContext, job: str, count: int, amount: Decimal) -> None:
    revenues = [scenario.spectrum.revenue(job, r.number) for r in _requests(scenario, job)]
    total = sum(revenues, Decimal("0.00"))
    assert (len(revenues), total) == (count, amount), f"{len(revenues)} come to {total}"


@then('change request "{number:Text}" of job "{job:Text}" shows')
def change_request_shows(scenario: ScenarioContext, number: str, job: str, table: Table) -> None:
    request = scenario.spectrum.change_request(job, number)
    for name, expected in table.pairs(SHOWN).items():
        found = getattr(request, name.replace(" ", "_"))
        assert found == expected, f"the {name} is {found!r}, not {expected!r}"


@then('change request "{number:Text}" of job "{job:Text}" has these cost lines')
def cost_lines(scenario: ScenarioContext, number: str, job: str, table: Table) -> None:
    expected = sorted(
        (row["phase"], row["cost type"], amount_of(row["amount"]))
        for row in table.rows(("phase", "cost type", "amount"))
    )
    _same(scenario.spectrum.cost_lines(job, number), expected)


@then('change request "{number:Text}" of job "{job:Text}" has these billing lines')
def billing_lines(scenario: ScenarioContext, number: str, job: str, table: Table) -> None:
    rows = table.rows(("billing item", "amount"))
    expected = sorted((row["billing item"], amount_of(row["amount"])) for row in rows)
    found = [(item, amount) for item, _, amount in scenario.spectrum.billing_lines(job, number)]
    _same(found, expected)


@then('change request "{number:Text}" of job "{job:Text}" has these described billing lines')
def described_billing_lines(scenario: ScenarioContext, number: str, job: str, table: Table) -> None:
    rows = table.rows(("billing item", "description", "amount"))
    expected = sorted(
        (row["billing item"], row["description"], amount_of(row["amount"])) for row in rows
    )
    _same(scenario.spectrum.billing_lines(job, number), expected)


@then('change request "{number:Text}" of job "{job:Text}" has a revenue of {amount:Money}')
def revenue(scenario: ScenarioContext, number: str, job: str, amount: Decimal) -> None:
    found = scenario.spectrum.revenue(job, number)
    assert found == amount, f"the revenue is {found}, not {amount}"


@then(
    'the description of change request "{number:Text}" of job "{job:Text}" '
    "has {length:Count} characters"
)
def description_length(scenario: ScenarioContext, number: str, job: str, length: int) -> None:
    found = len(scenario.spectrum.change_request(job, number).description)
    assert found == length, f"it has {found} characters"


@then(
    'the notes of change request "{number:Text}" of job "{job:Text}" have {length:Count} characters'
)
def length_of_notes(scenario: ScenarioContext, number: str, job: str, length: int) -> None:
    found = scenario.spectrum.change_request(job, number).notes
    assert len(found) == length, f"the notes have {len(found)} characters"


@then('the notes of change request "{number:Text}" of job "{job:Text}" contain "{words:Text}"')
def notes_contain(scenario: ScenarioContext, number: str, job: str, words: str) -> None:
    found = scenario.spectrum.change_request(job, number).notes
    assert words in found, f"the notes are {found!r}"


@then('Spectrum\'s contract of job "{job:Text}" has these billing items')
def billing_items(scenario: ScenarioContext, job: str, table: Table) -> None:
    rows = table.rows(("code", "description", "amount"))
    expected = [(row["code"], row["description"], amount_of(row["amount"])) for row in rows]
    _same(scenario.spectrum.billing_items(job), expected)


@then('both systems show these amounts for job "{job:Text}"')
def tied_out(scenario: ScenarioContext, job: str, table: Table) -> None:
    amounts = table.pairs(("original", "change orders", "revised"))
    expected = tuple(amount_of(amounts[name]) for name in ("original", "change orders", "revised"))
    contract = scenario.company.contract_of(scenario.company.project_by_job[job])
    procore = (
        contract.grand_total,
        contract.approved_change_orders,
        contract.revised_contract_amount,
    )
    spectrum = scenario.spectrum.totals(job)
    assert procore == expected, f"Procore shows {procore}"
    assert spectrum == expected, f"Spectrum shows {spectrum}"


def _requests(scenario: ScenarioContext, job: str) -> list[ChangeRequestHeader]:
    return scenario.spectrum.change_requests(job)


def _received(scenario: ScenarioContext, field: str) -> list[str]:
    """The different values of an element in the change request calls since the When."""
    found: dict[str, None] = {}
    for entry in scenario.writes("spectrum"):
        if entry.operation == CHANGE_REQUEST_SERVICE:
            envelope = etree.fromstring(entry.request_body.encode())
            for element in envelope.iter("{*}" + field):
                if element.text and element.text.strip():
                    found.setdefault(element.text.strip())
    return list(found)


def _same(found: Iterable[tuple[object, ...]], expected: Iterable[tuple[object, ...]]) -> None:
    assert list(found) == list(expected), f"Spectrum shows {list(found)}"
