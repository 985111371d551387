"""How fast and how right the desk answers. Unknown is absent, never 0; each figure has its n."""
