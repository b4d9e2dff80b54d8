batch = {"image": 1, "label": 2}
batch.to("cpu")
