"""`python -m simulator`: both products on sockets."""

import gc

# What is made until the first answer stays: the collector would look at it over and over, for a
# tenth of the start-up. `serve` turns it on again.
gc.disable()

from simulator.cli import main  # noqa: E402  # imports are most of what is made

main()
