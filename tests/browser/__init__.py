"""The product as people meet it: started by its one command, in a real browser."""
