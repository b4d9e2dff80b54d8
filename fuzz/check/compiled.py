"""through(): what torch.compile makes of a network, beside what the network returns by itself."""

from collections.abc import Callable
from traceback import StackSummary
from typing import Any

import torch
from msgspec.structs import replace
from torch import nn

from fuzz.check.change import after
from fuzz.check.close import difference
from fuzz.check.plain.at import At
from fuzz.check.plain.observed import Broken
from fuzz.check.plain.probe import Probe, Template
from fuzz.check.plain.seen import Raised, Returned, Seen
from fuzz.check.running.run import Ran, filled
from fuzz.execution.named.place import Place, raised_at, users_line
from fuzz.execution.trail import unfollowed


def through(ran: Ran, fresh: Callable[[], nn.Module], template: Template, probe: Probe) -> Seen:
    """What was seen, and how it differs after torch.compile(backend="eager").

    ``broken`` is why its graph is not one. Where it can't be compiled in parts either, it is refused.
    """
    assert isinstance(ran.seen, Returned)
    from torch._dynamo.exc import TorchDynamoException

    args, kwargs = filled(template, probe)
    seen = ran.seen
    for whole in (True, False):
        torch.compiler.reset()
        network = after(fresh(), probe.changes).train(probe.mode == "train")
        torch.manual_seed(0)
        try:
            with torch.set_grad_enabled(probe.grad), unfollowed():
                output = torch.compile(network, backend="eager", fullgraph=whole)(*args, **kwargs)
        except TorchDynamoException as error:
            if not whole:
                return _refused(error)
            seen = replace(seen, broken=_broken(error))
        except Exception as error:
            return _refused(error)
        else:
            return replace(seen, differs=difference(ran.output, output))
        finally:
            torch.compiler.reset()
    return seen


def _refused(error: Exception) -> Raised:
    at = At(op="torch.compile", place=raised_at(error.__traceback__))
    return Raised("forward", type(error).__name__, str(error), at)


def _broken(error: Exception) -> Broken:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return Broken(lines[0] if lines else type(error).__name__, _line(getattr(error, "real_stack", None)))


def _line(stack: Any) -> Place | None:
    if not isinstance(stack, StackSummary):
        return None
    return users_line([(frame.filename, frame.lineno or 0) for frame in reversed(stack)])
