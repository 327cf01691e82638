"""The company's ERP Integrations tool: tabs, lists, buttons with their reasons, and a journal."""
