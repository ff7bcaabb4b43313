"""From rows and cases to what templates show. Nothing here decides or writes anything."""
