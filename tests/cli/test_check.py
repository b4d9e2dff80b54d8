"""``fuzz check``, as its users meet it; all but one test run it in the process of the test."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest

from fuzz.check.result import Checked
from tests.cli.conftest import Run, fuzz_in, runner

NETS = """
import os

import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, features=4):
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3, 2, 1)
        self.fc = nn.Linear(features, 5)

    def forward(self, x):
        return self.fc(torch.relu(self.conv(x)).mean((2, 3)))


def wrong():
    net = Net()
    net.fc = nn.Linear(2048, 5)
    return net


class Aborts(Net):
    def forward(self, x):
        os.abort()


class AbortsInTraining(Net):
    def forward(self, x):
        if self.training:
            os.abort()
        return super().forward(x)


class Picky(Net):
    def forward(self, x):
        if not self.training and len(x) == 2 and torch.equal(x[0], x[1]):
            raise ValueError("twice the same")
        return super().forward(x)


class Uncopied(Net):
    def __deepcopy__(self, memo):
        raise TypeError("I am only once")


only = Uncopied()


def broken():
    raise ValueError("no weights at hand")


class Early(nn.Module):
    def __init__(self):
        self.conv = nn.Conv2d(3, 4, 3)
        super().__init__()
"""
Check = Callable[..., "Told"]
QUICK = ("--without", "the input contract,torch.compile,another device")


class Told(msgspec.Struct):
    """How a command has ended."""

    status: int
    out: str
    err: str


@pytest.fixture(scope="module")
def nets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("checked")
    (folder / "checked_nets.py").write_text(NETS)
    (folder / "checked_raising.py").write_text("import torch\n\nraise KeyError('NETS_HOME')\n")
    (folder / "checked_exiting.py").write_text("raise SystemExit('run me as a script')\n")
    sys.path.insert(0, str(folder))
    yield folder
    sys.path.remove(str(folder))


@pytest.fixture
def check(nets: Path, here: Run) -> Check:
    """``fuzz check`` in this process."""

    def run(*arguments: str) -> Told:
        done = here("check", *arguments)
        return Told(done.returncode, done.stdout, done.stderr)

    return run


def test_a_fault_with_its_cause_line_and_fix(nets: Path) -> None:
    result = fuzz_in(nets)("check", "checked_nets:wrong", *QUICK, "--script")
    assert result.returncode == 1, result.stderr
    assert not result.stderr
    line = NETS.splitlines().index("    net.fc = nn.Linear(2048, 5)") + 1
    told = result.stdout
    assert f"at fc (checked_nets.py:{line}): linear.in_features" in told
    assert "expects an input whose last dimension has size 2048 (in_features=2048), but got 4" in told
    assert "+ net.fc = nn.Linear(4, 5)" in told
    script = [one[4:] for one in told.partition("    import torch\n")[2].splitlines()]
    program = "\n".join(("import torch", *script[: script.index("    output = model(x)") + 1]))
    with pytest.raises(RuntimeError, match="mat1 and mat2 shapes cannot be multiplied"):
        exec(program, {})


def test_a_faultless_network(check: Check) -> None:
    told = check("checked_nets:Net", *QUICK)
    assert told.status == 0, told.out
    assert "Nothing was found." in told.out


def test_all_of_it_as_data(check: Check) -> None:
    told = check("checked_nets:wrong", *QUICK, "--json")
    checked = msgspec.json.decode(told.out, type=Checked)
    (finding,) = checked.findings
    assert (told.status, finding.name, finding.site) == (1, "linear.in_features", "fc")


def test_a_remark_alone_is_no_failure(check: Check) -> None:
    assert check("checked_nets:wrong", *QUICK, "--fail-on", "remark").status == 0


def test_what_ends_the_process_is_told_and_the_rest_goes_on(check: Check) -> None:
    told = check("checked_nets:Aborts", "--input", "2x3x8x8", *QUICK)
    assert "a run ends the process: SIGABRT" in told.out
    assert told.status == 1
    told = check("checked_nets:AbortsInTraining", *QUICK)
    assert "FAILS for training: died" in told.out
    assert "It returns  [2, 5]" in told.out


def test_an_exception_beside_the_runs_is_left_out_and_no_crash(check: Check) -> None:
    told = check("checked_nets:Picky", *QUICK)
    assert "Left out: samples by themselves: ValueError: twice the same (" in told.out
    assert "ends the process" not in told.out


def test_what_is_not_there(check: Check) -> None:
    for name, parts in {
        "checked_nets:Nett": ("checked_nets has no 'Nett'", "did you mean Net"),
        "checked_nots:Net": ("there is no module 'checked_nots'",),
        "checked_nets": ("expected MODULE:FACTORY, such as myapp.models:build",),
        "checked_raising:Net": ("raises KeyError: 'NETS_HOME' (", "checked_raising.py:3)"),
        "checked_exiting:Net": ("raises SystemExit: run me as a script (",),
        "checked_nets:only": ("can't be copied", "I am only once", "name a function that builds it"),
    }.items():
        told = check(name)
        assert (told.status, told.out, len(told.err.splitlines())) == (2, "", 1), told.err
        assert all(part in told.err for part in parts), told.err


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        (
            "broken",
            ("ValueError: no weights at hand", "the cause is not known", "raise ValueError("),
        ),
        (
            "Early",
            ("module.no_super_init", "Fix: make super().__init__() the first", "self.conv = nn"),
        ),
    ],
)
def test_a_network_that_can_not_be_built(check: Check, name: str, parts: tuple[str, ...]) -> None:
    *shown, code = parts
    told = check(f"checked_nets:{name}")
    line = next(at for at, text in enumerate(NETS.splitlines(), 1) if f"{code}" in text and at > 40)
    assert (told.status, told.err) == (1, "")
    assert all(part in told.out for part in (*shown, "FAILS as it is built", f"checked_nets.py:{line}"))
    assert "Left out: all else, since it can't be built" in told.out


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("--input", "2,3"), "forward() takes 1 input, but 2 were given"),
        (("--input", "2x3xQ"), "is not a shape such as 2x3x32x32"),
        (("--target", "2"), "--loss is needed as well"),
        (("--loss", "CrossEntropy"), "did you mean CrossEntropyLoss"),
        (("--loss", "MSELoss,L1Loss"), "--loss names one loss"),
        (("--loss", "CrossEntropyLoss", "--target", "3"), "3"),
    ],
)
def test_a_mistake_in_the_options(check: Check, arguments: tuple[str, ...], part: str) -> None:
    told = check("checked_nets:Net", *arguments, *QUICK)
    assert part in told.err + told.out
    assert told.status in (1, 2)


def documented_test() -> str:
    """The test that docs/check.md shows, of a network of one's own."""
    text = (Path(__file__).parents[2] / "docs/check.md").read_text()
    return text.partition("## In a test")[2].partition("```python\n")[2].partition("```")[0]


EDITED = """
from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 512, 3, 4, 1)
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(512, 1000)

    def forward(self, x):
        return self.fc(self.pool(self.conv(x)).flatten(1))


def build():
    net = Net()
    net.fc = nn.Linear(2048, 10)
    return net
"""


def test_the_test_of_the_documentation_and_an_item_for_each_finding(tmp_path: Path) -> None:
    (tmp_path / "myapp").mkdir()
    (tmp_path / "myapp/models.py").write_text(EDITED)
    (tmp_path / "checked_nets.py").write_text(NETS)
    (tmp_path / "test_mine.py").write_text(documented_test())
    suite = runner(tmp_path, ["-m", "pytest", "-p", "no:cacheprovider", "-rfx", "--color=no"])
    result = suite("--fuzz-check", "checked_nets:wrong", "--junitxml", "junit.xml")
    told = result.stdout
    assert result.returncode == 1, result.stderr
    line = EDITED.splitlines().index("    net.fc = nn.Linear(2048, 10)") + 1
    assert f"at fc (myapp/models.py:{line}): linear.in_features" in told
    assert "resnet_fuzz.NetworkFailure: " in told
    assert "fuzz.plugin.network" not in told
    assert "but got 512" in told
    assert "+ net.fc = nn.Linear(512, 10)" in told
    assert "FAILED check::checked_nets:wrong-1-linear.in_features - FAILS" in told
    assert "+ net.fc = nn.Linear(4, 5)" in told
    assert "from checked_nets import wrong" in told
    cases = {one.get("name") for one in ElementTree.parse(tmp_path / "junit.xml").iter("testcase")}
    assert "checked_nets:wrong-1-linear.in_features" in str(cases)
