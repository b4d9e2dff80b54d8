"""Pages of PyTorch's reference."""

REFERENCE = "https://docs.pytorch.org/docs/stable/generated/"
BROADCASTING = "https://docs.pytorch.org/docs/stable/notes/broadcasting.html"
RESNET = "https://docs.pytorch.org/vision/stable/models/generated/torchvision.models.resnet50.html"


def module(name: str) -> str:
    """The page of a class of torch.nn."""
    return f"{REFERENCE}torch.nn.{name}.html"


def functional(name: str) -> str:
    """The page of a function of torch.nn.functional."""
    return f"{REFERENCE}torch.nn.functional.{name}.html"


def function(name: str) -> str:
    """The page of a function of torch, or of a method of `torch.Tensor`."""
    return f"{REFERENCE}torch.{name}.html"
