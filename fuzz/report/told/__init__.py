"""What there is to tell of runs or of a checked network, as plain data that every renderer is fed with."""

from fuzz.report.told.report import Contract, Dots, Limit, Problem, Report, Run, Variant

__all__ = ["Contract", "Dots", "Limit", "Problem", "Report", "Run", "Variant"]
