"""Who may call what: authorization ids, GUID sessions, Basic and enhanced authentication."""
