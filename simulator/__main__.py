"""`python -m simulator`: both products on sockets."""

from simulator.cli import main

main()
