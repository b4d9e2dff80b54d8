"""A sixth set, twenty faulty and ten not: what people ask and report who fine-tune or edit a ResNet.

As in `tests.check.held`, whose ``truth.json`` and ``prove.py`` this has the form of: each fault was
taken from questions and issues, and all of it written and proven by somebody who had not seen the check,
before it had run on any.
"""
