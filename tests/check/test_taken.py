"""What raises as sizes are fractions, or as several things are taken for one, is told at its line."""

from pathlib import Path

import pytest
from torch import nn

from fuzz.check.finding import Finding
from fuzz.check.plain.at import At
from fuzz.check.plain.seen import Raised
from fuzz.check.unbuilt import unbuilt
from fuzz.execution.named.place import calls_at, raised_at, span_at
from tests.check import taken
from tests.check.test_faults import IMAGES, checked

FILE = Path(taken.__file__)


def at_line(finding: Finding, code: str) -> bool:
    (number,) = (at for at, line in enumerate(FILE.read_text().splitlines(), 1) if code in line)
    place = finding.place
    return place is not None and (Path(place.file), place.line) == (FILE, number)


@pytest.mark.parametrize(
    ("made", "name", "code", "fix"),
    [
        (taken.Divided, "fractional_size", "self.middle = 16 / ratio", "16 // ratio"),
        (taken.Ranged, "fractional_size", "range(depth / 2)", "depth // 2"),
        (taken.Squeezed, "fractional_size", "# of a float", "int(channels * ratio)"),
        (taken.Tabled, "fractional_size", "# half of it", "int(16 * self.table['ratio'])"),
        (taken.Least, "fractional_size", "# at least", "channels // 4"),
        (taken.Floating, "fractional_size", "# no whole number", "make it whole: 16"),
        (taken.Repeated, "fractional_size", "# times a float", "depth // 2"),
        (taken.Unknown, "general.argument", "nn.Conv2d(channels, hidden, 1)", "int(value)"),
        (taken.Copied, "other_super", "super(Pooled, self)", "super(Copied, self).__init__()"),
    ],
)
def test_what_cannot_be_built(made: type[nn.Module], name: str, code: str, fix: str) -> None:
    with pytest.raises(TypeError) as raised:
        made()
    there = raised.tb
    at = At(place=raised_at(there), span=span_at(there), calls=calls_at(there))
    (finding,) = unbuilt("one", Raised("build", "TypeError", str(raised.value), at)).findings
    assert (finding.name, at_line(finding, code), fix in finding.fix) == (name, True, True)


@pytest.mark.parametrize(
    ("made", "name", "code", "fix"),
    [
        (taken.Viewed, "fractional_size", "x.view(n, c / 2, -1)", "c // 2"),
        (taken.Halved, "fractional_size", "# half of the channels", "x.shape[1] // 2"),
        (taken.Unpooled, "unpacked_tensor", "nn.MaxPool2d(2)", "return_indices=True"),
        (taken.Apart, "unpacked_tensor", "mean, spread = self.both", "x = self.both(...)"),
        (taken.Celled, "unpacked_tensor", "out, (h, c) = self.rnn", "output, h = self.rnn(...)"),
        (taken.Three, "several_returned", "out, h, c = self.rnn", "output, (h, c) = self.rnn(...)"),
        (taken.Paired, "several_returned", "return x.mean(0)", "self.rnn(...)[0]"),
        (taken.Attended, "several_returned", "(x + self.attention", "self.attention(...)[0]"),
    ],
)
def test_what_fails(made: type[nn.Module], name: str, code: str, fix: str) -> None:
    finding = checked(made, IMAGES, only=("training",)).findings[0]
    assert (finding.kind, finding.name, at_line(finding, code)) == ("fails", name, True)
    assert fix in finding.fix


def test_what_is_taken_apart_on_purpose() -> None:
    assert not checked(taken.Turns, IMAGES, only=("training", "what values mean")).findings
