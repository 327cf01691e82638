"""Two ways to decide one rulebook, and the wall between them and what they decide about: facts."""
