"""Which files there are to check, and how one is read.

Everything that touches the user's tree goes through here. What stays inside: no file is opened that could block or
have an effect when opened (a pipe, a device), nothing is followed out of the tree or round a loop, and whatever is not
handed on comes back as a `Skipped` with its reason. Nothing here judges, and nothing is raised for a bad file.
"""
