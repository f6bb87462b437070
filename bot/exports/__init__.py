"""Writes the directory of offers in the forms other programs read. Knows no files and no HTTP."""
