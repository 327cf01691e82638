"""Two simulated products, Procore and Spectrum, in one world: one clock, one seed, one journal."""
