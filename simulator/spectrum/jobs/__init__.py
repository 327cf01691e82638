"""Jobs: read, added and updated."""
