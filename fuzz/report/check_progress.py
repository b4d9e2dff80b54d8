"""How far a check is: a bar on the terminal, on stderr; nothing where that is none."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn


@contextmanager
def progress(total: int, *, quiet: bool) -> Iterator[Callable[[str], None]]:
    """What is to be called with each part that is looked at next, of so many."""
    console = Console(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda _: None
        return
    columns = (TextColumn("fuzz: {task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("building the network", total=total + 1)

        def listen(part: str) -> None:
            bar.update(task, advance=1, description=f"looking at {part}")

        yield listen
