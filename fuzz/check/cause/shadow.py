"""An attribute of a module that has the name of one of its methods."""

SHADOW_FIX = "give the attribute another name"


def shadow_text(name: str) -> str:
    """What is wrong with an attribute of this name."""
    method = name.rpartition(".")[2]
    return f"the attribute {name} has the name of a method of nn.Module, {method}(): one hides the other"
