"""What stands on a page, where, and where does it lead? The flat tree of its elements, its regions and links."""
