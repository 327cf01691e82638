"""The resources of the legacy model, a tier each, and adding a change order to the tier above."""
