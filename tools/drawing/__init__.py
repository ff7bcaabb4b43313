"""Drawing the demonstration's people with flat shapes."""
