"""The text models: what a text means, where no pattern can say it."""
