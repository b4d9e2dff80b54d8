"""Aiming: networks that try one pair of things (`strategies.coverage`)."""

from functools import lru_cache

from hypothesis import strategies as st
from msgspec.structs import replace

from strategies.assignment import assignments
from strategies.case import ORDINARY, Case
from strategies.coverage import WHOLE, Pair, area_of, pairs_of
from strategies.generation.choice import among
from strategies.generation.input import ALL_INPUTS, fitted, plain_inputs
from strategies.generation.layer import layers_of
from strategies.generation.surgery import relative
from strategies.input import Input
from strategies.network.models import model_of, network
from strategies.network.node import sites
from strategies.shape_inference import shapes_at
from strategies.subject import Subject, ordinary
from strategies.surgery import AnyEdit, Extract, Insert, Remove, Replace, Truncate
from strategies.value import Shape

AROUND = ("after", "before")
PLACES = (*AROUND, "instead")


def aimed(draw: st.DrawFn, pair: Pair, case: Case) -> Case:
    """A case that tries a pair, and otherwise equals ``case`` with a plain input."""
    group, what, where = pair
    if group == "input":
        return replace(case, input=draw(among(_inputs(what, where, case.subject.model))))
    fed, subject = draw(plain_inputs(case.subject.model)), ordinary(case.subject)
    edit = (
        _edit(draw, what, where, fed.shape, subject)
        if group == "edit"
        else _layer(draw, what, where, fed.shape, subject)
    )
    return replace(case, input=fed, edits=(edit,))


@lru_cache(maxsize=256)
def _inputs(axis: str, value: str, model: str) -> tuple[Input, ...]:
    pair, every = ("input", axis, value), fitted(ALL_INPUTS, model)
    found = (image for image in every if pair in pairs_of(Case(input=image)))
    return tuple(dict.fromkeys(found)) or (ORDINARY.input,)


@lru_cache(maxsize=256)
def _sites(area: str, model: str) -> tuple[str, ...]:
    if area == WHOLE:
        return ("",)
    subject = Subject(model=model)
    own = model_of(subject)
    return tuple(site for site in sites(network(subject)) if area_of(site, own) == area)


def is_there(pair: Pair, model: str) -> bool:
    """Whether a model has the part of a network that a pair is tried in."""
    group, what, where = pair
    if group == "input" or what == "truncate":
        return True
    if what == "extract":
        return where in model_of(Subject(model=model)).parts
    return bool(_sites(where, model))


def _layer(draw: st.DrawFn, kind: str, area: str, shape: Shape, subject: Subject) -> AnyEdit:
    """A layer of a kind inserted at a site of an area, after or before it, or in its place."""
    site = draw(among(_sites(area, subject.model)))
    entering, leaving = shapes_at(network(subject), site, shape)
    how = draw(among(PLACES if site else AROUND))
    layer = draw(layers_of(kind, leaving if how == "after" else entering))
    if how == "instead":
        return Replace(site=site, layer=layer)
    return Insert(site=site, layer=layer, where="after" if how == "after" else "before")


def _edit(draw: st.DrawFn, kind: str, where: str, shape: Shape, subject: Subject) -> AnyEdit:
    name, _, how = kind.partition(" ")
    if name == "truncate":
        return Truncate(drop=int(where.removeprefix("last ")))
    if name == "extract":
        return Extract(site=model_of(subject).site(where).partition(".")[0])
    site = draw(among(_sites(where, subject.model)))
    if name == "remove":
        return Remove(site=site, how=how)  # type: ignore[arg-type]  # a pair's words are the edit's own
    if name == "assign":
        return draw(among(assignments(network(subject), site)))
    if name == "replace":
        return relative(draw, network(subject), site, shape)
    return Insert(site=site, layer=draw(layers_of("Identity", shape)))
