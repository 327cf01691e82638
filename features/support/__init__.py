"""What the steps stand on: the simulators, the scenario's memory, and views over the wire."""
