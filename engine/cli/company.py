"""How the command line sets up the made-up company's ERP Integrations tool."""

from engine.erp_integrations.tool import ErpIntegrations
from engine.rulebook.vocabulary import DEFAULT_EDITION, Edition

APPROVED_STATUS_CODE = "A"
"""The status code that the portfolios give action type 1."""


def set_up(
    tool: ErpIntegrations, *, edition: Edition = DEFAULT_EDITION, is_switched_on: bool = True
) -> None:
    """Choose the edition and the status code; switch the feature and the PCCO export on or off."""
    tool.configure(edition=edition.value, spectrum_status_code=APPROVED_STATUS_CODE)
    tool.enable_feature(is_switched_on)
    tool.switch_export(is_switched_on)
