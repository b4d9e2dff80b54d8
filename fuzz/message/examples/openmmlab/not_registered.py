# as written: KeyError: 'LSKNet is not in the backbone registry'
from mmseg.registry import MODELS

MODELS.build({"type": "LSKNet"})
