"""The article as a text: what in it contradicts what, and how its versions differ."""
