# as written:   File "/train.py", line 118, in __getitem__\n    box = self.table.loc[name].values\n  File "/site-packages/pandas/core/indexing.py", line 624, in _get_label\n    return self.obj._xs(label, axis=axis)\nKeyError: '000123.jpg'
import pandas

table = pandas.DataFrame({"label": [0, 1]}, index=["cat.png", "dog.png"])
table.loc["cat.jpg"]
