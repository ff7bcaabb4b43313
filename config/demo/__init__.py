"""The demonstration: an invented organization, made through the same verbs as a real one."""
