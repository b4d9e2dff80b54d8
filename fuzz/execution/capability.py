"""The capabilities of this processor on which a failure may depend, queried once, by torch's own
names.

``ATEN_CPU_CAPABILITY`` and ``ONEDNN_MAX_CPU_ISA`` make one machine behave as lesser ones: `make
portable`.
"""

from dataclasses import dataclass
from functools import lru_cache

import torch

ONEDNN = {"bfloat16": "_is_mkldnn_bf16_supported", "float16": "_is_mkldnn_fp16_supported"}
"""The operators of ``torch.ops.mkldnn`` that say whether oneDNN computes in a dtype on this
processor."""


@dataclass(frozen=True)
class Processor:
    """``cpu`` is what ATen's kernels are chosen for (DEFAULT, AVX2, AVX512 ...), and ``capabilities``
    says of names such as ``onednn.bfloat16`` whether it has them. What torch doesn't tell is not among
    them."""

    cpu: str
    capabilities: dict[str, bool]

    def lacks(self, capability: str) -> bool | None:
        """Whether it is known to lack, or to have, a capability; None where that is not known."""
        has = self.capabilities.get(capability)
        return None if has is None else not has

    def __str__(self) -> str:
        has = [name for name, there in self.capabilities.items() if there]
        return ", ".join((self.cpu, *has))


@lru_cache(maxsize=1)
def processor() -> Processor:
    """The processor of this process."""
    known = {f"onednn.{dtype}": _asked(name) for dtype, name in ONEDNN.items()}
    return Processor(
        cpu=torch.backends.cpu.get_cpu_capability(),
        capabilities={name: has for name, has in known.items() if has is not None},
    )


def _asked(name: str) -> bool | None:
    """The answer of an operator; None on a build without oneDNN, or of a release without the
    operator."""
    operator = getattr(torch.ops.mkldnn, name, None)
    if operator is None or not torch.backends.mkldnn.is_available():  # type: ignore[no-untyped-call]
        return None
    return bool(operator())
