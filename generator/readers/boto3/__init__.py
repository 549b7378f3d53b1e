"""Pages of boto3: `rst`, `html` and `text` take them apart, and `page` says what they state."""
