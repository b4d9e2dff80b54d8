"""State dicts and files that can't be loaded: what is to blame is told in the keys of the message."""

import pytest

from fuzz.message import explain
from fuzz.message.state_dict import parse

ERROR = "RuntimeError: Error(s) in loading state_dict for ResNet:\n\t"
BODY = ("conv1.weight", "bn1.weight", "bn1.bias", "layer1.0.conv1.weight", "layer1.0.bn1.weight")
DEEPER = tuple(f"layer3.{block}.conv1.weight" for block in range(6, 23))


def missing(*keys: str) -> str:
    return "Missing key(s) in state_dict: " + ", ".join(f'"{key}"' for key in keys) + ". "


def unexpected(*keys: str) -> str:
    return missing(*keys).replace("Missing", "Unexpected")


def both(there: tuple[str, ...], here: tuple[str, ...]) -> str:
    return f"{ERROR}{missing(*here)}\n\t{unexpected(*there)}"


def resized(key: str, file: str, model: str) -> str:
    return (
        f"size mismatch for {key}: copying a param with shape torch.Size({file}) from checkpoint,"
        f" the shape in current model is torch.Size({model})."
    )


def under(prefix: str) -> tuple[str, ...]:
    return tuple(prefix + key for key in BODY)


HEAD = resized("fc.weight", "[1000, 2048]", "[10, 2048]")
FIRST = "layer1.0.conv1.weight"
STATISTICS_1 = tuple(f"conv1.1.{name}" for name in ("weight", "bias", "running_mean", "running_var"))
CASES = {
    "DataParallel": (both(under("module."), BODY), "load.prefix_in_file", 'removeprefix("module.")'),
    "DataParallel alone": (ERROR + unexpected(*under("module.")), "load.prefix_in_file", "module."),
    "of torch 0.3": (
        "KeyError: 'unexpected key \"module.conv1.weight\" in state_dict'",
        "load.prefix_in_file",
        "module.",
    ),
    "cut off": (both(under("module."), BODY)[:-30] + " ...", "load.prefix_in_file", "or more"),
    "compiled": (both(under("_orig_mod."), BODY), "load.prefix_in_file", "torch.compile"),
    "a backbone": (both(under("backbone."), BODY), "load.prefix_in_file", '"backbone."'),
    "in the model": (both(BODY, under("model.")), "load.prefix_in_model", "model.model.load_state"),
    "on both sides": (both(under("encoder_q."), under("backbone.")), "load.other_prefix", "encoder_q."),
    "deeper": (ERROR + missing(*DEEPER), "load.other_depth", "ResNet-50's for a ResNet-101"),
    "shallower": (ERROR + unexpected(*DEEPER), "load.other_depth", "ResNet-101's for a ResNet-50"),
    "bottlenecks": (
        ERROR
        + missing("layer1.0.conv3.weight", "layer1.0.bn3.weight")
        + "\n\t"
        + resized(FIRST, "[64, 64, 3, 3]", "[64, 64, 1, 1]"),
        "load.other_depth",
        "resnet34()",
    ),
    "a deep stem in the model": (
        both(("conv1.weight",), ("conv1.0.weight", *STATISTICS_1, "conv1.3.weight")),
        "load.other_stem",
        "2 convolutions (conv1.0, conv1.3)",
    ),
    "a deep stem in the file": (
        both(("stem.0.weight", "stem.3.weight", "stem.6.weight"), ("conv1.weight",)),
        "load.other_stem",
        "with a deep stem",
    ),
    "three convolutions for one": (
        ERROR
        + unexpected("conv2.weight", "conv3.weight")
        + resized("conv1.weight", "[64, 3, 3, 3]", "[64, 3, 7, 7]"),
        "load.other_stem",
        "(conv1, conv2, conv3)",
    ),
    "a stem of other names": (
        both(("conv1.weight", "fc.weight"), ("conv1.0.weight",)),
        "load.other_stem",
        "conv1 to conv1.0",
    ),
    "by number in the model": (
        both(BODY, ("0.weight", "1.weight", "1.bias", "4.0.conv1.weight", "4.0.bn1.weight")),
        "load.numbered_model",
        "0.weight",
    ),
    "an edited network": (
        ERROR
        + unexpected("attention.weight")
        + resized("conv1.weight", "[64, 11, 7, 7]", "[64, 3, 7, 7]"),
        "load.edited_network",
        "with 11 input channels, with attention",
    ),
    "an edited network with other classes": (
        ERROR + missing("se.conv.weight") + HEAD,
        "load.edited_network",
        "without se",
    ),
    "counters of a newer torch": (
        ERROR + unexpected("bn1.num_batches_tracked")[:-2] + ", ...",
        "load.counters",
        "update torch",
    ),
    "counters in a dictionary": (
        "KeyError: 'resnet.bn1.num_batches_tracked'",
        "load.no_counter",
        "0.4.1",
    ),
    "a parameter in a dictionary": (
        "KeyError: 'module.conv1.weight'",
        "load.no_such_parameter",
        "prefix",
    ),
    "a backbone cut off": (
        ERROR + missing(*under("backbone."))[:-2] + ",",
        "load.part_missing",
        "model.backbone.load_state_dict",
    ),
    "blocks of three dimensions": (
        ERROR + resized(FIRST, "[64, 64, 3, 3, 3]", "[64, 64, 1, 1, 1]"),
        "load.other_depth",
        "checkpoint BasicBlocks",
    ),
    "a variant for CIFAR": (
        ERROR + resized("stem.conv.weight", "[64, 3, 7, 7]", "[16, 3, 3, 3]"),
        "load.size",
        "16 channels (a CIFAR stem)",
    ),
    "a head of more layers": (
        both(("fc.weight", "fc.bias"), ("fc.0.weight", "fc.0.bias", "fc.3.weight", "fc.3.bias")),
        "load.other_head",
        "made of other layers",
    ),
    "kernels alone": (
        ERROR + resized(FIRST, "[64, 64, 1, 1]", "[64, 64, 3, 3]"),
        "load.other_depth",
        "model has BasicBlocks",
    ),
    "classes": (ERROR + HEAD, "load.size", "1000 outputs of the checkpoint"),
    "channels": (
        ERROR + resized("conv1.weight", "[64, 3, 7, 7]", "[64, 1, 7, 7]"),
        "load.size",
        "sum(1, keepdim=True)",
    ),
    "more channels": (
        ERROR + resized("module.conv1.weight", "[64, 3, 7, 7]", "[64, 4, 7, 7]"),
        "load.size",
        "the 3 channels that both have",
    ),
    "a stem for CIFAR": (
        ERROR + resized("conv1.weight", "[64, 3, 7, 7]", "[64, 3, 3, 3]") + "\n\t" + HEAD,
        "load.size",
        "CIFAR",
    ),
    "another head": (
        both(("last_linear.weight", "last_linear.bias"), ("fc.weight", "fc.bias")),
        "load.other_head",
        'state.pop("last_linear.weight")',
    ),
    "no head": (ERROR + missing("fc.weight", "fc.bias"), "load.no_head_in_file", "2 keys"),
    "a head too many": (
        ERROR + unexpected("fc.weight", "fc.bias"),
        "load.no_head_in_model",
        'startswith("fc.")',
    ),
    "a checkpoint": (
        both(("epoch", "arch", "state_dict", "best_acc1", "optimizer"), BODY),
        "load.whole_checkpoint",
        'checkpoint["state_dict"]',
    ),
    "under another key": (
        both(("model_state_dict", "loss"), BODY),
        "load.whole_checkpoint",
        'checkpoint["model_state_dict"]',
    ),
    "an optimizer": (both(("state", "param_groups"), BODY), "load.optimizer_state", "optimizer"),
    "by number": (
        both(("0.weight", "1.weight", "1.bias", "4.0.conv1.weight", "4.0.bn1.weight"), BODY),
        "load.numbered_file",
        "nn.Sequential",
    ),
    "counters": (ERROR + missing("bn1.num_batches_tracked"), "load.counters", "strict=False"),
    "a shortcut": (
        both(
            ("layer2.0.shortcut.0.weight", "layer2.0.shortcut.1.weight"),
            ("layer2.0.downsample.0.weight", "layer2.0.downsample.1.weight"),
        ),
        "load.renamed",
        '"shortcut"',
    ),
    "cut names": (ERROR + unexpected("eight", "ght", "s", "ning_mean"), "load.cut_names", "k[7:]"),
    "profiled": (
        ERROR + unexpected("total_ops", "total_params", "conv1.total_ops"),
        "load.profiler_keys",
        "thop",
    ),
    "of torch 0.4": (
        'RuntimeError: While copying the parameter named "fc.weight", whose dimensions in the model are'
        " torch.Size([10, 512]) and whose dimensions in the checkpoint are torch.Size([1000, 512]).",
        "load.size",
        "1000 outputs",
    ),
    "a web page": ("_pickle.UnpicklingError: invalid load key, '<'.", "load.web_page", "HTML"),
    "Git LFS": ("_pickle.UnpicklingError: invalid load key, 'v'.", "load.lfs_pointer", "git lfs"),
    "no GPU": (
        "RuntimeError: Attempting to deserialize object on a CUDA device but torch.cuda.is_available()"
        " is False.",
        "load.no_cuda",
        'map_location="cpu"',
    ),
    "no second GPU": (
        "RuntimeError: Attempting to deserialize object on CUDA device 1 but torch.cuda.device_count()"
        " is 1.",
        "load.no_such_device",
        "device 1",
    ),
    "a state dict": (
        "'collections.OrderedDict' object has no attribute 'fc'",
        "load.state_dict_as_model",
        "load_state_dict",
    ),
    "a model": (
        "TypeError: Expected state_dict to be dict-like, got <class 'torchvision.models.resnet.ResNet'>",
        "load.model_as_state_dict",
        "torchvision.models.resnet.ResNet",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_does_not_fit_is_told_by_all_the_keys(case: str) -> None:
    message, name, telling = CASES[case]
    answer = explain(message).answer
    assert answer is not None
    assert answer.name == name
    assert telling in f"{answer.cause} {answer.fix}"


NOT_LENIENT = ("module.", "_orig_mod.", "backbone.")


@pytest.mark.parametrize("prefix", NOT_LENIENT)
def test_strict_is_not_lifted_where_nothing_would_be_loaded(prefix: str) -> None:
    answer = explain(both(under(prefix), BODY)).answer
    assert answer is not None
    assert "strict=False would load none" in answer.fix


@pytest.mark.parametrize(
    "message",
    [
        "KeyError: 'label'",
        "EOFError: Ran out of input",
        "AttributeError: Can't get attribute 'Images' on <module '__main__' (built-in)>",
        "KeyError: 'model'",
        "AttributeError: 'dict' object has no attribute 'items_'",
        "size mismatch for fc.weight: copying a param with shape torch.Size([10, 512]) from checkpoint,"
        " the shape in current model is torch.Size([10, 512]).",
    ],
)
def test_what_is_about_something_else_is_left_alone(message: str) -> None:
    assert explain(message).answer is None


def test_torch_0_4_1_names_the_shapes_the_wrong_way_round() -> None:
    message = (
        "size mismatch for fc.bias: copying a param of torch.Size([10]) from checkpoint, where the"
        " shape is torch.Size([1000]) in current model."
    )
    (found,) = parse(message).resized
    assert (found.file, found.model) == ((1000,), (10,))
