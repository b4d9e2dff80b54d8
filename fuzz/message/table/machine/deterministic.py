"""Messages of operations without a deterministic implementation, where one is asked for."""

from fuzz.message.reading import Told, plain, reading

PAGE = "https://docs.pytorch.org/docs/stable/generated/torch.use_deterministic_algorithms.html"
INSTEAD = (
    ("adaptive_avg_pool", "x.mean((2, 3), keepdim=True) stands for AdaptiveAvgPool2d(1)"),
    ("adaptive_max_pool", "x.amax((2, 3), keepdim=True) stands for AdaptiveMaxPool2d(1)"),
    ("upsample", "a nn.ConvTranspose2d stands for the upsampling where it may be learned"),
    (
        "nll_loss2d",
        "flatten the pixels: F.cross_entropy(x.permute(0, 2, 3, 1).flatten(0, 2), y.flatten())",
    ),
    ("reflection_pad", "pad with zeros, or by slices that are joined"),
    ("replication_pad", "pad with zeros, or by slices that are joined"),
    ("cumsum", "compute it on the CPU: x.cpu().cumsum(0).to(x.device)"),
    ("scatter", "compute it on the CPU, where the order is fixed"),
)
"""What does the same and is deterministic, by a part of the operation's name."""


def _instead(told: Told) -> dict[str, str]:
    operation = told.text("operation")
    found = next((text for name, text in INSTEAD if name in operation), "")
    forward = operation.partition("_backward")[0]
    what = operation if forward == operation else f"the backward of {forward} ({operation})"
    return {"what": what, "instead": f"; {found}" if found else ""}


READINGS = (
    reading(
        "{operation:name} does not have a deterministic implementation",
        answers=(
            plain(
                "deterministic.no_implementation",
                cause="{what} has no deterministic implementation on this device and in this release of"
                " torch, and torch.use_deterministic_algorithms(True) asks for one",
                fix="torch.use_deterministic_algorithms(True, warn_only=True) only warns of it (torch"
                " 1.11 and later), and torch.use_deterministic_algorithms(False) turns it off{instead}",
                page=PAGE,
                more=_instead,
            ),
        ),
    ),
    reading(
        "this operation is not deterministic because it uses CuBLAS and you have CUDA",
        answers=(
            plain(
                "deterministic.cublas",
                cause="matrix products of cuBLAS are deterministic only with a workspace of a fixed"
                " size, and torch.use_deterministic_algorithms(True) asks for deterministic ones",
                fix="set the environment variable CUBLAS_WORKSPACE_CONFIG=:4096:8 before Python starts"
                ' (or os.environ["CUBLAS_WORKSPACE_CONFIG"] = ":4096:8" before torch uses CUDA)',
                page=PAGE,
            ),
        ),
    ),
)
