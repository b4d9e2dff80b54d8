"""What has been found: causes as files, read strictly, written atomically, merged without loss."""

from fuzz.catalogue.cause import Cause
from fuzz.catalogue.entry import Entry, Found, Observation, Proof
from fuzz.catalogue.store import CORPUS, Catalogue

__all__ = ["CORPUS", "Catalogue", "Cause", "Entry", "Found", "Observation", "Proof"]
