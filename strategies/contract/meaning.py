"""The domain of a network's output (logits, probabilities...), and whether a loss expects it."""

from collections.abc import Iterator

from strategies.layer import LAYERS, Layer
from strategies.loss import LOSSES, Loss
from strategies.repair import Repair
from strategies.resnet import Node
from strategies.rule import Domain, Rule
from strategies.shape_inference import ORDERS

PROBABILITIES = Rule(
    "probabilities",
    "{layer} expects {wanted} between 0 and 1, but the network returns {got}",
    (Repair("end the network with nn.Sigmoid(), or use nn.BCEWithLogitsLoss on logits"),),
    of_values=True,
)
LOGARITHMS = Rule(
    "log_probabilities",
    "{layer} expects {wanted}, but the network returns {got}",
    (Repair("end the network with nn.LogSoftmax(dim=1), in place of any other activation"),),
    of_values=True,
)
TWICE = Rule(
    "logits",
    "{layer} expects {wanted}, from which it computes probabilities itself, but the network returns"
    " {got}",
    (Repair("remove the activation at the end of the network"),),
    of_values=True,
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
    input_domain = LOSSES[loss.kind].input_domain
    if input_domain[:1] == ("probabilities",):
        _require(PROBABILITIES, input_domain, domain)


def doubt_meant(loss: Loss, domain: Domain) -> None:
    """Raise `RuleViolated` where a loss accepts outputs of a domain that it is not meant for."""
    input_domain = LOSSES[loss.kind].input_domain
    if input_domain:
        _require(TWICE if input_domain[0] == "numbers" else LOGARITHMS, input_domain, domain)


def _require(rule: Rule, allowed: tuple[Domain, ...], domain: Domain) -> None:
    wanted, got = (WORDS.get(one, one) for one in (allowed[0], domain))
    rule.require(domain in allowed, wanted, got)
