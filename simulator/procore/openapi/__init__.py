"""An OpenAPI document of the simulated Procore, rendered from what its operations declare."""
