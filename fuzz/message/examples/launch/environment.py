import os

os.environ.pop("RANK", None)
rank = int(os.environ["RANK"])
