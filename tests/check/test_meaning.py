"""What is not read as it is meant is told at its line, with what is to be written; of what looks like
it, nothing."""

from pathlib import Path

import pytest
from torch import nn

from fuzz.check.finding import Finding
from tests.check import meaning
from tests.check.test_faults import IMAGES, checked

FILE = Path(meaning.__file__)
MEANING, GRADIENTS, BUILT = "what values mean", "the gradients", ""


def at_line(finding: Finding, code: str) -> bool:
    (number,) = (at for at, line in enumerate(FILE.read_text().splitlines(), 1) if code in line)
    place = finding.place
    return place is not None and (Path(place.file), place.line) == (FILE, number)


@pytest.mark.parametrize(
    ("made", "part", "name", "code", "fix"),
    [
        (meaning.Tokens, MEANING, "scrambled", "x.reshape(n, h * w, c)", "x.flatten(2).transpose(1, 2)"),
        (meaning.Rows, MEANING, "scrambled", "x.view(-1, c)", "permute"),
        (meaning.Columns, MEANING, "scrambled", "x.view(n, w, c * h)", "permute"),
        (meaning.Back, MEANING, "scrambled", "tokens.reshape(n, c, h, w)", "x.transpose(1, 2).reshape("),
        (
            meaning.Heads,
            MEANING,
            "scrambled",
            "y.reshape(n, count, c)",
            "x.transpose(1, 2).reshape(n, t",
        ),
        (meaning.Split, MEANING, "scrambled", "view(n, 2, count, c // 2)", "x.view(n, t, heads, d).tr"),
        (meaning.OfQueries, MEANING, "weights_astray", "/ 4, dim=1)", "dim=-1"),
        (meaning.OfHeads, MEANING, "weights_astray", "F.softmax(q @ k", "dim=-1"),
        (meaning.Layered, MEANING, "weights_astray", "nn.Softmax(dim=-2)", "dim=-1"),
        (meaning.Unturned, MEANING, "weights_astray", "k.transpose(1, 2)).softmax(dim=-1)", "dim=1"),
        (meaning.Levels, "training", "unused_result", "torch.cat([p1, p1]", "take p2 in place"),
        (meaning.Thrown, MEANING, "discarded", "        F.relu(x)", "x = F.relu(...)"),
        (meaning.ThrownMethod, MEANING, "discarded", "        x.mul(2)", "x = x.mul(...)"),
        (meaning.ThrownLayer, MEANING, "discarded", "self.drop(x)", "x = self.drop(...)"),
        (meaning.ThrownCopy, MEANING, "discarded", "x.to(torch.float32)", "x = x.to(...)"),
        (meaning.Hidden, GRADIENTS, "alike", "nn.init.ones_(self.hidden.weight)", "random"),
        (meaning.Applied, GRADIENTS, "alike", "module.weight.data.fill_(0.02)", "random"),
        (meaning.Chosen, BUILT, "constant_condition", 'or "cnn.bias"', "name == 'cnn.bias'"),
        (meaning.Compared, BUILT, "constant_condition", '("mean" or "max")', "or kind in 'max'"),
    ],
)
def test_what_is_misread(made: type[nn.Module], part: str, name: str, code: str, fix: str) -> None:
    finding = next(one for one in checked(made, IMAGES, only=(part,)).findings if one.name == name)
    assert (finding.kind, at_line(finding, code)) == ("silent", True)
    assert fix in finding.fix


@pytest.mark.parametrize(
    ("made", "code"), [(meaning.Both, "        return out[:, -1]"), (meaning.Gated, "[-1, :, :]")]
)
def test_the_last_of_both_directions_is_a_remark(made: type[nn.Module], code: str) -> None:
    (finding,) = checked(made, IMAGES, only=(MEANING,)).findings
    assert (finding.kind, finding.name, at_line(finding, code)) == ("remark", "last_of_both", True)


def test_units_of_each_gate_are_looked_at() -> None:
    names = {one.site for one in checked(meaning.Gates, IMAGES, only=(GRADIENTS,)).findings}
    assert names == {"lstm"}


@pytest.mark.parametrize(
    "made",
    [
        *(meaning.Ordered, meaning.Sums, meaning.Halved, meaning.Chunked, meaning.Averaged),
        meaning.Routed,
        *(meaning.Done, meaning.Begun, meaning.Asked),
    ],
)
def test_what_is_meant_so(made: type[nn.Module]) -> None:
    found = checked(made, IMAGES, only=(MEANING, GRADIENTS)).findings
    assert not [one for one in found if one.name != "merged_batch"]
