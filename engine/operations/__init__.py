"""What people may ask of the ERP Integrations tool, each operation declared once."""
