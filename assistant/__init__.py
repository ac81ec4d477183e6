"""Hearthside: a voice assistant for two partners that lives on their own computer."""

import os

# onnxruntime reports to its makers unless it is told not to before it is first imported; nothing leaves this house.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
