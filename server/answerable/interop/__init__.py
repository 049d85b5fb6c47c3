"""Other people's formats, made from what a scan found.

Pure functions from data to data: nothing here reads or writes a file.
"""
