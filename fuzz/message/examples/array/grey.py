import numpy

image = numpy.zeros((572, 572), "float32")
image -= numpy.array([0.485, 0.456, 0.406])
