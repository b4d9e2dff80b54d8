"""Messages about an option of torch that the installed release does not have yet."""

from fuzz.message.reading import Told, plain, reading

INSTALL = "https://pytorch.org/get-started/locally/"

OPTIONS = {
    "label_smoothing": ("1.10", ("CrossEntropyLoss", "cross_entropy"),
                        "or use a loss with label smoothing of one's own or of timm,"
                        " timm.loss.LabelSmoothingCrossEntropy(0.1)"),
    "log_target": ("1.6", ("KLDivLoss", "kl_div"), "or pass target.exp()"),
    "zero_infinity": ("1.1", ("CTCLoss", "ctc_loss"), "or leave it out"),
    "set_to_none": ("1.7", ("zero_grad",), "or leave it out"),
    "error_if_nonfinite": ("1.9", ("clip_grad_norm_",), "or leave it out"),
    "static_graph": ("1.11", ("DistributedDataParallel",), "or leave it out"),
    "find_unused_parameters": ("1.1", ("DistributedDataParallel",), "or leave it out"),
    "persistent_workers": ("1.7", ("DataLoader",), "or leave it out"),
    "prefetch_factor": ("1.7", ("DataLoader",), "or leave it out"),
    "assign": ("2.1", ("load_state_dict",), "or leave it out"),
    "fused": ("2.0", ("optim", "Adam", "AdamW", "SGD"), "or leave it out"),
}  # fmt: skip
"""For each option since which release it is, whose it is, and what else can be done, by the release
notes of pytorch/pytorch."""


def _newer(told: Told) -> dict[str, str] | None:
    """The release that brought an option, where the function, class or line is that of torch."""
    since, owners, instead = OPTIONS.get(told.text("option"), ("", (), ""))
    where = told.text("where")
    named = [part for part in where.split(".") if part != "__init__"]
    told_by = named or [f"{frame.path} {frame.source}" for frame in told.raised.frames[-1:]]
    if not since or (told_by and not any(owner in line for owner in owners for line in told_by)):
        return None
    return {"since": since, "instead": instead, "owner": owners[0]}


READINGS = (
    reading(
        "{where:name}() got an unexpected keyword argument '{option:name}'",
        answers=(
            plain(
                "earlier.newer_option",
                cause="the installed torch is too old for {option}: {owner} has it since torch {since}",
                fix="print(torch.__version__), and update torch to {since} or later; {instead}",
                page=INSTALL,
                more=_newer,
            ),
        ),
    ),
)
