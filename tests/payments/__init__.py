"""Money, from many connections at once and in every order."""
