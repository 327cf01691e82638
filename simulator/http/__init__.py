"""Requests and replies free of any transport: the same handlers in-process and on sockets."""
