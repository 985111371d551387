"""An office's official accounts; their secrets and health; what goes out and what is heard."""
