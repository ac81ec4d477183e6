"""Sound becomes words: listening, finding where an utterance begins and ends, transcribing."""
