"""What both simulated products share: clock, identifiers, faults and journal, under one seed."""
