"""Users, sign-in, second factor, sessions, invitations, tokens."""
