"""What there is to tell of runs or of a checked network: the plain data that renderers are fed with."""

from fuzz.report.told.report import Contract, Dots, Limit, Problem, Report, Run, Variant

__all__ = ["Contract", "Dots", "Limit", "Problem", "Report", "Run", "Variant"]
