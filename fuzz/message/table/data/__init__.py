"""Messages about images on their way to the network: transforms, datasets, loaders."""

from fuzz.message.table.data import (
    collate,
    loader,
    loader_option,
    normalize,
    picture,
    transform,
    worker,
)

READINGS = (
    *collate.READINGS,
    *loader.READINGS,
    *loader_option.READINGS,
    *normalize.READINGS,
    *picture.READINGS,
    *transform.READINGS,
    *worker.READINGS,
)
