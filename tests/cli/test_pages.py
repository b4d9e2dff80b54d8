"""The pages are true: each command is one, their programs run, what they name is there."""

import ast
import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click
import pytest

from benchmarks import readme
from fuzz.cli.app import app
from fuzz.cli.command import PLACES
from fuzz.cli.config import defaults
from fuzz.execution.runner import granting
from resnet_fuzz import Case, predict
from strategies.input import Input
from strategies.layer import LAYERS, Layer, LayerKind, activation
from strategies.surgery import Insert
from tests.cli import pages
from tests.cli.conftest import runner

DOCS = readme.ROOT / "docs"
THEIRS = {"myapp", "nets"}
"""Modules that are the reader's own."""

CHECKED = "tests/test_models.py"
OWN_OPTIONS = {"--version", "--help", "-h"}
MAKE = re.findall(r"^([a-z-]+):", (readme.ROOT / "Makefile").read_text(), re.MULTILINE)


def row_of_the_page() -> LayerKind:
    """The layer that the page on extensions adds, made by what it shows."""
    rule, row = (
        program
        for program in pages.programs(DOCS / "extending.md")
        if pages.named(program) == "strategies/layer/activation.py"
    )
    names = dict(vars(activation))
    exec(rule, names)
    kind = eval(row.partition("\n")[2], names)
    assert isinstance(kind, LayerKind)
    return kind


@pytest.fixture(autouse=True)
def _layer_of_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = row_of_the_page()
    monkeypatch.setitem(LAYERS, kind.name, kind)


def test_their_commands_print_what_they_show() -> None:
    shown = {page: page.read_text() for page in readme.PAGES}
    assert sum(len(readme.BLOCK.findall(text)) for text in shown.values()) > 4
    assert {page: readme.renewed(text) for page, text in shown.items()} == shown


@pytest.mark.parametrize("command", pages.commands("fuzz"), ids=str)
def test_a_command_is_one(command: pages.Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(granting, "grant_apart", lambda _: None)  # the reader's network is not here
    _, *words = (word.strip("[]") for word in command.words)
    words = [word for word in words if word and word.strip(".")]
    if not words or words[0] in OWN_OPTIONS or words[0].isupper():
        return
    called = app.get_command(click.Context(app), words[0])
    assert called is not None, f"there is no {words[0]}"
    if command.mention:
        known = {name for each in called.params for name in each.opts} | OWN_OPTIONS
        assert {word for word in words if word.startswith("-") and word != "-"} <= known
    else:
        called.make_context(words[0], _as_typed(words[1:]))


def _as_typed(words: list[str]) -> list[str]:
    """What a shell puts in place of a variable, and a day that is yet to come."""
    words = [re.sub(r"\$\w+", "1", word) for word in words]
    return [re.sub(r"20\d\d(-\d\d-\d\d)", r"2999\1", word) for word in words]


def test_there_are_the_targets_of_make_that_they_name() -> None:
    asked = {word for each in pages.commands("make") for word in each.words[1:] if "=" not in word}
    assert len(asked) > 5
    assert asked <= set(MAKE)


def test_there_are_the_modules_that_they_run() -> None:
    asked = {each.words[2] for each in pages.commands("python") if each.words[1:2] == ("-m",)}
    assert {name for name in asked if not find_spec(name)} == set()


def test_there_are_the_options_of_pytest_that_they_name(request: pytest.FixtureRequest) -> None:
    named = {name for page in pages.TEXTS for name in re.findall(r"--fuzz-[a-z]+", page.read_text())}
    assert {"--fuzz-corpus", "--fuzz-time"} <= named
    for name in named:
        request.config.getoption(name)


@pytest.mark.parametrize("page", pages.TEXTS, ids=lambda page: page.name)
def test_there_are_the_files_that_it_names(page: Path) -> None:
    of_ours = re.compile(r"(fuzz|strategies|tests|benchmarks|docs|resnet_fuzz)/[\w./-]*\w")
    named = {name.rstrip("/") for name in pages.mentions(page) if of_ours.fullmatch(name.rstrip("/"))}
    there = {name for name in named if (readme.ROOT / name).exists() or re.search("[A-Z]{3}", name)}
    assert named - there == set()


@pytest.mark.parametrize("page", pages.TEXTS, ids=lambda page: page.name)
def test_what_its_programs_import_is_there(page: Path) -> None:
    for program in pages.programs(page):
        for node in ast.walk(ast.parse(program)):
            if (
                isinstance(node, ast.ImportFrom)
                and node.module
                and node.module.split(".")[0] not in THEIRS
            ):
                there = import_module(node.module)
                assert {one.name for one in node.names if not hasattr(there, one.name)} == set()
            elif isinstance(node, ast.Import):
                assert all(find_spec(one.name) for one in node.names)


def test_its_programs_for_a_users_suite_pass(tmp_path: Path) -> None:
    """But for the one that checks a network for some seconds: tests/check does that."""
    shown = {pages.named(program): program for program in pages.programs(DOCS / "edited.md")}
    assert {*shown} == {
        "myapp/models.py",
        CHECKED,
        "tests/test_documented.py",
        "tests/test_predicted.py",
    }
    for name, program in shown.items():
        if name != CHECKED:
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(program)
    done = runner(tmp_path, ["-m", "pytest", "-q", "-p", "no:cacheprovider"])()
    assert "2 passed" in done.stdout, done.stdout


def test_the_layer_that_a_page_adds_is_known_to_all() -> None:
    wrong = Insert(site="layer1.0.bn1", layer=Layer("Hardtanh", {"max_val": -2.0}))
    found = predict(Case(input=Input(shape=(2, 3, 32, 32)), edits=(wrong,))).violation
    assert found is not None
    assert (found.stage, found.rule) == ("build", "hardtanh.ordered")
    assert found.fix == "pass bounds in order: max_val=1.0, the default"


def test_the_cases_that_they_show_are_cases(tmp_path: Path) -> None:
    from fuzz.catalogue.read import decode_case

    shown = [text for page in readme.PAGES for text in pages.blocks(page, "json")]
    assert shown
    for text in shown:
        decode_case(text.encode(), "a page")


def test_the_options_that_a_page_sets_in_a_file_are_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *_ = pages.blocks(DOCS / "config.md", "toml")
    (tmp_path / "pyproject.toml").write_text(first)
    monkeypatch.chdir(tmp_path)
    found = {name: defaults(name, called) for name in PLACES if (called := _called(name))}
    assert {name for name, values in found.items() if values} == {"run", "check", "list"}
    for name, values in found.items():
        context = click.Context(_called(name))
        for parameter in context.command.params:
            if parameter.name in values:
                parameter.type_cast_value(context, values[parameter.name])


def _called(name: str) -> click.Command:
    command = app.get_command(click.Context(app), name)
    assert command is not None
    return command


def test_all_that_users_import_is_in_the_reference() -> None:
    import resnet_fuzz

    told = re.findall(r"^\.\. auto\w+:: (\w+)$", (DOCS / "api.md").read_text(), re.MULTILINE)
    assert sorted(told) == sorted(resnet_fuzz.__all__)
