"""The Hypothesis strategies: one file for each part of a case, and one that puts it together."""

from strategies.generation.case import cases
from strategies.generation.input import inputs
from strategies.generation.layer import layers
from strategies.generation.loss import losses, targets
from strategies.generation.network import networks
from strategies.generation.surgery import surgeries

__all__ = ["cases", "inputs", "layers", "losses", "networks", "surgeries", "targets"]
