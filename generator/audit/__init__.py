"""The audit: what was read from pages, judged by the models of the installed botocore."""
