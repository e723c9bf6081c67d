"""Object storage: a private folder, or a bucket of anything that speaks S3."""
