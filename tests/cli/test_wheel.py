"""The wheel, installed beside a project that doesn't use it: nothing of that project changes."""

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from resnet_fuzz import Catalogue
from tests.cli.conftest import plain_environment
from tests.cli.sample import HEAD

ROOT = Path(__file__).parents[2]
OURS = ("resnet_fuzz", "fuzz", "strategies")

PROJECT = {
    "strategies.py": "MINE = 'strategies'\n",
    "fuzz/__init__.py": "MINE = 'fuzz'\n",
    "tests/strategies.py": "HERE = 'tests'\n",
    "tests/test_mine.py": """
import sys
import warnings

import fuzz
import strategies


def test_its_own_modules_are_its_own():
    assert (fuzz.MINE, strategies.HERE) == ("fuzz", "tests")


def test_nothing_of_ours_is_loaded_but_the_options():
    assert {name for name in sys.modules if name.split(".")[0] == "resnet_fuzz"} <= {
        "resnet_fuzz",
        "resnet_fuzz.plugin",
    }
    assert "torch" not in sys.modules
    assert "hypothesis" not in sys.modules
""",
}


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of a new environment: our wheel is in it, and what the tests' own has beside us."""
    place = tmp_path_factory.mktemp("installed")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    venv.create(place / "venv", with_pip=False)
    scheme = {"base": str(place / "venv"), "platbase": str(place / "venv")}
    (wheel,) = place.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(sysconfig.get_path("purelib", "venv", scheme))
    return place / "venv" / "bin" / "python"


def run(python: Path, *arguments: str, directory: Path) -> subprocess.CompletedProcess[str]:
    """Run the environment's Python; what our own environment has is found behind what it has itself.

    A path that is named so is searched without the ``.pth`` files in it, so that this checkout isn't.
    """
    environment = {**plain_environment(), "PYTHONPATH": sysconfig.get_path("purelib")}
    return subprocess.run(
        [str(python), *arguments],
        cwd=directory,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in PROJECT.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


def test_a_project_with_modules_of_these_names_runs_as_before(python: Path, project: Path) -> None:
    done = run(
        python, "-m", "pytest", "-W", "error", "-p", "no:hypothesispytest", "-q", directory=project
    )
    assert "2 passed" in done.stdout, done.stdout + done.stderr


def test_it_takes_one_name_alone(python: Path, tmp_path: Path) -> None:
    listed = f"import importlib.util as u; print([n for n in {OURS!r} if u.find_spec(n)])"
    done = run(python, "-c", listed, directory=tmp_path)
    assert done.stdout == "['resnet_fuzz']\n", done.stderr


def test_all_that_users_import_is_there(python: Path, tmp_path: Path) -> None:
    code = (
        "import resnet_fuzz as r; from resnet_fuzz import *;"
        "print(judge(Case(), observe(Case())), len(Catalogue()), bool(r.__file__))"
    )
    done = run(python, "-c", code, directory=tmp_path)
    assert done.stdout == f"None {len(Catalogue())} True\n", done.stderr
    assert list((python.parents[1] / "lib").rglob("resnet_fuzz/py.typed"))


def test_its_commands_and_its_workers_run(python: Path, tmp_path: Path) -> None:
    """A case whose failures the corpus has, so that there is little to shrink."""
    command = ["-m", "resnet_fuzz", "run", "--cases", "1", "--workers", "1", "--out", "out"]
    done = run(python, *command, directory=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "summary.json").exists()
    assert any((tmp_path / "out" / "catalogue").iterdir())
    assert 'id="causes"' in (tmp_path / "out" / "report.html").read_text()


def test_its_plugin_replays_a_catalogue(python: Path, tmp_path: Path) -> None:
    from fuzz.catalogue.store import write_all

    write_all([HEAD], tmp_path / "catalogue")
    done = run(python, "-m", "pytest", "--fuzz-corpus", "catalogue", "-q", directory=tmp_path)
    assert "1 passed" in done.stdout, done.stdout + done.stderr


def test_it_prints_what_runs_it_every_night(python: Path, tmp_path: Path) -> None:
    done = run(python, "-m", "resnet_fuzz", "nightly", "github", directory=tmp_path)
    assert done.stdout == (ROOT / "fuzz" / "nightly" / "github.yml").read_text(), done.stderr
