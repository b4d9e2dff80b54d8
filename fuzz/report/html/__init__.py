"""The page: one file that asks nothing of any host, made of a report."""

from fuzz.report.html.page import render

__all__ = ["render"]
