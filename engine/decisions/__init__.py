"""From records to facts: pure functions, one a subject. Together they make every declared fact."""
