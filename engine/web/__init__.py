"""The ERP Integrations tool and the rulebook as web pages for people, on a phone as well."""
