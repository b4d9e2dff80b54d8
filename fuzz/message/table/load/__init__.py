"""Messages about weights: keys and shapes of state dicts, files, and what a file held."""

from fuzz.message.table.load import content, edited, file, keys, older, option, result, written

READINGS = (
    *older.READINGS,
    *result.READINGS,
    *keys.READINGS,
    *file.READINGS,
    *written.READINGS,
    *content.READINGS,
    *option.READINGS,
    *edited.READINGS,
)
