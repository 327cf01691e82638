"""What is wrong with a project, per field; wording in the manner of the documented messages."""

NAME_MISSING = {"name": ["can't be blank"]}
