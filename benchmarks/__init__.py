"""How fast the simulators answer, beside other simulators, with one load generator in one run."""
