"""The same mistake in another implementation: a case with its edits at the sites that correspond."""

from msgspec.structs import replace

from strategies.case import Case
from strategies.error import CaseError
from strategies.network.model import Model
from strategies.network.models import MODELS, model_of, network
from strategies.network.node import at
from strategies.subject import Subject
from strategies.surgery import AnyEdit, Truncate
from strategies.validation import check


class NotThere(Exception):
    """The implementation lacks what the mistake could be made with, which the text names."""


def translated(case: Case, name: str) -> Case:
    """A case of ResNet-50 for the model of this name.

    Raises `NotThere` where the model has not the option of the constructor or the module at the site.
    """
    here, there = model_of(case.subject), MODELS[name]
    if there is here:
        return case
    subject = _subject(case.subject, there)
    edits = tuple(_edit(edit, here, there) for edit in case.edits)
    moved = replace(case, subject=subject, edits=edits)
    try:
        return check(moved)
    except CaseError as error:
        raise NotThere(str(error)) from None


def _subject(subject: Subject, there: Model) -> Subject:
    plain = Subject()
    for field in Subject.__struct_fields__:
        given = getattr(subject, field)
        if field != "model" and given != getattr(plain, field) and field not in there.options:
            raise NotThere(f"no option {field}")
    return replace(subject, model=there.name)


def _edit(edit: AnyEdit, here: Model, there: Model) -> AnyEdit:
    if isinstance(edit, Truncate) or not edit.site:
        return edit
    site = there.site(edit.site)
    if _is(here, edit.site) and not _is(there, site):
        raise NotThere(f"no module {edit.site}")
    return replace(edit, site=site)


def _is(model: Model, site: str) -> bool:
    return at(network(Subject(model=model.name)), site) is not None
