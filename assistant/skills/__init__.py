"""What Hearthside can do: each skill answers the intents it names, and nothing here knows sound."""
