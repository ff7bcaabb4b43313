"""The photo check in plain Python: what is accepted, what is left of it, what is seen in it.

Nothing here imports Django. `sandbox.prepare` is the door for bytes that came from outside.
"""
