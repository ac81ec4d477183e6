"""Words to intent: what a sentence asks for, and the things and times that it names."""
