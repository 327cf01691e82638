"""The strict Gherkin harness: feature files collected directly, steps bound before any runs."""
