"""Labelled texts from which the text models are trained, at development time only."""
