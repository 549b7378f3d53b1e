"""The layout of API References in which a page is about a resource and its methods."""
