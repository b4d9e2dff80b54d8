"""Walk: the effect of an edited network, from the cached effects of its layers."""

from collections.abc import Callable, Hashable, Iterator
from functools import partial
from typing import Any

from torch import nn

from fuzz.execution import pulse
from fuzz.execution.composition.abstract_tensor import AbstractTensor, Refused
from fuzz.execution.composition.assumption import concerned, require_indifferent, require_ordinary
from fuzz.execution.composition.effect import BlockTrace, ModuleEffect, MustRunWhole, Storage, placed
from fuzz.execution.composition.kept_effect import decode, encode, lasting
from fuzz.execution.composition.module_digest import PLAIN, module_digest, shallow_clone
from fuzz.execution.composition.probe import changed, probe_module, probe_operation
from fuzz.execution.composition.tensor_meta import TensorMeta
from fuzz.execution.kept import Kept, derived
from fuzz.execution.memo import Memo
from fuzz.execution.op_recorder import OpRecorder
from fuzz.execution.outcome import Raised
from fuzz.execution.setting import Setting

_TRANSFORMERS = (
    *("ResNetForImageClassification", "ResNetModel", "ResNetEmbeddings", "ResNetEncoder", "ResNetStage"),
    *("ResNetBottleNeckLayer", "ResNetConvLayer", "ResNetShortCut"),
)
AROUND = {
    "torchvision.models.resnet": ("ResNet", "Bottleneck", "BasicBlock"),
    "torchvision.models._utils": ("IntermediateLayerGetter",),
    "torch.nn.modules.container": ("Sequential",),
    "timm.models.resnet": ("ResNet", "Bottleneck", "BasicBlock"),
    "timm.layers.adaptive_avgmax_pool": ("SelectAdaptivePool2d",),
    "transformers.models.resnet.modeling_resnet": _TRANSFORMERS,
}
"""Modules whose ``forward`` only calls children, adds and flattens: it is run on abstract tensors."""


LIBRARIES = ("torch", "torchvision", "timm", "transformers", "strategies", "resnet_fuzz")
"""Whose modules with children are remembered as a whole, where they are not `AROUND` layers."""


def _is_around(module: nn.Module) -> bool:
    kind = type(module)
    return kind.__name__ in AROUND.get(kind.__module__, ())


Options = tuple[tuple[str, Any], ...]
"""Plain arguments that are passed by name."""

_layers: Kept[ModuleEffect] = Kept("effect", 60_000, encode, decode)
_blocks: Memo[ModuleEffect] = derived(Memo(20_000))


def forget_effects() -> None:
    """Clear the cache of effects."""
    _layers.clear()
    _blocks.clear()


class Walk:
    """The effects of modules in one setting; ``probing`` is called before each real run."""

    def __init__(self, setting: Setting, probing: Callable[[], None]) -> None:
        self.setting, self.probing = setting, probing

    def effect_of(self, module: nn.Module, x: Any, options: Options = ()) -> ModuleEffect:
        """The effect of a module on an input, a `TensorMeta` or several in a tuple or dictionary.

        Raises `MustRunWhole` where it cannot be determined.
        """
        what, fed = module_digest(module), _hashable(x)
        if _is_around(module):
            key = (what, fed, self.setting, *options)
            return _blocks.get(key, lambda: BlockRun(self).through(module, x, options))
        if module._modules and type(module).__module__.partition(".")[0] not in LIBRARIES:
            raise MustRunWhole(f"what a {type(module).__name__} does with its children is its own")
        if options:
            raise MustRunWhole(f"a {type(module).__name__} is called with keyword arguments")
        if isinstance(x, TensorMeta):
            require_indifferent(module, x)
        setting = concerned(module, self.setting)
        probe = partial(self._probed, probe_module, module, x)
        effect = _remembered(module, what, fed, setting, probe)
        if effect.raised is None and isinstance(x, TensorMeta):
            require_ordinary(module, self.setting)
        return effect

    def effect_of_operation(self, operation: Callable[..., Any], x: tuple[Any, ...]) -> ModuleEffect:
        """The effect of an operation between modules on its arguments."""
        setting = self.setting._replace(train=False)
        run = partial(self._probed, probe_operation, operation, x)
        return _remembered(operation, operation, _hashable(x), setting, run)

    def _probed(self, probe: Callable[..., ModuleEffect], what: Any, x: Any) -> ModuleEffect:
        self.probing()
        return probe(what, x, self.setting)


def _remembered(
    run: Any, what: Hashable, x: Hashable, setting: Setting, probe: Callable[[], ModuleEffect]
) -> ModuleEffect:
    """The cached effect of a layer or an operation; one with a backward pass serves without it, too."""
    with_backward = (what, x, setting._replace(backward=True))
    key = with_backward if with_backward in _layers else (what, x, setting)
    return _layers.recall(key, lambda: lasting(run, x, setting), probe, partial(_fits, x))


def _fits(x: Hashable, effect: ModuleEffect) -> bool:
    """Whether an effect can be one on this input: of a tensor, it is known what becomes of it."""
    first = x[0] if type(x) is tuple and x else x
    return effect.raised is not None or effect.after is not None or not isinstance(first, TensorMeta)


class BlockRun:
    """The forward pass of one module that contains others: its own code, run on abstract tensors."""

    def __init__(self, walk: Walk) -> None:
        self.walk, self.trace = walk, BlockTrace()

    def through(self, module: nn.Module, x: Any, options: Options = ()) -> ModuleEffect:
        """The effect of the module on its input."""
        abstract = self._abstracted(x, Storage())
        recorder = OpRecorder()
        try:
            with recorder:
                output = type(module).forward(self._stand_in(module), abstract, **dict(options))
        except Refused as refused:
            return self._refused(refused.raised)
        except MustRunWhole:
            raise
        except Exception as error:
            pulse.feel(error)
            if AbstractTensor.__name__ in str(error):
                raise MustRunWhole(str(error)) from None
            op = recorder.refused or type(module).__name__
            return self._refused(Raised("forward", type(error).__name__, str(error), op=op))
        return self._effect(abstract, output)

    def _refused(self, raised: Raised) -> ModuleEffect:
        return ModuleEffect(output=None, raised=raised, warned=tuple(self.trace.warned))

    def _effect(self, x: Any, output: Any) -> ModuleEffect:
        before = x.storage if isinstance(x, AbstractTensor) else None
        after = output.storage if isinstance(output, AbstractTensor) else None
        saved = self.trace.saved
        return ModuleEffect(
            output=changed(output, AbstractTensor, lambda abstract: abstract.feature),
            warned=tuple(self.trace.warned),
            after=x.feature if before else None,
            mutates=before is not None and before.version > 0,
            same=output is x,
            shares=before is not None and before is after,
            saves_input=any(storage is before for storage, _ in saved),
            saves_output=any(storage is after for storage, _ in saved),
            differentiable=self.trace.differentiable
            and all(storage.version == version for storage, version in saved),
        )

    def _stand_in(self, module: nn.Module) -> nn.Module:
        """A copy of the module whose children return cached effects."""
        copy = shallow_clone(module)
        copy.__dict__["training"] = self.walk.setting.train
        copy.__dict__["_modules"] = {
            name: None if child is None else ChildStandIn(self, name, child)
            for name, child in module._modules.items()
        }
        return copy

    def step(self, name: str, module: nn.Module, x: Any, options: Options = ()) -> Any:
        """The output of one child for abstract tensors."""
        features = changed(x, AbstractTensor, lambda abstract: abstract.feature)
        effect = self.walk.effect_of(module, features, options)
        return self._applied(effect, x, name)

    def operation(self, function: Callable[..., Any], x: tuple[Any, ...], more: Any) -> Any:
        """One operation between children, on abstract tensors; it may modify the first in place."""
        if more or not isinstance(x[0], AbstractTensor):
            raise MustRunWhole(f"{function.__name__} is called in an unsupported way")
        if any(other is x[0] or _shared(other, x[0]) for other in x[1:]):
            raise MustRunWhole(f"{function.__name__} of a tensor with itself")
        features = changed(x, AbstractTensor, lambda abstract: abstract.feature)
        effect = self.walk.effect_of_operation(function, features)
        for other in x[1:]:
            if effect.saves_input and isinstance(other, AbstractTensor):
                self.trace.saved.append((other.storage, other.storage.version))
        return self._applied(effect, x[0], "")

    def _applied(self, effect: ModuleEffect, x: Any, name: str) -> Any:
        trace = self.trace
        trace.warned.extend(placed(warned, name) for warned in effect.warned)
        if effect.raised is not None:
            raise Refused(placed(effect.raised, name))
        if not effect.finite:
            raise MustRunWhole("there is NaN or infinity in an intermediate output")
        trace.differentiable &= effect.differentiable
        if not isinstance(x, AbstractTensor) or not isinstance(effect.output, TensorMeta):
            trace.differentiable = False
            return self._abstracted(effect.output, Storage())
        if effect.mutates:
            trace.differentiable &= not x.feature.view
            x.storage.version += 1
        assert effect.after is not None
        x.feature = effect.after
        storage = x.storage if effect.same or effect.shares else Storage()
        if effect.saves_input:
            trace.saved.append((x.storage, x.storage.version))
        if effect.saves_output:
            trace.saved.append((storage, storage.version))
        return x if effect.same else self._abstracted(effect.output, storage)

    def _abstracted(self, value: Any, storage: Storage) -> Any:
        return changed(value, TensorMeta, lambda feature: AbstractTensor(feature, storage, self))


class ChildStandIn:
    """Stands in for a child: a call returns its cached effect; all other attributes are the child's."""

    def __init__(self, run: BlockRun, name: str, module: nn.Module) -> None:
        self._run, self._name, self._module = run, name, module

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        """The class of the child, so that isinstance() takes the stand-in for it."""
        return type(self._module)

    def __call__(self, *x: Any, **options: Any) -> Any:
        """The output of the child for an input, by its cached effect."""
        if len(x) != 1 or not all(isinstance(value, PLAIN) for value in options.values()):
            raise MustRunWhole("a module is called with more than one argument")
        return self._run.step(self._name, self._module, x[0], tuple(options.items()))

    def __iter__(self) -> Iterator[Any]:
        """Stand-ins for what is in the child; raises `TypeError` where it can't be iterated over."""
        names = {id(module): name for name, module in self._module._modules.items()}
        for module in iter(self._module):  # type: ignore[call-overload]  # it says so itself
            name = f"{self._name}.{names[id(module)]}"
            yield None if module is None else ChildStandIn(self._run, name, module)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)


def _shared(other: Any, abstract: AbstractTensor) -> bool:
    return isinstance(other, AbstractTensor) and other.storage is abstract.storage


def _hashable(x: Any) -> Any:
    if isinstance(x, TensorMeta):
        return x
    return tuple(map(_hashable, x)) if type(x) is tuple else repr(x)
