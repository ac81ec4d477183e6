"""What stands on the shelf: principles, topics and exercises, their schema, and how files are read and checked."""
