"""Batches: the package tier in the new model, written together with what it is made of."""
