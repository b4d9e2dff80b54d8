"""What torch and torchvision can say, and which of it is read: prints Markdown.

Usage: python -m benchmarks.inventory [--unread | --read] > docs/messages.md

With --unread only the messages that are not read, as plain text; with --read those that are, and by
which answer.
"""

import sys
from importlib import metadata

from benchmarks.inventory.page import page, plain
from benchmarks.inventory.reach import reached
from benchmarks.inventory.sources import native_messages, python_messages

if __name__ == "__main__":
    found = [reached(message) for message in (*python_messages(), *native_messages())]
    if "--unread" in sys.argv:
        print(plain(found, "unread"), end="")
    elif "--read" in sys.argv:
        print(plain(found, "read"), end="")
    else:
        releases = metadata.version("torch"), metadata.version("torchvision")
        print(page(found, *(release.partition("+")[0] for release in releases)), end="")
