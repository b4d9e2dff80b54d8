"""The page: one file that loads nothing from the network, made of a report."""

from fuzz.report.html.page import render

__all__ = ["render"]
