"""Networks after research code: decoders, attention blocks, teachers, margins, gradients, masks.

Seventeen, each with one fault. Nobody who works on the check looks into this folder.
"""
