"""What has been found: entries as files, read strictly, written atomically, merged without loss."""

from fuzz.catalogue.entry import Entry, Found, Observation
from fuzz.catalogue.store import CORPUS, Catalogue

__all__ = ["CORPUS", "Catalogue", "Entry", "Found", "Observation"]
