"""Messages of optimizers."""

from fuzz.message.reading import plain, reading

OPTIM = "https://docs.pytorch.org/docs/stable/optim.html"

READINGS = (
    reading(
        "optimizer got an empty parameter list",
        answers=(
            plain(
                "optimizer.no_parameters",
                cause="the optimizer was given no parameters: the iterable is empty, because a generator"
                " was used up before, or because a filter on requires_grad leaves none",
                fix="unfreeze what is to be trained (model.fc.requires_grad_(True)) before the optimizer"
                " is made, and pass a list or a fresh model.parameters()",
                page=OPTIM,
            ),
        ),
    ),
)
