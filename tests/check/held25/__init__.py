"""Networks as strangers write them, twenty faulty and ten not, most faults after issues and threads.

Each idea is of another kind of project, and each docstring says where its mistake was met. Nobody who
works on the check looks into this folder before it is measured.
"""
