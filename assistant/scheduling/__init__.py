"""Time for two: what is planned, what is free, and when to speak up."""
