"""The worker: runs sweeps when they are due, and sends what is queued. It decides nothing.

It may be killed at any instant and run in many copies: sweeps are shared by the database, messages
are claimed with a lease and carry a stable message id.
"""
