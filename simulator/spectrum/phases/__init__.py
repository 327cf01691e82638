"""Phases and cost types of jobs."""
