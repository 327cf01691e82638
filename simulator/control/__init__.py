"""The control plane under /_simulator/v1/: state, clock, faults, journal, records, fidelity."""
