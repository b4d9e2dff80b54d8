labels = "cat"
labels.to("cpu")
