"""Messages about files: not there, folders, of another encoding, or without room on the disk."""

from fuzz.message.reading import Told, plain, reading

ERRORS = "https://docs.python.org/3/library/exceptions.html#os-exceptions"
OPEN = "https://docs.python.org/3/library/functions.html#open"
PRINT = "print(os.path.abspath(path)) beside os.getcwd()"


def _kind(told: Told) -> dict[str, str]:
    """What a path is in place of the file or folder that is wanted."""
    message, path = told.raised.message, told.text("path").strip(" .")
    if "Is a directory" in message:
        what = "is a folder, and a file is wanted"
        advice = (
            "join the name of the file to it, os.path.join(folder, name); of what os.listdir() gives"
            " leave"
            " folders out: os.path.isfile(path)"
        )
    elif "Not a directory" in message:
        what = "is no folder, or lies in what is none"
        advice = "pass the folder that the file is in, os.path.dirname(path)"
    elif "Permission denied" in message:
        what = "may not be read or written, or is a folder (Windows says so of one)"
        advice = "write to a folder of your own; print(os.path.isdir(path)); close it in other programs"
    elif "No such file" in message:
        what = "is not there"
        advice = (
            f"{PRINT}: a relative path counts from the folder in which the program was started; where"
            f" it is"
            " to be written, os.makedirs(folder, exist_ok=True) first"
        )
    else:
        what = "is no name that this system takes"
        advice = "leave : ? * and line ends out of it, and write r'C:\\data' or 'C:/data' on Windows"
    return {"path": path, "what": what, "advice": advice}


READINGS = (
    reading(
        "[Errno {n:number}] Is a directory: '{path}'",
        "[Errno {n:number}] Not a directory: '{path}'",
        "[Errno {n:number}] Permission denied: '{path}'",
        "[Errno {n:number}] No such file or directory: '{path}'",
        "[Errno {n:number}] Invalid argument: '{path}'",
        answers=(
            plain(
                "general.path",
                cause="{path} {what}",
                fix="{advice}",
                page=ERRORS,
                confidence="likely",
                more=_kind,
            ),
        ),
    ),
    reading(
        "No space left on device",
        answers=(
            plain(
                "general.disk_full",
                cause="the disk that is written to is full",
                fix="keep the best and the last checkpoint alone, and save model.state_dict() without"
                " the"
                " optimizer where it is not needed; df -h names the disks; a folder of temporary files"
                " is set by"
                " TMPDIR, that of torch.hub by TORCH_HOME",
                page=ERRORS,
                confidence="likely",
            ),
        ),
    ),
    reading(
        "'{codec:name}' codec can't decode byte",
        "'{codec:name}' codec can't encode character",
        answers=(
            plain(
                "general.encoding",
                cause="a file is read, or written, as text of the encoding {codec}, and is of another,"
                " or is no"
                " text: weights, images and pickles are bytes",
                fix="open(path, encoding='utf-8') for text, open(path, 'rb') for bytes;"
                " torch.load(path) for"
                " weights, and encoding='latin1' for a pickle of Python 2",
                page=OPEN,
                confidence="likely",
            ),
        ),
    ),
    reading(
        "EOFError: Ran out of input",
        answers=(
            plain(
                "general.empty_file",
                cause="a pickle is read from a file that is empty or ends too early: it is still being"
                " written,"
                " was opened for writing ('wb' empties it), or its copy was cut off",
                fix="print(os.path.getsize(path)), and write it anew; open(path, 'rb') to read. On"
                " Windows and"
                " macOS, beside a DataLoader, it is the worker whose start failed: the error above it"
                " counts",
                page=OPEN,
                confidence="likely",
            ),
        ),
    ),
    reading(
        "Expecting value: line {line:number} column {column:number} (char {char:number})",
        answers=(
            plain(
                "general.no_json",
                cause="what is read as JSON is none, from line {line}, column {column} on: an empty"
                " file, a page"
                " of HTML in place of the download, or single quotes",
                fix="print the first 200 characters of it",
                page="https://docs.python.org/3/library/json.html",
                confidence="likely",
            ),
        ),
    ),
)
