"""One page in, facts out: `page` makes a page uniform, recognises its rendition and reads it."""
