"""The claims of an article about ResNet-50, each run: prints Markdown.

Usage: python -m benchmarks.claims > docs/claims.md
"""

import torch

from benchmarks.claims.article import CLAIMS
from benchmarks.claims.elsewhere import elsewhere
from benchmarks.claims.page import page
from fuzz.catalogue import Catalogue
from fuzz.execution.threads import one_thread

if __name__ == "__main__":
    one_thread()
    version = torch.__version__.partition("+")[0]
    print(page(CLAIMS, list(Catalogue()), version, elsewhere()), end="")
