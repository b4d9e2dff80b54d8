"""Messages about images on their way to the network: transforms, datasets, loaders."""

from fuzz.message.table.data import (
    array,
    collate,
    colour,
    folder_option,
    geometry,
    kind,
    loader,
    loader_option,
    mixing,
    moved,
    normalize,
    picture,
    ragged,
    size_option,
    transform,
    worker,
)

READINGS = (
    *array.READINGS,
    *collate.READINGS,
    *loader.READINGS,
    *moved.READINGS,
    *loader_option.READINGS,
    *normalize.READINGS,
    *picture.READINGS,
    *ragged.READINGS,
    *transform.READINGS,
    *worker.READINGS,
    *colour.READINGS,
    *folder_option.READINGS,
    *geometry.READINGS,
    *kind.READINGS,
    *mixing.READINGS,
    *size_option.READINGS,
)
