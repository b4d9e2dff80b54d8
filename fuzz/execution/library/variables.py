"""The variables of a program that was followed: as few as there have to be."""

from typing import Any

from msgspec.structs import replace

from strategies.network.program import Concat, Program, SingleStep, SizeOf, View


def renamed(steps: tuple[SingleStep, ...]) -> Program:
    """Steps that read and write x wherever nothing else reads what was in it."""
    names = {"x": "x"}
    renamed: list[Any] = []
    for number, step in enumerate(steps):
        later = {name for after in steps[number + 1 :] for name in _read(after)}
        taken = {names[name] for name in later & names.keys()}
        free = "x" if "x" not in taken else step.to
        changed: dict[str, Any] = {field: names[value] for field, value in _reads(step).items()}
        if isinstance(step, Concat):
            changed["xs"] = tuple(names[name] for name in step.xs)
        if isinstance(step, View):
            changed["sizes"] = tuple(
                replace(one, x=names[one.x]) if isinstance(one, SizeOf) else one for one in step.sizes
            )
        names[step.to] = free
        renamed.append(type(step)(**{**_fields(step), **changed, "to": free}))
    return tuple(renamed)


def _fields(step: Any) -> dict[str, Any]:
    return {name: getattr(step, name) for name in step.__struct_fields__}


def _reads(step: Any) -> dict[str, str]:
    return {name: value for name, value in _fields(step).items() if name in ("x", "other")}


def _read(step: Any) -> set[str]:
    of_sizes = (one.x for one in getattr(step, "sizes", ()) if isinstance(one, SizeOf))
    return {*_reads(step).values(), *getattr(step, "xs", ()), *of_sizes}
