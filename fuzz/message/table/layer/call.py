"""Messages about a forward that was called with less than it takes."""

import re
from collections.abc import Callable

from fuzz.message.reading import Told, also, plain, reading
from fuzz.message.table.layer.pages import module
from fuzz.message.table.program.attribute import HEADS

MODULE = module("Module")
MISSING = "missing {number:number} required positional argument"
TAKES = "takes {wanted:number} positional arguments but {got:number} were given"
TAKES_ONE = "takes {wanted:number} positional argument but {got:number} were given"
CHAIN = re.compile(r"\s*([\w.]+) ?= ?(?:torch\.)?nn\.Sequential\(")
INPUTS = (
    "x", "input", "inputs", "X", "img", "imgs", "image", "images", "batch", "data", "tensor", "features",
    "feat", "inp", "xb", "batched_inputs", "pixel_values", "input_ids",
)  # fmt: skip
"""What the first argument of a forward is called."""


def _missing(told: Told) -> dict[str, str]:
    """The class, as far as the message tells it, and what stands for it in a call."""
    kind = told.text("kind").rpartition(".")[2]
    return {"kind": kind or "the network", "missing": told.text("name")}


def _called_by(file: str) -> Callable[[Told], bool]:
    """Whether it was a file of torch that called the forward."""

    def called(told: Told) -> bool:
        frames = [frame for frame in told.raised.frames if "nn/modules/module.py" not in frame.path]
        return bool(frames) and frames[-1].path.endswith(file)

    return called


def _chained(told: Told) -> bool:
    """Whether layers were put into an nn.Sequential, by the lines that were pasted."""
    return any(re.search(r"\bnn\.Sequential\b", line) for line in told.shown)


def _chain_called(told: Told) -> bool:
    """Whether what is an nn.Sequential is called with several, by the lines that were pasted."""
    chains = {found[1] for line in told.shown if (found := CHAIN.match(line))}
    return any(
        re.match(rf"(?:\w+ ?= ?)?{re.escape(name)}\([^()]*,[^()]*\)$", line.strip())
        for line in told.shown
        for name in chains
    )


def _in_chain(told: Told) -> bool:
    pasted = not told.raised.frames and _chained(told)
    return pasted or _called_by("torch/nn/modules/container.py")(told)


def _lists_called(told: Told) -> bool:
    """Whether something that takes no input was called by an nn.Sequential."""
    return told.number("wanted") == 1 < told.number("got") and _in_chain(told)


def _on_class(told: Told) -> bool:
    """Whether a forward was called on a class, so that the input went where the network stands."""
    sources = (frame.source for frame in told.raised.frames[-1:])
    return told.text("name") == "self" or any(
        re.search(r"(?<![\w.])(?:\w+\.)*[A-Z]\w*\.forward\((?!self\b)", source) for source in sources
    )


def _of_loss(told: Told) -> bool:
    kind = told.text("kind")
    return kind.endswith("Loss") or (not kind and told.text("name") in ("target", "targets"))


def _first(told: Told) -> bool:
    return told.text("name") in INPUTS


def _given(told: Told) -> dict[str, str]:
    """How many inputs a forward takes and got, without self."""
    kind = told.text("kind").rpartition(".")[2]
    taken, given = told.number("wanted") - 1, told.number("got") - 1
    return {"kind": kind or "the network", "taken": str(taken), "given": str(given)}


def _targets_given(told: Told) -> bool:
    """Whether a network of torchvision, or what is called a model, got more than images."""
    known = told.text("kind").rpartition(".")[2] in HEADS
    more = told.number("got") == len(("self", "images", "targets")) > told.number("wanted")
    called = r"\b(?:model|net|network|resnet\w*)\(\w+, ?\w*(?:target|label|gt|y)\w*\)"
    return more and (known or any(re.search(called, line) for line in told.shown))


READINGS = (
    reading(
        f"{{kind:name}}.forward() {MISSING}: '{{name:name}}'",
        f"{{kind:name}}.forward() {MISSING}s: '{{name:name}}'",
        f": forward() {MISSING}: '{{name:name}}'",
        f": forward() {MISSING}s: '{{name:name}}'",
        answers=(
            plain(
                "call.on_class",
                cause="forward() was called on the class, not on a network: what was passed took the"
                " place of self, and {missing} was left without a value",
                fix="build the network and call it: model = {kind}(...), then model(x)",
                page=MODULE,
                when=_on_class,
                more=_missing,
            ),
            plain(
                "call.empty_replica",
                cause="a replica of DataParallel was called without {missing}: the batch had fewer"
                " samples than there are GPUs, and a keyword argument, which goes to each GPU, kept the"
                " others from being left out",
                fix="use drop_last=True in the DataLoader, or a batch of a sample or more for each GPU;"
                " or DistributedDataParallel, which splits no batch",
                page=module("DataParallel"),
                confidence="likely",
                when=_called_by("torch/nn/parallel/parallel_apply.py"),
                more=_missing,
            ),
            plain(
                "call.in_sequential",
                cause="an nn.Sequential passes one thing on to each of its layers, and the forward of"
                " {kind} takes more: {missing} was left without a value",
                fix="call that layer in a forward of one's own, layer(x, {missing}), instead of in the"
                " nn.Sequential; of a network whose forward branches the children are no chain: keep"
                " the network and take off its head, model.last_linear = nn.Identity() (fc,"
                " classifier), or use create_feature_extractor() or hooks",
                page=module("Sequential"),
                when=_in_chain,
                more=_missing,
            ),
            plain(
                "call.no_negative",
                cause="{kind} compares three batches of embeddings, and {missing} is missing",
                fix="pass all three, each an output of the network: criterion(model(anchor),"
                " model(positive), model(negative))",
                page=module("TripletMarginLoss"),
                when=lambda told: told.text("kind").startswith("Triplet"),
                more=_missing,
            ),
            plain(
                "call.no_target",
                cause="the loss was called without {missing}: it compares two things",
                fix="pass both: loss = criterion(output, target)",
                page="https://docs.pytorch.org/docs/stable/nn.html#loss-functions",
                confidence="likely",
                when=_of_loss,
                more=_missing,
            ),
            plain(
                "call.no_input",
                cause="{kind} was called without its input {missing}: as model() instead of model(x), or"
                " by something that passes nothing on, such as a wrapper that calls self.model()",
                fix="pass the batch: output = model(images), with the images that the DataLoader gives;"
                " a wrapper passes on what it gets: def forward(self, x): return self.model(x); by"
                " keyword the name is {missing}",
                page=MODULE,
                confidence="likely",
                tell="the line that calls it has nothing, or not the input, between the brackets",
                when=_first,
                more=_missing,
            ),
            also(
                plain(
                    "call.on_class",
                    cause="forward() was called on the class, not on a network: what was passed took the"
                    " place of self",
                    fix="build the network and call it: model = {kind}(...), then model(x)",
                    page=MODULE,
                    confidence="possible",
                    tell="the line that calls it names the class: {kind}.forward(x)",
                    when=lambda told: _first(told) and bool(told.text("kind")),
                    more=_missing,
                )
            ),
            plain(
                "call.more_inputs",
                cause="the forward of {kind} takes {missing} too, which it was not given",
                fix="look at its def forward(self, ...) and pass all that has no default, in that order;"
                " what may be left out needs one: {missing}=None",
                page=MODULE,
                confidence="likely",
                more=_missing,
            ),
        ),
    ),
    reading(
        f"{{kind:name}}.forward() {TAKES}",
        f"{{kind:name}}.forward() {TAKES_ONE}",
        f": forward() {TAKES}",
        f": forward() {TAKES_ONE}",
        answers=(
            plain(
                "call.no_input_in_sequential",
                cause="an nn.Sequential passes its input on to each of its layers, and the forward of"
                " one of them takes none: an nn.ModuleList among the children of a network (torch 1.7"
                " and near), or a forward that is written without its input",
                fix="keep the network's own forward where its children are no chain:"
                " forward_features(x) of timm, create_feature_extractor() of torchvision, hooks; or"
                " unpack the list, nn.Sequential(*model.blocks); in a class of your own def"
                " forward(self, x):",
                page=module("Sequential"),
                confidence="likely",
                when=_lists_called,
            ),
            plain(
                "call.no_self",
                cause="forward() takes one argument, and got {got}, with the network itself: it is"
                " written without its input, or without self",
                fix="def forward(self, x):",
                page=MODULE,
                when=lambda told: told.number("wanted") == 1 < told.number("got"),
            ),
            plain(
                "call.several_into_sequential",
                cause="an nn.Sequential takes one input and passes it on, but was called with {given}",
                fix="call its layers in a forward of your own, or pass the inputs as one: a tuple, or"
                " torch.cat([a, b], 1)",
                page=module("Sequential"),
                when=lambda told: (
                    told.text("kind").endswith("Sequential")
                    or _called_by("torch/nn/modules/container.py")(told)
                    or (not told.text("kind") and not told.raised.frames and _chain_called(told))
                ),
                more=_given,
            ),
            plain(
                "call.more_for_loss",
                cause="{kind} takes an output and a target, but was called with {given} things",
                fix="call it for each pair and add: criterion(output, target) + criterion(aux, target);"
                " weight, reduction and other options go to its constructor",
                page="https://docs.pytorch.org/docs/stable/nn.html#loss-functions",
                when=lambda told: told.text("kind").endswith("Loss") and told.number("got") > 3,
                more=_given,
            ),
            plain(
                "call.built_block",
                cause="a block that is built, {kind}(...), was passed where ResNet wants the class: it"
                " makes the blocks itself",
                fix="pass the class: ResNet({kind}, [2, 2, 2, 2])",
                page=MODULE,
                when=lambda told: any(one.function == "_make_layer" for one in told.raised.frames),
                more=_given,
            ),
            plain(
                "call.too_many",
                cause="the forward of {kind} takes {taken} besides self, but the network was called with"
                " {given}: a network of torchvision takes the images alone",
                fix="pass the images alone, output = model(images), and the targets to the loss:"
                " criterion(output, target); where the code calls model(images, targets) it is for a"
                " network of its own, whose forward takes both",
                page=MODULE,
                confidence="likely",
                when=_targets_given,
                more=_given,
            ),
            plain(
                "call.more_than_taken",
                cause="the forward of {kind} takes {taken} besides self, but was called with {given}",
                fix="compare the call with its def forward(self, ...): pass what it takes, or give"
                " forward another argument; the class may be another, or of another release, than the"
                " code that calls it was written for",
                page=MODULE,
                confidence="likely",
                when=lambda told: told.number("got") > told.number("wanted"),
                more=_given,
            ),
        ),
    ),
)
