"""What the article states, what was found, and the verdict that follows."""
