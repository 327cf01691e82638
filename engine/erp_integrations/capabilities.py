"""What this engine can do, put together from its parts for the check of the rules.

It imports none of the machinery that does it, so that checking the rules starts quickly;
tests/erp_integrations/test_capabilities.py holds it to what the machinery says.
"""

from engine.decisions.derived_facts import derived_fact_names
from engine.mapping.capabilities import LIMITED_FACTS, mapping_fields
from engine.operations.declarations import DECLARED
from engine.operations.records import ChangeOrderRef, ContractRef
from engine.rulebook.capabilities import Actions, Capabilities

BROUGHT_ABOUT = {"fail": frozenset({"accept", "retry"})}
"""What an export does to a PCCO that Spectrum does not take (D-125), and who begins one."""
ASKED_ELIGIBILITIES = frozenset(
    {
        "visibility.erp_tabs",  # whether the tool has its tabs
        "visibility.associated_line_item",  # whether the lines of a PCCO show it
        "company.connector",  # why Spectrum does not count an approved PCCO
        "pcco.exportable",
        "pcco.postable",
    }
)
"""Those the tool asks for besides the eligibilities of the actions."""
COMPANY_SETTINGS = frozenset(
    {
        "is_feature_enabled",
        "is_export_switched_on",
        "spectrum_status_code",
        "edition",
        "erp_connector",
        "is_unit_tracking_enabled",
        "change_request_prefix",
        "change_request_last_characters",
        "deleted_lines",
    }
)
"""Those of engine.sync.store.settings, which mappings are given as texts."""


def engine_capabilities() -> Capabilities:
    """Everything that rule files may name of this engine."""
    return Capabilities(
        actions={
            ContractRef.lifecycle: Actions(_asked_of(ContractRef), brought_about=frozenset()),
            ChangeOrderRef.lifecycle: Actions(
                _asked_of(ChangeOrderRef), frozenset(BROUGHT_ABOUT), BROUGHT_ABOUT
            ),
        },
        derived_facts=derived_fact_names(),
        asked_eligibilities=ASKED_ELIGIBILITIES,
        mappings=mapping_fields(),
        company_settings=COMPANY_SETTINGS,
        limited_facts=LIMITED_FACTS,
    )


def _asked_of(record: type[ContractRef] | type[ChangeOrderRef]) -> frozenset[str]:
    """The actions that people may ask for on a kind of record, by the lifecycle's words."""
    return frozenset(each.action for each in DECLARED if each.record is record)
