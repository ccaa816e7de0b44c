"""The subject vocabulary (栏目同义词表) in versions, and the names that reviews show to be missing from it."""
