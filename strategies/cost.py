"""How far a case is from the ordinary one: the order in which one case is plainer than another."""

from strategies.case import ORDINARY, Case, plain
from strategies.input import INPUT_VALUES, Input
from strategies.loss.target import TARGET_VALUES, Target
from strategies.network.models import model_of
from strategies.surgery import AnyEdit, Assign, Insert, Replace, Truncate
from strategies.value import DTYPES, Shape, Value

Cost = tuple[int, int, int, int]

ODD = 10_000


def cost(case: Case) -> Cost:
    """The number of deviations from the ordinary case, then how large and how odd they are.

    Smaller is plainer, and only the ordinary case has no deviation. Each edit counts one and each
    optional argument one more; each size of a shape that differs counts one, a missing or extra
    dimension likewise. Ties are broken by the distance of their sizes, then by their text.
    """
    text = str(plain(case))
    return (deviations(case), _distance(case), len(text), sum(text.encode()))


def deviations(case: Case) -> int:
    """How many things a person would have to change to come from the ordinary case to this one."""
    fields = plain(case)
    count = sum(1 for name in ("load", "mode", "gradient", "autocast", "backward") if name in fields)
    count += len(fields.get("subject", {}))
    count += sum(_of_edit(edit) for edit in case.edits)
    count += _of_tensor(fields.get("input", {}), ORDINARY.input.shape)
    if case.loss is None:
        return count + 1
    count += ("kind" in fields.get("loss", {})) + len(case.loss.options)
    return count + _of_tensor(fields.get("target", {}), ORDINARY.target.shape)


def _of_edit(edit: AnyEdit) -> int:
    fields = plain(edit)
    optional = sum(1 for name in ("how", "where", "weights") if name in fields)
    options = edit.layer.options if isinstance(edit, Replace | Insert) else {}
    return 2 + optional + len(options)


def _of_tensor(fields: dict[str, object], ordinary: Shape) -> int:
    """The fields that differ, the sizes of the shape counted one by one."""
    count = sum(1 for name in fields if name != "shape")
    shape = fields.get("shape")
    if not isinstance(shape, list):
        return count
    pairs = zip(shape, ordinary, strict=False)
    return count + abs(len(shape) - len(ordinary)) + sum(1 for one, other in pairs if one != other)


def _distance(case: Case) -> int:
    """How large and how odd all that differs is: shapes, dtypes, options, and the depth of sites."""
    total = sum(_size(v) for edit in case.edits for v in _numbers(edit))
    plain_sites = model_of(case.subject).plain_sites
    total += sum(_site(edit.site, plain_sites) for edit in case.edits if not isinstance(edit, Truncate))
    total += sum(_size(value) for value in (case.loss.options.values() if case.loss else ()))
    total += _oddness(case.input, INPUT_VALUES.index(case.input.values))
    return total + _oddness(case.target, TARGET_VALUES.index(case.target.values))


def _oddness(tensor: Input | Target, values: int) -> int:
    ordinary = type(tensor)()
    shape = 0 if tensor.shape == ordinary.shape else _size(tensor.shape)
    dtype = 0 if tensor.dtype == ordinary.dtype else DTYPES.index(tensor.dtype)
    return shape + dtype + values


def _site(site: str, plain_sites: tuple[str, ...]) -> int:
    if site in plain_sites:
        return plain_sites.index(site)
    return len(plain_sites) * (1 + site.count("."))


def _numbers(edit: AnyEdit) -> list[Value]:
    match edit:
        case Replace() | Insert():
            return list(edit.layer.options.values())
        case Truncate():
            return [edit.drop]
        case Assign():
            return [edit.value]
    return []


def _size(value: Value) -> int:
    """The size of a number. Zero, negative numbers and an empty tuple are odder than any other."""
    if isinstance(value, tuple):
        return sum(_size(item) for item in value) if value else ODD
    if not isinstance(value, int | float):
        return 0
    return int(value) if value > 0 else ODD + int(-value)
