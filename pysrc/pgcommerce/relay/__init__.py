"""The relay: webhooks in, gateway commands out. It decides nothing.

Verify over the raw bytes, normalise, one SQL call, commit, answer.
"""
