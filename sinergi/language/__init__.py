"""What the public writes, understood; and what an office writes, checked.

Plain Python: no Django, no other room; and reading a message asks for no other package.
"""
