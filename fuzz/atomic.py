"""Files that are whole or not there, whatever crashes while they are written."""

import os
from pathlib import Path

UNFINISHED = ".*.json*.????????"
"""How a file is named until it is whole."""


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file so that a reader sees either the old content or the new, after a crash as well, be it
    of this process or of the machine.

    Raises `OSError` that names the file.
    """
    try:
        _write(path, content)
    except OSError as error:
        if error.errno is not None:
            error.filename, error.filename2 = str(path), None
        raise


def _write(path: Path, content: bytes) -> None:
    import tempfile  # takes longer to load than a reader of catalogues has

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def settle(directory: Path) -> None:
    """Have the names in a directory survive a crash of the machine as well: what was written last there
    may else be what was there before."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        pass  # not every file system can do that
    finally:
        os.close(handle)


def tidy(directory: Path) -> None:
    """Remove what `write_atomically` left where it was killed. Nobody may be writing there."""
    for path in directory.glob(UNFINISHED):
        path.unlink(missing_ok=True)
