"""What the build rewrites on the way into the wheel, and what it refuses."""

import pytest

from hatch_build import rewritten

NAMES = {"fuzz", "strategies", "fuzz.cli.app", "strategies.case"}


@pytest.mark.parametrize(
    ("source", "moved"),
    [
        ("from strategies.case import Case\n", "from resnet_fuzz.strategies.case import Case\n"),
        ("if x:\n    from fuzz import cli\n", "if x:\n    from resnet_fuzz.fuzz import cli\n"),
        ('A = "fuzz.cli.app"\n', 'A = "resnet_fuzz.fuzz.cli.app"\n'),
        (
            '"""See fuzz.cli.app and `strategies.case`."""\n',
            '"""See fuzz.cli.app and `strategies.case`."""\n',
        ),
        ('A = "fuzz"\nfrom hypothesis import strategies as st\n',) * 2,
        ("from fuzzy import fuzz\nimport strategies_of_mine\n",) * 2,
    ],
)
def test_imports_and_names_of_modules_are_moved_and_nothing_else(source: str, moved: str) -> None:
    assert rewritten(source, NAMES) == moved


@pytest.mark.parametrize(
    "source",
    [
        "import fuzz.cli.app\n",
        "import fuzz.cli.app as app\n",
        "import os, strategies\n",
        "from \\\n    fuzz.cli.app import main\n",
    ],
)
def test_what_could_not_be_moved_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match=r"fuzz|strategies"):
        rewritten(source, NAMES)
