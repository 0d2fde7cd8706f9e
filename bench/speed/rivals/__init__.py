"""What is measured: ``load()`` gives how it is asked; the environment says on which database."""
