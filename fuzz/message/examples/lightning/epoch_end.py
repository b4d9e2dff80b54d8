# as written: NotImplementedError: Support for `validation_epoch_end` has been removed in v2.0.0.
from lightning import LightningModule


class Model(LightningModule):
    def validation_epoch_end(self, outputs):
        print(outputs)
