"""What ships is for code that finds the same facts: moved or told otherwise, and not changed."""

from pathlib import Path

import pytest

from fuzz.execution import shipped
from hatch_build import HALVES, _modules, rewritten

ROOT = Path(__file__).resolve().parents[3]


def test_our_code_means_the_same_in_the_wheel() -> None:
    names = {name for half in HALVES for name in _modules(ROOT, half)}
    finders = list(shipped._finders())
    assert len(finders) == len(shipped.FINDERS) + 1
    moved = [rewritten(path.read_text(encoding="utf-8"), names) for path in finders]
    assert any(one != path.read_text(encoding="utf-8") for one, path in zip(moved, finders, strict=True))
    assert [*map(shipped._meaning, moved)] == [
        shipped._meaning(path.read_text(encoding="utf-8")) for path in finders
    ]


@pytest.mark.parametrize(
    ("source", "same"),
    [
        ('def f():\n    """Told otherwise."""\n    return 1  # as ever\n', True),
        ("import os\n\ndef f():\n    return 1\n", True),
        ("def f():\n    return 2\n", False),
        ("def f(x=None):\n    return 1\n", False),
    ],
)
def test_comments_and_imports_mean_nothing_and_all_else_does(source: str, same: bool) -> None:
    plain = shipped._meaning("def f():\n    return 1\n")
    assert (shipped._meaning(source) == plain) == same


def test_nothing_ships_where_python_has_run_code_at_its_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped, "at_start", lambda: [Path("sitecustomize.py")])
    assert shipped.results() == {}
