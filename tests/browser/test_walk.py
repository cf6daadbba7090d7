"""The main job in a real browser: taken in, moved along, returned, and counted."""
