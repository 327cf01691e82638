"""The documented behaviour, as Gherkin, and its steps: the only room that knows both sides."""
