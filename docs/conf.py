"""How the pages become a site: `make docs` writes it into out/docs."""

from importlib.metadata import version as version_of

import resnet_fuzz

project = "resnet-fuzz"
author = "the authors of resnet-fuzz"
version = release = version_of("resnet-fuzz")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
html_theme = "furo"
html_title = f"resnet-fuzz {version}"
html_extra_path = ["pyproject.schema.json"]

myst_heading_anchors = 4  # as GitHub names them, so that a link leads there on both
myst_links_external_new_tab = False

nitpicky = True
nitpick_ignore_regex = [  # what others define, whose pages are elsewhere
    ("py:.*", r"(?!resnet_fuzz\b).*"),
]
suppress_warnings = ["misc.highlighting_failure"]  # an excerpt need not be a whole program

autodoc_typehints = "description"
autodoc_member_order = "bysource"
autodoc_default_options = {"show-inheritance": True}

assert resnet_fuzz  # what the reference is made from, and what it fails without
