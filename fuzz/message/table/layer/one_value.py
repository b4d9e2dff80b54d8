"""The message of a normalisation that has one value to take a mean and variance of."""

import re

from fuzz.message.reading import Told, asked, reading
from fuzz.message.words import check_layer
from strategies.layer.normalisation import ONE_VALUE_PER_GROUP

USED = re.compile(
    r"\b(?:extract\w*|infer(?:ence)?|predict\w*|demo|deploy\w*|feature vectors?|(?:one|single) image"
    r"|grad-?cam|torch\.onnx|onnx\.export|jit\.trace|embedding of)\b",
    re.IGNORECASE,
)
"""What says that a network is used, and not trained."""
TRAINED = re.compile(
    r"\btrain_loader|\bbackward\(|optimizer|\bdef train|\btrain(?:ing)?_(?:step|epoch|one)"
)


def _used(told: Told) -> bool:
    """Whether a single sample came while a network was used: so is said, or so call the frames."""
    if told.shape("got")[:1] != (1,):
        return False
    lines = (
        told.raised.message,
        told.rest,
        *(f"{one.function} {one.name} {one.source}" for one in told.raised.frames),
    )
    return any(map(USED.search, lines)) and not any(map(TRAINED.search, lines))


DROPPED = re.compile(r"drop_last[^\n,;]{0,30}?true", re.IGNORECASE)


def _shared(told: Told) -> dict[str, str] | None:
    """What leaves one sample though a short last batch is left out, as is said, or over several GPUs."""
    if told.shape("got")[:1] != (1,):
        return None
    dropped = DROPPED.search("\n".join((told.rest, told.raised.message, *told.shown))) is not None
    parallel = any(one.name in ("data_parallel.py", "parallel_apply.py") for one in told.raised.frames)
    if dropped:
        left = "drop_last=True leaves out a last batch that is short, and no more: "
    elif parallel:
        left = ""
    else:
        return None
    return {"left": left}


def _normalisation(told: Told) -> str:
    return f"BatchNorm{min(3, max(1, len(told.shape('got')) - 2))}d"


def _one(told: Told) -> None:
    got = told.shape("got")
    check_layer(_normalisation(told), {"num_features": got[1]}, got, training=True)


def _global(told: Told) -> bool:
    """Whether it is a map of one place, as of a global pooling."""
    return len(told.shape("got")) == len("NCHW")


def _in_group_norm(told: Told) -> bool:
    return any(frame.function == "group_norm" for frame in told.raised.frames)


READING = reading(
    "more than 1 value per channel when training, got input size {got:shape}",
    answers=(
        asked(
            "forward",
            "GroupNorm",
            lambda told: ONE_VALUE_PER_GROUP.reject("2 or more", 1),
            when=_in_group_norm,
        ),
        asked(
            "forward",
            _normalisation,
            _one,
            fix="call model.eval() before the network is used on one image: BatchNorm then takes its"
            " running statistics in place of those of the batch (torch.no_grad() doesn't change"
            " that); in training take 2 or more samples, drop_last=True in the DataLoader",
            when=_used,
        ),
        asked(
            "forward",
            _normalisation,
            _one,
            fix="{left}this batch, or the share of it that one GPU gets, is a single sample."
            " nn.DataParallel splits each batch over the GPUs: make batch_size a multiple of their"
            " number, and 2 or more for each, or use one GPU (CUDA_VISIBLE_DEVICES=0); on one GPU"
            " batch_size has to be 2 or more. Behind a global pooling (ASPP, a head) a larger image"
            " does not help",
            more=_shared,
        ),
        asked(
            "forward",
            _normalisation,
            _one,
            fix="use a batch of 2 or more samples: drop_last=True in the DataLoader leaves out a"
            " last one of 1 (of 2 or more for each GPU with DataParallel); or call model.eval()."
            " Behind a global pooling (ASPP, a head) a map is 1x1 whatever the image; elsewhere a"
            " larger image helps too",
            when=_global,
        ),
        asked("forward", _normalisation, _one),
    ),
)
