"""The company, its people and what it has switched on."""

from features.harness.steps import given, when
from features.harness.table import Table
from features.support.people import RIGHTS, Person
from features.support.scenario_context import ScenarioContext


@given("a company that syncs Spectrum prime contracts and PCCOs")
def a_syncing_company(scenario: ScenarioContext) -> None:
    scenario.company.set_up()
    scenario.tool.configure(
        is_feature_enabled=True,
        is_export_switched_on=True,
        spectrum_status_code="A",
        erp_connector="spectrum",
        edition=scenario.edition,
    )


@given("a person, the {role:Word}, with these rights")
def a_person(scenario: ScenarioContext, role: str, table: Table) -> None:
    scenario.company.people[role] = Person.with_rights(role, table.pairs(RIGHTS))


@given("Procore Support has not enabled the feature")
def feature_is_off(scenario: ScenarioContext) -> None:
    scenario.tool.configure(is_feature_enabled=False)


@when("Procore Support enables the feature")
def feature_is_switched_on(scenario: ScenarioContext) -> None:
    scenario.tool.configure(is_feature_enabled=True)


@given("the export of PCCOs is switched off")
def export_is_off(scenario: ScenarioContext) -> None:
    scenario.tool.configure(is_export_switched_on=False)


@when("Procore Support switches the export of PCCOs on")
def export_is_switched_on(scenario: ScenarioContext) -> None:
    scenario.tool.configure(is_export_switched_on=True)


@given("the company has lines removed that are gone from Spectrum")
def deleted_lines_are_removed(scenario: ScenarioContext) -> None:
    scenario.tool.configure(deleted_lines="remove")


@given("ERP Integrations is configured for another accounting system")
def another_accounting_system(scenario: ScenarioContext) -> None:
    scenario.tool.configure(erp_connector="another")


@given("ERP Integrations is configured for no accounting system")
def no_accounting_system(scenario: ScenarioContext) -> None:
    scenario.tool.configure(erp_connector="none")


@given("unit tracking is switched on")
def unit_tracking_is_on(scenario: ScenarioContext) -> None:
    scenario.tool.configure(is_unit_tracking_enabled=True)


@given("the company follows the current edition of the rules")
def current_edition(scenario: ScenarioContext) -> None:
    scenario.tool.configure(edition="current")


@given('change request numbers begin with "{prefix:Text}"')
def numbers_with_a_prefix(scenario: ScenarioContext, prefix: str) -> None:
    scenario.tool.configure(change_request_prefix=prefix)


@given("change request numbers keep the last {count:Count} characters of the PCCO's number")
def numbers_with_last_characters(scenario: ScenarioContext, count: int) -> None:
    scenario.tool.configure(change_request_last_characters=str(count))


@given('exports get the Spectrum status "{code:Text}"')
def exported_status(scenario: ScenarioContext, code: str) -> None:
    scenario.tool.configure(spectrum_status_code=code)
