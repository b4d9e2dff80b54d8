"""The operation that raised or warned, and the innermost module that was running."""

import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from traceback import walk_stack, walk_tb
from types import FrameType, TracebackType
from typing import Any

import msgspec
import torch
from torch import nn
from torch.overrides import TorchFunctionMode

from fuzz.execution import pulse, trail
from fuzz.execution.outcome import Raised, Warned
from strategies.stage import Stage

torch.set_warn_always(True)  # A warning once per process would be attributed to one case only.


@dataclass
class Record:
    """The warnings of a run so far."""

    warned: list[Warned] = field(default_factory=list)


class StageRaised(Exception):
    """A stage of a run raised; ``raised`` is the outcome of the case."""

    def __init__(self, raised: Raised) -> None:
        super().__init__(raised.message)
        self.raised = raised


class OpRecorder(TorchFunctionMode):
    """Records the torch function that is running, and the one that raised."""

    def __init__(self) -> None:
        super().__init__()
        self.running = ""
        self.refused = ""

    def __torch_function__(
        self, func: Any, types: Iterable[type], args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        self.running = func.__name__
        if trail.trail is not None:
            trail.trail.at_op(self.running)
        try:
            return func(*args, **(kwargs or {}))
        except Exception:
            self.refused = func.__name__
            raise
        finally:
            self.running = ""
            if trail.trail is not None:
                trail.trail.at_op("")


@contextmanager
def run_stage(
    stage: Stage, record: Record, network: nn.Module | None = None, *, site: str = ""
) -> Iterator[None]:
    """Run one stage of a case: record what torch warns of, and turn an exception into a `StageRaised`.

    An exception outside the modules of a network is attributed to ``site``, that of the edit.
    """
    recorder = OpRecorder()
    if trail.trail is not None:
        trail.trail.at_stage(stage)

    def warn(message: Warning | str, category: type[Warning], *_: Any) -> None:
        if category is UserWarning:
            site, kind = _innermost(network, _running_modules())
            op = recorder.running or kind
            record.warned.append(Warned(stage=stage, message=str(message), site=site, op=op))

    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = warn  # type: ignore[assignment]
        try:
            with recorder:
                yield
        except StageRaised as stage_raised:
            raised = stage_raised.raised
            raise StageRaised(
                msgspec.structs.replace(raised, site=raised.site or site)
            ) from stage_raised
        except Exception as error:
            pulse.feel(error)
            inside, kind = _innermost(network, _raising_modules(error.__traceback__))
            raise StageRaised(
                Raised(
                    stage=stage,
                    exception=type(error).__name__,
                    message=str(error),
                    site=inside or site,
                    op=recorder.refused or kind,
                    warnings=tuple(record.warned),
                )
            ) from error


@dataclass(frozen=True)
class Built:
    """A module that is constructed once for many cases, or what was raised instead; and the warnings."""

    module: nn.Module | None
    raised: Raised | None
    warned: tuple[Warned, ...]

    def take(self, record: Record) -> nn.Module:
        """The module, its warnings recorded again; raises `StageRaised` again where there is none."""
        earlier = tuple(record.warned)
        record.warned.extend(self.warned)
        if self.module is None:
            assert self.raised is not None
            warnings = earlier + self.raised.warnings
            raise StageRaised(msgspec.structs.replace(self.raised, warnings=warnings))
        return self.module


def built(make: Callable[[], nn.Module]) -> Built:
    """Construct a module, and record what is raised and warned."""
    record = Record()
    try:
        with run_stage("build", record):
            return Built(make(), None, tuple(record.warned))
    except StageRaised as stage_raised:
        return Built(None, stage_raised.raised, tuple(record.warned))


def _raising_modules(traceback: TracebackType | None) -> Iterator[nn.Module]:
    """The modules whose methods are on a traceback, the outermost first."""
    return (m for frame, _ in walk_tb(traceback) if (m := _owner(frame)) is not None)


def _running_modules() -> list[nn.Module]:
    """The modules whose methods are running now, the outermost first."""
    return [m for frame, _ in walk_stack(None) if (m := _owner(frame)) is not None][::-1]


def _owner(frame: FrameType) -> nn.Module | None:
    code = frame.f_code
    if "self" not in code.co_varnames and "self" not in code.co_freevars:
        return None  # before f_locals, which copies whatever the frame holds
    owner = frame.f_locals.get("self")
    return owner if isinstance(owner, nn.Module) else None


def _innermost(network: nn.Module | None, modules: Iterable[nn.Module]) -> tuple[str, str]:
    """The path and the class of the innermost module; no path where it is not of the network.

    Without a network, the class of the outermost: the module that is being constructed.
    """
    if network is None:
        return "", next((type(module).__name__ for module in modules), "")
    inside = list(modules)
    if not inside:
        return "", ""
    names = {id(m): name for name, m in network.named_modules()}
    known = [module for module in inside if id(module) in names]
    found = known[-1] if known else inside[-1]
    return names.get(id(found), ""), type(found).__name__
