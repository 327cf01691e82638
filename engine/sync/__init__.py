"""Moves prime contracts and change orders between the two sets of books, so that they tie out.

One reconcile function an operation; each may be run again from any point.
"""
