import numpy

upscaled, original = numpy.zeros((59, 59, 3)), numpy.zeros((60, 60, 3))
numpy.mean((upscaled - original) ** 2)
