"""Lock: a file that one process holds as long as it lives."""

import errno
import fcntl
import os
from pathlib import Path

NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP)
"""What a file system says that has none: there is nothing to go by then."""


class Lock:
    """A lock on a file, which the system frees when its holder ends, by ``kill -9`` as well.

    The file stays, with the process id of its last holder. Raises `OSError` where it can't be written.
    """

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)

    def take(self) -> bool:
        """Hold it from now on; False where another process does."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno not in NO_LOCKS:
                raise
        os.ftruncate(self._file, 0)
        os.pwrite(self._file, str(os.getpid()).encode(), 0)
        return True

    def wait(self) -> None:
        """Return when no process holds it. Raises `OSError` where the file system has no locks."""
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def holder(self) -> str:
        """The process id of the last one that held it; "" where there was none."""
        return os.pread(self._file, 20, 0).decode(errors="replace")

    def free(self) -> None:
        """Hold it no longer."""
        os.close(self._file)
