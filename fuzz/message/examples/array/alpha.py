import numpy

image = numpy.zeros((64, 96, 4), "float32")
(image - numpy.array([0.485, 0.456, 0.406])) / numpy.array([0.229, 0.224, 0.225])
