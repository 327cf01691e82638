"""Running a request to its end: attempts and the waits between them, here or durably on DBOS."""
