"""The domain of a network's output (logits, probabilities...), and whether a loss expects it."""

from collections.abc import Iterator
from functools import lru_cache

from strategies.layer import LAYERS, Layer
from strategies.loss import LOSSES, Loss
from strategies.repair import Before, Repair, TakeOut, Together, UseLoss
from strategies.resnet import Node
from strategies.rule import Domain, Rule
from strategies.shape_inference import ORDERS

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
    domain = (LAYERS[layer.kind].output_domain for layer in _backwards(root))
    return next((domain for domain in domain if domain is not None), "numbers")


def _backwards(node: Node) -> Iterator[Layer]:
    """The layers of a network in reverse order, without those of shortcuts."""
    if isinstance(node, Layer):
        yield node
    elif node is not None:
        for name in reversed(ORDERS.get(node.form, tuple(node.children))):
            if name != "downsample":
                yield from _backwards(node.children.get(name))


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
