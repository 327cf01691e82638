"""External data: the ERP's ids on Procore's records."""
