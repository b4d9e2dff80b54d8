"""Of two faults, the one to blame is the one whose own message torch gives."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

import pytest
from torch import nn

from fuzz.execution.composition.comparison import Comparison
from fuzz.execution.composition.probe import probe_module
from fuzz.execution.construction import construct
from fuzz.execution.op_recorder import Record, built
from fuzz.execution.outcome import Raised
from fuzz.execution.setting import Setting
from fuzz.verdict.finding import Wording
from fuzz.verdict.judgement import weigh
from fuzz.verdict.template import template
from strategies.contract import Prediction, predict_loss
from strategies.contract.forward import through
from strategies.execution_order import Order
from strategies.layer import LAYERS, Layer, LayerKind
from strategies.layer.variant import variants
from strategies.loss import LOSSES, Loss, Target
from strategies.loss.kind import ANY_OUTPUT, LossKind
from strategies.loss.pairing import candidates, configured
from strategies.rule import MANY, Conditions, TensorSpec
from strategies.value import Shape, Value
from strategies.violation import violation_of
from tests.quality.meta import real

PLAIN = Setting(train=False, grad=True, autocast="off", backward=False, device="cpu")
OUTPUTS: tuple[Shape, ...] = ((2, 5), (2, 5, 3, 4), (4,), (), (2, 1), (2, 5, 3))
DTYPES = ("int64", "float64", "bool")
"""Without bfloat16, for which some losses have no kernel on a CPU: that is no rule, and not in the
contract."""

Aspect = tuple[str, Value]
"""What a pairing departs from the plain one in: an option of the loss, or a field of the target or the
output; and its value."""


@dataclass
class Ran:
    """What torch said of a pairing, the rule that is blamed, and all that are violated."""

    wording: Wording | None
    blamed: str
    violated: tuple[str, ...]


@dataclass
class Bench:
    """The pairings of one loss with outputs of one shape."""

    kind: LossKind
    shape: Shape
    comparisons: dict[str, Comparison] = field(default_factory=dict)

    def aspects(self) -> Iterator[Aspect]:
        """Every way to depart from the plain pairing in one respect."""
        plain = self.kind.targets(self.shape)[0]
        for loss in configured(self.kind, self.shape)[1:]:
            yield from loss.options.items()
        for name in ("shape", "dtype", "values"):
            values = (getattr(target, name) for target in candidates(self.kind, self.shape))
            yield from (
                (f"target {name}", v) for v in dict.fromkeys(values) if v != getattr(plain, name)
            )
        yield from (("output dtype", dtype) for dtype in DTYPES)

    def run(self, *aspects: Aspect) -> Ran | None:
        """The outcome of a pairing; None where it isn't safe to run."""
        given, plain = dict(aspects), self.kind.targets(self.shape)[0]
        target = Target(
            **{n: given.get(f"target {n}", getattr(plain, n)) for n in plain.__struct_fields__}
        )
        loss = Loss(self.kind.name, {name: v for name, v in aspects if " " not in name})
        # Whether numbers drawn at random are out of range is left to chance.
        if not self.kind.safe(target, self.shape) or target.values == "normal" != plain.values:
            return None
        dtype = str(given.get("output dtype", "float32"))
        if dtype not in self.comparisons:
            self.comparisons[dtype] = Comparison(real(self.shape, dtype), PLAIN)
        outcome = self.comparisons[dtype].outcomes(loss, target)[-1]
        expected = predict_loss(loss, target, TensorSpec(self.shape, dtype))
        violated = tuple(violation.rule for violation in expected.violations)
        if not isinstance(outcome, Raised):
            return Ran(None, "", violated)
        finding = weigh(expected, outcome)
        assert finding is not None
        wording = Wording(outcome.exception, template(outcome.message))
        return Ran(wording, _as_worded(finding.signature.rule), violated)


def _as_worded(rule: str) -> str:
    """A rule without what torch doesn't tell apart: too few dimensions and too many."""
    owner, _, name = rule.partition(".")
    if name in ("extra_dimension", "missing_dimension", "unbatched_output", "index_size", "batch"):
        name = "label_shape"
    return f"{owner}.{name.removeprefix('low_')}"


@pytest.mark.parametrize("kind", LOSSES.values(), ids=LOSSES)
def test_of_two_faults_of_a_loss_the_one_that_torch_tells_is_to_blame(kind: LossKind) -> None:
    """The rules of a wording are those of the pairings with that one fault."""
    rules: dict[Wording | None, set[str]] = defaultdict(set)
    both: list[tuple[Shape, tuple[Aspect, ...], Ran]] = []
    for shape in OUTPUTS:
        bench = Bench(kind, shape)
        sound = (plain := bench.run()) is None or not plain.violated
        alone = [(aspect, ran) for aspect in bench.aspects() if (ran := bench.run(aspect)) is not None]
        for aspect, ran in alone:
            if ran.wording is not None and len(ran.violated) == 1:
                rules[ran.wording].add(ran.blamed)
            elif ran.wording is not None and not sound:
                both.append((shape, (aspect,), ran))
        both += ((shape, pair, ran) for pair, ran in _pairs(bench, alone))
    wrong = [
        (shape, aspects, ran.blamed, rules[ran.wording])
        for shape, aspects, ran in both
        if ran.wording in rules and ran.blamed not in rules[ran.wording]
    ]
    assert wrong == []
    assert both


def _pairs(
    bench: "Bench | LayerBench", alone: list[tuple[Aspect, Ran]]
) -> Iterator[tuple[tuple[Aspect, Aspect], Ran]]:
    """The pairs of two faults, of which one at least raises by itself; of pairs alike, one."""
    faults = [(aspect, ran) for aspect, ran in alone if ran.violated]
    seen = set()
    for (one, ran), (other, another) in combinations(faults, 2):
        kind = (one[0], other[0], ran.wording, another.wording, ran.blamed, another.blamed)
        silent = ran.wording is None and another.wording is None
        if one[0] == other[0] or silent or ran.wording == another.wording or kind in seen:
            continue
        seen.add(kind)
        together = bench.run(one, other)
        if together is None or together.wording is None:
            continue
        if together.wording in (ran.wording, another.wording):
            yield (one, other), together


OF_OPTIONS = ("not a valid value", "only p ==", "weight to be None", "expected margin")
"""Words of the messages about options, for which torch does not look at the output."""


@pytest.mark.parametrize("kind", LOSSES.values(), ids=LOSSES)
def test_an_output_that_is_no_tensor_is_to_blame_where_torch_says_so(kind: LossKind) -> None:
    comparison, fitting = Comparison((real(ANY_OUTPUT.shape),), PLAIN), kind.targets(ANY_OUTPUT.shape)[0]
    for loss in configured(kind, ANY_OUTPUT.shape):
        outcome = comparison.outcomes(loss, fitting)[0]
        finding = weigh(predict_loss(loss, fitting, TensorSpec((), MANY)), outcome)
        assert isinstance(outcome, Raised)
        assert finding is not None
        of_option = any(words in outcome.message for words in OF_OPTIONS)
        name = next(iter(loss.options)) if of_option else "one_tensor"
        assert finding.signature.rule == f"{kind.name.lower()}.{name}", (loss, outcome.message)


FEATURES: tuple[Shape, ...] = (
    *((2, 8, 8, 8), (2, 8, 8), (2, 8), (2, 8, 4, 4, 4), ()),
    *((0, 8, 4, 4), (2, 8, 1, 1), (2, 8, 0, 4)),
)
FEATURE_DTYPES = ("int64", "complex64", "float64")

KNOWN = {
    *((kind, rule) for kind in ("AdaptiveAvgPool2d", "AdaptiveAvgPool3d") for rule in ("empty", "rank")),
    *((f"AdaptiveMaxPool{axes}d", rule) for axes in (2, 3) for rule in ("output_size", "rank")),
    *((kind, "rank") for kind in ("AvgPool2d", "LPPool2d", "UNetSkip", "Unfold", "Upsample")),
    *((f"Conv{axes}d", "window") for axes in (1, 2)),
    *(("Conv3d", rule) for rule in ("dtype", "padding")),
    *(
        (f"ConvTranspose{axes}d", rule)
        for axes in (1, 2, 3)
        for rule in ("channels", "dilation", "dtype", "empty", "padding", "stride")
    ),
    *(("InstanceNorm3d", rule) for rule in ("dtype", "floating")),
    *((f"LPPool{axes}d", rule) for axes in (1, 2, 3) for rule in ("floating", "norm_type")),
    *((kind, "padding_pairs") for kind in ("CircularPad3d", "ReflectionPad3d")),
    *(("LayerNorm", "normalized_axes"), ("Mean", "dim"), ("Softmin", "dim"), ("UNetSkip", "mode")),
    *(("SqueezeExcite", "channels"), ("Upsample", "nothing_left"), ("GLU", "dim")),
}
"""The kinds and rules that are blamed though torch tells the other of two faults: it looks at them in
another order for some dtypes or sizes, and only a layer that is wrong twice over shows it."""

Fault = tuple[str, Value]


@dataclass
class LayerBench:
    """A kind of layer, with one option or one aspect of its input changed."""

    kind: LayerKind
    shape: Shape
    made: dict[str, nn.Module | Raised] = field(default_factory=dict)

    def faults(self) -> Iterator[Fault]:
        plain, *others = variants(self.kind, self.shape)
        for layer in others:
            yield from (one for one in layer.options.items() if one not in plain.options.items())
        yield from (("input shape", shape) for shape in FEATURES if shape != self.shape)
        yield from (("input dtype", dtype) for dtype in FEATURE_DTYPES)

    def run(self, *faults: Fault) -> Ran:
        given = dict(faults)
        options = {name: value for name, value in faults if not name.startswith("input ")}
        layer = Layer(self.kind.name, {**variants(self.kind, self.shape)[0].options, **options})
        shape, dtype = given.get("input shape", self.shape), str(given.get("input dtype", "float32"))
        assert isinstance(shape, tuple)
        passed = through(layer, TensorSpec(shape, dtype), Conditions())
        build = [violation_of("build", found, kind) for _, kind, found in passed.unfit]
        there = [violation_of("forward", found, kind) for _, kind, found in passed.faults]
        raised = self._raised(layer, shape, dtype)
        violated = tuple(violation.rule for violation in (*build, *there))
        if raised is None:
            return Ran(None, "", violated)
        finding = weigh(Prediction((*build, *there)), raised, Order(layer))
        assert finding is not None
        wording = Wording(raised.exception, template(raised.message))
        return Ran(wording, finding.signature.rule, violated)

    def _raised(self, layer: Layer, shape: Shape, dtype: str) -> Raised | None:
        if repr(layer) not in self.made:
            made = built(lambda: construct(layer, "cpu"))
            self.made[repr(layer)] = made.raised or made.take(Record())
        module = self.made[repr(layer)]
        if isinstance(module, Raised):
            return module
        return probe_module(module, real(shape, dtype), PLAIN).raised


@pytest.mark.parametrize("kind", LAYERS.values(), ids=LAYERS)
def test_of_two_faults_of_a_layer_the_one_that_torch_tells_is_to_blame(kind: LayerKind) -> None:
    shape = next(shape for shape in FEATURES if not kind.ranks or len(shape) in kind.ranks)
    bench, rules = LayerBench(kind, shape), defaultdict[Wording | None, set[str]](set)
    alone = [(fault, bench.run(fault)) for fault in bench.faults()]
    for _, ran in alone:
        if ran.wording is not None and len(ran.violated) == 1:
            rules[ran.wording].add(ran.blamed)
    wrong = [
        (faults, ran.blamed, rules[ran.wording])
        for faults, ran in _pairs(bench, alone)
        if ran.wording in rules and ran.blamed not in rules[ran.wording]
    ]
    assert [one for one in wrong if (kind.name, one[1].partition(".")[2]) not in KNOWN] == []
