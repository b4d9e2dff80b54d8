"""Where a child begins, and what it is asked for: named by its parent, which does without torch.

Torch takes two seconds to import, and the child has it already; see `fuzz.execution.runner.inside`.
"""

from multiprocessing.connection import Connection
from typing import Any

from strategies.network.imported import Imported


def serve(
    pipe: "Connection[Any, Any]", device: str, memory: int, path: str, granted: tuple[Imported, ...]
) -> None:
    """See `fuzz.execution.runner.inside.serve`."""
    from fuzz.execution.runner import inside

    inside.serve(pipe, device, memory, path, granted)


def run(case: bytes, device: str) -> bytes:
    """See `fuzz.execution.runner.inside.run`."""
    from fuzz.execution.runner import inside

    return inside.run(case, device)
