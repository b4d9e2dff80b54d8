"""What a state dict and a model that don't match have to do with each other.

Each function gives the fields of one answer, or None where the keys speak of something else.
"""

import re
from collections.abc import Iterable, Mapping

from fuzz.message import resnet_keys
from fuzz.message.reading import Told
from fuzz.message.state_dict import Mismatch, common, count, parse, prefixes, renamed, some

Fields = Mapping[str, str] | None

HOLDERS = (
    "state_dict", "model_state_dict", "model_state", "model_dict", "net_state_dict", "model", "net",
    "network", "weights", "params", "state_dict_ema", "model_ema", "ema", "generator", "teacher", "student",
)  # fmt: skip
"""Keys under which programs put the weights."""

COMPANIONS = {
    "epoch", "arch", "best_acc1", "best_acc", "best_prec1", "best_loss", "acc", "loss", "optimizer",
    "optimizer_state_dict", "optimizer_state", "optim", "lr_scheduler", "scheduler", "args", "config", "cfg",
    "step", "iteration", "iter", "global_step", "hyper_parameters", "pytorch-lightning_version", "callbacks",
    "loops", "lr_schedulers", "optimizer_states", "scaler", "meta", "amp", "metric", "version", "opt",
    "train_loss", "val_loss", "best_metric", "class_to_idx", "classes", "epochs", "lr", "seed",
}  # fmt: skip
HEADS = (
    "fc", "classifier", "head", "heads", "last_linear", "linear", "logits", "output", "out", "fc1",
    "fc_out", "classification_head", "cls_head", "predictor", "final", "fcs", "mlp_head", "projection_head",
)  # fmt: skip
AUXILIARY = ("aux_classifier", "aux_head", "auxiliary_head", "AuxLogits")
WRAPPERS = {
    "module.": ": it was saved from DataParallel or DistributedDataParallel",
    "_orig_mod.": ": it was saved from a model that torch.compile() had wrapped",
    "module._orig_mod.": ": it was saved from a compiled model in DistributedDataParallel",
    "_orig_mod.module.": ": it was saved from a compiled DistributedDataParallel",
}
WRAPPING = {
    "module.": ": it is wrapped in DataParallel or DistributedDataParallel",
    "_orig_mod.": ": torch.compile() has wrapped it",
}
NAMES = r"^(?:(?:conv1|bn1|layer[1-4]|fc)\.)"
STATISTICS = (".running_mean", ".running_var", ".num_batches_tracked")
FRAGMENTS = {"eight", "ight", "ght", "ias", "unning_mean", "ning_mean", "unning_var", "ning_var",
             "um_batches_tracked", "m_batches_tracked", "_batches_tracked"}  # fmt: skip
FEW = 12
"""The keys of a head are no more than these."""


def is_head(key: str) -> bool:
    """Whether a key is one of an output layer."""
    layer, _, name = key.rpartition(".")
    parts = layer.split(".")
    if name not in ("weight", "bias"):
        return False
    return any(part in HEADS or part in AUXILIARY for part in parts) and not any(
        re.match(r"layer\d|conv\d|bn\d", part) for part in parts
    )


def _of(told: Told) -> Mismatch:
    return parse(told.raised.message)


def whole_checkpoint(told: Told) -> Fields:
    """A dictionary that has the weights under one of its keys."""
    unexpected = _of(told).unexpected
    plain = [key for key in unexpected if "." not in key]
    holder = next((one for one in HOLDERS if one in plain), "")
    companions = [key for key in plain if key in COMPANIONS]
    if len(plain) * 2 < len(unexpected) or not (holder or companions):
        return None
    if not holder and not any(
        key in companions for key in ("epoch", "arch", "optimizer", "global_step")
    ):
        return None
    return {"keys": some(unexpected, 5), "holder": holder or "state_dict"}


def optimizer_state(told: Told) -> Fields:
    """The state dict of an optimizer."""
    unexpected = _of(told).unexpected
    return {"keys": some(unexpected)} if set(unexpected) == {"state", "param_groups"} else None


def profiler(told: Told) -> Fields:
    """Buffers that a profiler has left in the modules."""
    unexpected = _of(told).unexpected
    left = [key for key in unexpected if key.rpartition(".")[2] in ("total_ops", "total_params")]
    return {"keys": some(left)} if left and 2 * len(left) >= len(unexpected) else None


def cut_names(told: Told) -> Fields:
    """Names that lost their first characters though they had no prefix."""
    cut = [key for key in _of(told).unexpected if key in FRAGMENTS]
    return {"keys": some(cut)} if cut else None


def numbered_file(told: Told) -> Fields:
    """Parts by number in the checkpoint, by name in the model."""
    mismatch = _of(told)
    if resnet_keys.numbered(mismatch) != "file":
        return None
    return {"keys": some(mismatch.unexpected)}


def numbered_model(told: Told) -> Fields:
    """Parts by number in the model, by name in the checkpoint."""
    mismatch = _of(told)
    return {"keys": some(mismatch.missing)} if resnet_keys.numbered(mismatch) == "model" else None


def other_depth(told: Told) -> Fields:
    """Another ResNet of the family."""
    found = resnet_keys.depths(_of(told))
    if found is None:
        return None
    named = bool(found.file)
    return {
        "names": f" ({found.file}'s for a {found.model})" if named else "",
        "evidence": found.evidence,
        "build": f"torchvision.models.{found.file.lower().replace('-', '')}()" if named else
        "with its depth and block",
    }  # fmt: skip


def prefix_in_file(told: Told) -> Fields:
    """A prefix that the keys of the checkpoint have alone."""
    mismatch = _of(told)
    prefix = _prefix(mismatch, mismatch.unexpected, "file")
    if not prefix:
        return None
    if prefix == "module.":
        strip = (
            'torch.nn.modules.utils.consume_prefix_in_state_dict_if_present(state, "module."), or state ='
            ' {k.removeprefix("module."): v for k, v in state.items()}'
        )
    else:
        only = "" if prefix in WRAPPERS else f' if k.startswith("{prefix}")'
        strip = f'state = {{k.removeprefix("{prefix}"): v for k, v in state.items(){only}}}'
    saved = {
        "module.": "; save model.module.state_dict() next time",
        "_orig_mod.": "; save model._orig_mod.state_dict() next time",
    }
    return {
        "prefix": prefix,
        "told": _pair(mismatch, prefix, ""),
        "why": WRAPPERS.get(prefix, ""),
        "strip": strip,
        "next_time": saved.get(prefix, ""),
    }


def prefix_in_model(told: Told) -> Fields:
    """A prefix that the keys of the model have alone."""
    mismatch = _of(told)
    prefix = _prefix(mismatch, mismatch.missing, "model")
    if not prefix:
        return None
    inner = "model." + prefix.rstrip(".")
    return {
        "prefix": prefix,
        "told": _pair(mismatch, "", prefix),
        "why": WRAPPING.get(prefix, ""),
        "into": f"load into the module inside: {inner}.load_state_dict(state)",
    }


def other_prefix(told: Told) -> Fields:
    """A prefix on either side."""
    mismatch = _of(told)
    found = prefixes(mismatch)
    if found is None or not found.file or not found.model or found.number < 4:
        return None
    return {
        "file": found.file,
        "prefix": found.model,
        "told": _pair(mismatch, found.file, found.model),
    }


def _prefix(mismatch: Mismatch, keys: tuple[str, ...], side: str) -> str:
    """The prefix on one side alone: seen on both, or known from the names of wrappers and of ResNets."""
    if len(keys) <= FEW and _only_heads(mismatch):
        return ""
    found = prefixes(mismatch)
    if found is not None:
        mine, other = (found.file, found.model) if side == "file" else (found.model, found.file)
        return mine if not other else ""
    if mismatch.missing and mismatch.unexpected:
        return ""
    for wrapper in sorted(WRAPPERS, key=len, reverse=True):
        if keys and all(key.startswith(wrapper) for key in keys) and side == "file":
            return wrapper
    prefix = f"{common(keys)}."
    rest = {key.removeprefix(prefix) for key in keys}
    whole = any(re.match(r"conv1\.", key) for key in rest) and any(map(_named, rest))
    return prefix if len(prefix) > 1 and side == "file" and whole and "layer" not in prefix else ""


def _named(key: str) -> bool:
    return bool(re.match(r"(?:bn1|layer1)\.", key))


def _pair(mismatch: Mismatch, file: str, model: str) -> str:
    """One key as both sides have it, and how many keys there are."""
    example = next(
        (key.removeprefix(file) for key in mismatch.unexpected if key.startswith(file)), ""
    ) or next((key.removeprefix(model) for key in mismatch.missing if key.startswith(model)), "")
    numbers = [
        f"{count(keys, mismatch.cut)} {what}"
        for keys, what in ((mismatch.missing, "missing"), (mismatch.unexpected, "unexpected"))
        if keys
    ]
    return f"{file}{example} in the checkpoint is {model}{example} in the model ({', '.join(numbers)})"


def _only_heads(mismatch: Mismatch) -> bool:
    return all(is_head(key) for key in (*mismatch.missing, *mismatch.unexpected))


def _layers(keys: Iterable[str]) -> list[str]:
    return sorted({key.rpartition(".")[0] for key in keys})


def other_head(told: Told) -> Fields:
    """The output layer under another name."""
    mismatch = _of(told)
    file, model = _layers(mismatch.unexpected), _layers(mismatch.missing)
    if mismatch.cut or not file or not model or not _only_heads(mismatch):
        return None
    if len(file) > 3 or len(model) > 3 or any(not is_head(one.key) for one in mismatch.resized):
        return None
    code = (
        f'state["{model[0]}.weight"] = state.pop("{file[0]}.weight"), and the same for bias'
        if len(file) == len(model) == 1
        else f"the keys of {', '.join(file)} to those of {', '.join(model)}, layer by layer"
    )
    return {"file": ", ".join(file), "model": ", ".join(model), "rename": code}


def renamed_part(told: Told) -> Fields:
    """One name in the middle of the keys that differs."""
    mismatch = _of(told)
    found = renamed(mismatch)
    if found is None:
        return None
    file, model, number = found
    example = next(key for key in mismatch.unexpected if file in key.split("."))
    other = ".".join(model if part == file else part for part in example.split("."))
    return {
        "file": file,
        "model": model,
        "code": f'".".join("{model}" if part == "{file}" else part for part in k.split("."))',
        "told": f"{example} is {other}, and so with {number} keys",
    }


def wrapped_weights(told: Told) -> Fields:
    """Weights that pruning, a normalisation of weights or quantisation keeps under other names."""
    mismatch = _of(told)
    for endings, what, undo in KINDS:
        for side, other, keys in (
            ("checkpoint", "model", mismatch.unexpected),
            ("model", "checkpoint", mismatch.missing),
        ):
            found = [
                key for key in keys if key.endswith(endings) or any(f"{e}." in key for e in endings)
            ]
            if found and 3 * len(found) >= len(keys):
                fix = (
                    f"prepare the model in the same way before loading, or {undo}"
                    if (side == "checkpoint")
                    else "load the weights first, and prepare the model after that"
                )
                return {"side": side, "other": other, "keys": some(found), "what": what, "fix": fix}
    return None


KINDS = (
    (
        ("weight_orig", "weight_mask", "bias_orig", "bias_mask"),
        "torch.nn.utils.prune",
        "make pruning permanent with prune.remove() before the weights are saved",
    ),
    (
        ("parametrizations.weight.original0", "parametrizations.weight.original1", "weight_g", "weight_v",
         "parametrizations.weight.original", "weight_u", "weight_bar"),
        "weight_norm or spectral_norm",
        "remove it with remove_weight_norm()/remove_parametrizations() before the weights are saved",
    ),
    (
        ("scale", "zero_point", "_packed_params._packed_params", "_packed_params.dtype", "fake_quant_enabled",
         "observer_enabled", "min_val", "max_val", "eps.scale"),
        "quantization",
        "load the float weights from before the quantization",
    ),
)  # fmt: skip


def counters(told: Told) -> Fields:
    """The counters that BatchNorm has since torch 0.4.1."""
    mismatch = _of(told)
    if mismatch.resized or not _all_end(mismatch, ("num_batches_tracked",)) or mismatch.cut:
        return None
    missing = bool(mismatch.missing)
    if missing and mismatch.unexpected:
        return None
    return {
        "told": f"{count(mismatch.missing or mismatch.unexpected, False)}"
        f" {'missing' if missing else 'unexpected'}",
        "why": "the checkpoint was written by a release of torch before 0.4.1, or by a converter, without"
        " these counters" if missing else "the model, or a release of torch before 0.4.1, doesn't have"
        " these counters",
        "loaded": "all weights and running statistics match, and the counters matter only with momentum=None",
    }  # fmt: skip


def statistics(told: Told) -> Fields:
    """Running statistics on one side alone."""
    mismatch = _of(told)
    if mismatch.resized or mismatch.cut or not _all_end(mismatch, STATISTICS):
        return None
    if not mismatch.missing or mismatch.unexpected:
        missing = False
        if mismatch.missing:
            return None
    else:
        missing = True
    without, holding = ("checkpoint", "model") if missing else ("model", "checkpoint")
    return {
        "told": f"{count(mismatch.keys, False)} {'missing' if missing else 'unexpected'}",
        "without": without,
        "with_": holding,
        "value": str(not missing),
    }


def _all_end(mismatch: Mismatch, endings: tuple[str, ...]) -> bool:
    return bool(mismatch.keys) and all(key.endswith(endings) for key in mismatch.keys)


def no_head_in_file(told: Told) -> Fields:
    """The output layer alone is missing."""
    mismatch = _of(told)
    heads = _layers(mismatch.missing)
    if mismatch.unexpected or mismatch.resized or not _whole_head(mismatch, heads):
        return None
    return {"head": ", ".join(heads), "told": count(mismatch.missing, False)}


def no_head_in_model(told: Told) -> Fields:
    """The output layer alone is unexpected."""
    mismatch = _of(told)
    heads = _layers(mismatch.unexpected)
    if mismatch.missing or mismatch.resized or not _whole_head(mismatch, heads):
        return None
    code = ", ".join(f'"{one}."' for one in heads)
    return {
        "head": ", ".join(heads),
        "told": count(mismatch.unexpected, False),
        "code": f"({code})" if len(heads) > 1 else code,
    }


def _whole_head(mismatch: Mismatch, heads: list[str]) -> bool:
    return not mismatch.cut and bool(heads) and len(heads) <= 3 and _only_heads(mismatch)


def auxiliary_head(told: Told) -> Fields:
    """An auxiliary classifier on one side alone."""
    mismatch = _of(told)
    keys = mismatch.missing or mismatch.unexpected
    if mismatch.resized or (mismatch.missing and mismatch.unexpected) or not keys:
        return None
    if not all(any(part in AUXILIARY for part in key.split(".")) for key in keys):
        return None
    missing = bool(mismatch.missing)
    return {
        "head": keys[0].split(".")[0],
        "told": count(keys, mismatch.cut),
        "with_": "model" if missing else "checkpoint",
        "without": "checkpoint" if missing else "model",
        "value": str(not missing),
        "fix": "load with strict=False: all other keys match",
    }


def other_network(told: Told) -> Fields:
    """Many keys on both sides, and none alike."""
    mismatch = _of(told)
    if len(mismatch.missing) < 2 or len(mismatch.unexpected) < 2:
        return None
    return {"unexpected": some(mismatch.unexpected), "missing": some(mismatch.missing)}


def nothing_fits(told: Told) -> Fields:
    """All keys of a ResNet are missing, and nothing is told of those that there are."""
    mismatch = _of(told)
    if mismatch.unexpected or not mismatch.missing:
        return None
    rest = {re.sub(r"^(?:module|backbone|model|encoder|net)\.", "", key) for key in mismatch.missing}
    if mismatch.cut or not {"conv1.weight", "layer1.0.conv1.weight", "bn1.weight"} <= rest:
        return None
    return {"told": count(mismatch.missing, False)}


def cut_off(told: Told) -> Fields:
    """One list alone, and not to its end."""
    mismatch = _of(told)
    if not mismatch.cut or bool(mismatch.missing) == bool(mismatch.unexpected):
        return None
    ours = bool(mismatch.missing)
    return {
        "keys": some(mismatch.missing or mismatch.unexpected),
        "with_": "model" if ours else "checkpoint",
        "without": "checkpoint" if ours else "model",
    }


def added_parts(told: Told) -> Fields:
    """Keys of the model that the checkpoint lacks."""
    mismatch = _of(told)
    if mismatch.unexpected or not mismatch.missing or mismatch.cut or nothing_fits(told):
        return None
    return {
        "told": count(mismatch.missing, mismatch.cut),
        "parts": some(key.partition(".")[0] for key in mismatch.missing),
    }


def surplus_parts(told: Told) -> Fields:
    """Keys of the checkpoint that the model lacks."""
    mismatch = _of(told)
    if mismatch.missing or not mismatch.unexpected or mismatch.cut:
        return None
    return {
        "told": count(mismatch.unexpected, mismatch.cut),
        "parts": some(key.partition(".")[0] for key in mismatch.unexpected),
    }
