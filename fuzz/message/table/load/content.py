"""Messages about what a file held: a state dict taken for a model, or a model for a state dict."""

import re

from fuzz.message.reading import Told, plain, reading
from fuzz.message.words import OF_TENSORS

SAVING = "https://docs.pytorch.org/tutorials/beginner/saving_loading_models.html"
HOLDERS = ("state_dict", "model_state_dict", "model_state", "net_state_dict", "optimizer_state_dict")
COMMON = ("model", "net", "optimizer", "epoch", "arch", "best_acc1", "best_prec1", "ema", "params")
OF_TRAINING = (
    "optimizer", "optimizer_state_dict", "scheduler", "lr_scheduler", "scheduler_state_dict", "scaler",
    "epoch", "best_acc1", "best_prec1",
)  # fmt: skip
"""Of a checkpoint what only a training that goes on needs."""
BATCH = re.compile(
    r"\b(?:batch|data|samples?|targets?|labels?|inputs?|images?|imgs?|x|y|t|v|b)(?:\[\w*\])?\.(?:to|cuda|cpu)\("
)
FILE = re.compile(r"checkpoint|ckpt|torch\.load|state|resume|saved|weights|pretrained", re.IGNORECASE)


def _of_file(told: Told) -> bool:
    """Whether a key was looked up in what a file held, by the key or by the line of source."""
    key = told.text("key")
    source = next((line for line in told.shown if f"'{key}'" in line or f'"{key}"' in line), "")
    return key in HOLDERS or (key in COMMON and bool(FILE.search(source)))


def _of_parameter(told: Told) -> bool:
    """Whether a dictionary of weights was asked for a parameter's name."""
    named = re.search(r"\w\.(?:weight|bias|running_mean|running_var)$", told.text("key"))
    source = told.raised.frames[-1].source if told.raised.frames else ""
    bare = not told.raised.frames
    return bool(named) and (bare or told.place == "loading" or bool(FILE.search(source)))


def _of_batch(told: Told) -> bool:
    """Whether a batch, or a part of one, was to be moved."""
    last = told.raised.frames[-1:]
    return told.text("name") in ("to", "cuda", "cpu") and any(BATCH.search(one.source) for one in last)


READINGS = (
    reading(
        "'collections.OrderedDict' object has no attribute '{name:name}'",
        "'OrderedDict' object has no attribute '{name:name}'",
        answers=(
            plain(
                "load.state_dict_as_model",
                cause="the file holds a state dict (an OrderedDict of tensors), not a network, so"
                " there is no"
                " {name}",
                fix="build the network and load the weights into it: model = resnet50();"
                " model.load_state_dict(torch.load(path)); then model.{name}",
                page=SAVING,
                when=lambda told: told.text("name") not in OF_TENSORS,
            ),
        ),
    ),
    reading(
        "'dict' object has no attribute '{name:name}'",
        answers=(
            plain(
                "loader.dictionary_to_device",
                cause="{name}() was called on a dictionary, as a batch or its targets are, and only the"
                " tensors in it can be moved to a device",
                fix="move each: batch = {{k: v.to(device) for k, v in batch.items()}}; of targets of a"
                " detector: targets = [{{k: v.to(device) for k, v in t.items()}} for t in targets]",
                page="https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.DataLoader",
                when=_of_batch,
            ),
            plain(
                "load.dictionary_as_model",
                cause="a dictionary is used as a network: the file holds a checkpoint (weights,"
                " epoch, ...), not"
                " the model, so there is no {name}",
                fix='build the network, then model.load_state_dict(checkpoint["state_dict"]), or'
                " whatever its"
                " keys are (print(checkpoint.keys())); where it is a batch or targets instead, move its"
                " tensors: {{k: v.to(device) for k, v in batch.items()}}",
                page=SAVING,
                confidence="likely",
                when=lambda told: (
                    told.text("name")
                    in (
                        "eval",
                        "train",
                        "cuda",
                        "to",
                        "parameters",
                        "modules",
                        "children",
                        "named_parameters",
                        "state_dict",
                        "load_state_dict",
                        "fc",
                        "half",
                        "float",
                        "cpu",
                        "named_modules",
                        "forward",
                        "zero_grad",
                        "module",
                        "named_children",
                    )
                ),
            ),
        ),
    ),
    reading(
        "'collections.OrderedDict' object is not callable",
        "'OrderedDict' object is not callable",
        answers=(
            plain(
                "load.state_dict_called",
                cause="the file holds a state dict (an OrderedDict of tensors), not a network, and"
                " is called"
                " like one",
                fix="build the network and load the weights into it:"
                " model.load_state_dict(torch.load(path)),"
                " then model(x)",
                page=SAVING,
            ),
        ),
    ),
    reading(
        "Expected state_dict to be dict-like, got <class 'str'>",
        "'str' object has no attribute 'copy'",
        answers=(
            plain(
                "load.path_as_state_dict",
                cause="load_state_dict() was given a path (a str), but expects the dictionary of"
                " tensors",
                fix="model.load_state_dict(torch.load(path))",
                page=SAVING,
                when=lambda told: "dict-like" in told.raised.message or told.place == "loading",
            ),
        ),
    ),
    reading(
        "Expected state_dict to be dict-like, got <class '{got:name}'>",
        answers=(
            plain(
                "load.model_as_state_dict",
                cause="load_state_dict() expects a dictionary of tensors, but was given a {got}:"
                " the file"
                " holds the whole object, not its state dict",
                fix="use the object itself (model = torch.load(path, weights_only=False)), or load"
                " its state dict: model.load_state_dict(loaded.state_dict())",
                page=SAVING,
            ),
        ),
    ),
    reading(
        # before torch 1.12: https://github.com/pytorch/pytorch/pull/77197
        "'{got:name}' object has no attribute 'copy'",
        answers=(
            plain(
                "load.model_copied",
                cause="load_state_dict() expects a dictionary of tensors, but was given a {got}:"
                " the file"
                " holds the whole model, not its state dict",
                fix="use the model itself (model = torch.load(path)), or load its state dict:"
                " model.load_state_dict(loaded.state_dict())",
                page=SAVING,
                when=lambda told: (
                    told.place == "loading" or told.text("got") in ("ResNet", "DataParallel")
                ),
            ),
        ),
    ),
    reading(
        "KeyError: '{key:word}'",
        answers=(
            plain(
                "load.no_counter",
                cause="the program looks up every key of the model in the checkpoint, and the checkpoint"
                " has no {key}: it was saved by torch 0.4.0 or before, or converted, and BatchNorm has"
                " num_batches_tracked only since 0.4.1",
                fix="take the keys that the checkpoint has: model.load_state_dict({{k: v for k, v in"
                " state.items() if k in model.state_dict()}}, strict=False); the counters matter only"
                " with momentum=None",
                page=SAVING,
                when=lambda told: told.text("key").endswith("num_batches_tracked"),
            ),
            plain(
                "load.no_such_parameter",
                cause="a state dict is asked for the parameter {key}, which it has not: its keys have"
                ' another prefix, such as "module.", or it is of another network',
                fix="print(list(state)[:5]) beside list(model.state_dict())[:5]: strip or add the prefix"
                " that differs, or build the network that the weights are of; to skip what is not there,"
                " look up with: if k in state",
                page=SAVING,
                confidence="likely",
                when=_of_parameter,
            ),
            plain(
                "load.no_such_key",
                cause='the file has no "{key}": it holds the weights alone, or a checkpoint with'
                " other keys",
                fix="print(checkpoint.keys()); if these are names of parameters (conv1.weight,"
                " ...), it is the"
                " state dict itself: model.load_state_dict(checkpoint)",
                page=SAVING,
                confidence="likely",
                when=lambda told: _of_file(told) and told.text("key") not in OF_TRAINING,
            ),
            plain(
                "load.no_training_state",
                cause='the file has no "{key}": it was written to be used, not to train on from:'
                " weights"
                " alone, or the rest is in another file",
                fix="load the weights and begin the rest anew: leave out the line that loads {key},"
                " mind the"
                " learning rate and the number of the epoch; or take the checkpoint that training"
                " itself wrote"
                " (print(checkpoint.keys()))",
                page=SAVING,
                confidence="likely",
                when=lambda told: told.text("key") in OF_TRAINING and _of_file(told),
            ),
        ),
    ),
    reading(
        "While copying the parameter named {key:word}, expected torch.Tensor or Tensor-like object from"
        " checkpoint but received <class {got:name}>",
        "While copying the parameter named {key:word}, expected torch.Tensor or Tensor-like object from"
        " checkpoint but received {}<class '{got:name}'>",
        answers=(
            plain(
                "load.no_tensor",
                cause="the value of {key} in the state dict is a {got}, not a tensor",
                fix="convert the values before loading: state = {{k: torch.as_tensor(v) for k, v in"
                " state.items()}}",
                page=SAVING,
            ),
        ),
    ),
)
