"""Naval deployments: who sent which ship where, when, with whom, and how we know."""
