"""Made-up companies with jobs, contracts and change orders, from a seed."""
