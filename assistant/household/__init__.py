"""The two people: what they are called and where they live, nothing else."""
