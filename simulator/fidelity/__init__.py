"""The fidelity ledger: what is known of each operation, how well, and which tests hold it."""
