"""Keys that only one side has: other contents, heads, statistics, parts that were added.

Each function gives the fields of one answer, or None where the keys speak of something else.
"""

import re

from fuzz.message.reading import Told
from fuzz.message.state_dict import Mismatch, count, some
from fuzz.message.table.load.names import AUXILIARY, Fields, is_head, layers, of, only_heads

HOLDERS = (
    "state_dict", "model_state_dict", "model_state", "model_dict", "net_state_dict", "model", "net",
    "network", "weights", "params", "state_dict_ema", "model_ema", "ema", "generator", "teacher",
    "student", "module", "backbone", "encoder", "model_weights", "network_state_dict", "net_dict",
    "netG", "G", "target_encoder", "classifier_state_dict", "model_state_dict_ema",
)  # fmt: skip
"""Keys under which programs put the weights."""
COMPANIONS = {
    "epoch", "arch", "best_acc1", "best_acc", "best_prec1", "best_loss", "acc", "loss", "optimizer",
    "optimizer_state_dict", "optimizer_state", "optim", "lr_scheduler", "scheduler", "args", "config",
    "cfg",
    "step", "iteration", "iter", "global_step", "hyper_parameters", "pytorch-lightning_version",
    "callbacks",
    "loops", "lr_schedulers", "optimizer_states", "scaler", "meta", "amp", "metric", "version", "opt",
    "train_loss", "val_loss", "best_metric", "class_to_idx", "classes", "epochs", "lr", "seed",
}  # fmt: skip
FLAG = re.compile(r"(?:is|has|use|num|n|best|last|total|current)_|.*_(?:at|time|date|name|id)$")
"""Keys of numbers and words that programs save beside the weights."""
STATISTICS = (".running_mean", ".running_var", ".num_batches_tracked")
FRAGMENTS = {"eight", "ight", "ght", "ias", "unning_mean", "ning_mean", "unning_var", "ning_var",
             "um_batches_tracked", "m_batches_tracked", "_batches_tracked"}  # fmt: skip
KINDS = (
    (
        ("weight_orig", "weight_mask", "bias_orig", "bias_mask"),
        "torch.nn.utils.prune",
        "make pruning permanent with prune.remove() before the weights are saved",
    ),
    (
        ("parametrizations.weight.original0", "parametrizations.weight.original1", "weight_g",
         "weight_v",
         "parametrizations.weight.original", "weight_u", "weight_bar"),
        "weight_norm or spectral_norm",
        "remove it with remove_weight_norm()/remove_parametrizations() before the weights are saved",
    ),
    (
        ("scale", "zero_point", "_packed_params._packed_params", "_packed_params.dtype",
         "fake_quant_enabled",
         "observer_enabled", "min_val", "max_val", "eps.scale"),
        "quantization",
        "load the float weights from before the quantization",
    ),
)  # fmt: skip


def whole_checkpoint(told: Told) -> Fields:
    """A dictionary that has the weights under one of its keys."""
    unexpected = of(told).unexpected
    plain = [key for key in unexpected if "." not in key]
    holder = next((one for one in HOLDERS if one in plain), "")
    companions = [key for key in plain if key in COMPANIONS]
    if len(plain) * 2 < len(unexpected) or not (holder or companions):
        return None
    if not holder and not any(
        key in companions for key in ("epoch", "arch", "optimizer", "global_step")
    ):
        return None
    others = [key for key in plain if key not in COMPANIONS and not FLAG.match(key)]
    if not holder and len(others) == 1 and not of(told).cut:
        holder = others[0]
    first = "" if holder else "print(checkpoint.keys()), and take the weights from their key, such as: "
    return {"keys": some(unexpected, 5), "holder": holder or "state_dict", "first": first}


def optimizer_state(told: Told) -> Fields:
    """The state dict of an optimizer."""
    unexpected = of(told).unexpected
    return {"keys": some(unexpected)} if set(unexpected) == {"state", "param_groups"} else None


def profiler(told: Told) -> Fields:
    """Buffers that a profiler has left in the modules."""
    unexpected = of(told).unexpected
    left = [key for key in unexpected if key.rpartition(".")[2] in ("total_ops", "total_params")]
    return {"keys": some(left)} if left and 2 * len(left) >= len(unexpected) else None


def cut_names(told: Told) -> Fields:
    """Names that lost their first characters though they had no prefix."""
    cut = [key for key in of(told).unexpected if key in FRAGMENTS]
    return {"keys": some(cut)} if cut else None


def other_head(told: Told) -> Fields:
    """The output layer under another name."""
    mismatch = of(told)
    file, model = layers(mismatch.unexpected), layers(mismatch.missing)
    if mismatch.cut or not file or not model or not only_heads(mismatch):
        return None
    if len(file) > 3 or len(model) > 3 or any(not is_head(one.key) for one in mismatch.resized):
        return None
    start = ", ".join(f'"{one}."' for one in file)
    start = f"({start})" if len(file) > 1 else start
    without = (
        f"leave it out, {{k: v for k, v in state.items() if not k.startswith({start})}}, and load the"
        f" rest with strict=False, which leaves {', '.join(model)} to be trained"
    )
    if len(file) != len(model):
        differs = "is made of other layers"
        fix = f"build the head as it was when the weights were saved; or {without}"
    else:
        differs = "has another name"
        rename = (
            f'state["{model[0]}.weight"] = state.pop("{file[0]}.weight"), and the same for bias'
            if len(file) == 1
            else f"the keys of {', '.join(file)} to those of {', '.join(model)}, layer by layer"
        )
        fix = (
            f"if both have the same number of classes, rename its keys before loading: {rename}; if"
            f" not, {without}"
        )
    return {"file": ", ".join(file), "model": ", ".join(model), "differs": differs, "fix": fix}


def wrapped_weights(told: Told) -> Fields:
    """Weights that pruning, a normalisation of weights or quantisation keeps under other names."""
    mismatch = of(told)
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


def counters(told: Told) -> Fields:
    """The counters that BatchNorm has since torch 0.4.1."""
    mismatch = of(told)
    if mismatch.resized or not _all_end(mismatch, ("num_batches_tracked",)):
        return None
    missing = bool(mismatch.missing)
    if missing and mismatch.unexpected:
        return None
    told_ = count(mismatch.missing or mismatch.unexpected, mismatch.cut)
    rest = "all else matches"
    if mismatch.cut:
        rest = f"if the rest of the list is the same, {rest}"
    if missing:
        return {
            "told": f"{told_} missing",
            "why": "the checkpoint was written by a release of torch before 0.4.1, or a converter,"
            " without these counters",
            "fix": f"load with strict=False: {rest}, and the counters matter only with momentum=None",
        }
    return {
        "told": f"{told_} unexpected",
        "why": "the checkpoint was saved by torch 0.4.1 or later, whose BatchNorm has these counters,"
        " and this torch is older, or the model has a normalization without them",
        "fix": "update torch if it is older than 0.4.1; or load with strict=False, or without the keys"
        f" that end in num_batches_tracked: {rest}, and the counters matter only with momentum=None",
    }


def statistics(told: Told) -> Fields:
    """Running statistics on one side alone."""
    mismatch = of(told)
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
    mismatch = of(told)
    heads = layers(mismatch.missing)
    if mismatch.unexpected or mismatch.resized or not _whole_head(mismatch, heads):
        return None
    return {"head": ", ".join(heads), "told": count(mismatch.missing, False)}


def no_head_in_model(told: Told) -> Fields:
    """The output layer alone is unexpected."""
    mismatch = of(told)
    heads = layers(mismatch.unexpected)
    if mismatch.missing or mismatch.resized or not _whole_head(mismatch, heads):
        return None
    code = ", ".join(f'"{one}."' for one in heads)
    return {
        "head": ", ".join(heads),
        "told": count(mismatch.unexpected, False),
        "code": f"({code})" if len(heads) > 1 else code,
    }


def _whole_head(mismatch: Mismatch, heads: list[str]) -> bool:
    return not mismatch.cut and bool(heads) and len(heads) <= 3 and only_heads(mismatch)


def auxiliary_head(told: Told) -> Fields:
    """An auxiliary classifier on one side alone."""
    mismatch = of(told)
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
    mismatch = of(told)
    if len(mismatch.missing) < 2 or len(mismatch.unexpected) < 2:
        return None
    return {"unexpected": some(mismatch.unexpected), "missing": some(mismatch.missing)}


def nothing_fits(told: Told) -> Fields:
    """All keys of a ResNet are missing, and nothing is told of those that there are."""
    mismatch = of(told)
    if mismatch.unexpected or not mismatch.missing:
        return None
    rest = {re.sub(r"^(?:module|backbone|model|encoder|net)\.", "", key) for key in mismatch.missing}
    if mismatch.cut or not {"conv1.weight", "layer1.0.conv1.weight", "bn1.weight"} <= rest:
        return None
    return {"told": count(mismatch.missing, False)}


def cut_off(told: Told) -> Fields:
    """One list alone, and not to its end."""
    mismatch = of(told)
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
    mismatch = of(told)
    if mismatch.unexpected or not mismatch.missing or mismatch.cut or nothing_fits(told):
        return None
    return {
        "told": count(mismatch.missing, mismatch.cut),
        "parts": some(key.partition(".")[0] for key in mismatch.missing),
    }


BARE = ("weight", "bias", "running_mean", "running_var")


def stripped(told: Told) -> Fields:
    """Keys that are the name of a parameter alone, of no module."""
    mismatch = of(told)
    bare = [key for key in mismatch.unexpected if key in BARE]
    others = len(bare) < len(mismatch.unexpected)
    # those of one layer that was saved by itself have no module either
    return {"keys": some(bare)} if bare and (others or not mismatch.missing) else None


def surplus_parts(told: Told) -> Fields:
    """Keys of the checkpoint that the model lacks."""
    mismatch = of(told)
    if mismatch.missing or not mismatch.unexpected or mismatch.cut:
        return None
    return {
        "told": count(mismatch.unexpected, mismatch.cut),
        "parts": some(key.partition(".")[0] for key in mismatch.unexpected),
    }


def shapes_cut_off(told: Told) -> Fields:
    """The key of a block whose shapes somebody left out."""
    found = re.search(
        r"size mismatch for ((?:[\w.]+\.)?layer[1-4]\.\d+\.conv\d\.weight)", told.raised.message
    )
    return {"key": found[1]} if found and not of(told) else None
