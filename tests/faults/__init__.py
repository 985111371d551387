"""Every fault on every network that publishes, through the whole house: at most one public post."""
