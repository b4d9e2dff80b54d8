"""What may stand where a file has something else: its words, or the names of its fields."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import inspect

STEP = re.compile(r"\.(\w+)|\[(\d+|\.\.\.)\]")
GIVEN = re.compile(r"(?:value '|field `)([^'`]{1,40})['`]")


def wanted(problem: str, path: str, kind: Any, raw: object) -> str:
    """What is valid at a ``path`` such as ``$.edits[0].how`` into a type, the nearest first; "" where it
    is no matter of names.

    ``problem`` is what msgspec has against it, and ``raw`` what is there, as plain values.
    """
    there, name = [inspect.type_info(kind)], ""
    for step in STEP.finditer(path):
        owners, name = there, step[1] or ""
        there = [found for one in owners for found in _below(one, name, raw)]
        if not there and _is_tag(owners, name):
            return _told(
                problem, [str(one.tag) for one in owners if isinstance(one, inspect.StructType)]
            )
        raw = _value(raw, name, step[2])
    if "unknown field" in problem:
        return _told(problem, [name for one in _chosen(there, raw) for name in _fields(one)])
    if "missing required field" in problem and _is_tag(there, _given(problem)):
        return _told("", [str(one.tag) for one in there if isinstance(one, inspect.StructType)])
    words = [word for one in there if isinstance(one, inspect.LiteralType) for word in one.values]
    return _told(problem, [word for word in words if isinstance(word, str)])


def _below(one: inspect.Type, name: str, raw: object) -> Iterator[inspect.Type]:
    """The types that a field may have, or an item where no field is named."""
    match one:
        case inspect.StructType() if name:
            for chosen in _chosen([one], raw):
                yield from _flat(*(f.type for f in chosen.fields if f.encode_name == name))
        case inspect.VarTupleType() | inspect.ListType() if not name:
            yield from _flat(one.item_type)
        case inspect.DictType():
            yield from _flat(one.value_type)


def _flat(*types: inspect.Type) -> Iterator[inspect.Type]:
    for one in types:
        yield from _flat(*one.types) if isinstance(one, inspect.UnionType) else (one,)


def _chosen(types: list[inspect.Type], raw: object) -> list[inspect.StructType]:
    """The structs among some types that the tag in a value is of; all, where that has none."""
    structs = [one for one in types if isinstance(one, inspect.StructType)]
    tags = raw if isinstance(raw, dict) else {}
    named = [one for one in structs if one.tag_field in tags]
    return [one for one in structs if one.tag_field is None or tags.get(one.tag_field) == one.tag] or (
        [] if named else structs
    )


def _fields(one: inspect.StructType) -> list[str]:
    return [*([one.tag_field] if one.tag_field else []), *(field.encode_name for field in one.fields)]


def _is_tag(types: list[inspect.Type], name: str) -> bool:
    return any(isinstance(one, inspect.StructType) and one.tag_field == name for one in types)


def _value(raw: object, name: str, index: str | None) -> object:
    if isinstance(raw, dict):
        return raw.get(name)
    if isinstance(raw, list) and index and index.isdecimal() and int(index) < len(raw):
        return raw[int(index)]
    return None


def _given(problem: str) -> str:
    found = GIVEN.search(problem)
    return found[1] if found else ""


def _told(problem: str, valid: list[str]) -> str:
    if not valid:
        return ""
    from difflib import get_close_matches  # loaded where somebody has mistyped something

    names = list(dict.fromkeys(valid))
    near = get_close_matches(_given(problem), names, n=1)
    meant = f"; did you mean {near[0]}?" if near else ""
    return f"{meant}{' V' if near else '; v'}alid: {', '.join(names)}"


def plain(text: bytes) -> object:
    """Some JSON as plain values; None where it is none."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
