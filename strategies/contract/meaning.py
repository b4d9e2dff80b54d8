"""The domain of a network's output (logits, probabilities...), and whether a loss expects it."""

from functools import lru_cache

from strategies.layer import LAYERS, Layer
from strategies.loss import LOSSES, Loss
from strategies.network.interpreter import interpret
from strategies.network.node import Block, Node
from strategies.network.program import By
from strategies.repair import Before, Repair, TakeOut, Together, UseLoss
from strategies.rule import Domain, Rule

ACTIVATIONS = tuple(kind.name for kind in LAYERS.values() if kind.output_domain not in (None, "numbers"))
"""The layers that end a network in something else than logits."""

NO_ACTIVATION = TakeOut(ACTIVATIONS)


def _ending_in(text: str, layer: Before, got: str) -> Repair:
    """What makes an output of another domain: a layer, in place of the one that it may have."""
    if got == "logits":
        return Repair(f"end the network with {text}", layer)
    return Repair(
        f"end the network with {text} in place of its activation", Together((NO_ACTIVATION, layer))
    )


@lru_cache(maxsize=8)
def _probabilities(got: str) -> Rule:
    return Rule(
        "probabilities",
        "{layer} expects {wanted} between 0 and 1, but the network returns {got}",
        (
            _ending_in("nn.Sigmoid()", Before("Sigmoid"), got),
            Repair("use nn.BCEWithLogitsLoss on logits", UseLoss("BCEWithLogitsLoss")),
        ),
        of_values=True,
    )


PROBABILITIES = _probabilities("logits")


@lru_cache(maxsize=8)
def _logarithms(got: str, *, over_last: bool) -> Rule:
    """CTC has its classes in the last dimension, where other losses have them in dimension 1."""
    dims = (-1,) if over_last else (1, -1)
    return Rule(
        "log_probabilities",
        "{layer} expects {wanted}, but the network returns {got}",
        tuple(
            _ending_in(f"nn.LogSoftmax(dim={dim})", Before("LogSoftmax", {"dim": dim}), got)
            for dim in dims
        ),
        of_values=True,
        shared=True,
    )


TWICE = Rule(
    "logits",
    "{layer} expects {wanted}, from which it computes probabilities itself, but the network returns"
    " {got}",
    (Repair("leave out the activation at the end of the network", NO_ACTIVATION),),
    of_values=True,
    shared=True,
)


WORDS: dict[Domain, str] = {"numbers": "logits"}
"""The domains that have another name in a text."""


def meaning(root: Node) -> Domain:
    """The domain of a network's output: that of the last layer that determines one."""
    return _through(root, None) or "numbers"


def _through(node: Node, x: Domain | None) -> Domain | None:
    if isinstance(node, Layer):
        return LAYERS[node.kind].output_domain or x
    return x if node is None else interpret(node, x, _Meaning())


class _Meaning:
    """The `Domain` of an interpreter for domains of values, None where no layer determines one."""

    def call(self, block: Block, name: str, x: Domain | None) -> Domain | None:
        return _through(block.children.get(name), x)

    call_with_keywords = iterate = call

    def take(self, _: Block, x: Domain | None) -> Domain | None:
        return x

    def require(self, _: Block, x: Domain | None, axis: int, size: int) -> Domain | None:
        return x

    def flatten(self, _: Block, x: Domain | None, start_dim: int, by: By) -> Domain | None:
        return x

    def size(self, _: Block, x: Domain | None, dim: int) -> int:
        return 1

    def unpack(self, _: Block, x: Domain | None, count: int) -> Domain | None:
        return x

    def expand(self, _: Block, x: Domain | None, other: Domain | None) -> Domain | None:
        return x

    def add(self, _: Block, x: Domain | None, other: Domain | None, in_place: bool) -> Domain | None:
        return x

    def gather(self, _: Block, x: Domain | None) -> Domain | None:
        return x

    def apply(self, _: Block, layer: Layer, x: Domain | None) -> Domain | None:
        return _through(layer, x)

    def multiply(self, _: Block, x: Domain | None, other: Domain | None) -> Domain | None:
        return "numbers"

    def concat(self, _: Block, xs: list[Domain | None], dim: int) -> Domain | None:
        return xs[0] if len(set(xs)) == 1 else "numbers"


def require_meant(loss: Loss, domain: Domain) -> None:
    """Raise `RuleViolated` where a loss raises an error for outputs of another domain."""
    input_domain, got = LOSSES[loss.kind].input_domain, _word(domain)
    if input_domain[:1] == ("probabilities",):
        _probabilities(got).require(domain in input_domain, _word(input_domain[0]), got)


def doubt_meant(loss: Loss, domain: Domain) -> None:
    """Raise `RuleViolated` where a loss accepts outputs of a domain that it is not meant for."""
    kind, got = LOSSES[loss.kind], _word(domain)
    if not kind.input_domain or domain in kind.input_domain:
        return
    over_last = kind.call == "lengths"
    rule = TWICE if kind.input_domain[0] == "numbers" else _logarithms(got, over_last=over_last)
    rule.reject(_word(kind.input_domain[0]), got)


def _word(domain: Domain) -> str:
    return WORDS.get(domain, domain)
