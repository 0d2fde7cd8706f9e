"""Every file of a bundle and every column of it, once, by noun: to read, to write, to check."""
