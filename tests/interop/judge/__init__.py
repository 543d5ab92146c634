"""A second judge of datasets, slow and plain: it reads records and texts by itself, and knows the documents of the rules only."""
