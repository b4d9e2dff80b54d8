"""Runners: where a case is run, and what becomes of one that kills its process."""
