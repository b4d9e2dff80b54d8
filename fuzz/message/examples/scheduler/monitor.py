# as written: MisconfigurationException: ReduceLROnPlateau conditioned on metric val/loss which is not available. Available metrics are: ['train_loss', 'val_loss']. Condition can be set using `monitor` key in lr scheduler dict
scheduler = {"scheduler": "ReduceLROnPlateau", "monitor": "val/loss"}
