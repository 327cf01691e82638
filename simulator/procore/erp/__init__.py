"""The ERP loop: connections, requests to export, and how they end."""
