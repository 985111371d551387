"""What an office writes, checked: findings with their place, their reason and a proposal."""
