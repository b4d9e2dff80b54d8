"""What the output of a network is meant as, and whether the loss means the same."""

from collections.abc import Iterator

from strategies.layer import LAYERS, Layer
from strategies.loss import LOSSES, Loss
from strategies.resnet import Node
from strategies.rule import Domain, Rule
from strategies.shape_inference import ORDERS

PROBABILITIES = Rule(
    "probabilities",
    "it wants {wanted} between 0 and 1, and the network gives {got}",
    "put nn.Sigmoid() at the end of the network, or use nn.BCEWithLogitsLoss()",
    of_values=True,
)
LOGARITHMS = Rule(
    "log_probabilities",
    "it wants {wanted}, and the network gives {got}",
    "put nn.LogSoftmax(dim=1) at the end of the network, or use nn.CrossEntropyLoss()",
    of_values=True,
)
TWICE = Rule(
    "logits",
    "it makes probabilities itself, of any {wanted}, and the network already gives {got}",
    "take the last activation out of the network",
    of_values=True,
)


def meaning(root: Node) -> Domain:
    """What a network's output is meant as: what the last layer that has a say in it gives."""
    domain = (LAYERS[layer.kind].output_domain for layer in _backwards(root))
    return next((domain for domain in domain if domain is not None), "numbers")


def _backwards(node: Node) -> Iterator[Layer]:
    """The layers on the main way through a network, the last one first."""
    if isinstance(node, Layer):
        yield node
    elif node is not None:
        for name in reversed(ORDERS.get(node.form, tuple(node.children))):
            if name != "downsample":
                yield from _backwards(node.children.get(name))


def require_meant(loss: Loss, domain: Domain) -> None:
    """Raise `RuleViolated` where a loss refuses the values of outputs of another domain."""
    input_domain = LOSSES[loss.kind].input_domain
    if input_domain[:1] == ("probabilities",):
        PROBABILITIES.require(domain in input_domain, input_domain[0], domain)


def doubt_meant(loss: Loss, domain: Domain) -> None:
    """Raise `RuleViolated` where a loss takes outputs of another meaning for its own."""
    input_domain = LOSSES[loss.kind].input_domain
    if input_domain:
        rule = TWICE if input_domain[0] == "numbers" else LOGARITHMS
        rule.require(domain in input_domain, input_domain[0], domain)
