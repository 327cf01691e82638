"""Companies and projects."""
