"""From the app to a folder that any host can serve."""
