"""Messages about weights: keys and shapes of state dicts, files, and what a file held."""

from fuzz.message.table.load import content, edited, file, keys, older, option

READINGS = (
    *older.READINGS,
    *keys.READINGS,
    *file.READINGS,
    *content.READINGS,
    *option.READINGS,
    *edited.READINGS,
)
