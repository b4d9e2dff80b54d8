"""Seventeen networks of people who began with transfer learning not long ago, each with a fault.

They are what is asked about in forums: other backbones, small or grey images, heads of one's own,
features taken by a hook, layers frozen. ``truth.json`` says of each what is so.
"""
