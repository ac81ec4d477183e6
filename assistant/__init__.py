"""Hearthside: a voice assistant for two partners that lives on their own computer."""

import os

# onnxruntime reports to its makers unless it is told not to before it is first imported; nothing leaves this house.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

# NumPy reads this when it is first imported. Nothing here is large enough for two threads, and on a busy machine two
# that wait for each other take ten times as long as one.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
