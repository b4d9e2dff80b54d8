"""A network of the user's own: what it takes, where it fails and how to mend it.

Nothing is known of it beforehand, so that all is run for real, on a new network each time.
"""
