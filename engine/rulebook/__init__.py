"""The rulebook: rule files read, checked and held as frozen data.

It knows facts, never records or vendors.
"""
