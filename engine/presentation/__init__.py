"""How everything a person reads in a browser looks: the pages and the run report share it."""
